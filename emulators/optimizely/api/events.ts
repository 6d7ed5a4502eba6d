/**
 * REST v2: custom events. Click events of pages are not built.
 */
import type { CustomEvent } from '../objects';
import { publish, timestamp } from '../projects';
import {
	ApiError,
	archive,
	find,
	ownerThroughProject,
	ownProject,
	paged,
	type Call,
	type Operations,
} from './answers';

function eventOf( call: Call ): CustomEvent {
	const event = find(
		call,
		call.store.state.custom_events,
		'event_id',
		ownerThroughProject( call )
	);
	if (
		call.path.project_id !== undefined &&
		ownProject( call, call.path.project_id ) !== event.project_id
	) {
		throw new ApiError( 404, 'not_found', 'Nothing matches the given URI' );
	}
	return event;
}

/** A key is taken also by an archived event. */
function refuseTwin( call: Call, project: number, id: number | null ): void {
	const twin = call.store.state.custom_events.find(
		( one ) =>
			one.project_id === project &&
			one.key === call.body.key &&
			one.id !== id
	);
	if ( twin ) {
		throw new ApiError(
			409,
			'conflict',
			`The key ${ twin.key } is used by event ${ twin.id } of this project`
		);
	}
}

export const eventOperations: Operations = {
	'GET /events': ( call ) => {
		const project = ownProject( call, call.query.project_id );
		return paged(
			call,
			call.store.state.custom_events.filter(
				( one ) => one.project_id === project
			)
		);
	},

	'GET /events/{event_id}': ( call ) => ( {
		status: 200,
		body: eventOf( call ),
	} ),

	'POST /projects/{project_id}/custom_events': ( call ) => {
		const project = ownProject( call, call.path.project_id );
		refuseTwin( call, project, null );
		const now = timestamp( call.store.now() );
		const event: CustomEvent = {
			name: String( call.body.key ),
			category: 'other',
			archived: false,
			event_properties: [],
			...call.body,
			key: String( call.body.key ),
			id: call.store.newId(),
			project_id: project,
			event_type: 'custom',
			is_classic: false,
			is_editable: true,
			created: now,
			last_modified: now,
		};
		call.store.state.custom_events.push( event );
		publish( call.store, project );
		return { status: 201, body: shown( event ) };
	},

	'PATCH /projects/{project_id}/custom_events/{event_id}': ( call ) => {
		const event = eventOf( call );
		refuseTwin( call, event.project_id, event.id );
		Object.assign( event, call.body, {
			last_modified: timestamp( call.store.now() ),
		} );
		publish( call.store, event.project_id );
		return { status: 200, body: shown( event ) };
	},

	'DELETE /projects/{project_id}/custom_events/{event_id}': ( call ) => {
		const event = eventOf( call );
		const answer = archive( call, event );
		publish( call.store, event.project_id );
		return answer;
	},
};

/** As the custom_events calls show it: without the last change, which only /events tells. */
function shown( event: CustomEvent ): Omit< CustomEvent, 'last_modified' > {
	const { last_modified: _modified, ...rest } = event;
	return rest;
}
