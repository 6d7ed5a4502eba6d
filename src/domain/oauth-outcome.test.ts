import { oauthOutcome } from './oauth-outcome';

const CODES = [
	[ 'connected', 'success', /connected/ ],
	[ 'denied', 'warning', /denied/ ],
	[ 'state', 'error', /does not belong/ ],
	[ 'code', 'error', /one-time code/ ],
	[ 'client', 'error', /client ID or the client secret/ ],
	[ 'unreachable', 'error', /could not be reached/ ],
	[ 'limited', 'error', /no more requests/ ],
	[ 'answer', 'error', /could not be understood/ ],
] as const;

describe( 'oauthOutcome', () => {
	it.each( CODES )( 'tells what %s means', ( code, status, sentence ) => {
		expect( oauthOutcome( code ) ).toEqual( {
			status,
			sentence: expect.stringMatching( sentence ),
			wayOn: expect.stringMatching( /\.$/ ),
		} );
	} );

	it( 'has another sentence and way on for each', () => {
		const all = CODES.map( ( [ code ] ) => oauthOutcome( code ) );
		expect( new Set( all.map( ( one ) => one?.sentence ) ).size ).toBe(
			CODES.length
		);
		expect( new Set( all.map( ( one ) => one?.wayOn ) ).size ).toBe(
			CODES.length
		);
	} );

	it.each( [ '', 'Connected', '<script>', 'constructor', '__proto__' ] )(
		'says nothing to "%s"',
		( code ) => {
			expect( oauthOutcome( code ) ).toBeNull();
		}
	);
} );
