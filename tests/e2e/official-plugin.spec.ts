/**
 * What Optimizely's own plugin for WordPress got wrong on visitors' pages. Its other faults, by the same numbers, are
 * in tests/phpunit/engines/optimizely/official-plugin-test.php.
 */
import type { Browser } from '@playwright/test';
import type { OptimizelyEmulator } from '../../emulators/optimizely';
import { connectWithProject } from './support/connected';
import { expect, test } from './support/fixtures';
import {
	demoPost,
	getPanel,
	setupOf,
	startExperiment,
	type TestedPost,
} from './support/headlines';
import { Rest } from './support/rest';
import { visit, visitorOf } from './support/visitors';

const B = 'Another headline altogether';

/** A visitor who gets B. */
function visitorOfB(
	browser: Browser,
	optimizely: OptimizelyEmulator,
	url: string,
	post: TestedPost
) {
	const visitorId = visitorOf( optimizely, 1 );
	return visit( browser, {
		url,
		texts: [ post.title, B ],
		visitorId,
	} );
}

test( 'X1: on the default theme the headline changes on home, category and, if wanted, the post', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const settings = ( await rest.send( 'GET', '/wp/v2/settings' ) ).body
		.two_heads_headlines;
	await rest.send( 'POST', '/wp/v2/settings', {
		two_heads_headlines: { ...settings, own_page: true },
	} );
	const post = await demoPost( site );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	for ( const path of [ '/', '/latest/', '/category/news/' ] ) {
		const look = await visitorOfB(
			browser,
			optimizely,
			site.url + path,
			post
		);
		await expect(
			look.page.getByRole( 'link', { name: B } ).first()
		).toBeVisible();
		expect( ( await look.frames() ).flat(), path ).not.toContain(
			post.title
		);
		if ( path === '/' ) {
			await look.page.getByRole( 'link', { name: B } ).first().click();
			await look.page.waitForURL( post.link );
			await expect( look.page.locator( 'h1' ) ).toHaveText( B );
			expect( await look.page.title() ).toContain( post.title );
		}
		await look.leave();
	}
} );

test( 'X2: every occurrence on a page changes', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const plain = await visit( browser, {
		url: `${ site.url }/?optimizely_disable=true`,
		texts: [],
	} );
	const often = await plain.page
		.locator( `a:text-is("${ post.title }")` )
		.count();
	expect( often ).toBeGreaterThan( 1 );
	await plain.leave();
	const look = await visitorOfB(
		browser,
		optimizely,
		`${ site.url }/`,
		post
	);
	await expect( look.page.locator( `a:text-is("${ B }")` ) ).toHaveCount(
		often
	);
	await expect(
		look.page.locator( `a:text-is("${ post.title }")` )
	).toHaveCount( 0 );
	await look.leave();
} );

test( 'X4: who never met the headline is not counted, and who lands on the post has not clicked', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	const id = await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const figures = async () => {
		await site.cli(
			`TwoHeads\\Experiments\\Store\\write( ${ id }, array( 'polled' => array() ) );`
		);
		await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/refresh` );
		const { current } = await getPanel( rest, post.id );
		const click = current?.results?.metrics[ 0 ]?.variations ?? [];
		return [
			click.reduce( ( sum, { visitors } ) => sum + visitors, 0 ),
			click.reduce( ( sum, { conversions } ) => sum + conversions, 0 ),
		];
	};
	// From a search engine straight to the post; to a page without the headline.
	for ( const url of [ post.link, `${ site.url }/category/science/` ] ) {
		const look = await visit( browser, { url, texts: [] } );
		await look.page.waitForTimeout( 1500 );
		await look.leave();
	}
	expect( await figures() ).toEqual( [ 0, 0 ] );
	const look = await visitorOfB(
		browser,
		optimizely,
		`${ site.url }/`,
		post
	);
	await look.page.waitForTimeout( 1500 );
	await look.leave();
	expect( await figures() ).toEqual( [ 1, 0 ] );
} );

test( 'X15: no request makes PHP complain', async ( { site, admin } ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	// The log is read after every test.
	for ( const path of [
		'/',
		'/feed/',
		'/?s=train',
		'/nothing-here/',
		'/wp-admin/',
		'/wp-admin/edit.php',
		`/wp-admin/post.php?post=${ post.id }&action=edit`,
		'/wp-admin/admin.php?page=two-heads-experiments',
		'/wp-admin/admin.php?page=two-heads-settings',
		'/wp-admin/site-health.php',
	] ) {
		const answer = await admin.goto( site.url + path );
		expect( answer?.status(), path ).toBeLessThan( 500 );
	}
} );
