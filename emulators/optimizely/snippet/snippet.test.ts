/*
 * The snippet as served, run on pages of jsdom.
 *
 * @jest-environment node
 */
import { JSDOM, VirtualConsole } from 'jsdom';
import {
	ACCOUNTS,
	CUSTOM_SNIPPET,
	startOptimizely,
	type OptimizelyEmulator,
	type Project,
} from '../index';
import { fetchOfPages } from '../testing';

let emulator: OptimizelyEmulator;
let project: Project;
const pages: JSDOM[] = [];
const ofPages = fetchOfPages();

beforeAll( async () => {
	emulator = await startOptimizely();
} );
afterAll( () => emulator.stop() );
beforeEach( () => {
	emulator.control.reset();
	const found = emulator.control
		.state()
		.projects.find( ( one ) => one.name === 'Project 137' );
	if ( ! found ) {
		throw new Error( 'The seed has no Project 137' );
	}
	project = found;
} );
afterEach( async () => {
	pages.splice( 0 ).forEach( ( page ) => page.window.close() );
	await ofPages.settled();
} );

type Get = (
	name: string
) => Record< string, unknown > &
	Record< string, ( ...given: unknown[] ) => unknown >;
type Optimizely = {
	initialized: boolean;
	push: ( command: unknown ) => unknown;
	get: Get;
	data: { note: string };
};
type Page = {
	dom: JSDOM;
	optimizely: Optimizely;
	warnings: string[];
	cookies: () => string;
	/** Runs a script on the page. */
	run: ( code: string ) => unknown;
};

const source = async ( path = `/js/${ project.id }.js` ) =>
	( await fetch( emulator.url + path ) ).text();

/** Loads a page on which a script runs before the snippet. */
async function load(
	before = '',
	{
		url = 'https://www.site.test/',
		cookie = '',
	}: { url?: string; cookie?: string } = {}
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
			},
		}
	);
	pages.push( dom );
	if ( cookie ) {
		dom.window.document.cookie = cookie;
	}
	dom.window.eval( before );
	dom.window.eval( await source() );
	return {
		dom,
		optimizely: dom.window.optimizely as Optimizely,
		warnings,
		cookies: () => dom.window.document.cookie,
		run: ( code ) => dom.window.eval( code ),
	};
}

async function until( condition: () => boolean ): Promise< void > {
	for ( let time = 0; ! condition(); time++ ) {
		if ( time > 100 ) {
			throw new Error( 'It did not happen within a second' );
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 10 ) );
	}
}
const settle = () => new Promise( ( resolve ) => setTimeout( resolve, 150 ) );
const eventsOfType = ( type: string ) =>
	emulator.control.events().filter( ( one ) => one.event.type === type );
const eventsNamed = ( key: string ) =>
	emulator.control.events().filter( ( one ) => one.event.key === key );

describe( 'the file', () => {
	it( 'is JavaScript that may be kept for as long as the settings say', async () => {
		const response = await fetch(
			`${ emulator.url }/js/${ project.id }.js`
		);
		expect( response.status ).toBe( 200 );
		expect( response.headers.get( 'content-type' ) ).toBe(
			'text/javascript; charset=utf-8'
		);
		expect( response.headers.get( 'cache-control' ) ).toBe( 'max-age=2' );
		emulator.control.settings( { snippet_max_age: 120 } );
		const again = await fetch( `${ emulator.url }/js/${ project.id }.js` );
		expect( again.headers.get( 'cache-control' ) ).toBe( 'max-age=120' );
	} );

	it( 'is there as a custom snippet', async () => {
		const text = await source(
			`/public/${ ACCOUNTS.three }/s/${ CUSTOM_SNIPPET }.js`
		);
		const dom = new JSDOM( '', {
			url: 'https://site.test/',
			runScripts: 'outside-only',
		} );
		pages.push( dom );
		dom.window.eval( text );
		const magazine = emulator.control
			.state()
			.projects.find( ( one ) => one.name === 'Meridian Magazine' );
		const data = ( dom.window.optimizely as Optimizely ).get( 'data' );
		expect( data.projectId ).toBe( String( magazine?.id ) );
		expect( data.snippetId ).not.toBe( data.projectId );
	} );

	it( 'is not there for unknown, malformed and non-web projects', async () => {
		const flags = emulator.control
			.state()
			.projects.find( ( one ) => one.platform === 'custom' );
		for ( const path of [
			'/js/12345678901.js',
			'/js/abc.js',
			`/js/${ project.id }`,
			`/js/${ flags?.id }.js`,
			`/public/${ ACCOUNTS.one }/s/${ CUSTOM_SNIPPET }.js`,
			`/public/${ ACCOUNTS.three }/s/other.js`,
		] ) {
			const response = await fetch( emulator.url + path );
			expect( [ path, response.status ] ).toEqual( [ path, 404 ] );
			expect( response.headers.get( 'content-type' ) ).toContain(
				'text/plain'
			);
		}
	} );

	it( 'rises in revision on publish', async () => {
		const revision = async () =>
			( await load() ).optimizely.get( 'data' ).revision;
		expect( await revision() ).toBe( '1' );
		emulator.control.publish( project.id );
		expect( await revision() ).toBe( '2' );
	} );

	it( 'carries the project JavaScript, run after initialized', async () => {
		project.web_snippet.project_javascript =
			'window.ran = window.optimizely.initialized; // the end';
		expect( ( await load() ).dom.window.ran ).toBe( true );
		project.web_snippet.project_javascript = 'throw new Error( "oops" );';
		const page = await load();
		expect( page.warnings.join() ).toContain( 'oops' );
		await until( () => eventsOfType( 'client_activation' ).length === 2 );
	} );
} );

