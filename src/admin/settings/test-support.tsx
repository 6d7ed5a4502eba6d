/** For the tests of this screen: its fixtures, on a site that answers as it is told. */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { store as coreStore } from '@wordpress/core-data';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import type { HeadlineCodeState } from '../../contracts/headline-code-state';
import type { HeadlineSettings } from '../../contracts/headline-settings';
import type { OptimizelyImport } from '../../contracts/optimizely-import';
import { thisSite, unconnected } from '../../editor/testing/fixtures';
import type { Boot } from './boot';
import { SettingsPage } from './settings-page';

export const SETTINGS = '/wp/v2/settings';
export const CODE = '/two-heads/v1/headline-code';
export const IMPORT = '/two-heads/v1/import/optimizely';

export const boot: Boot = {
	homeUrl: 'https://news.example/',
	postTypes: [
		{ name: 'post', label: 'Posts' },
		{ name: 'page', label: 'Pages' },
	],
	mayChooseScripts: true,
	codeEditor: null,
	hasImport: false,
	engines: [ thisSite, unconnected ],
};

export const settings: HeadlineSettings = {
	post_types: [ 'post' ],
	engine: 'builtin',
	remember: 'consent',
	without_consent: 'page_views',
	max_variations: 4,
	traffic: 100,
	own_page: false,
	run: 'edit_others_posts',
	propose: 'own',
	targeting: {
		match: 'any',
		rules: [ { type: 'substring', value: '', negate: false } ],
	},
};

export const code: HeadlineCodeState = {
	code: {
		variation: 'show({{title}})',
		activation: 'function(activate){activate()}',
	},
	defaults: {
		variation: 'standard({{title}})',
		activation: 'function(activate){standard(activate)}',
	},
	self_contained: {
		variation: '{{library}}\nstandard({{title}})',
		activation: 'function(activate){{{library}}\nactivate()}',
	},
	disabled: false,
	may_edit: true,
	changed_at: null,
	changed_by: '',
};

export const left: OptimizelyImport = {
	found: true,
	project: 'Newsroom',
	has_token: true,
	settings: [ 'Variation code', 'Post types' ],
	experiments: 2,
	imported: [],
	skipped: [],
};

/** What the site answers, by "METHOD path". */
export function site(): Record< string, unknown > {
	return {
		[ `OPTIONS ${ SETTINGS }` ]: { schema: { properties: {} } },
		[ `GET ${ SETTINGS }` ]: { two_heads_headlines: settings },
		[ `GET ${ CODE }` ]: code,
		'GET /wp/v2/search': [
			{ id: 7, title: 'It&#8217;s <em>news</em>', url: 'https://x/7' },
			{ id: 8, title: 'Other news', url: 'https://x/8' },
		],
	};
}

/** The whole screen, with a store of its own. */
export function show( more: Partial< Boot > = {} ) {
	const registry = createRegistry();
	(
		registry as unknown as { register: ( store: unknown ) => void }
	 ).register( coreStore );
	const view = render(
		<RegistryProvider value={ registry }>
			<SettingsPage boot={ { ...boot, ...more } } />
		</RegistryProvider>
	);
	return { ...view, user: userEvent.setup() };
}
