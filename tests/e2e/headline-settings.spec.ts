/**
 * Two Heads → Settings on a real site: what is set is kept, what cannot work is refused with what was typed kept, and
 * the code that is written here is what visitors' browsers run.
 */
import type { Locator, Page } from '@playwright/test';
import type { Site } from '../../bin/site';
import { TOKENS, type OptimizelyEmulator } from '../../emulators/optimizely';
import { connectWithProject } from './support/connected';
import { expect, logIn, test } from './support/fixtures';
import {
	demoPost,
	getPanel,
	setupOf,
	startExperiment,
} from './support/headlines';
import { Rest } from './support/rest';
import { shoot } from './support/screens';
import { visit, visitorOf } from './support/visitors';

const CODE = '/two-heads/v1/headline-code';
const B = 'Sleepers are back, with a dog in a hat';

async function openSettings( page: Page, site: Site ): Promise< void > {
	await page.goto(
		`${ site.url }/wp-admin/admin.php?page=two-heads-settings`
	);
	await expect(
		page.getByRole( 'textbox', { name: 'Activation code' } )
	).toBeAttached();
}

/** The editor of a template: core's CodeMirror, whose own input is named as the field is. */
const template = ( page: Page, name: string ): Locator =>
	page.locator( '.two-heads-template', {
		has: page.getByText( name, { exact: true } ),
	} );

/** Pastes code in the place of what is there, as people bring it. */
async function write( page: Page, name: string, code: string ) {
	await template( page, name ).locator( '.CodeMirror-lines' ).click();
	await page.keyboard.press( 'Control+a' );
	await template( page, name )
		.locator( '.CodeMirror [role="textbox"]' )
		.evaluate( ( input, text ) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData( 'text/plain', text );
			input.dispatchEvent(
				new ClipboardEvent( 'paste', {
					clipboardData,
					bubbles: true,
					cancelable: true,
				} )
			);
		}, code );
}

const written = ( page: Page, name: string ): Promise< string > =>
	template( page, name )
		.locator( '.CodeMirror' )
		.evaluate( ( editor ) =>
			(
				editor as unknown as {
					CodeMirror: { getValue: () => string };
				}
			 ).CodeMirror.getValue()
		);

const saveCode = ( page: Page ) =>
	page.getByRole( 'button', { name: 'Save code' } ).click();

/** What Optimizely was given to run for the first variation of the only experiment. */
const codeAtOptimizely = ( { control }: OptimizelyEmulator ): string =>
	(
		control.experiments()[ 0 ]!.view.variations[ 1 ]!.actions[ 0 ]!
			.changes[ 0 ] as unknown as { value: string }
	 ).value;

/** The whole screen, for people to look at. */
async function picture(
	page: Page,
	wordpress: string,
	name: string
): Promise< void > {
	await page.evaluate( () => window.scrollTo( 0, 0 ) );
	await page.screenshot( {
		path: `artifacts/screens/${ wordpress }/${ name }.png`,
		fullPage: true,
	} );
}

