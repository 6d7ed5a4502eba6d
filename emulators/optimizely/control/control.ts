/**
 * Everything a test or the demo may do to the emulator behind the clients' backs. The HTTP endpoint and the typed
 * helpers of `startOptimizely` are both this.
 */
import { randomBytes } from 'node:crypto';
import type { RateLimit } from '../api/rate-limit';
import type { Violations } from '../contract/violations';
import { newProject, publish, timestamp } from '../projects';
import type { Project, Settings, State, StoredEvent } from '../state';
import type { Store } from '../store';
import { experimentControl } from './experiments';
import type { Faults } from './faults';
import { NotThere } from './not-there';
import type { RequestLog } from './requests';

export type ProjectOrder =
	| {
			readonly action: 'create';
			readonly account_id: number;
			readonly name: string;
			readonly platform?: Project[ 'platform' ];
	  }
	| { readonly action: 'archive' | 'unarchive'; readonly project_id: number }
	| {
			readonly action: 'rename';
			readonly project_id: number;
			readonly name: string;
	  };

export type TokenKind = 'oauth' | 'personal' | 'all';

type Parts = {
	readonly store: Store;
	readonly faults: Faults;
	readonly requests: RequestLog;
	readonly violations: Violations;
	readonly rateLimit: RateLimit;
};

/** The control over one emulator. */
export function createControl( {
	store,
	faults,
	requests,
	violations,
	rateLimit,
}: Parts ) {
	function project( id: number ): Project {
		const found = store.state.projects.find( ( one ) => one.id === id );
		if ( ! found ) {
			throw new NotThere( `There is no project ${ id }` );
		}
		return found;
	}

	const touches =
		( account: number | undefined ) => ( token: { account_id: number } ) =>
			account === undefined || token.account_id === account;

	return {
		...experimentControl( store ),
		addFault: faults.add,
		faults: faults.all,
		clearFaults: faults.clear,
		requests: requests.all,
		clearRequests: requests.clear,
		violations: violations.all,
		clearViolations: violations.clear,
		state: (): State => store.state,
		events: (): readonly StoredEvent[] => store.state.events,
		clearEvents(): void {
			store.state.events = [];
			store.changed();
		},

		/** Everything back to the start: data, tokens, clock, faults, logs. */
		reset(): void {
			store.reset();
			faults.clear();
			requests.clear();
			violations.clear();
			rateLimit.clear();
		},

		/** Ends OAuth access tokens as if their two hours were over; refresh tokens go on. */
		expireTokens( account?: number ): number {
			const tokens = store.state.access_tokens.filter(
				touches( account )
			);
			tokens.forEach( ( token ) => ( token.expires = store.now() ) );
			store.changed();
			return tokens.length;
		},

		/**
		 * Takes the access back as a person does under API Access.
		 *
		 * @param account Only tokens of this account.
		 * @param kind    OAuth grants (access and refresh tokens), personal tokens, or all.
		 */
		revokeTokens( account?: number, kind: TokenKind = 'all' ): number {
			const { state } = store;
			const tokens = [
				...( kind === 'personal'
					? []
					: [ ...state.access_tokens, ...state.refresh_tokens ] ),
				...( kind === 'oauth' ? [] : state.personal_tokens ),
			].filter( touches( account ) );
			tokens.forEach( ( token ) => ( token.revoked = true ) );
			store.changed();
			return tokens.length;
		},

		/** Makes revoked personal tokens valid again. */
		restoreTokens( account?: number ): void {
			store.state.personal_tokens
				.filter( touches( account ) )
				.forEach( ( token ) => ( token.revoked = false ) );
			store.changed();
		},

		/**
		 * Registers a redirect URI.
		 *
		 * @param uri      Compared letter for letter.
		 * @param clientId The app; by default the seeded one.
		 */
		registerRedirectUri( uri: string, clientId?: string ): void {
			const app = store.state.apps.find(
				( one ) => clientId === undefined || one.client_id === clientId
			);
			if ( ! app ) {
				throw new NotThere( `There is no app ${ clientId }` );
			}
			if ( ! app.redirect_uris.includes( uri ) ) {
				app.redirect_uris.push( uri );
				store.changed();
			}
		},

		/** Creates, archives, unarchives or renames a project, and gives it. */
		changeProject( order: ProjectOrder ): Project {
			if ( order.action === 'create' ) {
				if (
					! store.state.accounts.some(
						( one ) => one.id === order.account_id
					)
				) {
					throw new NotThere(
						`There is no account ${ order.account_id }`
					);
				}
				const made: Project = {
					...newProject( {
						id: store.newId(),
						account_id: order.account_id,
						name: order.name,
						now: store.now(),
						socket_token: randomBytes( 8 ).toString( 'hex' ),
					} ),
					platform: order.platform ?? 'web',
				};
				store.state.projects.push( made );
				store.changed();
				return made;
			}
			const found = project( order.project_id );
			if ( order.action === 'rename' ) {
				found.name = order.name;
			} else {
				found.status =
					order.action === 'archive' ? 'archived' : 'active';
			}
			found.last_modified = timestamp( store.now() );
			store.changed();
			return found;
		},

		/** Publishes a project's snippet and gives its new revision. */
		publish( id: number ): number {
			return publish( store, project( id ).id ) ?? 0;
		},

		/** Changes switches; what is not named stays. */
		settings( change: Partial< Settings > = {} ): Settings {
			Object.assign( store.state.settings, change );
			rateLimit.clear();
			store.changed();
			return store.state.settings;
		},

		/** Sets the emulator's clock forward by so many seconds. */
		advanceClock: store.advance,
	};
}

export type Control = ReturnType< typeof createControl >;
