/** Panels and experiments for the tests. */
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import type { Results } from '../../contracts/results';

export const PANEL = '/two-heads/v1/posts/7/headlines';
export const EXPERIMENT = '/two-heads/v1/experiments/45';

export const nothing: HeadlinePanel = {
	post: {
		id: 7,
		title: 'Old news',
		published: true,
		permalink: 'http://localhost/old-news/',
		places: [
			{
				label: 'Front page',
				url: 'http://localhost/?two-heads-visitor=1',
				visited: 'http://localhost/',
				own: false,
			},
			{
				label: 'The post’s own page',
				url: 'http://localhost/old-news/?two-heads-visitor=1',
				visited: 'http://localhost/old-news/',
				own: true,
			},
		],
	},
	may: { propose: true, run: true, connect: false },
	engines: [
		{
			id: 'optimizely',
			name: 'Optimizely',
			ready: true,
			code: '',
			message: '',
			settings_url: '',
			has_audiences: false,
		},
	],
	forecast: null,
	max_variations: 4,
	own_page: false,
	targeting: {
		match: 'any',
		rules: [ { type: 'substring', value: '', negate: false } ],
	},
	home_url: 'http://localhost/',
	default_traffic: 100,
	time_zone: 'Europe/Berlin',
	current: null,
	earlier: [],
};

const [ optimizely ] = nothing.engines;
export const thisSite: HeadlinePanel[ 'engines' ][ number ] = {
	...optimizely,
	id: 'builtin',
	name: 'This site',
};
export const unconnected: HeadlinePanel[ 'engines' ][ number ] = {
	...optimizely,
	ready: false,
	code: 'two_heads_not_connected',
	message: 'Optimizely is not connected.',
};

/** A site that runs its tests itself, and could run them on Optimizely. */
export const own: Pick< HeadlinePanel, 'engines' | 'forecast' > = {
	engines: [ thisSite, optimizely ],
	forecast: {
		needed: [ 40145, 67218, 95216 ],
		a_day: 1200,
		mode: 'earn',
	},
};

export const experiment: Experiment = {
	id: 45,
	key: '3f2a9c1b-45',
	post: 7,
	post_title: 'Old news',
	post_edit_url: null,
	engine: 'optimizely',
	status: 'draft',
	original: 'Old news',
	setup: {
		titles: [ 'Fresh news' ],
		weights: [ 5000, 5000 ],
		traffic: 100,
		goal: 'click',
		engine: 'optimizely',
		mode: 'auto',
		max_views: 0,
		auto_apply: false,
		hypothesis: '',
		start_at: '',
		stop_at: '',
		audiences: [],
		audience_match: 'any',
	},
	revision: 'a-revision',
	previews: [],
	job: null,
	attention: null,
	scheduled: false,
	results: null,
	outcome: null,
	created_at: '2026-11-03T09:30:00Z',
	created_by: 'Ada',
	started_at: null,
	ended_at: null,
	engine_url: null,
	log: [],
};

export const results: Results = {
	state: 'ready',
	fetched_at: '2026-11-03T10:30:00Z',
	until: '2026-11-03T10:25:00Z',
	stale: false,
	confidence: 0.9,
	visitors: 2000,
	metrics: [
		{
			id: 'click',
			variations: [
				{
					index: 0,
					visitors: 1000,
					conversions: 50,
					rate: 0.05,
					improvement: null,
					interval: null,
					significance: null,
					significant: false,
					remaining: null,
				},
				{
					index: 1,
					visitors: 1000,
					conversions: 65,
					rate: 0.065,
					improvement: 0.3,
					interval: [ -0.02, 0.62 ],
					significance: 0.87,
					significant: false,
					remaining: 4321,
				},
			],
		},
	],
	verdict: 'more_time',
	leader: 1,
	warning: null,
};

/** What the built-in engine says of the same figures. */
export const ownResults: Results = {
	...results,
	mode: 'learn',
	weights: [ 5000, 5000 ],
	sample_ratio: {
		p: 1,
		ok: true,
		expected: [ 0.5, 0.5 ],
		counted: [ 1100, 1095 ],
		cause: '',
	},
	metrics: results.metrics.map( ( metric ) => ( {
		...metric,
		variations: metric.variations.map( ( one ) => ( {
			...one,
			chance: one.index === 0 ? 0.28 : 0.72,
			loss: one.index === 0 ? 0.0525 : 0.0075,
		} ) ),
	} ) ),
};

export const job: NonNullable< Experiment[ 'job' ] > = {
	action: 'start',
	done: 1,
	total: 4,
	label: 'Create the page',
	by: 'Ada',
	at: '2026-11-03T10:00:00Z',
	problem: null,
};

/** A panel with this experiment. */
export function withCurrent(
	more: Partial< Experiment > = {},
	panel: Partial< HeadlinePanel > = {}
): HeadlinePanel {
	return { ...nothing, ...panel, current: { ...experiment, ...more } };
}

export const running = (
	more: Partial< Experiment > = {},
	panel: Partial< HeadlinePanel > = {}
) => withCurrent( { status: 'running', results, ...more }, panel );

/** A draft or an experiment on the built-in engine. */
export const withOwn = (
	more: Partial< Experiment > = {},
	panel: Partial< HeadlinePanel > = {}
) =>
	withCurrent(
		{
			engine: 'builtin',
			...more,
			setup: { ...experiment.setup, engine: 'builtin', ...more.setup },
		},
		{ ...own, ...panel }
	);
