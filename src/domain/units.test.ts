import { ownResults } from '../editor/testing/fixtures';
import {
	undecidableSentence,
	unitCount,
	unitMore,
	unitName,
	unitOf,
	unitSentence,
} from './units';

const of = ( views?: number ) => ( {
	...ownResults,
	visitors: 2000,
	...( views === undefined ? {} : { page_views: views } ),
} );

describe( 'what is counted', () => {
	it( 'is named by what it is', () => {
		expect( unitOf( null ) ).toBe( 'visitors' );
		expect( unitOf( of() ) ).toBe( 'visitors' );
		expect( unitOf( of( 0 ) ) ).toBe( 'visitors' );
		expect( unitOf( of( 1 ) ) ).toBe( 'both' );
		expect( unitOf( of( 2000 ) ) ).toBe( 'page_views' );
		expect( unitOf( { visitors: 0, page_views: 0 } ) ).toBe( 'visitors' );
	} );
	it.each( [
		[ 'visitors', 'Visitors', '1 visitor', '2 more visitors' ],
		[ 'page_views', 'Page views', '1 page view', '2 more page views' ],
		[
			'both',
			'Visitors and page views',
			'1 visitors and page views',
			'2 more visitors and page views',
		],
	] as const )( 'of %s', ( unit, name, one, more ) => {
		expect( unitName( unit ) ).toBe( name );
		expect( unitCount( unit, 1 ) ).toBe( one );
		expect( unitMore( unit, 2 ) ).toBe( more );
	} );
	it( 'is explained where nobody is remembered', () => {
		expect( unitSentence( of() ) ).toBe( '' );
		expect( unitSentence( of( 2000 ) ) ).toMatch(
			/every page view counts/
		);
		expect( unitSentence( of( 1 ) ) ).toMatch(
			/^1 of them is a page view/
		);
		expect( unitSentence( of( 1500 ) ) ).toMatch(
			/^1,500 of them are page views/
		);
	} );
	it( 'has no reads of page views', () => {
		const reads = ( views?: number ) => ( {
			...of( views ),
			metrics: [ { ...ownResults.metrics[ 0 ]!, id: 'read' as const } ],
		} );
		for ( const views of [ 1, 2000 ] ) {
			expect( unitSentence( of( views ) ) ).toMatch(
				/on its own\. Their engaged reads are not known\.$/
			);
		}
		expect( undecidableSentence( of( 2000 ) ) ).toBe( '' );
		expect( undecidableSentence( reads( 1999 ) ) ).toBe( '' );
		expect( undecidableSentence( reads() ) ).toBe( '' );
		expect( unitSentence( reads( 2000 ) ) ).toMatch(
			/not known\. Nothing can be decided .* clicks decide, or .* Settings/
		);
	} );
} );
