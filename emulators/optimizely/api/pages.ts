/**
 * REST v2: /pages.
 */
import { changePage, createPage } from '../experiments/pages';
import type { Page } from '../objects';
import { publish } from '../projects';
import {
	archive,
	find,
	ownerThroughProject,
	ownProject,
	paged,
	type Call,
	type Operations,
} from './answers';

function pageOf( call: Call ): Page {
	return find(
		call,
		call.store.state.pages,
		'page_id',
		ownerThroughProject( call )
	);
}

export const pageOperations: Operations = {
	'GET /pages': ( call ) => {
		const project = ownProject( call, call.query.project_id );
		return paged(
			call,
			call.store.state.pages.filter(
				( one ) => one.project_id === project && ! one.single_use
			)
		);
	},

	'POST /pages': ( call ) => ( {
		status: 201,
		body: createPage(
			call.store,
			ownProject( call, call.body.project_id ),
			call.body
		),
	} ),

	'GET /pages/{page_id}': ( call ) => ( {
		status: 200,
		body: pageOf( call ),
	} ),

	'PATCH /pages/{page_id}': ( call ) => {
		const page = pageOf( call );
		changePage( call.store, page, call.body );
		return { status: 200, body: page };
	},

	'DELETE /pages/{page_id}': ( call ) => {
		const page = pageOf( call );
		const answer = archive( call, page );
		publish( call.store, page.project_id );
		return answer;
	},
};
