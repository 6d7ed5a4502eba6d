/**
 * `npm run simulate [-- --quick] [--seed 1] [--parallel 2]`: the built-in engine's own PHP functions over thousands of
 * experiments of which the truth is known: equal headlines, and real headline tests (simulate/data/). Says what came out
 * beside what was measured when the rules were chosen, and fails when a promise does not hold. docs/statistics.md shows it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/paths';
import { phpSettings, requirePhp } from './lib/php';
import { run } from './lib/process';
import { progress } from './lib/progress';
import {
	add,
	alikeReport,
	archiveReport,
	playReport,
	type Alike,
	type Archive,
	type Check,
	type Play,
} from './simulate/report';

const { values: options } = parseArgs( {
	options: {
		quick: { type: 'boolean', default: false },
		seed: { type: 'string', default: '1' },
		parallel: { type: 'string', default: '2' },
	},
} );
const seed = Number( options.seed );
const parallel = Number( options.parallel );

/** How much is simulated. Of the archive's tests every one is played in full. */
const size = options.quick
	? { runs: 400, piece: 100, tests: 120, pieceOfTests: 30 }
	: { runs: 10_000, piece: 500, tests: 1_931, pieceOfTests: 100 };
/** Fifty views of each headline between two: up to 20,000 each. */
const looks = 400;

const alike = [
	{ rate: 0.003, arms: 2 },
	{ rate: 0.0125, arms: 2 },
	{ rate: 0.05, arms: 2 },
	{ rate: 0.0125, arms: 4 },
] as const;
const modes = [ 'equal', 'learn', 'earn', 'prove' ] as const;
const horizons = [ 1, 4 ] as const;

/** PHP compiles to machine code here: it is the same code, twice as fast. */
const settings = [
	...phpSettings,
	...[ '-d', 'opcache.enable_cli=1', '-d', 'opcache.jit=tracing' ],
	...[ '-d', 'opcache.jit_buffer_size=64M' ],
];

const piece = async ( what: object ): Promise< unknown > =>
	JSON.parse(
		await run( 'php', [
			...settings,
			join( root, 'bin/simulate/run.php' ),
			JSON.stringify( what ),
		] )
	);

/** From 0 to a number in pieces. */
const pieces = ( all: number, each: number ) =>
	Array.from( { length: Math.ceil( all / each ) }, ( _, index ) => ( {
		from: index * each,
		to: Math.min( all, ( index + 1 ) * each ),
	} ) );

async function main(): Promise< boolean > {
	await requirePhp();
	const started = Date.now();
	let archive: Archive | undefined;
	const same = new Map< ( typeof alike )[ number ], Alike >();
	const plays = new Map< string, Play >();
	const work: Array< () => Promise< void > > = [
		async () => {
			archive = ( await piece( { part: 'archive' } ) ) as Archive;
		},
	];
	for ( const mode of modes ) {
		for ( const horizon of horizons ) {
			for ( const range of pieces( size.tests, size.pieceOfTests ) ) {
				work.push( async () => {
					const key = `${ mode } ${ horizon }`;
					const found = ( await piece( {
						...{ part: 'play', mode, horizon, seed },
						...range,
					} ) ) as Play;
					plays.set( key, add( plays.get( key ), found ) );
				} );
			}
		}
	}
	for ( const one of alike ) {
		for ( const range of pieces( size.runs, size.piece ) ) {
			work.push( async () => {
				const found = ( await piece( {
					...{ part: 'alike', ...one, looks, seed },
					...range,
				} ) ) as Alike;
				same.set( one, add( same.get( one ), found ) );
			} );
		}
	}
	const all = work.length;
	const line = progress( 'Simulating' );
	await Promise.all(
		Array.from( { length: parallel }, async () => {
			for ( let next = work.shift(); next; next = work.shift() ) {
				await next();
				line.say(
					`experiments ${ Math.floor( 100 - ( 100 * work.length ) / all ) } %`
				);
			}
		} )
	);
	line.done();
	if ( ! archive ) {
		throw new Error( 'The archive was not read.' );
	}
	const checks: Check[] = [
		...alikeReport(
			alike.map( ( one ) => [ one, same.get( one ) ?? null ] as const )
		),
		...archiveReport( archive ),
		...playReport( plays, ! options.quick ),
	];
	console.log( '' );
	for ( const { holds, says } of checks ) {
		console.log( `${ holds ? 'PASS' : 'FAIL' }  ${ says }` );
	}
	const seconds = ( ( Date.now() - started ) / 1000 ).toFixed( 0 );
	const failed = checks.filter( ( { holds } ) => ! holds ).length;
	console.log(
		`${ checks.length - failed } passed, ${ failed } failed (${ seconds } s, seed ${ seed })`
	);
	return failed === 0;
}

main().then(
	( holds ) => process.exit( holds ? 0 : 1 ),
	( error: Error ) => {
		console.error( error.message );
		process.exit( 1 );
	}
);