test( 'every setting is kept, and a rule can be tried before it is saved', async ( {
	site,
	admin,
	wordpress,
} ) => {
	await openSettings( admin, site );
	const rule = ( number: number ) =>
		admin.getByRole( 'group', { name: `Rule ${ number }`, exact: true } );
	await rule( 1 )
		.getByLabel( 'The address', { exact: true } )
		.selectOption( 'simple' );
	await rule( 1 )
		.getByRole( 'textbox', { name: 'Address' } )
		.fill( `${ site.url }/blog/` );
	await admin.getByRole( 'button', { name: 'Add a rule' } ).click();
	await expect(
		rule( 2 ).getByLabel( 'The address', { exact: true } )
	).toBeFocused();
	await rule( 2 )
		.getByLabel( 'The address', { exact: true } )
		.selectOption( 'regex' );
	await rule( 2 )
		.getByRole( 'textbox', { name: 'Regular expression' } )
		.fill( '/(private|draft)/' );
	await rule( 2 )
		.getByRole( 'checkbox', { name: /must not fit/ } )
		.check();
	await admin.getByRole( 'radio', { name: /only when all/ } ).check();

	const address = admin.getByRole( 'textbox', { name: 'Try an address' } );
	await address.fill( `${ site.url }/blog/?utm_source=x` );
	await expect( admin.getByText( /^Yes, experiments run/ ) ).toBeVisible();
	await address.fill( `${ site.url }/draft/` );
	await expect( admin.getByText( /^No, experiments do not/ ) ).toBeVisible();
	await expect( admin.getByText( 'Rule 2 does not fit.' ) ).toBeVisible();
	await picture( admin, wordpress, 'settings-rules' );

	await admin.getByRole( 'checkbox', { name: 'Pages' } ).check();
	await admin
		.getByLabel( /beside the original, at most/ )
		.selectOption( '6' );
	await admin
		.getByRole( 'spinbutton', { name: /Share of visitors/ } )
		.fill( '40' );
	await admin
		.getByRole( 'radio', { name: /On the post itself too/ } )
		.check();
	await admin.getByRole( 'radio', { name: /who may publish posts/ } ).check();
	await admin
		.getByRole( 'radio', { name: /Only those who may start/ } )
		.check();
	await admin.getByRole( 'radio', { name: 'Always', exact: true } ).check();
	await admin.getByRole( 'radio', { name: 'See the original' } ).check();
	await admin.getByRole( 'button', { name: 'Save settings' } ).click();
	await expect(
		admin.getByText( /^Settings saved\./ ).first()
	).toBeVisible();

	await openSettings( admin, site );
	await expect(
		rule( 1 ).getByLabel( 'The address', { exact: true } )
	).toHaveValue( 'simple' );
	await expect(
		rule( 1 ).getByRole( 'textbox', { name: 'Address' } )
	).toHaveValue( `${ site.url }/blog/` );
	await expect(
		rule( 2 ).getByRole( 'textbox', { name: 'Regular expression' } )
	).toHaveValue( '/(private|draft)/' );
	await expect(
		rule( 2 ).getByRole( 'checkbox', { name: /must not fit/ } )
	).toBeChecked();
	for ( const name of [
		/only when all/,
		/On the post itself too/,
		/who may publish posts/,
		/Only those who may start/,
	] ) {
		await expect( admin.getByRole( 'radio', { name } ) ).toBeChecked();
	}
	await expect(
		admin.getByRole( 'checkbox', { name: 'Pages' } )
	).toBeChecked();
	await expect(
		admin.getByLabel( /beside the original, at most/ )
	).toHaveValue( '6' );
	await expect(
		admin.getByRole( 'spinbutton', { name: /Share of visitors/ } )
	).toHaveValue( '40' );
	const { body } = await new Rest( admin, site ).send(
		'GET',
		'/wp/v2/settings'
	);
	expect( body.two_heads_headlines ).toEqual( {
		post_types: [ 'post', 'page' ],
		engine: 'builtin',
		remember: 'always',
		without_consent: 'original',
		max_variations: 6,
		traffic: 40,
		own_page: true,
		run: 'publish_posts',
		propose: 'run',
		targeting: {
			match: 'all',
			rules: [
				{
					type: 'simple',
					value: `${ site.url }/blog/`,
					negate: false,
				},
				{ type: 'regex', value: '/(private|draft)/', negate: true },
			],
		},
	} );
} );

test( 'a regular expression that cannot work is named; the old one stays, and what was typed too', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	const rules = async () =>
		( await rest.send( 'GET', '/wp/v2/settings' ) ).body.two_heads_headlines
			.targeting.rules;
	const before = await rules();
	await openSettings( admin, site );
	await admin
		.getByLabel( 'The address', { exact: true } )
		.selectOption( 'regex' );
	const field = admin.getByRole( 'textbox', { name: 'Regular expression' } );
	await field.fill( '/news/(2026' );
	await admin.getByRole( 'button', { name: 'Save settings' } ).click();
	await expect(
		admin.getByText( /not a valid regular expression: .*group/i ).first()
	).toBeVisible();
	await expect( field ).toBeFocused();
	await expect( field ).toHaveValue( '/news/(2026' );
	expect( await rules() ).toEqual( before );

	// Past the screen, too.
	const refused = await rest.send( 'POST', '/wp/v2/settings', {
		two_heads_headlines: {
			targeting: {
				match: 'any',
				rules: [ { type: 'regex', value: '/(x', negate: false } ],
			},
		},
	} );
	expect( refused.status ).toBe( 400 );
	expect( refused.body.data.params[ 'targeting.rules.0.value' ] ).toContain(
		'never closed'
	);
	expect( await rules() ).toEqual( before );
} );

