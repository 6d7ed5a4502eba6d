import type { Page } from '@playwright/test';
import type { Site } from '../../bin/site';
import {
	CLIENT_ID,
	CLIENT_SECRET,
	TOKENS,
	type Fault,
	type OptimizelyEmulator,
} from '../../emulators/optimizely';
import { expect, test } from './support/fixtures';
import { OPTIMIZELY, Rest } from './support/rest';

/** Each way to fail, with the codes that an honest answer may have. */
const FAULTS: Array< [ string, Fault, string[] ] > = [
	[
		'429 that names a time',
		{ type: 'rate_limit', retryAfter: 30 },
		[ 'two_heads_rate_limited' ],
	],
	[
		'429 without a time',
		{ type: 'rate_limit' },
		[ 'two_heads_rate_limited' ],
	],
	[ '500', { type: 'status', status: 500 }, [ 'two_heads_service_error' ] ],
	[
		'503 from a proxy',
		{ type: 'status', status: 503, body: '<html>Bad gateway</html>' },
		[ 'two_heads_service_error' ],
	],
	[ 'a cut connection', { type: 'cut' }, [ 'two_heads_unreachable' ] ],
	[
		'an answer that never comes',
		{ type: 'delay', ms: 60_000 },
		[ 'two_heads_unreachable' ],
	],
	[ 'broken JSON', { type: 'malformed' }, [ 'two_heads_bad_answer' ] ],
	[
		'an answer of another kind',
		{ type: 'status', status: 200, body: '"hello"' },
		[ 'two_heads_bad_answer' ],
	],
];

async function connect( rest: Rest ): Promise< void > {
	const { status, body } = await rest.send( 'POST', `${ OPTIMIZELY }/token`, {
		token: TOKENS.many,
	} );
	expect( status, JSON.stringify( body ) ).toBe( 200 );
}

/** Connects by OAuth through the emulator's own page, without the screen. */
async function connectByOauth( page: Page, site: Site ): Promise< Rest > {
	const rest = new Rest( page, site );
	const { body } = await rest.send( 'POST', `${ OPTIMIZELY }/oauth`, {
		client_id: CLIENT_ID,
		client_secret: CLIENT_SECRET,
	} );
	await page.goto( body.authorize_url );
	await page.getByText( /250 projects/ ).click();
	await page.getByRole( 'button', { name: 'Allow' } ).click();
	await page.waitForURL( /two-heads-optimizely=|two-heads-connections/ );
	const { body: connection } = await rest.send( 'GET', OPTIMIZELY );
	expect( connection.status ).toBe( 'connected' );
	return rest;
}

const tokenRequests = ( optimizely: OptimizelyEmulator ): number =>
	optimizely.control
		.requests()
		.filter( ( { path } ) => path.startsWith( '/oauth2/token' ) ).length;

for ( const [ name, fault, codes ] of FAULTS ) {
	test( `connecting with a token: ${ name }`, async ( {
		site,
		admin,
		optimizely,
	} ) => {
		optimizely.control.addFault( { service: 'api', times: null, fault } );
		const rest = new Rest( admin, site );
		const { status, body } = await rest.send(
			'POST',
			`${ OPTIMIZELY }/token`,
			{ token: TOKENS.many }
		);
		expect( status ).toBeGreaterThanOrEqual( 400 );
		expect( codes ).toContain( body.code );
		expect( body.message ).toMatch( /^[A-Z0-9][^{}<>]{30,}[.]/i );
		expect( body.message ).toMatch( /^[A-Z0-9].*\./ );
		expect( body.message ).not.toContain( TOKENS.many );
		const after = await rest.send( 'GET', OPTIMIZELY );
		expect( after.body.status ).toBe( 'disconnected' );
	} );

	test( `listing projects: ${ name }, on the second page`, async ( {
		site,
		admin,
		optimizely,
	} ) => {
		const rest = new Rest( admin, site );
		await connect( rest );
		const list = await rest.send( 'GET', `${ OPTIMIZELY }/projects` );
		expect( list.body.projects ).toHaveLength( 250 );
		const { id } = list.body.projects[ 100 ];
		await rest.send( 'PUT', `${ OPTIMIZELY }/project`, { project_id: id } );
		optimizely.control.addFault( {
			service: 'api',
			path: 'page=2',
			times: null,
			fault,
		} );
		const { status, body } = await rest.send(
			'GET',
			`${ OPTIMIZELY }/projects?refresh=true`
		);
		expect( status ).toBeGreaterThanOrEqual( 400 );
		expect( codes ).toContain( body.code );
		expect( body.message ).toMatch( /^[A-Z0-9][^{}<>]{30,}[.]/i );
		const after = await rest.send( 'GET', OPTIMIZELY );
		expect( after.body ).toMatchObject( {
			status: 'connected',
			project: { id },
		} );
	} );

	test( `renewing the authorisation: ${ name }`, async ( {
		site,
		admin,
		optimizely,
	} ) => {
		const rest = await connectByOauth( admin, site );
		await site.cli( expireStoredToken );
		optimizely.control.expireTokens();
		optimizely.control.addFault( {
			service: 'app',
			path: '^/oauth2/token',
			times: null,
			fault,
		} );
		const { status, body } = await rest.send(
			'GET',
			`${ OPTIMIZELY }/projects?refresh=true`
		);
		expect( status ).toBeGreaterThanOrEqual( 400 );
		expect( codes ).toContain( body.code );
		expect( body.message ).toMatch( /^[A-Z0-9][^{}<>]{30,}[.]/i );
		const after = await rest.send( 'GET', OPTIMIZELY );
		expect( after.body.status ).toBe( 'connected' );
		// The fault passes, and so does the trouble: nothing was lost.
		optimizely.control.clearFaults();
		await site.cli( forgetPauses );
		const again = await rest.send(
			'GET',
			`${ OPTIMIZELY }/projects?refresh=true`
		);
		expect( again.status, JSON.stringify( again.body ) ).toBe( 200 );
	} );
}

