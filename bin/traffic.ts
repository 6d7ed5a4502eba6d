/**
 * `npm run traffic -- URL --title "A headline=0.1" --title "Another=0.2" [--visitors 40] [--parallel 2] [--look 1500] [--stay 500]`:
 * visitors in Chromium look at a page and click the headline they are shown with the chance given behind it.
 */
import { parseArgs } from 'node:util';
import { driveTraffic } from '../emulators/optimizely/traffic';

const usage =
	'npm run traffic -- URL --title "A headline=0.1" --title "Another=0.2" [--visitors 40] [--parallel 2] [--look 1500] [--stay 500]';

function whole( name: string, text: string ): number {
	if ( ! /^\d+$/.test( text ) ) {
		throw new Error( `--${ name } ${ text } is not a whole number.` );
	}
	return Number( text );
}

/** Titles may hold an equals sign: the last one parts title and chance. */
function rateOf( text: string ): [ string, number ] {
	const at = text.lastIndexOf( '=' );
	const rate = Number( text.slice( at + 1 ) );
	if ( at < 1 || ! ( rate >= 0 && rate <= 1 ) ) {
		throw new Error( `--title "${ text }" is not "title=chance".` );
	}
	return [ text.slice( 0, at ), rate ];
}

try {
	const { values, positionals } = parseArgs( {
		allowPositionals: true,
		options: {
			title: { type: 'string', multiple: true, default: [] },
			visitors: { type: 'string', default: '40' },
			parallel: { type: 'string', default: '2' },
			look: { type: 'string', default: '1500' },
			stay: { type: 'string', default: '500' },
		},
	} );
	const [ url ] = positionals;
	if ( ! url || ! URL.canParse( url ) || values.title.length === 0 ) {
		throw new Error( usage );
	}
	const { shown, clicked, missed } = await driveTraffic( {
		url,
		clickRates: Object.fromEntries( values.title.map( rateOf ) ),
		visitors: whole( 'visitors', values.visitors ),
		parallel: whole( 'parallel', values.parallel ),
		look: whole( 'look', values.look ),
		stay: whole( 'stay', values.stay ),
		onVisitor: ( { number, title, clicked: did } ) =>
			console.log(
				`${ number + 1 }: ${ title ?? 'no headline found' }${ did ? ', clicked' : '' }`
			),
	} );
	for ( const [ title, count ] of Object.entries( shown ) ) {
		console.log(
			`${ title }: shown to ${ count }, clicked by ${ clicked[ title ] ?? 0 }`
		);
	}
	if ( missed ) {
		console.log( `${ missed } saw none of the titles.` );
		process.exitCode = 1;
	}
} catch ( error ) {
	console.error( error instanceof Error ? error.message : error );
	process.exitCode = 1;
}
