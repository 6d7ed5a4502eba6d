import { own } from '../editor/testing/fixtures';
import { forecastSentence } from './forecast';
import type { Forecast } from './forecast';

const forecast = own.forecast as Forecast;
const say = ( more: Partial< Forecast >, titles = 1, share = 1 ) =>
	forecastSentence( { ...forecast, ...more }, titles, share, 'en-US' );

describe( 'what a test takes', () => {
	it( 'is said in views and days', () => {
		expect( say( {} ) ).toBe(
			'About 41,000 views are needed to see a change of 20%. Tests like this get about 1,200 a day on this site: that takes about 34 days.'
		);
	} );
	it( 'grows with each further headline', () => {
		expect( say( {}, 2 ) ).toMatch( /^About 61,000 views .* 51 days\.$/ );
	} );
	it( 'grows where fewer visitors are in the test', () => {
		expect( say( {}, 1, 0.6 ) ).toMatch( /about 720 a day .* 56 days\.$/ );
	} );
	it( 'is not known where nothing has been counted', () => {
		expect( say( { a_day: null } ) ).toMatch(
			/change of 20%\. Nothing has been counted on this site yet/
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
