/**
 * How pages come to be and change, from /pages or from an experiment's url_targeting.
 */
import type { Page } from '../objects';
import { publish, timestamp } from '../projects';
import type { Store } from '../store';
import {
	pageConditionProblem,
	readConditions,
	refuse,
	refuseBrokenExpression,
} from './syntax';

type Given = Readonly< Record< string, unknown > >;

function keyFrom( store: Store, projectId: number, name: string ): string {
	const stem = `${ projectId }_${ name
		.toLowerCase()
		.replace( /[^a-z0-9]+/g, '_' )
		.slice( 0, 100 ) }`;
	const taken = new Set( store.state.pages.map( ( one ) => one.key ) );
	for ( let number = 1; ; number++ ) {
		const key = number === 1 ? stem : `${ stem }_${ number }`;
		if ( ! taken.has( key ) ) {
			return key;
		}
	}
}

function check( store: Store, page: Page ): void {
	if ( page.conditions !== undefined ) {
		readConditions( page.conditions, 'conditions', pageConditionProblem );
	}
	if (
		page.activation_type === 'callback' ||
		page.activation_type === 'polling'
	) {
		refuseBrokenExpression( page.activation_code ?? '', 'activation_code' );
	}
	const twin = store.state.pages.find(
		( one ) =>
			one.project_id === page.project_id &&
			one.key === page.key &&
			one.id !== page.id
	);
	if ( twin ) {
		refuse( `The key ${ page.key } is used by page ${ twin.id } - 'key'` );
	}
}

/**
 * Makes a page. It is in the snippet at once: pages have no drafts here.
 *
 * @param  store     Where.
 * @param  projectId Its project.
 * @param  given     As the contract's Page or URLTargeting.
 * @param  singleUse Whether it belongs to one experiment.
 * @throws {Error} An ApiError: 400
 */
export function createPage(
	store: Store,
	projectId: number,
	given: Given,
	singleUse = false
): Page {
	const now = timestamp( store.now() );
	const editUrl = String( given.edit_url );
	const everywhere = given.page_type === 'global';
	const page: Page = {
		page_type: 'single_url',
		activation_type: 'immediate',
		category: 'other',
		archived: false,
		// Unless it says otherwise, a page is the one address it was made for.
		...( everywhere
			? {}
			: {
					conditions: JSON.stringify( [
						'and',
						[
							'or',
							{
								type: 'url',
								match_type: 'simple',
								value: editUrl,
							},
						],
					] ),
				} ),
		...given,
		key:
			typeof given.key === 'string'
				? given.key
				: keyFrom( store, projectId, String( given.name ?? 'page' ) ),
		name: String( given.name ?? editUrl ),
		edit_url: editUrl,
		project_id: projectId,
		single_use: singleUse,
		id: store.newId(),
		created: now,
		last_modified: now,
	};
	check( store, page );
	store.state.pages.push( page );
	publish( store, projectId );
	return page;
}

/**
 * Changes a page.
 *
 * @throws {Error} An ApiError: 400
 */
export function changePage( store: Store, page: Page, given: Given ): void {
	check( store, { ...page, ...given } );
	Object.assign( page, given, { last_modified: timestamp( store.now() ) } );
	publish( store, page.project_id );
}