test( 'code that does not parse is shown where it breaks, and nothing is saved', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	const stored = async () => ( await rest.send( 'GET', CODE ) ).body.code;
	const before = await stored();
	await openSettings( admin, site );
	await write( admin, 'Variation code', 'var a = {{title}};\nvar b = ];' );
	await saveCode( admin );
	await expect(
		admin.getByText( /^Line 2, column 9: / ).first()
	).toBeVisible();
	expect( await written( admin, 'Variation code' ) ).toBe(
		'var a = {{title}};\nvar b = ];'
	);
	expect( await stored() ).toEqual( before );
	await write( admin, 'Variation code', 'go( {{headline}} )' );
	await saveCode( admin );
	await expect(
		admin.getByText( /Line 1, column 5: .*\{\{headline\}\}/ ).first()
	).toBeVisible();
	expect( await stored() ).toEqual( before );
} );

/** Everything that could be damaged on its way through PHP, MySQL, JSON, HTML and JavaScript, in code that runs. */
const DIFFICULT = [
	'window.ofTemplate = { ends: "</script>", opens: "<!--", quotes: "\\"\'`", dollars: "$& $1 $$", line: "a\u2028b", emoji: "🚂", ',
	'official: [ $POST_ID, $OLD_TITLE, $NEW_TITLE ], $POST_IDENTITY: 1 }; // $& </script> <!-- é 🚂',
	'(window.twoHeads=window.twoHeads||[]).push({id:{{experiment_id}},post:$POST_ID,url:{{post_url}},from:$OLD_TITLE,to:{{title}},v:{{variation}}})',
].join( '\r\n' );

