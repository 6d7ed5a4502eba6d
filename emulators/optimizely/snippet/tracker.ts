/**
 * Sends events in the snippet's wire form: long names around visitors, short ones inside.
 */
import { emit } from './listeners';
import { log } from './log';
import type { SnippetData } from './project-data';
import { remember, remembered } from './pending';
import { numbersOf, uuid, type WireDecision, type WireEvent } from './wire';
import { attributes, identify, isFollowed, status } from './visitor';

type Snapshot = {
	activationTimestamp: number;
	decisions: WireDecision[];
	events: WireEvent[];
};

/** Events of one moment travel together. */
const WAIT = 20;
const MAX_PROPERTIES = 15;

/**
 * The tracker of a page.
 *
 * @param data      The project.
 * @param decisions Gives the decisions in force, for the snapshot an event is part of.
 */
export function createTracker(
	data: SnippetData,
	decisions: () => WireDecision[]
) {
	const activationTimestamp = Date.now();
	let queue: Snapshot[] = [];
	let held = false;
	let timer: number | null = null;

	function bodyOf( snapshots: Snapshot[] ): string {
		return JSON.stringify( {
			account_id: data.accountId,
			anonymize_ip: data.anonymizeIP,
			client_name: data.clientName,
			client_version: data.clientVersion,
			enrich_decisions: true,
			project_id: data.projectId,
			revision: data.revision,
			visitors: [
				{
					visitor_id: identify(),
					session_id: 'AUTO',
					attributes: Object.entries( attributes ).map(
						( [ key, value ] ) => ( {
							e: null,
							k: key,
							t: 'custom',
							v: value,
						} )
					),
					snapshots,
				},
			],
		} );
	}

	function post( body: string, leaving: boolean ): void {
		if ( leaving && navigator.sendBeacon?.( data.eventUrl, body ) ) {
			return;
		}
		if ( typeof window.fetch !== 'function' ) {
			if ( ! navigator.sendBeacon?.( data.eventUrl, body ) ) {
				remember( body );
			}
			return;
		}
		// text/plain needs no preflight, so that an event is on its way at once.
		window
			.fetch( data.eventUrl, {
				method: 'POST',
				body,
				keepalive: true,
				headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
			} )
			.then( ( response ) => {
				if ( response.status >= 500 ) {
					throw new Error( `Status ${ response.status }` );
				}
			} )
			.catch( ( error ) => {
				log(
					'Events could not be sent, and wait for the next page',
					error
				);
				remember( body );
			} );
	}

	function flush( leaving = false ): void {
		if ( timer !== null ) {
			window.clearTimeout( timer );
			timer = null;
		}
		if (
			queue.length === 0 ||
			held ||
			! isFollowed() ||
			status.trackingDisabled
		) {
			return;
		}
		const body = bodyOf( queue );
		queue = [];
		emit( {
			type: 'analytics',
			name: 'sendEvents',
			data: JSON.parse( body ),
		} );
		post( body, leaving );
	}

	function add( event: Omit< WireEvent, 't' | 'u' > ): void {
		if ( ! isFollowed() || status.trackingDisabled ) {
			return;
		}
		const whole: WireEvent = { ...event, t: Date.now(), u: uuid() };
		emit( { type: 'analytics', name: 'trackEvent', data: whole } );
		queue.push( {
			activationTimestamp,
			decisions: decisions(),
			events: [ whole ],
		} );
		timer ??= window.setTimeout( flush, WAIT );
	}

	window.addEventListener( 'pagehide', () => flush( true ) );

	return {
		add,

		/** A custom event by its key. Tags are as of push; no more than 15 properties are kept. */
		track(
			name: string,
			tags: Record< string, unknown > = {},
			properties?: Record< string, unknown >
		): void {
			const known = Object.values( data.events ).find(
				( one ) => one.apiName === name
			);
			add( {
				e: known?.id ?? null,
				k: name,
				y: known?.category ?? 'other',
				...numbersOf( tags ),
				a: tags,
				...( properties
					? {
							p: Object.fromEntries(
								Object.entries( properties ).slice(
									0,
									MAX_PROPERTIES
								)
							),
						}
					: {} ),
			} );
		},

		hold(): void {
			held = true;
			emit( { type: 'analytics', name: 'holdEvents' } );
		},

		release(): void {
			held = false;
			flush();
		},

		/** Forgets what was not sent yet. */
		drop(): void {
			queue = [];
			remember( null );
		},

		/** Sends what an earlier page could not. */
		retry(): void {
			const body = remembered();
			if ( body && isFollowed() && ! status.trackingDisabled ) {
				remember( null );
				post( body, false );
			}
		},
	};
}

export type Tracker = ReturnType< typeof createTracker >;
