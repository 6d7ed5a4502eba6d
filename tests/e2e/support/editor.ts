import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Site } from '../../../bin/site';
import { expect } from './fixtures';
import type { TestedPost } from './headlines';

/** Opens a post in the block editor, with the panel open. */
export async function openEditor(
	page: Page,
	site: Site,
	post: TestedPost
): Promise< Locator > {
	await page.goto(
		`${ site.url }/wp-admin/post.php?post=${ post.id }&action=edit`
	);
	const panel = page.locator( '.components-panel__body', {
		has: page.getByRole( 'button', { name: 'Headline test', exact: true } ),
	} );
	// The block editor takes its time on a busy machine.
	await expect( panel ).toBeVisible( { timeout: 60_000 } );
	await page.evaluate( () => {
		const { wp } = window as unknown as {
			wp: { data: { dispatch: ( store: string ) => any } }; // eslint-disable-line @typescript-eslint/no-explicit-any
		};
		wp.data
			.dispatch( 'core/preferences' )
			.set( 'core/edit-post', 'welcomeGuide', false );
	} );
	const toggle = panel.getByRole( 'button', {
		name: 'Headline test',
		exact: true,
	} );
	if ( ( await toggle.getAttribute( 'aria-expanded' ) ) === 'false' ) {
		await toggle.click();
	}
	return panel;
}

/** A picture, and what axe finds in the panel. */
export async function lookAt(
	page: Page,
	panel: Locator,
	wordpress: string,
	name: string
): Promise< void > {
	await panel.scrollIntoViewIfNeeded();
	await panel.screenshot( {
		path: `artifacts/screens/${ wordpress }/panel-${ name }.png`,
	} );
	const handle = await panel.elementHandle();
	await handle?.evaluate( ( element ) =>
		( element as HTMLElement ).setAttribute( 'data-axe', '' )
	);
	const { violations } = await new AxeBuilder( { page } )
		.include( '[data-axe]' )
		// WordPress's own, and still changing its colour after a click.
		.exclude( '.components-panel__body-toggle' )
		.analyze();
	expect(
		violations
			.filter(
				( { impact } ) => impact === 'serious' || impact === 'critical'
			)
			.map( ( { id, nodes } ) => [
				id,
				nodes.map( ( { html } ) => html ),
			] ),
		name
	).toEqual( [] );
}
