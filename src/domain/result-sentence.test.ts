import type { Results } from '../contracts/results';
import { ownResults, results } from '../editor/testing/fixtures';
import {
	formatChance,
	formatCount,
	formatImprovement,
	formatInterval,
	formatLoss,
	formatRate,
	formatShare,
	formatSignificance,
	figuresOf,
	roundedEstimate,
	visitorsRemaining,
} from './format-results';
import { pastSentence } from './past-sentence';
import {
	resultSentence,
	sampleRatioSentence,
	staleSentence,
	warningSentence,
} from './result-sentence';

const titles = [ 'Old news', 'Fresh news' ];
const say = ( more: Partial< Results > | null ) =>
	resultSentence( more && { ...results, ...more }, titles, 'en-US' );
const with1 = ( more: object ): Partial< Results > => ( {
	metrics: results.metrics.map( ( metric ) => ( {
		...metric,
		variations: metric.variations.map( ( one ) =>
			one.index === 1 ? { ...one, ...more } : one
		),
	} ) ),
} );

const ownWith1 = ( more: object ): Partial< Results > => ( {
	metrics: ownResults.metrics.map( ( metric ) => ( {
		...metric,
		variations: metric.variations.map( ( one ) =>
			one.index === 1 ? { ...one, ...more } : one
		),
	} ) ),
} );

