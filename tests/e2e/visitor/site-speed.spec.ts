/**
 * What this site's own engine costs a visitor on a slow device and a slow connection: nothing that can be seen.
 */
import type { Page } from '@playwright/test';
import { asPerson, CUT, escape, expect, test, type Experiment } from './pages';

const LOADS = 40;
const FROM = 'A headline of the usual length, as they are';
const TO =
	'Another one that is twice as long, so that it breaks into more lines wherever it stands';

/** Thirty teasers, two of them under test; the page comes in pieces, and is cut within a headline. */
const teaser = ( n: number ) => {
	const tested = n === 1 || n === 4;
	const title = tested ? `${ FROM } ${ n }` : `Untested ${ n }`;
	const cut = n === 4 ? 20 : title.length;
	return `<article><h2 ${ tested ? `data-watch="${ n }"` : '' }><a href="/post-${ n }/">${ escape( title.slice( 0, cut ) ) }${ n === 4 || n === 20 ? CUT : '' }${ escape( title.slice( cut ) ) }</a></h2><p>Text of the teaser.</p></article>`;
};
const BODY =
	'<style>body{width:350px;font:18px/1.4 sans-serif}</style>' +
	Array.from( { length: 30 }, ( _, n ) => teaser( n ) ).join( '\n' );

const experiments: Experiment[] = [ 1, 4 ].map( ( n ) => [
	n,
	n,
	`/post-${ n }/`,
	`${ FROM } ${ n }`,
	[ `${ TO } ${ n }` ],
	// Everybody gets it.
	[ 0, 10000 ],
	1,
] );

interface Load {
	/** Milliseconds until something was painted. */
	painted: number;
	/** Cumulative layout shift. */
	shifted: number;
	/** What stood in the two headlines in each frame. */
	seen: string[][];
}

const look = async ( page: Page, url: string ): Promise< Load > => {
	await page.goto( url );
	return page.evaluate( async () => {
		await new Promise( ( done ) =>
			requestAnimationFrame( () => requestAnimationFrame( done ) )
		);
		// What was before comes at once; without any, nothing comes.
		const shifts = await new Promise< PerformanceEntryList >( ( done ) => {
			new PerformanceObserver( ( list ) =>
				done( list.getEntries() )
			).observe( { type: 'layout-shift', buffered: true } );
			setTimeout( done, 50, [] );
		} );
		const { painted } = window as never as {
			painted: Record< string, Set< string > >;
		};
		return {
			painted: performance.getEntriesByName(
				'first-contentful-paint'
			)[ 0 ]!.startTime,
			shifted: shifts.reduce(
				( sum, shift ) =>
					sum + ( shift as unknown as { value: number } ).value,
				0
			),
			seen: Object.values( painted ).map( ( texts ) => [ ...texts ] ),
		};
	} );
};

const median = ( numbers: number[] ) =>
	numbers.toSorted( ( a, b ) => a - b )[ Math.floor( numbers.length / 2 ) ]!;

test.use( { ...asPerson, viewport: { width: 390, height: 844 } } );

test( `${ LOADS } loads with the CPU slowed four times: the original is never painted, nothing moves, nothing waits`, async ( {
	page,
	site,
} ) => {
	test.setTimeout( 300_000 );
	site.serve( '/tested', site.ownPage( BODY, experiments ) );
	site.serve( '/plain', site.ownPage( BODY, [] ) );
	const plain: Load[] = [];
	const tested: Load[] = [];
	const fcp = ( loads: Load[] ) =>
		median( loads.map( ( { painted } ) => painted ) );
	// Of two loads that follow each other: what the machine does besides changes from minute to minute, and meets both.
	const cost = () =>
		median(
			tested.map(
				( { painted }, index ) => painted - plain[ index ]!.painted
			)
		);
	const session = await page.context().newCDPSession( page );
	await session.send( 'Emulation.setCPUThrottlingRate', { rate: 4 } );
	const load = async ( number: number ) => {
		const both = [
			[ '/plain', plain ],
			[ '/tested', tested ],
		] as const;
		// In turns, so that whatever else the machine does meets both alike.
		for ( const [ path, into ] of number % 2 ? both.toReversed() : both ) {
			into.push( await look( page, site.origin + path ) );
		}
	};
	for ( let number = 0; number < LOADS; number++ ) {
		await load( number );
	}
	// On a busy machine one load differs from the next by more than what is asked for: more of them tell.
	for ( let number = 0; number < 2 * LOADS && cost() >= 10; number++ ) {
		await load( number );
	}
	const originals = ( loads: Load[] ) =>
		loads.filter( ( { seen } ) =>
			seen
				.flat()
				.some(
					( text ) => text && FROM.startsWith( text.slice( 0, 20 ) )
				)
		).length;
	console.log(
		`first paint ${ fcp( plain ).toFixed( 0 ) } ms without, ${ fcp( tested ).toFixed( 0 ) } ms with two experiments, ${ cost().toFixed( 0 ) } ms between neighbours, ${ tested.length } loads`
	);
	// The control: on the plain page the recorder sees what is to be seen.
	expect( originals( plain ) ).toBe( plain.length );
	expect( originals( tested ) ).toBe( 0 );
	for ( const { seen } of tested ) {
		expect(
			seen.map( ( texts ) => texts.filter( ( text ) => text !== '' ) )
		).toEqual( [ [ `${ TO } 1` ], [ `${ TO } 4` ] ] );
	}
	expect( Math.max( ...tested.map( ( { shifted } ) => shifted ) ) ).toBe( 0 );
	expect( cost() ).toBeLessThan( 10 );
} );
