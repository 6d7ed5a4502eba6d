/**
 * What people see of the engine that this site is itself: the panel's choices, and results of every kind.
 */
import { expect, test } from './support/fixtures';
import {
	demoPost,
	propose,
	setupOf,
	startExperiment,
} from './support/headlines';
import { Rest } from './support/rest';
import { expectAccessible, shoot } from './support/screens';
import type { Site } from '../../bin/site';
import type { Results } from '../../src/contracts/results';

const B = 'Sleepers are back, with a dog in a hat';

const onSite = ( titles: string[], more = {} ) =>
	setupOf( titles, { engine: 'builtin', ...more } );

const row = ( index: number, more = {} ) => ( {
	index,
	visitors: 12_000 + index,
	conversions: 600 + index * 90,
	rate: 0.05 + index * 0.0075,
	improvement: index === 0 ? null : index * 0.15,
	interval: index === 0 ? null : [ -0.02, 0.34 ],
	significance: index === 0 ? null : 0.82,
	significant: false,
	chance: index === 0 ? 0.08 : 0.92,
	loss: index === 0 ? 0.142 : 0.006,
	remaining: index === 0 ? null : 9000,
	...more,
} );

const said = ( more: object = {}, figures = {} ) =>
	( {
		state: 'ready',
		fetched_at: '2026-11-03T10:30:00Z',
		until: '2026-11-03T10:30:00Z',
		stale: false,
		confidence: 0.9,
		visitors: 24_001,
		mode: 'learn',
		weights: [ 5000, 5000 ],
		page_views: 9000,
		sample_ratio: {
			p: 1,
			ok: true,
			expected: [ 0.5, 0.5 ],
			counted: [ 14_000, 14_020 ],
			cause: '',
		},
		metrics: [ 'click', 'read' ].map( ( id ) => ( {
			id,
			variations: [ row( 0, figures ), row( 1, figures ) ],
		} ) ),
		verdict: 'likely',
		leader: 1,
		warning: null,
		...more,
	} ) as unknown as Results;

/** As the engine writes what it found. */
async function write(
	site: Site,
	experiment: number,
	results: Results,
	attention: object | null = null
): Promise< void > {
	const data = Buffer.from(
		JSON.stringify( { results, attention } )
	).toString( 'base64' );
	await site.cli( `
		$data = json_decode( base64_decode( '${ data }' ), true );
		TwoHeads\\Experiments\\Store\\write( ${ experiment }, $data + array( 'polled' => array( 'results' => time() + 86400 ) ) );
	` );
}

const screen = ( site: Site, experiment?: number ): string =>
	`${ site.url }/wp-admin/admin.php?page=two-heads-experiments${
		experiment ? `&experiment=${ experiment }` : ''
	}`;

test( 'a draft on this site: what it asks and says before it starts', async ( {
	site,
	admin,
	wordpress,
} ) => {
	const post = await demoPost( site );
	await propose(
		new Rest( admin, site ),
		post.id,
		onSite( [ B ], { mode: 'earn', max_views: 20_000 } )
	);
	await admin.goto(
		`${ site.url }/wp-admin/post.php?post=${ post.id }&action=edit#two-heads-headlines`
	);
	const panel = admin.locator( '.two-heads-panel' );
	await expect(
		panel.getByRole( 'radio', { name: 'Earn', exact: true } )
	).toBeChecked( { timeout: 60_000 } );
	await expect(
		panel.getByText( /views are needed to prove a change of 20%/ )
	).toBeVisible();
	// Nothing of a service that is not connected.
	await expect( panel.getByText( /Optimizely/ ) ).toHaveCount( 0 );
	await panel.screenshot( {
		path: `artifacts/screens/${ wordpress }/this-site-draft.png`,
	} );
	await expectAccessible( admin, '.two-heads-panel' );
	await panel.getByLabel( /^End after this many views/ ).fill( '0' );
	await expect(
		panel.getByText( /Enter a whole number of views/ )
	).toBeVisible();
} );

const unproven = { interval: null, significance: null, remaining: null };
const cause =
	'Probably a page cache still serves pages from before the headlines were last changed. Empty all caches, then start a new test.';

