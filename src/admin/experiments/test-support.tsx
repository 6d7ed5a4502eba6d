/** For the tests of this screen: its fixtures, on a site that answers as it is told. */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { getQueryArgs } from '@wordpress/url';
import type { Experiment } from '../../contracts/experiment';
import type { Series } from '../../contracts/series';
import {
	experiment,
	results,
	withCurrent,
} from '../../editor/testing/fixtures';
import { serve } from '../connections/test-support';
import type { Call } from '../connections/test-support';
import type { Boot } from './boot';
import { ExperimentsPage } from './experiments-page';

export const BASE = '/two-heads/v1/experiments';
const PAGE = 'http://localhost/wp-admin/admin.php?page=two-heads-experiments';

const boot: Boot = {
	pageUrl: PAGE,
	connectUrl: '',
	postsUrl: 'http://localhost/wp-admin/edit.php',
	siteName: 'Daily Herd',
};

/** An experiment of the list. */
export const one = ( id: number, more: Partial< Experiment > = {} ) => ( {
	...experiment,
	id,
	post: id + 1000,
	post_title: `Post ${ id }`,
	post_edit_url: `http://localhost/wp-admin/post.php?post=${ id + 1000 }`,
	...more,
} );

export const series: Series = {
	state: 'ready',
	metrics: [
		{
			id: 'click',
			variations: [
				{
					index: 0,
					points: [
						{
							at: '2026-11-01T10:00:00Z',
							visitors: 100,
							conversions: 4,
							rate: 0.04,
						},
						{
							at: '2026-11-03T10:00:00Z',
							visitors: 1000,
							conversions: 50,
							rate: 0.05,
						},
					],
				},
				{
					index: 1,
					points: [
						{
							at: '2026-11-03T10:00:00Z',
							visitors: 1000,
							conversions: 65,
							rate: 0.065,
						},
					],
				},
			],
		},
		{ id: 'read', variations: [] },
	],
};

/**
 * A site with these experiments, which it searches and pages as PHP does.
 *
 * @param all  Latest first.
 * @param more Further answers.
 */
export function siteWith(
	all: readonly Experiment[],
	more: Record< string, unknown > = {}
): Call[] {
	const calls: Call[] = serve( {
		[ `GET ${ BASE }` ]: () => {
			const query = getQueryArgs( calls.at( -1 )?.route ?? '' );
			const page = Number( query.page );
			const perPage = Number( query.per_page );
			const found = all.filter(
				( { status, post_title: title } ) =>
					String( query.status ).split( ',' ).includes( status ) &&
					title.includes( String( query.search ?? '' ) )
			);
			return {
				experiments: found.slice(
					( page - 1 ) * perPage,
					page * perPage
				),
				total: found.length,
			};
		},
		...more,
	} );
	return calls;
}

/** The answers about the experiment 45 of the post 7. */
export function detail( more: Partial< Experiment > = {} ) {
	const panel = withCurrent( {
		status: 'running',
		started_at: '2026-11-01T09:00:00Z',
		results,
		log: [
			{
				at: '2026-11-01T09:00:00Z',
				by: 'Ada',
				event: 'started',
				text: 'Started with one headline.',
			},
		],
		...more,
	} );
	return {
		[ `GET ${ BASE }/45` ]: panel,
		'GET /two-heads/v1/posts/7/headlines': panel,
		[ `GET ${ BASE }/45/series` ]: series,
	} as Record< string, unknown >;
}

/** The whole screen, at the address with this query. */
export function show( query = '', more: Partial< Boot > = {} ) {
	window.history.replaceState( null, '', PAGE + query );
	return {
		...render( <ExperimentsPage boot={ { ...boot, ...more } } /> ),
		user: userEvent.setup(),
	};
}
