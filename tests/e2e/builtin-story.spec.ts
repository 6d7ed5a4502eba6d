/**
 * The whole story on the site's own engine, without any account: write, start, two hundred visitors of known click rates,
 * the right leader, apply, take back.
 */
import { join } from 'node:path';
import { root } from '../../bin/lib/paths';
import { run } from '../../bin/lib/process';
import type { Config } from '../../src/frontend/site/config';
import { murmur3 } from '../../src/frontend/site/hash';
import { lookAt, openEditor } from './support/editor';
import { expect, logIn, test } from './support/fixtures';
import { demoPost, getPanel } from './support/headlines';
import { Rest } from './support/rest';

const B = 'Sleepers are back: 212 passengers and one dog in a hat';

/** Firefox, say. */
const BROWSER =
	'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/**
 * What a visitor's page gets, read from the very HTML; and what a browser would make of it: deal the visitor out, and send
 * what they did.
 */
async function simulateVisitors(
	site: string,
	visitors: number,
	rates: number[]
): Promise< number[] > {
	const html = await ( await fetch( site ) ).text();
	const [ experiments, door, blog ] = JSON.parse(
		/twoHeadsSite=(\[.*?\]);/.exec( html )![ 1 ]!
	) as Config;
	const [ experiment ] = experiments;
	const [ id, , , , , ends, epoch ] = experiment!;
	const seen = [ 0, 0 ];
	for ( let number = 0; seen[ 0 ]! + seen[ 1 ]! < visitors; number++ ) {
		const bucket =
			( murmur3( `visitor-${ number }` + id, 1 ) / 2 ** 32 ) * 10_000;
		const variation = ends.findIndex( ( end ) => end > bucket );
		// As many of each: with 95 views nothing would be said yet.
		if ( seen[ variation ]! >= visitors / 2 ) {
			continue;
		}
		const clicks = ( seen[ variation ]! * 7 ) % 100 < rates[ variation ]!;
		seen[ variation ]! += 1;
		const { status } = await fetch( new URL( door, site ), {
			method: 'POST',
			headers: { 'User-Agent': BROWSER },
			body: JSON.stringify( [
				blog,
				1,
				[ [ id, epoch, variation, clicks ? 7 : 3 ] ],
			] ),
		} );
		expect( status ).toBe( 204 );
	}
	return seen;
}

/** Visitors with browsers, as `npm run traffic` sends them: in a process of its own, which records no traces of them. */
async function sendVisitors(
	url: string,
	visitors: number,
	titles: string[]
): Promise< number[] > {
	const said = await run(
		process.execPath,
		[
			...[ '--import', 'tsx', join( root, 'bin/traffic.ts' ), url ],
			...titles.flatMap( ( title ) => [ '--title', `${ title }=0.5` ] ),
			...[ '--visitors', String( visitors ), '--parallel', '3' ],
			// A second in view, and a little.
			...[ '--look', '1200', '--stay', '0' ],
		],
		{ cwd: root }
	);
	const shown = Object.fromEntries(
		[ ...said.matchAll( /^(.+): shown to (\d+), clicked by/gm ) ].map(
			( [ , title, count ] ) => [ title!, Number( count ) ]
		)
	);
	return titles.map( ( title ) => shown[ title ] ?? 0 );
}

test( 'an editor tests a headline on the site itself, and its visitors decide', async ( {
	site,
	browser,
	wordpress,
} ) => {
	test.setTimeout( 240_000 );
	const post = await demoPost( site );
	const context = await browser.newContext( {
		viewport: { width: 1280, height: 1400 },
	} );
	const page = await context.newPage();
	await logIn( page, site, await site.createUser( 'editor' ) );
	const rest = new Rest( page, site );
	const panel = await openEditor( page, site, post );
	await lookAt( page, panel, wordpress, 'builtin-none' );

	await panel
		.getByRole( 'button', { name: 'Write a headline to test' } )
		.click();
	await page.keyboard.type( B );
	await panel.getByRole( 'button', { name: 'More options' } ).click();
	await panel.getByRole( 'radio', { name: /^Learn/ } ).check();
	await expect( panel.getByText( /views are needed/ ) ).toBeVisible();
	await lookAt( page, panel, wordpress, 'builtin-draft' );
	await panel.getByRole( 'button', { name: 'Start', exact: true } ).click();
	await expect( panel.getByText( 'Running', { exact: true } ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await lookAt( page, panel, wordpress, 'builtin-running' );

	const simulated = await simulateVisitors(
		`${ site.url }/`,
		220,
		[ 40, 75 ]
	);
	expect( Math.min( ...simulated ) ).toBeGreaterThanOrEqual( 100 );
	const real = await sendVisitors( `${ site.url }/`, 12, [ post.title, B ] );
	expect( real[ 0 ]! + real[ 1 ]! ).toBe( 12 );
	const shown = simulated.map( ( count, index ) => count + real[ index ]! );

	const id = ( await getPanel( rest, post.id ) ).current!.id;
	// No conclusion in its first hour.
	await site.cli( `
		TwoHeads\\Experiments\\Store\\remember( ${ id }, array( 'since' => time() - 7200 ) );
		TwoHeads\\Experiments\\Store\\write( ${ id }, array( 'polled' => array() ) );
	` );
	await panel.getByRole( 'button', { name: 'Refresh' } ).click();
	await expect(
		panel.getByText( /likely better|is clicked more/ ).first()
	).toBeVisible();
	await expect( panel.getByText( /page views/i ).first() ).toBeVisible();
	await lookAt( page, panel, wordpress, 'builtin-likely' );

	const { results } = ( await getPanel( rest, post.id ) ).current!;
	expect( results?.leader ).toBe( 1 );
	expect( results?.sample_ratio?.ok ).toBe( true );
	// What the visitors saw is what was counted.
	expect(
		results!.metrics[ 0 ]!.variations.map( ( { visitors } ) => visitors )
	).toEqual( shown );

	await panel.getByRole( 'button', { name: /^End/ } ).click();
	const dialog = page.getByRole( 'dialog' );
	await expect( dialog.getByRole( 'radio', { name: B } ) ).toBeChecked();
	await dialog.getByRole( 'button', { name: /use this headline/ } ).click();
	await expect( dialog ).toBeHidden();
	await expect( panel.getByRole( 'button', { name: /Undo/ } ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await lookAt( page, panel, wordpress, 'builtin-concluded' );
	expect( ( await getPanel( rest, post.id ) ).post.title ).toBe( B );
	const home = await ( await fetch( `${ site.url }/` ) ).text();
	expect( home ).not.toContain( 'twoHeads' );

	await panel.getByRole( 'button', { name: /Undo/ } ).click();
	await expect( async () => {
		const { earlier, post: now } = await getPanel( rest, post.id );
		expect( earlier[ 0 ]?.outcome?.reverted ).toBe( true );
		expect( now.title ).toBe( post.title );
	} ).toPass();
	await context.close();
} );