describe( 'what results mean', () => {
	it.each< [ string, Partial< Results > | null, RegExp ] >( [
		[ 'nothing asked yet', null, /No visitor has been counted/ ],
		[ 'none', { state: 'none' }, /No visitor has been counted/ ],
		[ 'preparing', { state: 'preparing' }, /being prepared/ ],
		[ 'waiting', { verdict: 'waiting' }, /too few/ ],
		[
			'more time',
			{},
			/^“Fresh news” is ahead, but that can still be chance\. It takes about 4,400 more visitors to tell\.$/,
		],
		[
			'more time, the original ahead',
			{ leader: 0 },
			/^The original is ahead/,
		],
		[
			'more time, nobody ahead',
			{ leader: null },
			/^No headline is ahead yet\. It takes about 4,400/,
		],
		[
			'more time, nobody knows how much',
			with1( { remaining: null } ),
			/more visitors are needed is not yet known\.$/,
		],
		[
			'a winner',
			{
				verdict: 'winner',
				...with1( { improvement: 0.3, interval: [ 0.03, 0.62 ] } ),
			},
			/^“Fresh news” is clicked more often than the original: \+30%, in truth probably \+3% to \+62%\. End the test and use it\.$/,
		],
		[
			'a winner without an interval',
			{ verdict: 'winner', ...with1( { interval: null } ) },
			/original \(\+30%\)\. End/,
		],
		[
			'a winner over an original that nobody clicked',
			{
				verdict: 'winner',
				...with1( { improvement: null, interval: null } ),
			},
			/^“Fresh news” is clicked more often than the original\. End the test and use it\.$/,
		],
		[ 'the original', { verdict: 'original', leader: 0 }, /keep it/ ],
		[
			'no difference',
			{ verdict: 'no_difference', leader: null },
			/keeping the original is a fair result/,
		],
	] )( '%s', ( _, more, sentence ) => {
		expect( say( more ) ).toEqual( expect.stringMatching( sentence ) );
	} );
	const own = ( more: Partial< Results > ) =>
		resultSentence( { ...ownResults, ...more }, titles, 'en-US' );
	it.each< [ number | null, string ] >( [
		[
			1,
			'“Fresh news” is ahead so far. Nothing is decided in the first hour.',
		],
		[
			0,
			'The original is ahead so far. Nothing is decided in the first hour.',
		],
		[ null, 'Nothing is decided in the first hour.' ],
	] )( 'in the first hour, %s ahead', ( leader, sentence ) => {
		const plain = own( { early: true, leader } );
		expect( plain.replace( /[\u2068\u2069]/g, '' ) ).toBe( sentence );
	} );
	it.each< [ string, Partial< Results >, RegExp ] >( [
		[
			'likely, and what that may cost',
			{ verdict: 'likely' },
			/^“Fresh news” is likely better, though that is not proven\. On average, choosing it now is expected to cost about 0\.8% of the clicks\.$/,
		],
		[
			'likely, at no known cost',
			{ verdict: 'likely', metrics: results.metrics },
			/Little is lost/,
		],
		[
			'the original, likely',
			{ verdict: 'original', leader: 0 },
			/^The original is likely the best, though that is not proven\. On average, keeping it is expected to cost about 5\.3% of the clicks\.$/,
		],
		[
			'the original, proven',
			{
				verdict: 'original',
				leader: 0,
				...ownWith1( { significant: true } ),
			},
			/^The original does better than every other/,
		],
		[
			'nothing better at the end',
			{ verdict: 'keep' },
			/is over, and nothing/,
		],
		[ 'unreliable', { verdict: 'unreliable' }, /cannot say which/ ],
		[
			'more time to learn',
			{},
			/About 4,400 more visitors are needed to be sure; what is likely/,
		],
		[
			'more time to prove',
			{ mode: 'prove' },
			/It takes about 4,400 more visitors to tell/,
		],
		[
			'more time to earn',
			{ mode: 'earn', ...ownWith1( { remaining: null } ) },
			/that do better get more of the visitors while/,
		],
		[
			'page views',
			{ page_views: 2000 },
			/About 4,400 more page views are needed/,
		],
		[
			'visitors and page views',
			{ page_views: 1999 },
			/About 4,400 more visitors and page views are needed/,
		],
	] )( 'on this site: %s', ( _, more, sentence ) => {
		expect( own( more ) ).toEqual( expect.stringMatching( sentence ) );
		// That word is kept for what is proven.
		expect( own( more ) ).not.toMatch( /significant/ );
	} );
	it( 'says what spoiled the figures and what to do', () => {
		const ratio = {
			p: 0.001,
			ok: false,
			expected: [ 0.5, 0.5 ],
			counted: [ 1500, 500 ],
			cause: 'A page cache keeps the page of one visitor for others.',
		};
		expect( sampleRatioSentence( results ) ).toBe( '' );
		expect(
			sampleRatioSentence( {
				...results,
				sample_ratio: { ...ratio, ok: true, cause: '' },
			} )
		).toBe( '' );
		expect(
			sampleRatioSentence( { ...results, sample_ratio: ratio } )
		).toBe( ratio.cause );
		expect(
			sampleRatioSentence( {
				...results,
				sample_ratio: { ...ratio, cause: '' },
			} )
		).toMatch( /^What was counted/ );
	} );
	it.each< [ Results[ 'verdict' ], number ] >( [
		[ 'winner', 1 ],
		[ 'likely', 1 ],
		[ 'original', 0 ],
	] )( 'advises nothing against its warning: %s', ( verdict, leader ) => {
		const advice =
			/End the test|choosing it now|keeping it|Little is lost/i;
		for ( const base of [ results, ownResults ] ) {
			const hint = ( warning: Results[ 'warning' ] ) =>
				resultSentence( { ...base, verdict, leader, warning }, titles );
			expect( hint( null ) ).toMatch( advice );
			expect( hint( 'clicks_not_read' ) ).not.toMatch( advice );
			expect( hint( 'clicks_not_read' ) ).toMatch( /Fresh|original/ );
		}
	} );
	it( 'speaks of reads where reads decide', () => {
		const [ deciding ] = ownResults.metrics;
		expect(
			own( {
				verdict: 'likely',
				metrics: [ { ...deciding!, id: 'read' } ],
			} )
		).toMatch( /about 0\.8% of the engaged reads\.$/ );
		const metrics = results.metrics.map( ( metric ) => ( {
			...metric,
			id: 'read' as const,
		} ) );
		expect( say( { verdict: 'winner', metrics } ) ).toMatch(
			/brings more engaged reads/
		);
	} );
	it( 'keeps a headline of the other direction together', () => {
		const sentence = resultSentence(
			results,
			[ 'Old news', 'חדשות!' ],
			'en-US'
		);
		expect( sentence ).toMatch( /^“\u2068חדשות!\u2069” is ahead/ );
		expect(
			warningSentence( { ...results, warning: 'clicks_not_read' }, [
				'Old news',
				'חדשות!',
			] )
		).toMatch( /^“\u2068חדשות!\u2069” is clicked more/ );
	} );
	it( 'warns of what is clicked but not read, and of old figures', () => {
		expect( warningSentence( results, titles ) ).toBe( '' );
		expect(
			warningSentence(
				{ ...results, warning: 'clicks_not_read' },
				titles
			)
		).toMatch( /“Fresh news” is clicked more but read less/ );
		expect( staleSentence( results, 'optimizely' ) ).toBe( '' );
		const stale = { ...results, stale: true };
		expect( staleSentence( stale, 'optimizely' ) ).toMatch(
			/lag behind: Optimizely/
		);
		expect( staleSentence( stale, 'builtin' ) ).toMatch(
			/lag behind: the latest visitors/
		);
	} );
} );

describe( 'what an ended test has shown', () => {
	const past = ( more: Partial< Results > ) =>
		pastSentence( { ...results, ...more }, titles, 'en-US' );
	it( 'is said in the past, without anything to do', () => {
		const said = [
			pastSentence( null, titles ),
			past( { state: 'none' } ),
			past( { state: 'preparing' } ),
			past( { verdict: 'waiting' } ),
			past( {} ),
			past( { leader: 0 } ),
			past( { leader: null } ),
			past( { early: true } ),
			past( { verdict: 'winner' } ),
			past( { verdict: 'winner', ...with1( { interval: null } ) } ),
			past( { verdict: 'winner', ...with1( { improvement: null } ) } ),
			past( { verdict: 'original', leader: 0 } ),
			past( { verdict: 'no_difference' } ),
			past( { verdict: 'likely' } ),
			past( { ...ownResults, verdict: 'likely' } ),
			past( { ...ownResults, verdict: 'original', leader: 0 } ),
			past( { verdict: 'keep' } ),
			past( { verdict: 'unreliable' } ),
		];
		said.forEach( ( sentence ) => {
			expect( sentence ).not.toMatch(
				/End the test|Ending the|needed|can still| is | are (?!being)/
			);
		} );
		expect( new Set( said ).size ).toBe( 17 );
		expect( past( {} ) ).toBe(
			'“Fresh news” was ahead when the test ended, but that can have been chance.'
		);
		expect( past( { verdict: 'winner' } ) ).toBe(
			'“Fresh news” was clicked more often than the original: +30%, in truth probably -2% to +62%.'
		);
	} );
	it( 'knows what decided', () => {
		const [ metric ] = results.metrics;
		expect(
			past( {
				verdict: 'winner',
				metrics: [ { ...metric!, id: 'read' } ],
			} )
		).toMatch( /brought more engaged reads than the original/ );
	} );
} );

