/**
 * What visitors on a slow device and a slow connection see of this site's own engine: nothing but the headlines they get.
 * How much later they see it, `npm run bench` measures.
 */
import { asPerson, expect, test } from './pages';
import {
	FROM,
	LOADS,
	look,
	PLAIN,
	serveSlowPage,
	slowDown,
	TESTED,
	TO,
	type Load,
} from './slow-page';

test.use( { ...asPerson, viewport: { width: 390, height: 844 } } );

test( `${ LOADS } loads with the CPU slowed four times: the original is never painted, and nothing moves`, async ( {
	page,
	context,
	site,
} ) => {
	test.setTimeout( 240_000 );
	serveSlowPage( site );
	await slowDown( context, page );
	const originals = ( { seen }: Load ) =>
		seen
			.flat()
			.filter(
				( text ) => text && FROM.startsWith( text.slice( 0, 20 ) )
			);
	// The control: on the plain page the recorder sees what is to be seen.
	expect( originals( await look( page, site.origin + PLAIN ) ) ).not.toEqual(
		[]
	);
	for ( let number = 0; number < LOADS; number++ ) {
		const load = await look( page, site.origin + TESTED );
		expect( originals( load ) ).toEqual( [] );
		expect(
			load.seen.map( ( texts ) =>
				texts.filter( ( text ) => text !== '' )
			)
		).toEqual( [ [ `${ TO } 1` ], [ `${ TO } 4` ] ] );
		expect( load.shifted ).toBe( 0 );
	}
} );
