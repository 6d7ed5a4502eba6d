import { own } from '../editor/testing/fixtures';
import { forecastSentence } from './forecast';
import type { Forecast } from './forecast';
import type { Mode } from './mode';

const forecast = own.forecast as Forecast;
const say = (
	more: Partial< Forecast >,
	titles = 1,
	share = 1,
	mode: Mode = 'prove'
) => forecastSentence( { ...forecast, ...more }, titles, mode, share, 'en-US' );

describe( 'what a test takes', () => {
	it( 'is said in views and days', () => {
		expect( say( {} ) ).toBe(
			'About 41,000 views are needed to prove a change of 20%. Tests like this get about 1,200 a day on this site: that takes about 34 days.'
		);
	} );
	it( 'grows with each further headline', () => {
		expect( say( {}, 2 ) ).toMatch( /^About 68,000 views .* 57 days\.$/ );
		expect( say( {}, 3 ) ).toMatch( /^About 96,000 views/ );
	} );
	it( 'is known of no more headlines than the site allows', () => {
		expect( say( {}, 4 ) ).toBe( say( {}, 3 ) );
	} );
	it.each< Mode >( [ 'auto', 'learn', 'earn' ] )(
		'is not all that %s waits for',
		( mode ) => {
			expect( say( {}, 1, 1, mode ) ).toBe(
				say( {} ) +
					' Which headline is likely the best is often plain sooner.'
			);
		}
	);
	it( 'grows where fewer visitors are in the test', () => {
		expect( say( {}, 1, 0.6 ) ).toMatch( /about 720 a day .* 56 days\.$/ );
	} );
	it( 'is not known where nothing has been counted', () => {
		expect( say( { a_day: null } ) ).toMatch(
			/change of 20%\. No test of this kind has run here for a day yet/
		);
	} );
	it.each( [
		[ 669, /a clear winner may\.$/ ],
		[ 670, /about 60 days\.$/ ],
		[ 0, /less than one a day on this site: small differences will not/ ],
		[ 400000, /about 1 day\.$/ ],
	] )( 'with %d views a day is honest', ( views, sentence ) => {
		expect( say( { a_day: views } ) ).toMatch( sentence );
	} );
} );