describe( 'get', () => {
	it( 'data: ids are strings, and only the documented fields are there', async () => {
		const { optimizely } = await load();
		expect( optimizely.initialized ).toBe( true );
		expect( optimizely.data.note ).toContain( "get('data')" );
		const data = optimizely.get( 'data' );
		expect( data ).toMatchObject( {
			accountId: String( ACCOUNTS.many ),
			projectId: String( project.id ),
			snippetId: String( project.id ),
			revision: '1',
			clientName: 'js',
		} );
		expect( Object.keys( data ).sort() ).toEqual( [
			'accountId',
			'audiences',
			'campaigns',
			'clientName',
			'clientVersion',
			'dcpServiceId',
			'events',
			'experiments',
			'groups',
			'pages',
			'projectId',
			'revision',
			'snippetId',
			'variations',
		] );
	} );

	it( 'visitor and visitor_id: the cookie’s id, the same on the next page', async () => {
		const page = await load();
		const id = page.optimizely.get( 'visitor_id' ).randomId;
		expect( id ).toMatch( /^oeu\d{13}r0\.\d+$/ );
		expect( page.cookies() ).toContain( `optimizelyEndUserId=${ id }` );
		expect( page.optimizely.get( 'visitor' ).visitorId ).toBe( id );
		const next = await load( '', {
			cookie: 'optimizelyEndUserId=oeu1700000000000r0.5',
		} );
		expect( next.optimizely.get( 'visitor_id' ).randomId ).toBe(
			'oeu1700000000000r0.5'
		);
	} );

	it( 'sets the cookie for the whole site', async () => {
		const page = await load();
		expect( page.dom.cookieJar.toJSON()?.cookies ).toMatchObject( [
			{ key: 'optimizelyEndUserId', domain: 'site.test', path: '/' },
		] );
		const local = await load( '', { url: 'http://127.0.0.1:8881/' } );
		expect( local.cookies() ).toContain( 'optimizelyEndUserId=oeu' );
	} );

	it( 'state, session, behavior, dcp and utils', async () => {
		const { optimizely, warnings } = await load();
		const state = optimizely.get( 'state' );
		expect( state.getCampaignStates?.() ).toEqual( {} );
		expect( state.getActiveExperimentIds?.() ).toEqual( [] );
		expect( state.getRedirectInfo?.() ).toBeNull();
		expect( optimizely.get( 'session' ) ).toBeDefined();
		expect( optimizely.get( 'behavior' ).query?.() ).toEqual( [] );
		expect( optimizely.get( 'dcp' ) ).toBeDefined();
		expect( optimizely.get( 'jquery' ) ).toBeUndefined();
		for ( const name of [
			'observeSelector',
			'onUrlChange',
			'persistHtml',
			'poll',
			'Promise',
			'waitForElement',
			'waitUntil',
		] ) {
			expect( typeof optimizely.get( 'utils' )[ name ] ).toBe(
				'function'
			);
		}
		expect( warnings ).toEqual( [] );
		optimizely.get( 'constructor' );
		expect( warnings.join() ).toContain( 'constructor' );
	} );

	it( 'custom modules', async () => {
		const { optimizely } = await load();
		optimizely.push( {
			type: 'registerModule',
			moduleName: 'mine',
			module: { answer: 42 },
		} );
		expect( optimizely.get( 'custom/mine' ) ).toEqual( { answer: 42 } );
	} );
} );

