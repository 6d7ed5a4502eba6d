import apiFetch from '@wordpress/api-fetch';
import type { APIFetchOptions } from '@wordpress/api-fetch';
import * as api from './optimizely';

const BASE = '/two-heads/v1/connections/optimizely';

let sent: APIFetchOptions | undefined;
let answer: () => unknown;

beforeEach( () => {
	sent = undefined;
	answer = () => ( {} );
	apiFetch.setFetchHandler( async ( options ) => {
		sent = options;
		return answer();
	} );
} );

/** WordPress sends every writing method as POST, with the real one in a header. */
const methodOf = ( options: APIFetchOptions | undefined ) =>
	options?.headers?.[ 'X-HTTP-Method-Override' ] ?? options?.method ?? 'GET';
const pathOf = ( options: APIFetchOptions | undefined ) =>
	options?.path?.replace( /[?&]_locale=user/, '' );

describe( 'the routes of Optimizely', () => {
	it.each( [
		[ 'getConnection', () => api.getConnection(), 'GET', BASE, undefined ],
		[ 'disconnect', () => api.disconnect(), 'DELETE', BASE, undefined ],
		[
			'startOauth',
			() => api.startOauth( { client_id: 'a', client_secret: 'b' } ),
			'POST',
			`${ BASE }/oauth`,
			{ client_id: 'a', client_secret: 'b' },
		],
		[
			'connectWithToken',
			() => api.connectWithToken( { token: 'abc' } ),
			'POST',
			`${ BASE }/token`,
			{ token: 'abc' },
		],
		[
			'getProjects',
			() => api.getProjects( false ),
			'GET',
			`${ BASE }/projects?refresh=false`,
			undefined,
		],
		[
			'getProjects anew',
			() => api.getProjects( true ),
			'GET',
			`${ BASE }/projects?refresh=true`,
			undefined,
		],
		[
			'chooseProject',
			() => api.chooseProject( { project_id: '7' } ),
			'PUT',
			`${ BASE }/project`,
			{ project_id: '7' },
		],
		[
			'confirmSite',
			() => api.confirmSite(),
			'POST',
			`${ BASE }/confirm-site`,
			undefined,
		],
		[
			'getFrontPage',
			() => api.getFrontPage(),
			'GET',
			`${ BASE }/front-page`,
			undefined,
		],
	] )( '%s', async ( _, call, method, path, data ) => {
		answer = () => ( { some: 'answer' } );
		await expect( call() ).resolves.toEqual( {
			ok: true,
			value: { some: 'answer' },
		} );
		expect( methodOf( sent ) ).toBe( method );
		expect( pathOf( sent ) ).toBe( path );
		expect( sent?.data ).toEqual( data );
	} );

	it( 'resolve to an error, and do not reject', async () => {
		answer = () => {
			throw {
				code: 'two_heads_busy',
				message: 'Wait.',
				data: { status: 409 },
			};
		};
		await expect( api.getConnection() ).resolves.toEqual( {
			ok: false,
			error: { kind: 'busy', message: 'Wait.' },
		} );
	} );
} );
