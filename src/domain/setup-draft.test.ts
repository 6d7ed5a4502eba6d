import type { ExperimentSetup } from '../contracts/experiment-setup';
import { experiment } from '../editor/testing/fixtures';
import {
	addTitle,
	draftOf,
	moveTitle,
	newDraft,
	removeTitle,
	sameSetup,
	setupOf,
	titleMistakes,
	valueMistakes,
} from './setup-draft';

const { setup } = experiment;
const three = {
	...setup,
	titles: [ 'A', 'B' ],
	weights: [ 5000, 3000, 2000 ],
} as ExperimentSetup;
const NOW = '2026-05-01T12:00';

describe( 'a draft', () => {
	it( 'comes out as it went in', () => {
		const own = {
			...setup,
			engine: 'builtin',
			mode: 'prove',
			max_views: 20000,
			auto_apply: true,
		} as ExperimentSetup;
		for ( const one of [ setup, three, own ] ) {
			expect( setupOf( draftOf( one ) ) ).toMatchObject( {
				engine: one.engine,
				mode: one.mode,
				max_views: one.max_views,
				auto_apply: one.auto_apply,
			} );
			expect( sameSetup( setupOf( draftOf( one ) ), one ) ).toBe( true );
		}
		expect( setupOf( draftOf( three ) ).weights ).toEqual( [
			5000, 3000, 2000,
		] );
	} );
	it( 'sends no weights for equal shares, however they are stored', () => {
		const thirds = {
			...three,
			weights: [ 3333, 3334, 3333 ],
		} as ExperimentSetup;
		expect( draftOf( thirds ).split ).toBe( 'equal' );
		expect( setupOf( draftOf( thirds ) ).weights ).toEqual( [] );
		expect( sameSetup( thirds, { ...thirds, weights: [] } ) ).toBe( true );
		expect( sameSetup( thirds, three ) ).toBe( false );
	} );
	it( 'sends none for shares that were made equal by hand either', () => {
		expect(
			setupOf( {
				...draftOf( three ),
				percents: [ '33.33', '33.34', '33.33' ],
			} ).weights
		).toEqual( [] );
	} );
	it( 'begins with one empty headline and the site’s share of visitors', () => {
		expect( setupOf( newDraft( 40 ) ) ).toMatchObject( {
			titles: [ '' ],
			weights: [],
			traffic: 40,
		} );
	} );
	it( 'moves a headline with its share', () => {
		const moved = moveTitle( draftOf( three ), 1, 0 );
		expect( moved.titles.map( ( { text } ) => text ) ).toEqual( [
			'B',
			'A',
		] );
		expect( moved.titles.map( ( { id } ) => id ) ).toEqual( [ 1, 0 ] );
		expect( moved.percents ).toEqual( [ '50', '20', '30' ] );
	} );
	it( 'shares out anew when headlines come and go', () => {
		expect( addTitle( draftOf( three ) ).percents ).toEqual( [
			'37.5',
			'22.5',
			'15',
			'25',
		] );
		expect( removeTitle( draftOf( three ), 0 ).percents ).toEqual( [
			'71.43',
			'28.57',
		] );
		expect( addTitle( draftOf( setup ) ).percents ).toEqual( [
			'33.34',
			'33.33',
			'33.33',
		] );
		expect( addTitle( draftOf( three ) ).titles.at( -1 ) ).toEqual( {
			id: 2,
			text: '',
		} );
	} );
	it( 'with any number of headlines sends weights that sum to 10000', () => {
		let draft = { ...draftOf( three ) };
		for ( let count = 3; count <= 9; count++ ) {
			draft = addTitle( draft );
			const { weights } = setupOf( draft );
			expect(
				( weights as number[] ).reduce( ( a, b ) => a + b, 0 )
			).toBe( 10000 );
			expect( valueMistakes( draft, NOW ) ).toEqual( {} );
		}
	} );
} );

describe( 'what is wrong with a draft', () => {
	const draft = { ...draftOf( three ), engine: 'builtin' as const };
	it.each( [
		[ { percents: [ '50', '30', '10' ] }, 'weights' ],
		[ { traffic: '' }, 'traffic' ],
		[ { traffic: '0' }, 'traffic' ],
		[ { traffic: '12.5' }, 'traffic' ],
		[ { traffic: '101' }, 'traffic' ],
		[ { stopAt: '2026-04-01T12:00' }, 'stop_at' ],
		[ { maxViews: '0' }, 'max_views' ],
		[ { maxViews: '1.5' }, 'max_views' ],
		[ { maxViews: '-3' }, 'max_views' ],
		[ { maxViews: 'many' }, 'max_views' ],
		[ { maxViews: '1000000001' }, 'max_views' ],
		[ { maxViews: '20.000' }, 'max_views' ],
		[ { maxViews: '1,5' }, 'max_views' ],
		[ { maxViews: '2e4' }, 'max_views' ],
	] )( '%p stands at %s', ( change, field ) => {
		expect(
			Object.keys( valueMistakes( { ...draft, ...change }, NOW ) )
		).toEqual( [ field ] );
	} );
	it.each( [
		[ 'en', '20,000', 20000 ],
		[ 'en', ' 20 000 ', 20000 ],
		[ 'en', '20000', 20000 ],
		[ 'de', '1.000.000', 1000000 ],
		[ 'fr', '20\u202f000', 20000 ],
		[ 'en-IN', '1,00,000', 100000 ],
		[ 'en', '', 0 ],
		[ 'de', '1.5', NaN ],
		[ 'de', '20,000', NaN ],
	] )( 'in %s, %p is so many views: %p', ( lang, maxViews, views ) => {
		document.documentElement.lang = lang;
		const typed = { ...draft, maxViews };
		expect( 'max_views' in valueMistakes( typed, NOW ) ).toBe(
			Number.isNaN( views )
		);
		expect( setupOf( typed ).max_views ).toBe( views );
		document.documentElement.lang = '';
	} );
	it( 'is only what the chosen engine knows', () => {
		const both = {
			...draft,
			mode: 'prove' as const,
			maxViews: '20000',
			autoApply: true,
			audiences: [ '11' ],
		};
		expect( setupOf( { ...both, engine: 'optimizely' } ) ).toMatchObject( {
			mode: 'auto',
			max_views: 0,
			auto_apply: false,
			audiences: [ '11' ],
		} );
		expect( setupOf( { ...both, engine: 'builtin' } ) ).toMatchObject( {
			mode: 'prove',
			max_views: 20000,
			auto_apply: true,
			audiences: [],
		} );
		expect(
			valueMistakes(
				{ ...both, engine: 'optimizely', maxViews: 'many' },
				NOW
			)
		).toEqual( {} );
	} );
	it( 'does not mind shares that are not in force', () => {
		expect(
			valueMistakes(
				{ ...draft, split: 'equal', percents: [ '', '', '' ] },
				NOW
			)
		).toEqual( {} );
	} );
	it( 'speaks of empty headlines only when it is time to', () => {
		const empty = addTitle( draft );
		expect( titleMistakes( empty, 'Old', false ) ).toEqual( {} );
		expect( Object.keys( titleMistakes( empty, 'Old', true ) ) ).toEqual( [
			'titles.2',
		] );
		expect( Object.keys( titleMistakes( empty, 'B', false ) ) ).toEqual( [
			'titles.1',
		] );
	} );
} );