describe( 'utils', () => {
	it( 'wait for elements and conditions, observe and persist', async () => {
		const page = await load();
		page.run( `
			const utils = optimizely.get( 'utils' );
			window.seen = [];
			utils.waitForElement( '.late' ).then( ( element ) => seen.push( 'element ' + element.id ) );
			utils.waitUntil( () => window.ready ).then( () => seen.push( 'ready' ) );
			const stop = utils.observeSelector( 'p', ( element ) => seen.push( 'p ' + element.id ) );
			utils.observeSelector( '.never', () => {}, { timeout: 20, onTimeout: () => seen.push( 'timeout' ) } );
			utils.onUrlChange( () => seen.push( location.pathname ) );
			utils.persistHtml( '<b id="kept"></b>', 'body' );
			document.body.insertAdjacentHTML( 'beforeend', '<p id="one" class="late"></p>' );
			history.pushState( null, '', '/elsewhere' );
			setTimeout( () => {
				stop();
				window.ready = true;
				document.body.insertAdjacentHTML( 'beforeend', '<p id="two"></p>' );
				document.getElementById( 'kept' ).remove();
			}, 60 );
		` );
		await settle();
		expect( [ ...( page.dom.window.seen as string[] ) ].sort() ).toEqual( [
			'/elsewhere',
			'element one',
			'p one',
			'ready',
			'timeout',
		] );
		expect(
			page.dom.window.document.getElementById( 'kept' )
		).not.toBeNull();
	} );
} );

describe( 'events', () => {
	it( 'one client_activation a load, in the wire form of the snippet', async () => {
		const page = await load();
		await until( () => emulator.control.events().length === 1 );
		await settle();
		expect( emulator.control.events() ).toMatchObject( [
			{
				account_id: String( ACCOUNTS.many ),
				project_id: String( project.id ),
				visitor_id: page.optimizely.get( 'visitor_id' ).randomId,
				session_id: 'AUTO',
				event: { type: 'client_activation' },
			},
		] );
		expect( emulator.control.violations() ).toEqual( [] );
	} );

	it( 'custom events with tags and properties; numbers are floored, texts are not numbers', async () => {
		const { optimizely } = await load( `
			window.optimizely = [ { type: 'event', eventName: 'queued' } ];
		` );
		optimizely.push( {
			type: 'event',
			eventName: 'purchase',
			tags: {
				revenue: 1999.9,
				value: 1.5,
				quantity: '2',
				category: 'books',
			},
			properties: Object.fromEntries(
				Array.from( { length: 20 }, ( _, index ) => [
					`p${ index }`,
					index,
				] )
			),
		} );
		await until(
			() =>
				eventsNamed( 'purchase' ).length === 1 &&
				eventsNamed( 'queued' ).length === 1
		);
		const { event } = eventsNamed( 'purchase' )[ 0 ] ?? {};
		expect( event ).toMatchObject( {
			type: 'other',
			revenue: 1999,
			value: 1.5,
			tags: { category: 'books' },
		} );
		expect( event ).not.toHaveProperty( 'quantity' );
		expect( Object.keys( event?.properties as object ) ).toHaveLength( 15 );
		expect( emulator.control.violations() ).toEqual( [] );
	} );

	it( 'carry the attributes pushed for the visitor', async () => {
		const { optimizely } = await load();
		optimizely.push( {
			type: 'user',
			attributes: { plan: 'gold', old: 1 },
		} );
		optimizely.push( { type: 'user', attributes: { old: null } } );
		expect( optimizely.get( 'visitor' ).custom ).toEqual( {
			plan: 'gold',
		} );
		optimizely.push( { type: 'event', eventName: 'seen' } );
		await until( () => eventsNamed( 'seen' ).length === 1 );
		expect( eventsNamed( 'seen' )[ 0 ]?.attributes ).toEqual( [
			{ key: 'plan', type: 'custom', value: 'gold' },
		] );
	} );

	it( 'are held and sent on demand', async () => {
		const { optimizely } = await load(
			`window.optimizely = [ { type: 'holdEvents' } ];`
		);
		optimizely.push( { type: 'event', eventName: 'held' } );
		await settle();
		expect( emulator.control.events() ).toEqual( [] );
		optimizely.push( { type: 'sendEvents' } );
		await until( () => eventsNamed( 'held' ).length === 1 );
		expect( eventsOfType( 'client_activation' ) ).toHaveLength( 1 );
	} );

	it( 'leave with the page as a beacon', async () => {
		const page = await load();
		await until( () => emulator.control.events().length === 1 );
		const sent: string[] = [];
		Object.defineProperty( page.dom.window.navigator, 'sendBeacon', {
			value: ( _url: string, body: string ) => sent.push( body ) > 0,
		} );
		page.optimizely.push( { type: 'event', eventName: 'leaving' } );
		page.dom.window.dispatchEvent(
			new page.dom.window.Event( 'pagehide' )
		);
		expect( sent ).toHaveLength( 1 );
		expect( sent[ 0 ] ).toContain( '"k":"leaving"' );
	} );

	it( 'that could not be sent go with the next page', async () => {
		emulator.control.addFault( { service: 'log', fault: { type: 'cut' } } );
		const page = await load();
		await until( () => page.dom.window.localStorage.length === 1 );
		page.run( `delete window.optimizely;` );
		page.run( await source() );
		await until( () => eventsOfType( 'client_activation' ).length === 2 );
		expect( page.dom.window.localStorage ).toHaveLength( 0 );
	} );
} );

