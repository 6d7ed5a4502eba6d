import { toRequestError } from './errors';

const body = ( code: string, status: number, more = {} ) => ( {
	code,
	message: 'What the server says.',
	data: { status, ...more },
} );

describe( 'toRequestError', () => {
	it.each( [
		[ 'two_heads_unreachable', 502, 'unreachable' ],
		[ 'two_heads_unauthorized', 400, 'unauthorized' ],
		[ 'two_heads_service_error', 502, 'service' ],
		[ 'two_heads_bad_answer', 502, 'answer' ],
		[ 'two_heads_not_connected', 409, 'not-connected' ],
		[ 'two_heads_copied_site', 409, 'copied' ],
		[ 'two_heads_busy', 409, 'busy' ],
		[ 'two_heads_conflict', 409, 'conflict' ],
		[ 'two_heads_not_published', 409, 'not-published' ],
		[ 'two_heads_insecure_redirect', 400, 'insecure-redirect' ],
		[ 'two_heads_something_new', 500, 'site' ],
	] )( 'passes on the sentence of %s', ( code, status, kind ) => {
		expect( toRequestError( body( code, status ) ) ).toEqual( {
			kind,
			message: 'What the server says.',
		} );
	} );

	it.each( [
		[ 'rest_forbidden', 403, 'forbidden', /administrator/ ],
		[ 'rest_cookie_invalid_nonce', 403, 'session', /signed out/ ],
		[ 'rest_not_logged_in', 401, 'session', /signed out/ ],
		[ 'rest_no_route', 404, 'missing', /Reload/ ],
		[ 'internal_server_error', 500, 'site', /error log/ ],
		[ 'some_plugins_error', 401, 'session', /Sign in again/ ],
		[ 'some_plugins_error', 403, 'forbidden', /not allowed/ ],
		[ 'some_plugins_error', 404, 'missing', /REST API/ ],
		[ 'some_plugins_error', 503, 'site', /error of its own/ ],
		[ 'some_plugins_error', 418, 'unknown', /went wrong/ ],
	] )(
		'has a sentence of its own for %s (%d)',
		( code, status, kind, text ) => {
			expect( toRequestError( body( code, status ) ) ).toEqual( {
				kind,
				message: expect.stringMatching( text ),
			} );
		}
	);

	it.each( [
		[
			{ code: 'fetch_error', message: 'You are probably offline.' },
			'network',
			/internet connection/,
		],
		[
			{ code: 'offline_error', message: 'Unable to connect.' },
			'network',
			/internet connection/,
		],
		[
			{
				code: 'invalid_json',
				message: 'The response is not a valid JSON response.',
			},
			'unreadable',
			/could not be read/,
		],
		[
			{ code: 'unknown_error', message: 'An unknown error occurred.' },
			'unknown',
			/went wrong/,
		],
		[
			{ code: 'two_heads_unreachable', message: ' ', data: {} },
			'unreachable',
			/could not be reached/,
		],
		[
			Object.assign( new Error( 'x' ), { name: 'AbortError' } ),
			'aborted',
			/cancelled/,
		],
		[ new TypeError( 'Failed to fetch' ), 'unknown', /went wrong/ ],
		[ { status: 403, headers: {} }, 'forbidden', /not allowed/ ],
		[ undefined, 'unknown', /went wrong/ ],
		[ null, 'unknown', /went wrong/ ],
		[ 'text', 'unknown', /went wrong/ ],
		[ { code: 7, data: 'x' }, 'unknown', /went wrong/ ],
	] )( 'understands what apiFetch throws: %p', ( thrown, kind, text ) => {
		expect( toRequestError( thrown ) ).toEqual( {
			kind,
			message: expect.stringMatching( text ),
		} );
	} );

	it.each( [
		'two_heads_invalid_field',
		'rest_invalid_param',
		'rest_missing_callback_param',
	] )( 'hands over the fields of %s', ( code ) => {
		const params = { token: ' Too short. ', other: '', wrong: 7 };
		expect( toRequestError( body( code, 400, { params } ) ) ).toMatchObject(
			{
				kind: 'fields',
				fields: { token: 'Too short.' },
			}
		);
	} );
	it( 'keeps WordPress’s words about parameters to itself', () => {
		expect( toRequestError( body( 'rest_invalid_param', 400 ) ) ).toEqual( {
			kind: 'fields',
			message: expect.stringMatching( /marked fields/ ),
			fields: {},
		} );
		expect(
			toRequestError( body( 'two_heads_invalid_field', 400 ) ).message
		).toBe( 'What the server says.' );
	} );
	it( 'takes no list for fields', () => {
		expect(
			toRequestError(
				body( 'rest_missing_callback_param', 400, {
					params: [ 'token' ],
				} )
			)
		).toMatchObject( { fields: {} } );
	} );

	it.each( [
		[ 1, 1, /1 second\./ ],
		[ 30, 30, /30 seconds\./ ],
		[ 0.2, 1, /1 second\./ ],
		[ 60, 60, /1 minute\./ ],
		[ 61, 61, /2 minutes\./ ],
		[ undefined, null, /a minute\./ ],
		[ 0, null, /a minute\./ ],
		[ -5, null, /a minute\./ ],
		[ 'soon', null, /a minute\./ ],
	] )( 'says when to try again: %p', ( given, seconds, text ) => {
		expect(
			toRequestError(
				body( 'two_heads_rate_limited', 429, { retry_after: given } )
			)
		).toEqual( {
			kind: 'limited',
			message: expect.stringMatching( text ),
			retryAfter: seconds,
		} );
	} );
	it( 'takes 429 of anybody for a limit', () => {
		expect( toRequestError( body( 'firewall', 429 ) ).kind ).toBe(
			'limited'
		);
	} );
} );
