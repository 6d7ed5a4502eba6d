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
	[ 'GET', '/two-heads/v1/headline-code' ],
	[
		'PUT',
		'/two-heads/v1/headline-code',
		{ variation: 'alert( 1 )', activation: '' },
	],
	[
		'POST',
		'/two-heads/v1/headline-code/preview',
		{ variation: '', activation: '', post: 1 },
	],
	[ 'GET', '/two-heads/v1/import/optimizely' ],
	[ 'POST', '/two-heads/v1/import/optimizely' ],
	[ 'GET', '/wp/v2/settings' ],
];

/** Those who run experiments may; the PHPUnit table says more, by whose post it is. */
const OF_EDITORS: Array< [ string, string, unknown? ] > = [
	[ 'GET', '/two-heads/v1/experiments' ],
	[ 'GET', `${ OPTIMIZELY }/audiences` ],
];

/** Visitors' pages send there; what comes of it is decided by what runs. */
const OF_ANYBODY: Array< [ string, string, unknown? ] > = [
	[ 'POST', '/two-heads/v1/tally', [ 1, 0, [ [ 1, 1, 0, 1 ] ] ] ],
];
const ABOUT_A_POST = /\/two-heads\/v1\/(posts|experiments)\//;

test( 'the list above is the list of routes', async ( { site, request } ) => {
	const index = await (
		await request.get( `${ site.url }/wp-json/two-heads/v1` )
	).json();
	const routes = Object.entries< { methods: string[] } >( index.routes )
		.filter( ( [ path ] ) => path !== '/two-heads/v1' )
		.flatMap( ( [ path, { methods } ] ) =>
			methods.map( ( method ) => `${ method } ${ path }` )
		);
	expect(
		routes.filter( ( route ) => ! ABOUT_A_POST.test( route ) ).sort()
	).toEqual(
		[ ...ROUTES, ...OF_EDITORS, ...OF_ANYBODY ]
			.filter( ( [ , path ] ) => path.startsWith( '/two-heads' ) )
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
	test( `${ role } may call nothing of an admin’s and sees no screen of theirs`, async ( {
		site,
		page,
		optimizely,
	} ) => {
		if ( role !== 'anonymous' ) {
			await logIn( page, site, await site.createUser( role ) );
		}
		const rest = new Rest( page, site );
		for ( const [ method, path, data ] of [
			...ROUTES,
			...( role === 'editor' ? [] : OF_EDITORS ),
		] ) {
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
			const links = page.locator( '#adminmenu a[href*="two-heads"]' );
			const there = await links.evaluateAll( ( all ) => [
				...new Set( all.map( ( one ) => one.getAttribute( 'href' ) ) ),
			] );
			expect( there ).toEqual(
				role === 'editor'
					? [ 'admin.php?page=two-heads-experiments' ]
					: []
			);
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

test( 'anybody may send a beacon, and is told nothing', async ( {
	site,
	page,
} ) => {
	for ( const [ method, path, data ] of OF_ANYBODY ) {
		const answer = await new Rest( page, site ).send(
			method,
			path,
			data,
			null
		);
		expect( answer.status, `${ method } ${ path }` ).toBe( 204 );
	}
} );