describe( 'listeners', () => {
	it( 'hear the lifecycle when they were there before the snippet, and nothing when they come late', async () => {
		const page = await load( `
			window.heard = [];
			window.optimizely = [ {
				type: 'addListener', filter: { type: 'lifecycle' }, handler: ( event ) => heard.push( event.name ),
			} ];
		` );
		expect( [ ...( page.dom.window.heard as string[] ) ] ).toEqual( [
			'initialized',
			'originsSynced',
			'activated',
		] );
		page.run( `
			window.late = [];
			optimizely.push( { type: 'addListener', filter: { name: 'activated' }, handler: () => late.push( 1 ) } );
		` );
		expect( page.dom.window.late ).toHaveLength( 0 );
		page.optimizely.push( { type: 'activate' } );
		expect( page.dom.window.late ).toHaveLength( 1 );
	} );

	it( 'filter by type and name, may fail, and can be removed', async () => {
		const page = await load();
		page.run( `
			window.heard = [];
			optimizely.push( { type: 'addListener', handler: () => { throw new Error( 'mine' ); } } );
			optimizely.push( { type: 'addListener', filter: { type: 'analytics', name: 'trackEvent' }, token: 'mine', handler: ( event ) => heard.push( event.name ) } );
			optimizely.push( { type: 'event', eventName: 'a' } );
			optimizely.push( { type: 'activate' } );
			optimizely.push( { type: 'removeListener', token: 'mine' } );
			optimizely.push( { type: 'event', eventName: 'b' } );
		` );
		expect( [ ...( page.dom.window.heard as string[] ) ] ).toEqual( [
			'trackEvent',
		] );
		expect( page.warnings.join() ).toContain( 'mine' );
	} );
} );

describe( 'opting out', () => {
	const OPT_OUT = `window.optimizely = [ { type: 'event', eventName: 'x' }, { type: 'optOut', isOptOut: true } ];`;

	it( 'before the snippet: no visitor id, no events, though it stood behind others in the queue', async () => {
		const page = await load( OPT_OUT );
		expect( page.cookies() ).toBe( 'optimizelyOptOut=true' );
		expect( page.optimizely.get( 'visitor_id' ).randomId ).toBeNull();
		expect( page.optimizely.get( 'data' ).projectId ).toBe(
			String( project.id )
		);
		page.optimizely.push( { type: 'event', eventName: 'y' } );
		await settle();
		expect(
			emulator.control
				.requests()
				.filter( ( one ) => one.service === 'log' )
		).toEqual( [] );
		const [ cookie ] = page.dom.cookieJar.toJSON()?.cookies ?? [];
		expect( Number( cookie?.maxAge ) ).toBe( 10 * 365 * 86_400 );
	} );

	it( 'holds on the next page, and ends on the page after opting in', async () => {
		const page = await load( '', { cookie: 'optimizelyOptOut=true' } );
		page.optimizely.push( { type: 'optOut', isOptOut: false } );
		expect( page.cookies() ).toBe( '' );
		await settle();
		expect( emulator.control.events() ).toEqual( [] );
		const next = await load();
		expect( next.cookies() ).toContain( 'optimizelyEndUserId' );
	} );

	it( 'after the snippet: what was not sent yet is dropped', async () => {
		const page = await load();
		page.optimizely.push( { type: 'optOut' } );
		page.optimizely.push( { type: 'event', eventName: 'x' } );
		await settle();
		expect( emulator.control.events() ).toEqual( [] );
		expect( page.cookies() ).toContain( 'optimizelyOptOut=true' );
	} );

	it( 'by the address', async () => {
		const page = await load( '', {
			url: 'https://www.site.test/?optimizely_opt_out=true',
		} );
		expect( page.cookies() ).toBe( 'optimizelyOptOut=true' );
	} );
} );

