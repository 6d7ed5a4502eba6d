/*
 * The snippet as served, running experiments on pages of jsdom.
 *
 * @jest-environment node
 */
import { JSDOM, VirtualConsole } from 'jsdom';
import { startOptimizely, type OptimizelyEmulator } from '../index';
import {
	client,
	code,
	fetchOfPages,
	headline,
	KEY,
	made,
	refuseViolations,
	SITE,
	type Client,
	type Headline,
} from '../testing';

let emulator: OptimizelyEmulator;
let api: Client;
const pages: JSDOM[] = [];
const ofPages = fetchOfPages();

beforeAll( async () => {
	emulator = await startOptimizely();
	api = client( emulator, 'one' );
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );
afterEach( async () => {
	pages.splice( 0 ).forEach( ( page ) => page.window.close() );
	await ofPages.settled();
	refuseViolations( emulator );
} );

type Activate = ( options?: { isActive?: boolean } ) => void;
type Call = { activate: Activate; options: { isActive: boolean } };
type Page = {
	dom: JSDOM;
	ran: () => number[];
	calls: Call[];
	push: ( command: unknown ) => void;
	get: (
		name: string
	) => Record< string, ( ...given: unknown[] ) => unknown >;
	warnings: string[];
};

/** Opens a page in the browser of a visitor; `from` is an earlier page of theirs. */
async function visit(
	project: number,
	{
		visitor = 'oeu1700000000000r0.1',
		url = SITE,
		from,
		before = '',
		attributes = '',
		agent,
	}: {
		visitor?: string;
		url?: string;
		from?: Page;
		before?: string;
		attributes?: string;
		agent?: string;
	} = {}
): Promise< Page > {
	const warnings: string[] = [];
	const virtualConsole = new VirtualConsole();
	virtualConsole.on( 'warn', ( ...message ) =>
		warnings.push( message.join( ' ' ) )
	);
	const dom = new JSDOM(
		'<!doctype html><html><head></head><body></body></html>',
		{
			url,
			runScripts: 'outside-only',
			virtualConsole,
			beforeParse( window ) {
				Object.assign( window, { fetch: ofPages.fetch } );
				if ( agent ) {
					Object.defineProperty( window.navigator, 'userAgent', {
						value: agent,
					} );
				}
			},
		}
	);
	pages.push( dom );
	dom.window.document.cookie = `optimizelyEndUserId=${ visitor }`;
	const { localStorage } = from?.dom.window ?? {};
	for ( let index = 0; index < ( localStorage?.length ?? 0 ); index++ ) {
		const key = localStorage?.key( index ) ?? '';
		dom.window.localStorage.setItem(
			key,
			localStorage?.getItem( key ) ?? ''
		);
	}
	dom.window.eval( `window.optimizely = [ ${ attributes } ];${ before }` );
	dom.window.eval(
		await ( await fetch( `${ emulator.url }/js/${ project }.js` ) ).text()
	);
	const optimizely = dom.window.optimizely as Pick< Page, 'push' | 'get' >;
	return {
		dom,
		ran: () => [ ...( ( dom.window.ran as number[] | undefined ) ?? [] ) ],
		calls: [ ...( ( dom.window.calls as Call[] | undefined ) ?? [] ) ],
		push: optimizely.push,
		get: optimizely.get,
		warnings,
	};
}

const visitorOf = ( { experiment }: Headline, index: number ) =>
	emulator.control.visitorsFor( experiment.id, index )[ 0 ] ?? '';

async function events( type: string, count: number ) {
	const found = () =>
		emulator.control.events().filter( ( one ) => one.event.type === type );
	for ( let time = 0; found().length < count && time < 100; time++ ) {
		await new Promise( ( resolve ) => setTimeout( resolve, 10 ) );
	}
	expect( found() ).toHaveLength( count );
	return found();
}

describe( 'a headline experiment', () => {
	it( 'runs the variation within activate(), and not before', async () => {
		const test = await headline( emulator, api );
		const page = await visit( test.project, {
			visitor: visitorOf( test, 1 ),
		} );
		expect( page.calls ).toHaveLength( 1 );
		const { activate, options } = page.calls[ 0 ] as Call;
		expect( [ page.ran(), options.isActive ] ).toEqual( [ [], false ] );
		activate();
		expect( [ page.ran(), options.isActive ] ).toEqual( [ [ 1 ], true ] );
		activate();
		expect( page.ran() ).toEqual( [ 1 ] );
		const [ original, variation ] = test.experiment.variations;
		expect( page.get( 'state' ).getVariationMap?.() ).toEqual( {
			[ test.experiment.id ]: {
				id: String( variation?.variation_id ),
				name: '',
				index: 1,
			},
		} );
		const other = await visit( test.project, {
			visitor: visitorOf( test, 0 ),
		} );
		other.calls[ 0 ]?.activate();
		expect( other.ran() ).toEqual( [ 0 ] );
		expect( original ).toBeDefined();
	} );

	it( 'sends decision, page and custom events, and keeps the decision on later pages', async () => {
		const test = await headline( emulator, api );
		const visitor = visitorOf( test, 1 );
		const page = await visit( test.project, { visitor } );
		page.calls[ 0 ]?.activate();
		const decision = {
			campaign_id: String( test.experiment.campaign_id ),
			experiment_id: String( test.experiment.id ),
			variation_id: String(
				test.experiment.variations[ 1 ]?.variation_id
			),
		};
		const [ decided ] = await events( 'campaign_activated', 1 );
		expect( decided ).toMatchObject( {
			visitor_id: visitor,
			decisions: [ decision ],
			event: { entity_id: decision.campaign_id },
		} );
		const [ viewed ] = await events( 'view_activated', 1 );
		expect( viewed?.event.entity_id ).toBe( String( test.page.id ) );
		page.push( {
			type: 'event',
			eventName: 'two_heads_click',
			properties: { experiment: KEY },
		} );
		const [ clicked ] = await events( 'other', 1 );
		expect( clicked ).toMatchObject( {
			decisions: [ decision ],
			event: {
				entity_id: String( test.click.id ),
				key: 'two_heads_click',
				properties: { experiment: KEY },
			},
		} );
		await visit( test.project, {
			visitor,
			url: `${ SITE }post/?from=home`,
			from: page,
		} );
		const views = await events( 'view_activated', 2 );
		expect( views[ 1 ] ).toMatchObject( {
			decisions: [ decision ],
			event: { entity_id: String( test.post.id ) },
		} );
	} );

	it( 'is sticky when the weights change, and leaves the visitors of a removed variation alone', async () => {
		const test = await headline( emulator, api );
		const visitor = visitorOf( test, 1 );
		const page = await visit( test.project, { visitor } );
		page.calls[ 0 ]?.activate();
		const path = `/experiments/${ test.experiment.id }?action=publish`;
		const [ original, variation ] = test.experiment.variations;
		await api( 'PATCH', path, {
			variations: [
				{ variation_id: original?.variation_id, weight: 10_000 },
				{ variation_id: variation?.variation_id, weight: 0 },
			],
		} );
		const sticky = await visit( test.project, { visitor, from: page } );
		sticky.calls[ 0 ]?.activate();
		expect( sticky.ran() ).toEqual( [ 1 ] );
		const fresh = await visit( test.project, { visitor } );
		fresh.calls[ 0 ]?.activate();
		expect( fresh.ran() ).toEqual( [ 0 ] );
		await api( 'PATCH', path, {
			variations: [
				{ variation_id: original?.variation_id, weight: 10_000 },
			],
		} );
		const left = await visit( test.project, { visitor, from: page } );
		left.calls[ 0 ]?.activate();
		expect( left.ran() ).toEqual( [] );
	} );

	it( 'does not run when it is a draft, paused or archived, and drafts do not show', async () => {
		const test = await headline( emulator, api, { action: null } );
		const path = `/experiments/${ test.experiment.id }`;
		const ran = async () => {
			const page = await visit( test.project );
			page.calls[ 0 ]?.activate();
			return page.ran().length;
		};
		expect( await ran() ).toBe( 0 );
		await api( 'PATCH', `${ path }?action=publish`, {} );
		expect( await ran() ).toBe( 0 );
		await api( 'PATCH', `${ path }?action=start`, {} );
		expect( await ran() ).toBe( 1 );
		await api( 'PATCH', path, { holdback: 10_000 } );
		expect( await ran() ).toBe( 1 );
		await api( 'PATCH', `${ path }?action=pause`, {} );
		expect( await ran() ).toBe( 0 );
		await api( 'PATCH', `${ path }?action=resume`, {} );
		expect( await ran() ).toBe( 1 );
		await api( 'PATCH', `${ path }?action=publish`, {} );
		expect( await ran() ).toBe( 0 );
	} );

	it( 'can be forced by the address where the project allows it, and by push', async () => {
		const test = await headline( emulator, api );
		const visitor = visitorOf( test, 0 );
		const [ , variation ] = test.experiment.variations;
		const url = `${ SITE }?optimizely_x=${ variation?.variation_id }`;
		const refused = await visit( test.project, { visitor, url } );
		refused.calls[ 0 ]?.activate();
		expect( refused.ran() ).toEqual( [ 0 ] );
		await api( 'PATCH', `/projects/${ test.project }`, {
			web_snippet: { enable_force_variation: true },
		} );
		const forced = await visit( test.project, { visitor, url } );
		forced.calls[ 0 ]?.activate();
		expect( forced.ran() ).toEqual( [ 1 ] );
		const pushed = await visit( test.project, { visitor } );
		pushed.push( {
			type: 'bucketVisitor',
			experimentId: String( test.experiment.id ),
			variationIndex: 1,
		} );
		pushed.calls[ 0 ]?.activate();
		expect( pushed.ran() ).toEqual( [ 1 ] );
	} );

	it( 'announces the decision to listeners', async () => {
		const test = await headline( emulator, api );
		const page = await visit( test.project, {
			before: `window.heard = []; optimizely.push( { type: 'addListener', handler: ( event ) => heard.push( event ) } );`,
		} );
		page.calls[ 0 ]?.activate();
		const heard = page.dom.window.heard as Array< {
			name: string;
			data: { decision: { experimentId: string } };
		} >;
		const names = [ ...heard ].map( ( one ) => one.name );
		for ( const name of [
			'pageActivated',
			'campaignDecided',
			'applied',
			'viewActivated',
		] ) {
			expect( names ).toContain( name );
		}
		expect(
			heard.find( ( one ) => one.name === 'campaignDecided' )?.data
				.decision.experimentId
		).toBe( String( test.experiment.id ) );
	} );

	it( 'goes on as it was when code is sent that does not parse', async () => {
		const test = await headline( emulator, api );
		const page = `/pages/${ test.page.id }`;
		const experiment = `/experiments/${ test.experiment.id }?action=publish`;
		const broken = 'function(activate){ if (';
		for ( const [ path, body ] of [
			[ page, { activation_code: broken } ],
			[ experiment, { changes: [ code( broken ) ] } ],
			[
				experiment,
				{
					variations: test.experiment.variations.map( ( one ) => ( {
						...one,
						actions: [
							{
								page_id: test.page.id,
								changes: [ code( broken ) ],
							},
						],
					} ) ),
				},
			],
		] as const ) {
			expect( ( await api( 'PATCH', path, body ) ).status ).toBe( 400 );
		}
		const visited = await visit( test.project );
		visited.calls[ 0 ]?.activate();
		expect( visited.ran() ).toHaveLength( 1 );
		expect( visited.warnings ).toEqual( [] );
	} );

	it( 'goes on when one change throws, and adds styles', async () => {
		const test = await headline( emulator, api );
		await api(
			'PATCH',
			`/experiments/${ test.experiment.id }?action=publish`,
			{
				changes: [
					code( 'window.shared = ( window.shared || 0 ) + 1;' ),
				],
				variations: [
					{
						weight: 10_000,
						actions: [
							{
								page_id: test.page.id,
								changes: [
									code( 'throw new Error( "mine" );' ),
									{
										type: 'custom_css',
										value: 'h1 { color: red }',
									},
									code(
										'window.ran = [ 7, "</script> \u2028 $& 🙂" ]; // the end'
									),
								],
							},
						],
					},
				],
			}
		);
		const page = await visit( test.project );
		page.calls[ 0 ]?.activate();
		expect( page.ran() ).toEqual( [ 7, '</script> \u2028 $& 🙂' ] );
		expect( page.dom.window.shared ).toBe( 1 );
		expect( page.warnings.join() ).toContain( 'mine' );
		expect( page.dom.window.document.head.innerHTML ).toContain(
			'color: red'
		);
	} );
} );

describe( 'pages are activated', () => {
	const run = async (
		page: Record< string, unknown >,
		options: Parameters< typeof visit >[ 1 ] = {}
	) => {
		const test = await headline( emulator, api, { page } );
		return { test, page: await visit( test.project, options ) };
	};
	const settle = () =>
		new Promise( ( resolve ) => setTimeout( resolve, 80 ) );

	it( 'immediately', async () => {
		const { page } = await run( { activation_type: 'immediate' } );
		expect( page.ran() ).toHaveLength( 1 );
	} );

	it( 'only where their conditions hold', async () => {
		const url = 'https://elsewhere.test/';
		const { page, test } = await run( {}, { url } );
		page.calls[ 0 ]?.activate();
		page.push( { type: 'page', pageName: test.page.key } );
		expect( page.ran() ).toEqual( [] );
	} );

	it( 'by push', async () => {
		const { page, test } = await run( { activation_type: 'manual' } );
		expect( page.ran() ).toEqual( [] );
		page.push( { type: 'page', pageName: test.page.key } );
		expect( page.ran() ).toHaveLength( 1 );
	} );

	it( 'when what is polled for is true', async () => {
		const { page } = await run( {
			activation_type: 'polling',
			activation_code: 'window.ready.now;',
		} );
		page.dom.window.ready = { now: false };
		await settle();
		expect( page.ran() ).toEqual( [] );
		page.dom.window.ready = { now: true };
		await settle();
		expect( page.ran() ).toHaveLength( 1 );
	} );

	it( 'when the page changes', async () => {
		const { page } = await run( {
			activation_type: 'dom_changed',
			conditions: '["and",{"type":"element_present","value":".late"}]',
		} );
		expect( page.ran() ).toEqual( [] );
		page.dom.window.document.body.innerHTML = '<p class="late"></p>';
		await settle();
		expect( page.ran() ).toHaveLength( 1 );
	} );

	it( 'when the address changes, again and again', async () => {
		const { page } = await run( {
			activation_type: 'url_changed',
			conditions:
				'["and",{"type":"url","match_type":"substring","value":"/on"}]',
		} );
		for ( const path of [ '/on', '/off', '/on/2' ] ) {
			page.dom.window.history.pushState( null, '', path );
		}
		expect( page.ran() ).toHaveLength( 2 );
	} );

	it( 'anew by activate', async () => {
		const { page } = await run( { activation_type: 'immediate' } );
		page.push( { type: 'activate' } );
		expect( page.ran() ).toHaveLength( 2 );
		await events( 'campaign_activated', 2 );
	} );

	it( 'not for visitors who opted out', async () => {
		const { page } = await run(
			{ activation_type: 'immediate' },
			{ attributes: '{ type: "optOut" }' }
		);
		expect( page.ran() ).toEqual( [] );
	} );
} );

describe( 'audiences', () => {
	const PHONE =
		'Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140 Mobile Safari/537.36';
	const leaf = ( type: string, value?: string, name?: string ) => [
		'and',
		[ 'or', { type, value, ...( name ? { name } : {} ) } ],
	];

	it.each( [
		[ 'an attribute', leaf( 'custom_attribute', 'gold', 'plan' ), true ],
		[
			'not that attribute',
			[ 'not', leaf( 'custom_attribute', 'gold', 'plan' ) ],
			false,
		],
		[ 'another value', leaf( 'custom_attribute', 'iron', 'plan' ), false ],
		[ 'a parameter', leaf( 'query', 'yes', 'q' ), true ],
		[ 'a parameter that is there', leaf( 'query', undefined, 'q' ), true ],
		[ 'no such parameter', leaf( 'query', undefined, 'r' ), false ],
		[
			'a cookie',
			leaf( 'cookies', 'oeu1700000000000r0.1', 'optimizelyEndUserId' ),
			true,
		],
		[ 'a phone', leaf( 'device', 'mobile' ), true ],
		[ 'a desktop', leaf( 'device', 'desktop' ), false ],
		[ 'a language', leaf( 'language', 'en' ), true ],
		[ 'another language', leaf( 'language', 'ar' ), false ],
	] )( 'decide who takes part: %s', async ( _name, conditions, fits ) => {
		const project =
			emulator.control
				.state()
				.projects.find( ( one ) => one.name === 'Harbour Gazette' )
				?.id ?? 0;
		const audience = await made< { id: number } >( api, '/audiences', {
			project_id: project,
			name: 'Some',
			conditions: JSON.stringify( conditions ),
		} );
		await headline( emulator, api, {
			audience_conditions: JSON.stringify( [
				'and',
				{ audience_id: audience.id },
			] ),
		} );
		const page = await visit( project, {
			url: `${ SITE }?q=yes`,
			attributes: `{ type: 'user', attributes: { plan: 'gold' } }`,
			agent: PHONE,
		} );
		page.calls[ 0 ]?.activate();
		expect( page.ran() ).toHaveLength( fits ? 1 : 0 );
	} );
} );
