import type { Results } from '../contracts/results';
import { ownResults, results } from '../editor/testing/fixtures';
import {
	columnsOf,
	isDecided,
	isReliable,
	leaderOf,
	recommended,
} from './verdict';

const columns = ( of: Results ) =>
	columnsOf( of, of.metrics[ 0 ]?.variations ?? [] );
const without = ( ...figures: string[] ): Results => ( {
	...ownResults,
	metrics: ownResults.metrics.map( ( metric ) => ( {
		...metric,
		variations: metric.variations.map( ( one ) => ( {
			...one,
			...Object.fromEntries( figures.map( ( name ) => [ name, null ] ) ),
		} ) ),
	} ) ),
} );

describe( 'what follows from a verdict', () => {
	it.each< [ Results[ 'verdict' ], boolean, number | null ] >( [
		[ 'waiting', false, null ],
		[ 'more_time', false, null ],
		[ 'winner', true, 1 ],
		[ 'likely', true, 1 ],
		[ 'original', true, 0 ],
		[ 'no_difference', true, 0 ],
		[ 'keep', true, 0 ],
		[ 'unreliable', false, null ],
	] )( '%s', ( verdict, decided, headline ) => {
		const said = { ...ownResults, verdict };
		expect( isDecided( said ) ).toBe( decided );
		expect( recommended( said ) ).toBe( headline );
	} );
	it( 'is no headline that is clicked more and read less', () => {
		const said = {
			...ownResults,
			verdict: 'likely' as const,
			warning: 'clicks_not_read' as const,
		};
		expect( isDecided( said ) ).toBe( true );
		expect( recommended( said ) ).toBeNull();
	} );
	it( 'is nothing before there are results', () => {
		expect( isDecided( null ) ).toBe( false );
		expect( recommended( null ) ).toBeNull();
		expect( leaderOf( null ) ).toBeNull();
	} );
} );

describe( 'the figures to show', () => {
	it( 'of Optimizely are always the interval and the significance', () => {
		expect( columns( results ) ).toEqual( {
			improvement: true,
			interval: true,
			significance: true,
			chance: false,
			loss: false,
		} );
	} );
	it( 'of this site are those that there are', () => {
		expect( columns( ownResults ) ).toEqual( {
			improvement: true,
			interval: true,
			significance: true,
			chance: true,
			loss: true,
		} );
		expect( columns( without( 'interval', 'significance' ) ) ).toEqual( {
			improvement: true,
			interval: false,
			significance: false,
			chance: true,
			loss: true,
		} );
	} );
	it( 'claim nothing where the headlines were not shown as they should', () => {
		const ratio = { p: 0, ok: false, expected: [], counted: [], cause: '' };
		for ( const spoiled of [
			{ ...ownResults, verdict: 'unreliable' as const },
			{ ...ownResults, sample_ratio: ratio },
		] ) {
			expect( isReliable( spoiled ) ).toBe( false );
			expect( leaderOf( spoiled ) ).toBeNull();
			expect( Object.values( columns( spoiled ) ) ).not.toContain( true );
		}
		expect( leaderOf( ownResults ) ).toBe( 1 );
	} );
} );