test( 'difficult code survives byte for byte, and visitors’ browsers run it', async ( {
	site,
	admin,
	browser,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await openSettings( admin, site );
	// The editor ends lines its own way.
	const typed = DIFFICULT.replaceAll( '\r\n', '\n' );
	await write( admin, 'Variation code', typed );
	await saveCode( admin );
	await expect( admin.getByText( /^Code saved\./ ).first() ).toBeVisible();
	expect( ( await rest.send( 'GET', CODE ) ).body.code.variation ).toBe(
		typed
	);
	const { activation } = ( await rest.send( 'GET', CODE ) ).body.code;
	const put = await rest.send( 'PUT', CODE, {
		variation: DIFFICULT,
		activation,
	} );
	expect( put.body.code.variation ).toBe( DIFFICULT );
	expect( ( await rest.send( 'GET', CODE ) ).body.code.variation ).toBe(
		DIFFICULT
	);

	const post = await demoPost( site );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const [ first ] = DIFFICULT.split( '\r\n' );
	expect(
		codeAtOptimizely( optimizely ).startsWith( `${ first }\r\n` )
	).toBe( true );
	const visitorId = visitorOf( optimizely, 1 );
	const look = await visit( browser, {
		url: `${ site.url }/`,
		texts: [ post.title, B ],
		visitorId,
	} );
	await expect( look.page.getByText( B ).first() ).toBeVisible();
	expect(
		await look.page.evaluate(
			() => ( window as unknown as { ofTemplate: object } ).ofTemplate
		)
	).toEqual( {
		ends: '</script>',
		opens: '<!--',
		quotes: '"\'`',
		dollars: '$& $1 $$',
		line: 'a\u2028b',
		emoji: '🚂',
		official: [ post.id, post.title, B ],
		$POST_IDENTITY: 1,
	} );
	expect( look.errors ).toEqual( [] );
	await look.leave();
} );

test( 'a preview tells what a headline weighs; the self-contained template works; Reset brings the default back', async ( {
	site,
	admin,
	browser,
	optimizely,
	wordpress,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	await openSettings( admin, site );
	await admin
		.getByRole( 'combobox', { name: 'Fill in for the post' } )
		.click();
	await admin.keyboard.insertText( post.title.slice( 0, 12 ) );
	await admin
		.getByRole( 'option', { name: new RegExp( `\\(${ post.id }\\)` ) } )
		.click();
	await admin.getByRole( 'button', { name: 'Show the preview' } ).click();
	const size = admin.getByText( /^The variation code has \d+ bytes/ );
	await expect( size ).toBeVisible();
	expect(
		Number( /\d+/.exec( ( await size.textContent() ) ?? '' )?.[ 0 ] )
	).toBeLessThanOrEqual( 400 );
	await expect(
		admin.getByRole( 'region', { name: 'Variation code, filled in' } )
	).toContainText( `post:${ post.id }` );
	await picture( admin, wordpress, 'settings-preview' );

	await admin
		.getByRole( 'button', { name: 'Use the self-contained template' } )
		.click();
	await admin.getByRole( 'button', { name: 'Replace' } ).click();
	await saveCode( admin );
	await expect( admin.getByText( /^Code saved\./ ).first() ).toBeVisible();
	const { body } = await rest.send( 'GET', CODE );
	expect( body.code ).toEqual( body.self_contained );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	expect( codeAtOptimizely( optimizely ) ).not.toContain( '{{' );
	const visitorId = visitorOf( optimizely, 1 );
	const look = await visit( browser, {
		url: `${ site.url }/`,
		texts: [ post.title, B ],
		visitorId,
	} );
	await expect( look.page.getByText( B ).first() ).toBeVisible();
	expect( look.errors ).toEqual( [] );
	await look.leave();

	for ( const which of [ 'Variation code', 'Activation code' ] as const ) {
		await template( admin, which )
			.getByRole( 'button', { name: 'Reset to default' } )
			.click();
		await admin.getByRole( 'button', { name: 'Replace' } ).click();
		await expect( admin.getByRole( 'dialog' ) ).toHaveCount( 0 );
	}
	await saveCode( admin );
	await expect( async () => {
		const now = ( await rest.send( 'GET', CODE ) ).body;
		expect( now.code ).toEqual( now.defaults );
	} ).toPass();
} );

test( 'who may not add scripts to the site reads the code and cannot change it', async ( {
	site,
	admin,
} ) => {
	await site.configure( { DISALLOW_UNFILTERED_HTML: true } );
	try {
		await openSettings( admin, site );
		await expect(
			admin
				.getByText( /You can read this code but not change it/ )
				.first()
		).toBeVisible();
		await expect(
			admin.getByRole( 'button', { name: 'Save code' } )
		).toHaveCount( 0 );
		const before = await written( admin, 'Variation code' );
		await template( admin, 'Variation code' )
			.locator( '.CodeMirror-lines' )
			.click();
		await admin.keyboard.insertText( 'alert( 1 )' );
		expect( await written( admin, 'Variation code' ) ).toBe( before );
		const { status } = await new Rest( admin, site ).send( 'PUT', CODE, {
			variation: 'alert( 1 )',
			activation: '',
		} );
		expect( status ).toBe( 403 );
	} finally {
		await site.configure( { DISALLOW_UNFILTERED_HTML: false } );
	}
} );

const EVERYWHERE = JSON.stringify( [
	'and',
	[ 'or', { type: 'url', match_type: 'substring', value: '/' } ],
] );

test( 'what the official plugin left is taken over: token, project, settings, code and a running experiment', async ( {
	site,
	admin,
	optimizely,
	wordpress,
} ) => {
	const rest = new Rest( admin, site );
	const project = await connectWithProject( rest );
	const post = await demoPost( site, 'bees-count' );
	const send = async ( path: string, data: object ) => {
		const answer = await admin.request.post(
			`${ optimizely.url }/v2${ path }`,
			{ headers: { Authorization: `Bearer ${ TOKENS.many }` }, data }
		);
		expect( answer.ok(), await answer.text() ).toBe( true );
		return ( await answer.json() ).id as number;
	};
	const page = await send( '/pages', {
		project_id: Number( project ),
		name: 'Everywhere',
		edit_url: site.url,
		page_type: 'url_set',
		activation_type: 'immediate',
		conditions: EVERYWHERE,
	} );
	const id = await send( '/experiments?action=start', {
		project_id: Number( project ),
		name: `WordPress [${ post.id }]: Of the official plugin`,
		type: 'a/b',
		page_ids: [ page ],
		metrics: [ { event_id: page, aggregator: 'unique', scope: 'visitor' } ],
		variations: [
			{ name: 'Original', weight: 5000, actions: [] },
			{ name: 'B', weight: 5000, actions: [] },
		],
	} );
	await rest.send( 'DELETE', '/two-heads/v1/connections/optimizely' );
	await site.cli( `
		delete_option( 'two_heads_optimizely' );
		foreach ( array(
			'token' => '${ TOKENS.many }',
			'project_id' => '${ project }',
			'project_name' => 'Project 137',
			'version' => '1.2.3',
			'num_variations' => '3',
			'post_types' => array( 'post', 'page' ),
			'url_targeting' => '${ site.url }',
			'url_targeting_type' => 'substring',
			'variation_template' => "window.theirs = [ \\$POST_ID, \\$NEW_TITLE ];",
		) as $name => $value ) {
			update_option( "optimizely_x_$name", $value );
		}
		update_post_meta( ${ post.id }, 'optimizely_experiment_id', '${ id }' );
		update_post_meta( ${ post.id }, 'optimizely_experiment_status', 'running' );
		update_post_meta( ${ post.id }, 'optimizely_variations_num', 1 );
		update_post_meta( ${ post.id }, 'optimizely_variations_0', 'Bees that count' );
	` );
	try {
		await openSettings( admin, site );
		await expect(
			admin.getByText( /Its access token, for the connection/ )
		).toBeVisible();
		await picture( admin, wordpress, 'settings-import' );
		await expect(
			admin.getByText( /1 experiment that has not ended/ )
		).toBeVisible();
		await admin.getByRole( 'button', { name: 'Take it over' } ).click();
		await expect( admin.getByText( 'Taken over:' ) ).toBeVisible();
		await expect(
			admin.getByText( /The running test of “.*” was taken over/ ).first()
		).toBeVisible();
		const settings = ( await rest.send( 'GET', '/wp/v2/settings' ) ).body
			.two_heads_headlines;
		expect( settings.max_variations ).toBe( 3 );
		expect( settings.post_types ).toEqual( [ 'post', 'page' ] );
		expect( settings.targeting.rules[ 0 ].value ).toBe( site.url );
		expect( ( await rest.send( 'GET', CODE ) ).body.code.variation ).toBe(
			'window.theirs = [ $POST_ID, $NEW_TITLE ];'
		);
		const { current, engines } = await getPanel( rest, post.id );
		expect( engines[ 0 ].ready ).toBe( true );
		expect( current?.status ).toBe( 'running' );
		expect( current?.setup.titles ).toEqual( [ 'Bees that count' ] );
	} finally {
		await site.cli( `
			global $wpdb;
			$wpdb->query( "DELETE FROM $wpdb->options WHERE option_name LIKE 'optimizely\\_x\\_%'" );
			$wpdb->query( "DELETE FROM $wpdb->postmeta WHERE meta_key LIKE 'optimizely\\_%'" );
		` );
	}
} );

test( 'the screen is accessible, and whole when narrow and right to left', async ( {
	site,
	page,
	wordpress,
} ) => {
	await logIn( page, site, site.admin );
	await shoot( {
		page,
		site,
		wordpress,
		name: 'settings',
		include: '#two-heads-settings',
		open: async () => {
			await openSettings( page, site );
			await page.getByText( 'Placeholders' ).first().click();
			await page
				.getByLabel( 'The address', { exact: true } )
				.selectOption( 'regex' );
			await page
				.getByRole( 'textbox', { name: 'Regular expression' } )
				.fill( '(' );
			await page.getByRole( 'button', { name: 'Save settings' } ).click();
			await expect(
				page.getByText( /not a valid regular/ ).first()
			).toBeVisible();
		},
	} );
} );
