import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../bin/lib/paths';
import type { Site } from '../../../bin/site';
import type { ExperimentSetup } from '../../../src/contracts/experiment-setup';
import type { HeadlinePanel } from '../../../src/contracts/headline-panel';
import { expect } from './fixtures';
import type { Rest } from './rest';

export type TestedPost = { id: number; title: string; link: string };

/** A post of the demo: by default the one that leads the front page. */
export function demoPost(
	site: Site,
	slug = 'night-trains-return'
): Promise< TestedPost > {
	return site.json( `
		$post = get_page_by_path( '${ slug }', OBJECT, 'post' );
		echo wp_json_encode( array( 'id' => $post->ID, 'title' => $post->post_title, 'link' => get_permalink( $post ) ) );
	` );
}

export const setupOf = (
	titles: string[],
	more: Partial< ExperimentSetup > = {}
): ExperimentSetup =>
	( {
		titles,
		weights: [],
		traffic: 100,
		goal: 'click',
		engine: '',
		mode: 'auto',
		max_views: 0,
		auto_apply: false,
		hypothesis: '',
		start_at: '',
		stop_at: '',
		audiences: [],
		audience_match: 'any',
		...more,
	} ) as ExperimentSetup;

export const panelPath = ( post: number ): string =>
	`/two-heads/v1/posts/${ post }/headlines`;

export async function getPanel(
	rest: Rest,
	post: number
): Promise< HeadlinePanel > {
	return ( await rest.send( 'GET', panelPath( post ) ) ).body;
}

/** Writes a draft; gives the experiment's id. */
export async function propose(
	rest: Rest,
	post: number,
	setup: ExperimentSetup
): Promise< number > {
	const { status, body } = await rest.send( 'PUT', panelPath( post ), setup );
	expect( status, JSON.stringify( body ) ).toBe( 200 );
	return body.current.id;
}

/** Asks for an action and carries it through, as the panel does. */
export async function carryThrough(
	rest: Rest,
	experiment: number,
	action: string,
	body?: unknown
): Promise< HeadlinePanel > {
	const path = `/two-heads/v1/experiments/${ experiment }`;
	let answer = await rest.send(
		action === 'setup' ? 'PUT' : 'POST',
		`${ path }/${ action }`,
		body
	);
	expect( answer.status, JSON.stringify( answer.body ) ).toBe( 200 );
	for ( let round = 0; answer.body.current?.job && round < 20; round++ ) {
		answer = await rest.send( 'POST', `${ path }/continue` );
	}
	expect( answer.body.current?.job ?? null ).toBeNull();
	return answer.body;
}

/** Proposes and starts. */
export async function startExperiment(
	rest: Rest,
	post: number,
	setup: ExperimentSetup
): Promise< number > {
	const experiment = await propose( rest, post, setup );
	const panel = await carryThrough( rest, experiment, 'start' );
	expect( panel.current?.status ).toBe( 'running' );
	return experiment;
}

/** Puts the tests' own classic theme in place and switches to it; gives what switches back. */
export async function useClassicTheme(
	site: Site
): Promise< () => Promise< string > > {
	const name = 'two-heads-classic';
	await symlink(
		join( root, 'tests/e2e/themes', name ),
		join( site.dir, 'wp-content/themes', name )
	).catch( () => undefined );
	const before = await site.cli( `
		echo get_stylesheet() . ' ' . get_option( 'show_on_front' );
		switch_theme( '${ name }' );
		update_option( 'show_on_front', 'posts' );
	` );
	const [ theme, front ] = before.split( ' ' );
	return () =>
		site.cli(
			`switch_theme( '${ theme }' ); update_option( 'show_on_front', '${ front }' );`
		);
}
