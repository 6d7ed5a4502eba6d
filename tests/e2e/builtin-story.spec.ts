/**
 * The whole story on the site's own engine, without any account: write, start, two hundred visitors of known click rates,
 * the right leader, apply, take back.
 */
import { join } from 'node:path';
import { root } from '../../bin/lib/paths';
import { run } from '../../bin/lib/process';
import { lookAt, openEditor } from './support/editor';
import { expect, logIn, test } from './support/fixtures';
import { demoPost, getPanel } from './support/headlines';
import { Rest } from './support/rest';

const B = 'Sleepers are back: 212 passengers and one dog in a hat';

/** Sends visitors as `npm run traffic` does: in a process of its own, which records no traces of them. */
async function sendVisitors(
	url: string,
	visitors: number,
	rates: Record< string, number >
): Promise< Record< string, number > > {
	const titles = Object.entries( rates ).flatMap( ( [ title, rate ] ) => [
		'--title',
		`${ title }=${ rate }`,
	] );
	const said = await run(
		process.execPath,
		[
			...[ '--import', 'tsx', join( root, 'bin/traffic.ts' ), url ],
			...titles,
			...[ '--visitors', String( visitors ), '--parallel', '5' ],
			// A second in view, and a little.
			...[ '--look', '1200', '--stay', '0' ],
		],
		{ cwd: root }
	);
	return Object.fromEntries(
		[ ...said.matchAll( /^(.+): shown to (\d+), clicked by/gm ) ].map(
			( [ , title, count ] ) => [ title!, Number( count ) ]
		)
	);
}

test( 'an editor tests a headline on the site itself, and its visitors decide', async ( {
	site,
	browser,
	wordpress,
} ) => {
	test.setTimeout( 600_000 );
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

	const rates = { [ post.title ]: 0.4, [ B ]: 0.75 };
	const front = await sendVisitors( `${ site.url }/`, 200, rates );
	// By chance one headline may have had less than the hundred views below which nothing is said.
	const list = await sendVisitors(
		`${ site.url }/category/news/`,
		60,
		rates
	);
	const shown = [ post.title, B ].map(
		( title ) => ( front[ title ] ?? 0 ) + ( list[ title ] ?? 0 )
	);
	expect( shown[ 0 ]! + shown[ 1 ]! ).toBe( 260 );

	const id = ( await getPanel( rest, post.id ) ).current!.id;
	// No conclusion in its first hour.
	await site.cli( `
		TwoHeads\\Experiments\\Store\\write( ${ id }, array( 'started_at' => gmdate( 'Y-m-d\\\\TH:i:s\\\\Z', time() - 7200 ), 'polled' => array() ) );
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
