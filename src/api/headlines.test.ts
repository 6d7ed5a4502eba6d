import apiFetch from '@wordpress/api-fetch';
import type { APIFetchOptions } from '@wordpress/api-fetch';
import { experiment } from '../editor/testing/fixtures';
import * as api from './headlines';

const POST = '/two-heads/v1/posts/7/headlines';
const ONE = '/two-heads/v1/experiments/45';
const { setup } = experiment;

let sent: APIFetchOptions | undefined;

beforeEach( () => {
	sent = undefined;
	apiFetch.setFetchHandler( async ( options ) => {
		sent = options;
		return { some: 'answer' };
	} );
} );

/** WordPress sends every writing method as POST, with the real one in a header. */
const methodOf = ( options: APIFetchOptions | undefined ) =>
	options?.headers?.[ 'X-HTTP-Method-Override' ] ?? options?.method ?? 'GET';
const pathOf = ( options: APIFetchOptions | undefined ) =>
	options?.path?.replace( /[?&]_locale=user/, '' );

describe( 'the routes of headline experiments', () => {
	it.each( [
		[ 'getPanel', () => api.getPanel( 7 ), 'GET', POST, undefined ],
		[
			'saveDraft',
			() => api.saveDraft( 7, setup, 'a1' ),
			'PUT',
			POST,
			{ ...setup, base: 'a1' },
		],
		[
			'discardDraft',
			() => api.discardDraft( 7 ),
			'DELETE',
			POST,
			undefined,
		],
		[
			'start',
			() => api.startExperiment( 45, [ 'B' ], 'seen' ),
			'POST',
			`${ ONE }/start`,
			{ titles: [ 'B' ], revision: 'seen' },
		],
		[
			'pause',
			() => api.pauseExperiment( 45 ),
			'POST',
			`${ ONE }/pause`,
			undefined,
		],
		[
			'resume',
			() => api.resumeExperiment( 45 ),
			'POST',
			`${ ONE }/resume`,
			undefined,
		],
		[
			'continue',
			() => api.continueJob( 45 ),
			'POST',
			`${ ONE }/continue`,
			undefined,
		],
		[
			'revert',
			() => api.revertExperiment( 45 ),
			'POST',
			`${ ONE }/revert`,
			undefined,
		],
		[
			'refresh',
			() => api.refreshResults( 45 ),
			'POST',
			`${ ONE }/refresh`,
			undefined,
		],
		[
			'publishAnyway',
			() => api.publishAnyway( 45 ),
			'POST',
			`${ ONE }/publish-anyway`,
			undefined,
		],
		[
			'change',
			() => api.changeExperiment( 45, setup ),
			'PUT',
			`${ ONE }/setup`,
			setup,
		],
		[
			'end',
			() => api.endExperiment( 45, { variation: 1 } ),
			'POST',
			`${ ONE }/end`,
			{ variation: 1 },
		],
		[
			'getSeries',
			() => api.getSeries( 45 ),
			'GET',
			`${ ONE }/series`,
			undefined,
		],
		[
			'getAudiences',
			() => api.getAudiences(),
			'GET',
			'/two-heads/v1/connections/optimizely/audiences',
			undefined,
		],
		[
			'getExperiments',
			() =>
				api.getExperiments( {
					status: [ 'running', 'paused' ],
					search: 'a&b',
					page: 2,
				} ),
			'GET',
			'/two-heads/v1/experiments?status=running%2Cpaused&search=a%26b&page=2',
			undefined,
		],
		[
			'all',
			() => api.getExperiments(),
			'GET',
			'/two-heads/v1/experiments',
			undefined,
		],
	] )( '%s', async ( _, call, method, path, data ) => {
		expect( await call() ).toEqual( {
			ok: true,
			value: { some: 'answer' },
		} );
		expect( methodOf( sent ) ).toBe( method );
		expect( pathOf( sent ) ).toBe( path );
		expect( sent?.data ).toEqual( data );
	} );
	it( 'has the browser finish a save while the page goes away', async () => {
		await api.saveDraft( 7, setup, '', true );
		expect( sent ).toHaveProperty( 'keepalive', true );
		await api.saveDraft( 7, setup, '' );
		expect( sent ).not.toHaveProperty( 'keepalive' );
	} );
} );