describe( 'disable', () => {
	it.each( [
		[ 'by the queue', `window.optimizely = [ { type: 'disable' } ];`, '' ],
		[ 'by the address', '', '?optimizely_disable=true' ],
	] )( 'stops everything: %s', async ( _how, before, query ) => {
		const page = await load( before, {
			url: `https://www.site.test/${ query }`,
		} );
		page.optimizely.push( { type: 'event', eventName: 'x' } );
		await settle();
		expect( page.cookies() ).toBe( '' );
		expect( emulator.control.events() ).toEqual( [] );
	} );

	it( 'with scope tracking stops events only; other scopes throw', async () => {
		const page = await load(
			`window.optimizely = [ { type: 'disable', scope: 'tracking' } ];`
		);
		await settle();
		expect( page.cookies() ).toContain( 'optimizelyEndUserId' );
		expect( emulator.control.events() ).toEqual( [] );
		expect( () =>
			page.optimizely.push( { type: 'disable', scope: 'fun' } )
		).toThrow( 'scope fun' );
	} );
} );

describe( 'commands', () => {
	it( 'of today are all known', async () => {
		const { optimizely, warnings } = await load();
		for ( const type of [
			'event',
			'tags',
			'user',
			'ga4User',
			'activate',
			'holdEvents',
			'sendEvents',
			'cookieDomain',
			'cookieExpiration',
			'extendCookieLifetime',
			'waitForOriginSync',
			'disableCrossOrigin',
			'integrationSettings',
			'log',
			'dataFromSource',
			'removeListener',
			'optOut',
			'disable',
			'load',
			'rum',
			'clientMetadata',
		] ) {
			optimizely.push( { type } );
		}
		expect( warnings ).toEqual( [] );
		optimizely.push( {
			type: 'bucketVisitor',
			experimentId: '1',
			variationIndex: 0,
		} );
		optimizely.push( { type: 'page', pageName: 'nowhere' } );
		optimizely.push( { type: 'fly' } );
		optimizely.push( 'text' );
		expect( warnings ).toHaveLength( 4 );
	} );

	it( 'of Classic are mapped where today’s client maps them', async () => {
		const { optimizely, warnings, cookies } = await load();
		optimizely.push( [ 'trackEvent', 'old', 1250 ] );
		optimizely.push( [ 'setDimensionValue', 'plan', 'gold' ] );
		await until( () => eventsNamed( 'old' ).length === 1 );
		expect( eventsNamed( 'old' )[ 0 ]?.event.revenue ).toBe( 1250 );
		expect( optimizely.get( 'visitor' ).custom ).toEqual( {
			plan: 'gold',
		} );
		expect( warnings ).toEqual( [] );
		optimizely.push( [ 'addToAudience', '1' ] );
		optimizely.push( [ 'toString' ] );
		expect( warnings ).toHaveLength( 2 );
		optimizely.push( [ 'optOut' ] );
		expect( cookies() ).toContain( 'optimizelyOptOut=true' );
	} );

	it( 'for cookies come in time for the visitor’s id', async () => {
		const page = await load(
			`window.optimizely = [ { type: 'cookieDomain', cookieDomain: 'www.site.test' }, { type: 'cookieExpiration', cookieExpirationDays: 10 } ];`
		);
		const [ cookie ] = page.dom.cookieJar.toJSON()?.cookies ?? [];
		expect( cookie ).toMatchObject( {
			key: 'optimizelyEndUserId',
			domain: 'www.site.test',
			maxAge: 90 * 86_400,
		} );
	} );
} );

it( 'a second snippet on the page does nothing', async () => {
	const page = await load();
	const { optimizely } = page;
	page.run( await source() );
	expect( page.dom.window.optimizely ).toBe( optimizely );
	expect( page.warnings.join() ).toContain( 'already' );
	await settle();
	expect( eventsOfType( 'client_activation' ) ).toHaveLength( 1 );
} );
