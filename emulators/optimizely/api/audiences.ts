/**
 * REST v2: /audiences and /attributes.
 */
import { readConditions, refuse } from '../experiments/syntax';
import type { Attribute, Audience } from '../objects';
import { publish, timestamp } from '../projects';
import {
	archive,
	find,
	ownerThroughProject,
	ownProject,
	paged,
	type Call,
	type Operations,
} from './answers';

function audienceOf( call: Call ): Audience {
	return find(
		call,
		call.store.state.audiences,
		'audience_id',
		ownerThroughProject( call )
	);
}

function attributeOf( call: Call ): Attribute {
	return find(
		call,
		call.store.state.attributes,
		'attribute_id',
		ownerThroughProject( call )
	);
}

function refuseBrokenConditions( call: Call ): void {
	if ( typeof call.body.conditions === 'string' ) {
		readConditions( call.body.conditions, 'conditions', ( leaf ) =>
			typeof leaf.type === 'string' ? null : 'A condition needs a type'
		);
	}
}

function shown( call: Call, audience: Audience ) {
	return {
		...audience,
		experiment_count: call.store.state.experiments.filter( ( { view } ) =>
			view.audience_conditions.includes( `:${ audience.id }}` )
		).length,
	};
}

function refuseTwin( call: Call, project: number, id: number | null ): void {
	const twin = call.store.state.attributes.find(
		( one ) =>
			one.project_id === project &&
			one.key === call.body.key &&
			one.id !== id
	);
	if ( twin ) {
		refuse( `The key ${ twin.key } is used by attribute ${ twin.id }` );
	}
}

export const audienceOperations: Operations = {
	'GET /audiences': ( call ) => {
		const project = ownProject( call, call.query.project_id );
		const { archived } = call.query;
		return paged(
			call,
			call.store.state.audiences
				.filter(
					( one ) =>
						one.project_id === project &&
						( archived === undefined || one.archived === archived )
				)
				.map( ( one ) => shown( call, one ) )
		);
	},

	'POST /audiences': ( call ) => {
		refuseBrokenConditions( call );
		const now = timestamp( call.store.now() );
		const audience: Audience = {
			name: '',
			conditions: '["and"]',
			archived: false,
			segmentation: false,
			for_journey: false,
			is_classic: false,
			...call.body,
			id: call.store.newId(),
			project_id: ownProject( call, call.body.project_id ),
			created: now,
			last_modified: now,
		};
		call.store.state.audiences.push( audience );
		publish( call.store, audience.project_id );
		return { status: 201, body: shown( call, audience ) };
	},

	'GET /audiences/{audience_id}': ( call ) => ( {
		status: 200,
		body: shown( call, audienceOf( call ) ),
	} ),

	'PATCH /audiences/{audience_id}': ( call ) => {
		const audience = audienceOf( call );
		refuseBrokenConditions( call );
		Object.assign( audience, call.body, {
			last_modified: timestamp( call.store.now() ),
		} );
		publish( call.store, audience.project_id );
		return { status: 200, body: shown( call, audience ) };
	},

	'GET /attributes': ( call ) => {
		const project = ownProject( call, call.query.project_id );
		return paged(
			call,
			call.store.state.attributes.filter(
				( one ) => one.project_id === project
			)
		);
	},

	'POST /attributes': ( call ) => {
		const project = ownProject( call, call.body.project_id );
		refuseTwin( call, project, null );
		const attribute: Attribute = {
			name: String( call.body.key ),
			archived: false,
			...call.body,
			key: String( call.body.key ),
			id: call.store.newId(),
			project_id: project,
			condition_type: 'custom_attribute',
			last_modified: timestamp( call.store.now() ),
		};
		call.store.state.attributes.push( attribute );
		publish( call.store, project );
		return { status: 201, body: attribute };
	},

	'GET /attributes/{attribute_id}': ( call ) => ( {
		status: 200,
		body: attributeOf( call ),
	} ),

	'PATCH /attributes/{attribute_id}': ( call ) => {
		const attribute = attributeOf( call );
		refuseTwin( call, attribute.project_id, attribute.id );
		Object.assign( attribute, call.body, {
			last_modified: timestamp( call.store.now() ),
		} );
		publish( call.store, attribute.project_id );
		return { status: 200, body: attribute };
	},

	'DELETE /attributes/{attribute_id}': ( call ) => {
		const attribute = attributeOf( call );
		const answer = archive( call, attribute );
		publish( call.store, attribute.project_id );
		return answer;
	},
};