const kinds = {
	likely: {
		mode: 'learn',
		results: said(),
		attention: null,
		sentence: /is likely better, though that is not proven/,
	},
	earning: {
		mode: 'earn',
		results: said(
			{
				mode: 'earn',
				weights: [ 2800, 7200 ],
				verdict: 'more_time',
				page_views: 24_001,
			},
			unproven
		),
		attention: null,
		sentence: /get more of the visitors while the test goes on/,
	},
	spoiled: {
		mode: 'learn',
		results: said( {
			verdict: 'unreliable',
			sample_ratio: {
				p: 0.0001,
				ok: false,
				expected: [ 0.5, 0.5 ],
				counted: [ 18_000, 10_020 ],
				cause,
			},
		} ),
		attention: {
			code: 'sample_ratio',
			message: `It cannot be trusted. ${ cause }`,
		},
		sentence: /cannot say which one is better/,
	},
	over: {
		mode: 'prove',
		results: said( { mode: 'prove', verdict: 'keep' } ),
		attention: {
			code: 'decided',
			message:
				'It is over. Keep the original: no other headline was shown to be better.',
		},
		sentence: /nothing better than the original was shown/,
	},
} as const;

/** A running experiment of which this was found. */
async function withResults(
	rest: Rest,
	site: Site,
	name: keyof typeof kinds,
	post: number
): Promise< number > {
	const { mode, results, attention } = kinds[ name ];
	const experiment = await startExperiment(
		rest,
		post,
		onSite( [ `${ B } (${ name })` ], { mode } )
	);
	await write( site, experiment, results, attention );
	return experiment;
}

test( 'the list of tests on this site says what each asks for', async ( {
	site,
	admin,
	wordpress,
} ) => {
	const rest = new Rest( admin, site );
	const posts = await site.json< { id: number }[] >( `
		echo wp_json_encode( array_map( static fn ( $post ) => array( 'id' => $post->ID ), get_posts( array( 'numberposts' => 4 ) ) ) );
	` );
	for ( const [ index, name ] of (
		Object.keys( kinds ) as ( keyof typeof kinds )[]
	 ).entries() ) {
		await withResults( rest, site, name, posts[ index ]!.id );
	}
	const open = async () => {
		await admin.goto( screen( site ) );
		await expect(
			admin.getByRole( 'table', { name: 'Ready to decide' } )
		).toBeVisible();
	};
	await shoot( {
		page: admin,
		site,
		wordpress,
		name: 'this-site-list',
		include: '#two-heads-experiments',
		open,
	} );
	await open();
	for ( const [ group, name ] of [
		[ 'Needs attention', '(spoiled)' ],
		[ 'Ready to decide', '(likely)' ],
		[ 'Ready to decide', '(over)' ],
		[ 'Needs more time', '(earning)' ],
	] ) {
		await expect(
			admin.getByRole( 'table', { name: group! } )
		).toContainText( name! );
	}
} );

for ( const name of [ 'likely', 'earning', 'spoiled' ] as const ) {
	test( `results on this site: ${ name }`, async ( {
		site,
		admin,
		wordpress,
	} ) => {
		const { id: post } = await demoPost( site );
		const experiment = await withResults(
			new Rest( admin, site ),
			site,
			name,
			post
		);
		await shoot( {
			page: admin,
			site,
			wordpress,
			name: `this-site-${ name }`,
			include: '#two-heads-experiments',
			open: async () => {
				await admin.goto( screen( site, experiment ) );
				await expect(
					admin.getByText( kinds[ name ].sentence )
				).toBeVisible();
			},
		} );
	} );
}

test( 'a test that is over advises to keep the original', async ( {
	site,
	admin,
	wordpress,
} ) => {
	const { id: post } = await demoPost( site );
	const experiment = await withResults(
		new Rest( admin, site ),
		site,
		'over',
		post
	);
	await admin.goto( screen( site, experiment ) );
	await admin.getByRole( 'button', { name: 'End…' } ).click();
	const dialog = admin.getByRole( 'dialog' );
	await expect( dialog.getByRole( 'radio' ).first() ).toBeChecked();
	await expect( dialog ).toContainText( 'nothing better was shown' );
	await expect( dialog ).not.toContainText( 'Optimizely' );
	await admin.screenshot( {
		path: `artifacts/screens/${ wordpress }/this-site-end.png`,
	} );
	await expectAccessible( admin, '.two-heads-dialog' );
} );
