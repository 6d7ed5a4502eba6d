/**
 * REST v2: /projects.
 */
import { randomBytes } from 'node:crypto';
import { newProject, publish, timestamp } from '../projects';
import type { Project } from '../state';
import { ApiError, find, paged, type Call, type Operations } from './answers';

const ownerOf = ( project: Project ) => project.account_id;

/**
 * Project JavaScript becomes part of the snippet: what does not parse would break every page.
 *
 * @throws {ApiError} 400 when it does not parse.
 */
function refuseBrokenCode( body: Call[ 'body' ] ): void {
	const snippet = body.web_snippet as
		{ project_javascript?: string } | undefined;
	try {
		new Function( snippet?.project_javascript ?? '' );
	} catch ( error ) {
		throw new ApiError(
			400,
			'bad_request',
			`project_javascript: ${ String( error ) }`
		);
	}
}

/** Writes a validated body over a project. */
function write( call: Call, project: Project ): void {
	refuseBrokenCode( call.body );
	const { web_snippet: snippet, ...fields } = call.body;
	Object.assign( project, fields );
	project.last_modified = timestamp( call.store.now() );
	if ( snippet ) {
		Object.assign( project.web_snippet, snippet );
		publish( call.store, project.id );
	}
	call.store.changed();
}

export const projectOperations: Operations = {
	'GET /projects': ( call ) =>
		paged(
			call,
			call.store.state.projects.filter(
				( project ) => ownerOf( project ) === call.account.id
			)
		),

	'POST /projects': ( call ) => {
		const project = newProject( {
			id: call.store.newId(),
			account_id: call.account.id,
			name: String( call.body.name ),
			now: call.store.now(),
			socket_token: randomBytes( 8 ).toString( 'hex' ),
		} );
		write( call, project );
		call.store.state.projects.push( project );
		return { status: 201, body: project };
	},

	'GET /projects/{project_id}': ( call ) => ( {
		status: 200,
		body: find( call, call.store.state.projects, 'project_id', ownerOf ),
	} ),

	'PATCH /projects/{project_id}': ( call ) => {
		const project = find(
			call,
			call.store.state.projects,
			'project_id',
			ownerOf
		);
		write( call, project );
		return { status: 200, body: project };
	},
};