/** The plugin believes its clock: moves the stored end of the access token into the past. */
const expireStoredToken = `
	$tokens = TwoHeads\\Connections\\Optimizely\\Tokens\\stored();
	TwoHeads\\Connections\\Optimizely\\Tokens\\store( array( 'expires_at' => time() - 10 ) + $tokens );
`;

/** As if the time that a 429 asked for had passed. */
const forgetPauses = `
	delete_transient( 'two_heads_pause_optimizely-app' );
	delete_transient( 'two_heads_pause_optimizely-api' );
`;

test( 'one 500 or one cut connection is not even noticed', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connect( rest );
	optimizely.control.addFault( {
		service: 'api',
		path: 'page=2',
		fault: { type: 'status', status: 502 },
	} );
	optimizely.control.addFault( {
		service: 'api',
		path: 'page=3',
		fault: { type: 'cut' },
	} );
	const { body } = await rest.send( 'GET', `${ OPTIMIZELY }/projects` );
	expect( body.projects ).toHaveLength( 250 );
} );

test( 'twenty requests with an ended token make one refresh', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = await connectByOauth( admin, site );
	await rest.freshNonce();
	await site.cli( expireStoredToken );
	optimizely.control.expireTokens();
	optimizely.control.clearRequests();
	// Slow enough that all twenty find the token ended.
	optimizely.control.addFault( {
		service: 'app',
		path: '^/oauth2/token',
		times: 1,
		fault: { type: 'delay', ms: 1500 },
	} );
	const answers = await Promise.all(
		Array.from( { length: 20 }, () =>
			rest.send( 'GET', `${ OPTIMIZELY }/projects?refresh=true` )
		)
	);
	expect( answers.map( ( { status } ) => status ) ).toEqual(
		Array( 20 ).fill( 200 )
	);
	expect( tokenRequests( optimizely ) ).toBe( 1 );
	const { body } = await rest.send( 'GET', OPTIMIZELY );
	expect( body.status ).toBe( 'connected' );
} );

test( 'a revoked authorisation asks to reconnect and keeps everything', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = await connectByOauth( admin, site );
	const list = await rest.send( 'GET', `${ OPTIMIZELY }/projects` );
	const { id } = list.body.projects[ 0 ];
	await rest.send( 'PUT', `${ OPTIMIZELY }/project`, { project_id: id } );
	optimizely.control.revokeTokens();
	const { body } = await rest.send(
		'GET',
		`${ OPTIMIZELY }/projects?refresh=true`
	);
	expect( body.code ).toBe( 'two_heads_unauthorized' );
	const after = await rest.send( 'GET', OPTIMIZELY );
	expect( after.body ).toMatchObject( {
		status: 'reconnect',
		method: 'oauth',
		client_id: CLIENT_ID,
	} );
	expect( after.body.problem ).toContain( 'Connect again' );
	expect( after.body.project.id ).toBe( id );
} );

test( 'a revoked personal token asks to reconnect', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connect( rest );
	optimizely.control.revokeTokens();
	await rest.send( 'GET', `${ OPTIMIZELY }/projects?refresh=true` );
	const { body } = await rest.send( 'GET', OPTIMIZELY );
	expect( body.status ).toBe( 'reconnect' );
} );
