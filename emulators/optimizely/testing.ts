/**
 * What the tests of the emulator share: a client of its REST API, and a headline experiment as the plugin makes one.
 */
import { TOKENS, type AccountName, type OptimizelyEmulator } from './index';
import type { CustomEvent, Experiment, Page } from './objects';

export type Reply = {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** Parsed; null when there is none. */
	readonly body: Record< string, unknown >;
};

/** A client with an account's personal token. */
export function client( emulator: OptimizelyEmulator, account: AccountName ) {
	return async (
		method: string,
		path: string,
		body?: unknown
	): Promise< Reply > => {
		const response = await fetch( `${ emulator.url }/v2${ path }`, {
			method,
			headers: {
				Authorization: `Bearer ${ TOKENS[ account ] }`,
				...( body === undefined
					? {}
					: { 'Content-Type': 'application/json' } ),
			},
			...( body === undefined ? {} : { body: JSON.stringify( body ) } ),
		} );
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			text,
			body: ( text ? JSON.parse( text ) : null ) as Reply[ 'body' ],
		};
	};
}

export type Client = ReturnType< typeof client >;

/** Sends, and wants the answer to be a success. */
export async function made< T >(
	api: Client,
	path: string,
	body: unknown
): Promise< T > {
	const reply = await api( 'POST', path, body );
	if ( reply.status !== 201 ) {
		throw new Error( `POST ${ path }: ${ reply.status } ${ reply.text }` );
	}
	return reply.body as T;
}

/**
 * For afterEach: nobody broke the contract.
 *
 * @param  emulator Whose list of violations.
 * @param  kinds    Which are not wanted.
 * @throws {Error} With those that are there.
 */
export function refuseViolations(
	emulator: OptimizelyEmulator,
	kinds: readonly string[] = [ 'request', 'response', 'event' ]
): void {
	const found = emulator.control
		.violations()
		.filter( ( one ) => kinds.includes( one.kind ) );
	if ( found.length ) {
		throw new Error( JSON.stringify( found, null, '\t' ) );
	}
}

export const SITE = 'https://www.site.test/';
export const KEY = '3f2a9c1b-45';

export const ANYWHERE = JSON.stringify( [
	'and',
	[ 'or', { type: 'url', match_type: 'substring', value: 'site.test' } ],
] );

/** A change of custom code. */
export const code = ( value: string ) => ( { type: 'custom_code', value } );

export type Headline = {
	readonly project: number;
	readonly page: Page;
	readonly post: Page;
	readonly click: CustomEvent;
	readonly read: CustomEvent;
	readonly experiment: Experiment;
};

/** Fields of the experiment to add or replace, and: */
export type HeadlineOrder = {
	/** Of the variations; two halves when not given. */
	readonly weights?: readonly number[];
	/** What is done with the experiment at once: start when not given. */
	readonly action?: string | null;
	/** Fields of its page. */
	readonly page?: Readonly< Record< string, unknown > >;
	readonly [ field: string ]: unknown;
};

/**
 * A headline experiment: a callback page, a page of the post, events, an original and one variation.
 *
 * @param emulator Where.
 * @param api      Its client.
 * @param more     What is not as usual.
 */
export async function headline(
	emulator: OptimizelyEmulator,
	api: Client,
	more: HeadlineOrder = {}
): Promise< Headline > {
	const {
		weights = [ 5000, 5000 ],
		action = 'start',
		page: pageFields = {},
		...fields
	} = more;
	const project =
		emulator.control
			.state()
			.projects.find( ( one ) => one.name === 'Harbour Gazette' )?.id ??
		0;
	const page = await made< Page >( api, '/pages', {
		project_id: project,
		name: 'Headline',
		edit_url: SITE,
		page_type: 'url_set',
		activation_type: 'callback',
		activation_code: `function ( activate, options ) { ( window.calls = window.calls || [] ).push( { activate, options } ); }`,
		conditions: ANYWHERE,
		...pageFields,
	} );
	const post = await made< Page >( api, '/pages', {
		project_id: project,
		name: 'The post',
		edit_url: `${ SITE }post/`,
	} );
	const event = ( key: string ) =>
		made< CustomEvent >( api, `/projects/${ project }/custom_events`, {
			key,
			event_type: 'custom',
			event_properties: [ { name: 'experiment', data_type: 'string' } ],
		} );
	await event( 'two_heads_exposure' );
	const click = await event( 'two_heads_click' );
	const read = await event( 'two_heads_read' );
	const unique = ( eventId: number, filtered: boolean ) => ( {
		event_id: eventId,
		aggregator: 'unique',
		scope: 'visitor',
		winning_direction: 'increasing',
		...( filtered
			? {
					event_properties: {
						filter: {
							combine_operator: 'and',
							conditions: [
								{
									name: 'experiment',
									operator: 'equal_to',
									type: 'string',
									value: KEY,
								},
							],
						},
					},
				}
			: {} ),
	} );
	const experiment = await made< Experiment >(
		api,
		`/experiments${ action ? `?action=${ action }` : '' }`,
		{
			project_id: project,
			name: 'Headline: A (WordPress post 45)',
			description: KEY,
			page_ids: [ page.id ],
			metrics: [
				unique( click.id, true ),
				unique( read.id, true ),
				unique( post.id, false ),
			],
			variations: weights.map( ( weight, index ) => ( {
				name: index ? `Variation #${ index }` : 'Original',
				weight,
				actions: [
					{
						page_id: page.id,
						changes: [
							code(
								`( window.ran = window.ran || [] ).push( ${ index } );`
							),
						],
					},
				],
			} ) ),
			...fields,
		}
	);
	return { project, page, post, click, read, experiment };
}

/**
 * A fetch() for pages of jsdom. What they have sent when a test ends arrives in the next one else, whose objects have the
 * same ids.
 */
export function fetchOfPages(): {
	fetch: typeof fetch;
	/** Resolves when everything has been answered or has failed. */
	settled: () => Promise< void >;
} {
	const sent: Promise< unknown >[] = [];
	return {
		fetch: ( ...request ) => {
			const answer = fetch( ...request );
			sent.push( answer );
			return answer;
		},
		settled: async () => {
			await Promise.allSettled( sent.splice( 0 ) );
		},
	};
}
