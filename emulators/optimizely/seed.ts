/**
 * The data every emulator starts with: always the same, so that tests can name it.
 */
import { createHash } from 'node:crypto';
import { newProject } from './projects';
import type { Audience } from './objects';
import type { Account, Project, State } from './state';

/** The OAuth app that is registered from the start. */
export const CLIENT_ID = '30415926535';
export const CLIENT_SECRET = 'zmVbY6Wq2Tn8kR4sXc1pLd9hJf3gUa7e';

/** Ids of the accounts, by how many active web projects they hold. */
export const ACCOUNTS = {
	empty: 21468093021,
	one: 21520774410,
	three: 21644190827,
	many: 21790035516,
} as const;

/** A personal access token of each account, by the same names. */
export const TOKENS = {
	empty: '2:gk3VbyJ0c1hQd2V4N0pMZEtmUW5SMm9U',
	one: '2:Uo8sWm5xTzR6YUhjQ1ZpTjFrRHBGOWxl',
	three: '2:x4HnKqZTcmJ0M2ZBdlV5TG9ZUzdpUEdl',
	many: '2:7pQbRjN6WHcyTHhFa0RvVTVtWmcxSWZB',
} as const;

export type AccountName = keyof typeof ACCOUNTS;

/** Name of the custom snippet of the account with three projects: /public/{account}/s/newsroom.js. */
export const CUSTOM_SNIPPET = 'newsroom';

const NAMES: Record< AccountName, string > = {
	empty: 'Blank Page Media (no project)',
	one: 'Harbour Gazette (one project)',
	three: 'Meridian Publishing (three projects)',
	many: 'Continental News Group (250 projects)',
};

/** Project names that try a reader's escaping; by their number among the 250. */
const AWKWARD: Readonly< Record< number, string > > = {
	12: `The "Daily" Reader's Own`,
	29: '<b>Bold</b> & <script>alert(1)</script> Weekly',
	58: 'Breaking 🗞️ News 🚀',
	83: 'أخبار الصباح',
	84: 'חדשות היום (Evening)',
	111: 'Trailing spaces   and\ttabs',
	164: 'A name that goes on and on, because somebody in the audience development team pasted the whole brief of the autumn campaign into the field instead of its title',
};

const FIRST_DAY = Date.UTC( 2023, 0, 9, 8, 15 );

function seedAccounts(): Account[] {
	return Object.entries( ACCOUNTS ).map(
		( [ key, id ], index ): Account => ( {
			id,
			name: NAMES[ key as AccountName ],
			user: {
				id: `5b0f9d3e-7c41-4f0a-9a6e-0c2d4e6f8a1${ index }`,
				email: `editor@${ key }.example.com`,
				first_name: [ 'Ada', 'Noor', 'José', 'Mei' ][ index ] ?? 'Kim',
				last_name:
					[ 'Blank', 'Haven', 'Núñez', 'Lin' ][ index ] ?? 'Lee',
			},
		} )
	);
}

function seedProjects(): Project[] {
	const used = new Set< number >();
	let made = 0;
	const make = (
		accountId: number,
		name: string,
		more: Partial< Project > = {}
	): Project => {
		made += 1;
		const hash = createHash( 'sha256' ).update( `project ${ made }` );
		const digest = hash.digest();
		// 11 to 16 digits, as met in practice, and safe as a JavaScript number.
		const size = 10 ** ( 10 + ( digest.readUInt8( 6 ) % 6 ) );
		let id = size + ( digest.readUIntBE( 0, 6 ) % ( 7 * size ) );
		while ( used.has( id ) ) {
			id += 1;
		}
		used.add( id );
		return {
			...newProject( {
				id,
				account_id: accountId,
				name,
				now: FIRST_DAY + made * 86_400_000,
				socket_token: digest.toString( 'hex', 8, 16 ),
			} ),
			...more,
		};
	};
	const many = Array.from( { length: 250 }, ( _, index ) =>
		make( ACCOUNTS.many, AWKWARD[ index + 1 ] ?? `Project ${ index + 1 }` )
	);
	// In the middle of the list, where a reader that filters one page only would stumble.
	many.splice(
		40,
		0,
		make( ACCOUNTS.many, 'Archived project', { status: 'archived' } )
	);
	many.splice(
		90,
		0,
		make( ACCOUNTS.many, 'Feature flags (not a web project)', {
			platform: 'custom',
			is_flags_enabled: true,
			sdks: [ 'javascript', 'node' ],
		} )
	);
	return [
		make( ACCOUNTS.one, 'Harbour Gazette' ),
		make( ACCOUNTS.three, 'Meridian Magazine' ),
		make( ACCOUNTS.three, 'Meridian Website' ),
		make( ACCOUNTS.three, 'Meridian Website' ),
		...many,
	];
}

/** Something for an audience picker, in the projects of the smaller accounts. */
function seedAudiences( projects: readonly Project[] ): Audience[] {
	return projects
		.filter( ( project ) => project.account_id !== ACCOUNTS.many )
		.flatMap( ( project, index ) =>
			[
				{
					name: 'Readers on a phone',
					conditions:
						'["or",{"type":"device","value":"mobile"},{"type":"device","value":"iphone"}]',
				},
				{
					name: 'From the newsletter',
					conditions:
						'["and",{"type":"query","name":"utm_source","match_type":"exact","value":"newsletter"}]',
				},
			].map( ( given, place ): Audience => ( {
				...given,
				id: 7_000_100_200 + index * 10 + place,
				project_id: project.id,
				archived: false,
				segmentation: false,
				for_journey: false,
				is_classic: false,
				created: project.created,
				last_modified: project.created,
			} ) )
		);
}

/**
 * A fresh state.
 *
 * @param redirectUris Redirect URIs to register for the seeded app.
 */
export function seed( redirectUris: readonly string[] = [] ): State {
	const projects = seedProjects();
	const magazine = projects.find(
		( project ) => project.name === 'Meridian Magazine'
	);
	return {
		version: 1,
		ids: 0,
		settings: {
			rotate_refresh_tokens: false,
			rate_limit: { limit: 2000, window: 60 },
			snippet_max_age: 2,
		},
		accounts: seedAccounts(),
		projects,
		custom_snippets: magazine
			? [
					{
						id: 24681357902,
						account_id: ACCOUNTS.three,
						name: CUSTOM_SNIPPET,
						project_id: magazine.id,
					},
				]
			: [],
		apps: [
			{
				client_id: CLIENT_ID,
				client_secret: CLIENT_SECRET,
				name: 'Two Heads for WordPress',
				redirect_uris: [ ...redirectUris ],
			},
		],
		codes: [],
		refresh_tokens: [],
		access_tokens: [],
		personal_tokens: Object.entries( TOKENS ).map( ( [ key, token ] ) => ( {
			token,
			account_id: ACCOUNTS[ key as AccountName ],
			revoked: false,
		} ) ),
		events: [],
		pages: [],
		custom_events: [],
		audiences: seedAudiences( projects ),
		attributes: [],
		experiments: [],
		results: { processing: 0, stale: 0 },
	};
}
