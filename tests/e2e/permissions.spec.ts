import { expect, logIn, connectionsUrl, test } from './support/fixtures';
import { OPTIMIZELY, Rest } from './support/rest';

const ROUTES: Array< [ string, string, unknown? ] > = [
	[ 'GET', OPTIMIZELY ],
	[ 'DELETE', OPTIMIZELY ],
	[
		'POST',
		`${ OPTIMIZELY }/oauth`,
		{ client_id: 'client', client_secret: 'secret' },
	],
	[ 'POST', `${ OPTIMIZELY }/token`, { token: '2:abcdefghijkl' } ],
	[ 'GET', `${ OPTIMIZELY }/projects` ],
	[ 'PUT', `${ OPTIMIZELY }/project`, { project_id: '123' } ],
	[ 'POST', `${ OPTIMIZELY }/confirm-site` ],
	[ 'GET', `${ OPTIMIZELY }/front-page` ],
	[ 'GET', '/two-heads/v1/site-health/optimizely-snippet' ],
	[ 'GET', '/wp/v2/settings' ],
];

test( 'the list above is the list of routes', async ( { site, request } ) => {
	const index = await (
		await request.get( `${ site.url }/wp-json/two-heads/v1` )
	).json();
	const routes = Object.entries< { methods: string[] } >( index.routes )
		.filter( ( [ path ] ) => path !== '/two-heads/v1' )
		.flatMap( ( [ path, { methods } ] ) =>
			methods.map( ( method ) => `${ method } ${ path }` )
		);
	expect( routes.sort() ).toEqual(
		ROUTES.filter( ( [ , path ] ) => path.startsWith( '/two-heads' ) )
			.map( ( [ method, path ] ) => `${ method } ${ path }` )
			.sort()
	);
} );

for ( const role of [
	'anonymous',
	'subscriber',
	'contributor',
	'author',
	'editor',
] ) {
	test( `${ role } may call nothing and sees no screen`, async ( {
		site,
		page,
		optimizely,
	} ) => {
		if ( role !== 'anonymous' ) {
			await logIn( page, site, await site.createUser( role ) );
		}
		const rest = new Rest( page, site );
		for ( const [ method, path, data ] of ROUTES ) {
			const nonce = role === 'anonymous' ? null : undefined;
			const { status } = await rest.send( method, path, data, nonce );
			expect( status, `${ method } ${ path }` ).toBe(
				role === 'anonymous' ? 401 : 403
			);
		}
		expect( optimizely.control.requests() ).toEqual( [] );
		const screen = await page.goto( connectionsUrl( site ) );
		if ( role === 'anonymous' ) {
			expect( page.url() ).toContain( 'wp-login.php' );
		} else {
			expect( screen?.status() ).toBe( 403 );
			await expect(
				page.locator( '#two-heads-connections' )
			).toHaveCount( 0 );
			await page.goto( `${ site.url }/wp-admin/profile.php` );
			await expect(
				page.locator( '#adminmenu a[href*="two-heads"]' )
			).toHaveCount( 0 );
		}
	} );
}

test( 'an administrator needs a nonce that is fresh', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	for ( const [ method, path, data ] of ROUTES ) {
		// Without a nonce WordPress takes the request for an anonymous one; a wrong one it refuses.
		expect( ( await rest.send( method, path, data, null ) ).status ).toBe(
			401
		);
		expect(
			( await rest.send( method, path, data, 'stale' ) ).status
		).toBe( 403 );
	}
	expect( ( await rest.send( 'GET', OPTIMIZELY ) ).status ).toBe( 200 );
} );