describe( 'figures', () => {
	it.each( [
		[ 0.92, '92%' ],
		[ 0.929, '92%' ],
		[ 0.29, '29%' ],
		[ 0.99, '99%' ],
		[ 0.9951, 'over 99%' ],
		[ 1, 'over 99%' ],
		[ 0, '0%' ],
		[ null, 'not yet known' ],
	] )( 'significance %p is %s', ( value, text ) => {
		expect( formatSignificance( value, 'en-US' ) ).toBe( text );
	} );
	it.each( [
		[ 0.724, '72%' ],
		[ 0, 'under 1%' ],
		[ 0.0099, 'under 1%' ],
		[ 0.01, '1%' ],
		[ 0.99, '99%' ],
		[ 0.996, 'over 99%' ],
		[ 1, 'over 99%' ],
	] )( 'a chance of %p is %s', ( value, text ) => {
		expect( formatChance( value, 'en-US' ) ).toBe( text );
	} );
	it.each( [
		[ 0, '0.1%' ],
		[ 0.0001, '0.1%' ],
		[ 0.0071, '0.8%' ],
		[ 0.008, '0.8%' ],
		[ 0.0199, '2%' ],
		[ 0.0991, '10%' ],
		[ 0.1234, '12.4%' ],
	] )( 'an expected loss of %p is at most %s', ( value, text ) => {
		expect( formatLoss( value, 'en-US' ) ).toBe( text );
	} );
	it( 'are written in the person’s language', () => {
		expect( formatRate( 0.0423, 'en-US' ) ).toBe( '4.2%' );
		expect( formatRate( 0.0042, 'en-US' ) ).toBe( '0.42%' );
		expect( formatRate( 0.0423, 'de-DE' ) ).toBe( '4,2\u00A0%' );
		expect( formatShare( 3333, 'de-DE' ) ).toBe( '33,33\u00A0%' );
		expect( formatShare( 5000, 'en-US' ) ).toBe( '50%' );
		expect( formatCount( 12345, 'de-DE' ) ).toBe( '12.345' );
		expect( formatImprovement( 0.2, 'en-US' ) ).toBe( '+20%' );
		expect( formatImprovement( -0.123, 'en-US' ) ).toBe( '-12.3%' );
		expect( formatImprovement( 0, 'en-US' ) ).toBe( '0%' );
		expect( formatImprovement( null, 'en-US' ) ).toBe( '—' );
		expect( formatInterval( [ -0.02, 0.62 ], 'en-US' ) ).toBe(
			'-2% to +62%'
		);
		expect( formatInterval( null, 'en-US' ) ).toBe( '' );
	} );
	it( 'of one column have the same digits', () => {
		const column = ( ...rates: number[] ) =>
			rates.map( ( rate ) => formatRate( rate, 'en-US', rates ) );
		expect( column( 0.05, 0.054 ) ).toEqual( [ '5.0%', '5.4%' ] );
		expect( column( 0.05, 0.0042, 0 ) ).toEqual( [
			'5.00%',
			'0.42%',
			'0.00%',
		] );
		expect( column( 0.5, 0.25 ) ).toEqual( [ '50%', '25%' ] );
		expect(
			[ 0.03, 0.125 ].map( ( one ) =>
				formatImprovement( one, 'en-US', [ 0.03, 0.125 ] )
			)
		).toEqual( [ '+3.0%', '+12.5%' ] );
	} );
	it.each( [
		[ 0, 0 ],
		[ 1, 1 ],
		[ 9, 9 ],
		[ 99, 99 ],
		[ 101, 110 ],
		[ 4321, 4400 ],
		[ 123456, 130000 ],
	] )( 'an estimate of %d is about %d', ( count, about ) => {
		expect( roundedEstimate( count ) ).toBe( about );
	} );
	it( 'say how many more only while it is open', () => {
		expect( visitorsRemaining( results ) ).toBe( 4400 );
		expect(
			visitorsRemaining( { ...results, verdict: 'winner' } )
		).toBeNull();
		expect(
			visitorsRemaining( {
				...results,
				...with1( { remaining: null } ),
			} )
		).toBeNull();
		expect( figuresOf( results, 5 ) ).toBeUndefined();
		expect( figuresOf( null, 0 ) ).toBeUndefined();
	} );
} );
