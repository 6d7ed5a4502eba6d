/**
 * How projects come to be and change, whoever asks for it: the seed, REST v2 or the control endpoint.
 */
import type { Store } from './store';
import type { Project } from './state';

/**
 * A moment as REST v2 writes it: UTC with microseconds.
 *
 * @param time Milliseconds since 1970.
 */
export function timestamp( time: number ): string {
	return new Date( time ).toISOString().replace( 'Z', '000Z' );
}

/**
 * A project with Optimizely's defaults.
 *
 * @param given              What tells it from others.
 * @param given.id           Its id.
 * @param given.account_id   Account it belongs to.
 * @param given.name         Its name.
 * @param given.now          Milliseconds since 1970.
 * @param given.socket_token Any text.
 */
export function newProject( given: {
	id: number;
	account_id: number;
	name: string;
	now: number;
	socket_token: string;
} ): Project {
	return {
		id: given.id,
		account_id: given.account_id,
		name: given.name,
		description: '',
		platform: 'web',
		status: 'active',
		confidence_threshold: 0.9,
		created: timestamp( given.now ),
		last_modified: timestamp( given.now ),
		is_classic: false,
		is_flags_enabled: false,
		sdks: [],
		socket_token: given.socket_token,
		third_party_platform: null,
		web_snippet: {
			code_revision: 1,
			enable_force_variation: false,
			exclude_disabled_experiments: false,
			exclude_names: true,
			include_jquery: false,
			ip_anonymization: false,
			js_file_size: 0,
			library: 'none',
			project_javascript: '',
		},
	};
}

/**
 * Publishes a project's snippet: its revision rises.
 *
 * @param store Where the project is.
 * @param id    Project id.
 * @return The new revision, or null when there is no such project.
 */
export function publish( store: Store, id: number ): number | null {
	const project = store.state.projects.find( ( one ) => one.id === id );
	if ( ! project ) {
		return null;
	}
	project.web_snippet.code_revision += 1;
	project.last_modified = timestamp( store.now() );
	store.changed();
	return project.web_snippet.code_revision;
}
