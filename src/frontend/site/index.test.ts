import type { Queue } from '../headlines/item';
import type { Config, Experiment } from './config';

/** What the browser was told to send, and where to. */
let beacons: Array< [ url: string, body: string ] >;
let number = 0;
let experiment: Experiment;
let second: Experiment;
/** Stops what a page listens to, as leaving it does. */
let leave = () => {};

const make = ( ends = [ 5000, 10000 ] ): Experiment => {
	number++;
	return [
		number,
		500 + number,
		`/post-${ number }/`,
		`Old title ${ number }`,
		[ `New title ${ number }` ],
		ends,
		1,
	];
};

interface Settings {
	sources: Config[ 5 ];
	original: Config[ 6 ];
	own: Config[ 4 ];
}

/** The code comes into a page. */
function open(
	experiments: Experiment[] = [ experiment ],
	{ sources = 0, original = 0, own = 0 }: Partial< Settings > = {}
) {
	leave();
	delete window.twoHeads;
	delete window.wp_consent_type;
	window.twoHeadsSite = [
		experiments,
		'/door',
		3,
		location.origin,
		own,
		sources,
		original,
	];
	const listen = jest.spyOn( window, 'addEventListener' );
	jest.isolateModules( () => {
		require( '../headlines' );
		require( './index' );
	} );
	const calls = [ ...listen.mock.calls ];
	listen.mockRestore();
	leave = () =>
		calls.forEach( ( [ name, run, capture ] ) =>
			window.removeEventListener( name, run, capture )
		);
}

/** Headlines come into the page; returns what they say then. */
const show = async ( ...experiments: Experiment[] ) => {
	document.body.innerHTML = experiments
		.map(
			( [ , , path, from ] ) =>
				`<h2><a href="${ location.origin }${ path }">${ from }</a></h2>`
		)
		.join( '' );
	await Promise.resolve();
	await Promise.resolve();
	return [ ...document.links ].map( ( link ) => link.textContent );
};

/** What the code that watches the page reports. */
const report = ( name: 'exposure' | 'click' | 'read', variation: number ) => {
	try {
		( window.twoHeads as Queue ).track!( name, {
			id: experiment[ 0 ],
			epoch: 1,
			v: variation,
		} as never );
	} catch {
		// Nor does that code let it reach the page.
	}
};

const hide = ( event = 'visibilitychange' ) => {
	const hidden = jest
		.spyOn( document, 'hidden', 'get' )
		.mockReturnValue( event === 'visibilitychange' );
	window.dispatchEvent( new Event( event ) );
	hidden.mockRestore();
};

/** What has been sent up to now. */
const sent = () => {
	hide();
	return beacons.splice( 0 ).map( ( [ , body ] ) => JSON.parse( body ) );
};

const KEY = 'twoHeads ' + location.origin;

const kept = () => JSON.parse( localStorage[ KEY ] ?? 'null' );

const today = () => Math.floor( Date.now() / 864e5 );

const keep = (
	variation: number,
	{ day = today(), by = 1, key = KEY } = {}
) => {
	localStorage[ key ] = JSON.stringify( [
		'0.5',
		{ [ experiment[ 0 ] ]: [ variation, 1, day, 0 ] },
		by,
	] );
};

const COOKIE = 'wp_consent_statistics';
const sources = ( type = 'optin' ): Partial< Settings > => ( {
	sources: [ 'statistics', COOKIE, type ],
} );

const say = ( name: string, detail?: object ) =>
	document.dispatchEvent( new CustomEvent( name, { detail } ) );

const setCookie = ( value: string ) => {
	document.cookie = `${ COOKIE }=${ value }; path=/`;
};

/** Everybody is dealt the variation. */
const sure = () => make( [ 0, 10000 ] );

const pretend = ( name: string, value: unknown ) =>
	Object.defineProperty( navigator, name, { value, configurable: true } );

beforeEach( () => {
	experiment = sure();
	second = sure();
	beacons = [];
	pretend( 'sendBeacon', ( url: string, body: string ) =>
		beacons.push( [ url, body ] )
	);
	window.IntersectionObserver = class {
		observe() {}
		unobserve() {}
	} as never;
	document.body.innerHTML = '';
	localStorage.clear();
	document.cookie = `${ COOKIE }=; path=/; max-age=0`;
	jest.useFakeTimers( {
		now: Date.now(),
		doNotFake: [ 'queueMicrotask' ],
	} );
} );

afterEach( () => {
	leave();
	jest.useRealTimers();
	jest.restoreAllMocks();
	for ( const name of [
		'sendBeacon',
		'webdriver',
		'userAgent',
		'globalPrivacyControl',
	] ) {
		delete ( navigator as unknown as Record< string, unknown > )[ name ];
	}
} );

describe( 'who sees what', () => {
	test( 'by the weights, evenly, and independently in each experiment', () => {
		const both = [ make(), make() ];
		const counts: Record< string, number > = {};
		jest.isolateModules( () => {
			window.twoHeadsSite = [ both, '', 1, '', 0, 0, 0 ];
			const { deal } = require( './deal' );
			for ( let visitor = 0; visitor < 4000; visitor++ ) {
				const key = both
					.map( ( one ) => deal( `0.${ visitor }`, one ) )
					.join();
				counts[ key ] = ( counts[ key ] ?? 0 ) + 1;
			}
		} );
		expect( Object.keys( counts ).sort() ).toEqual( [
			'0,0',
			'0,1',
			'1,0',
			'1,1',
		] );
		for ( const count of Object.values( counts ) ) {
			expect( Math.abs( count - 1000 ) ).toBeLessThan( 120 );
		}
	} );

	test( 'an original, counted like a variation', async () => {
		experiment[ 5 ] = [ 10000, 10000 ];
		open();
		expect( await show( experiment ) ).toEqual( [ experiment[ 3 ] ] );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 0, 1 ] ] ],
		] );
	} );

	test( 'those who are not in it: the original, uncounted', async () => {
		experiment[ 5 ] = [ 0, 0 ];
		open();
		expect( await show( experiment ) ).toEqual( [ experiment[ 3 ] ] );
		expect( sent() ).toEqual( [] );
		expect( kept() ).toBeNull();
	} );

	test( 'two experiments on a page', async () => {
		second[ 2 ] = 'https://elsewhere.example/whole/';
		open( [ experiment, second ] );
		document.body.innerHTML = `<h2><a href="/post-${ experiment[ 0 ] }/">${ experiment[ 3 ] }</a></h2><h2><a href="${ second[ 2 ] }">${ second[ 3 ] }</a></h2>`;
		await Promise.resolve();
		expect( document.body.textContent ).toBe(
			experiment[ 4 ][ 0 ]! + second[ 4 ][ 0 ]
		);
		expect( sent() ).toEqual( [
			[
				3,
				0,
				[
					[ experiment[ 0 ], 1, 1, 1 ],
					[ second[ 0 ], 1, 1, 1 ],
				],
			],
		] );
	} );

	test( 'whoever is remembered keeps headline and epoch when the weights change', async () => {
		open();
		await show( experiment );
		sent();
		const before = kept();
		expect( before[ 1 ][ experiment[ 0 ] ] ).toEqual( [
			1,
			1,
			today(),
			1,
		] );
		experiment[ 5 ] = [ 10000, 10000 ];
		experiment[ 6 ] = 2;
		jest.setSystemTime( Date.now() + 864e5 );
		open();
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
		document.links[ 0 ]!.click();
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 6 ] ] ],
		] );
		expect( kept()[ 0 ] ).toBe( before[ 0 ] );
	} );

	test( 'a newcomer gets the epoch in force', async () => {
		experiment[ 6 ] = 7;
		open();
		await show( experiment );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 7, 1, 1 ] ] ],
		] );
	} );

	test( 'an experiment that is not met for a month is forgotten', async () => {
		keep( 0, { day: today() - 31 } );
		open( [ second ] );
		await show( second );
		expect( Object.keys( kept()[ 1 ] ) ).toEqual( [ `${ second[ 0 ] }` ] );
		expect( kept()[ 0 ] ).toBe( '0.5' );
	} );

	test.each( [ 'rubbish', '5', 'null', '[]', '[1]', '{"a":1}' ] )(
		'what is stored is %s: as if it were not',
		async ( rubbish ) => {
			localStorage[ KEY ] = rubbish;
			open();
			expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
			expect( sent() ).toHaveLength( 1 );
			expect( kept()[ 0 ] ).toMatch( /^0\.\d+/ );
		}
	);

	test( 'storage that may not be used: page views', async () => {
		const storage = jest
			.spyOn( window, 'localStorage', 'get' )
			.mockImplementation( () => {
				throw new Error( 'SecurityError' );
			} );
		open();
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
		report( 'exposure', 1 );
		expect( sent() ).toEqual( [
			[ 3, 1, [ [ experiment[ 0 ], 1, 1, 3 ] ] ],
		] );
		storage.mockRestore();
	} );

	test.each( [
		[ 'webdriver', true ],
		[
			'userAgent',
			'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
		],
		[
			'userAgent',
			'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36',
		],
		[
			'userAgent',
			'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36',
		],
		[
			'userAgent',
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
		],
	] )( 'control for robots: %s %s', async ( name, value ) => {
		pretend( name, value );
		open();
		expect( await show( experiment ) ).toEqual( [ experiment[ 3 ] ] );
		report( 'exposure', 1 );
		expect( sent() ).toEqual( [] );
		expect( localStorage ).toHaveLength( 0 );
	} );

	test( 'the telephones of Cubot are people’s', async () => {
		pretend(
			'userAgent',
			'Mozilla/5.0 (Linux; Android 12; CUBOT X50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36'
		);
		open();
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
	} );
} );

describe( 'consent', () => {
	const REMEMBERED = [ 0, true ];
	const PAGE_VIEW = [ 1, false ];

	test.each( [
		[ 'needs none', 0, '', undefined, REMEMBERED ],
		[ 'needs none, but refused by the browser', 0, '', true, PAGE_VIEW ],
		[ 'nobody has asked', '', '', undefined, PAGE_VIEW ],
		[ 'opt-in, not asked', 'optin', '', undefined, PAGE_VIEW ],
		[ 'opt-in, granted', 'optin', 'allow', undefined, REMEMBERED ],
		[ 'opt-in, refused', 'optin', 'deny', undefined, PAGE_VIEW ],
		[
			'opt-in, granted, but refused by the browser',
			'optin',
			'allow',
			true,
			PAGE_VIEW,
		],
		[ 'opt-out, not asked', 'optout', '', undefined, REMEMBERED ],
		[ 'opt-out, refused', 'optout', 'deny', undefined, PAGE_VIEW ],
		[ 'opt-out by state', 'optoutstats', '', undefined, REMEMBERED ],
		[ 'no type known, granted', '', 'allow', undefined, REMEMBERED ],
	] as const )(
		'%s',
		async ( _name, type, cookie, gpc, [ unit, remembered ] ) => {
			if ( cookie ) {
				setCookie( cookie );
			}
			pretend( 'globalPrivacyControl', gpc );
			const settings = type === 0 ? {} : sources( type );
			open( [ experiment ], settings );
			expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
			expect( sent() ).toEqual( [
				[ 3, unit, [ [ experiment[ 0 ], 1, 1, 1 ] ] ],
			] );
			expect( localStorage.length > 0 ).toBe( remembered );

			// Those who may not be remembered see the original where that is chosen.
			localStorage.clear();
			open( [ second ], { ...settings, original: 1 } );
			expect( await show( second ) ).toEqual( [
				remembered ? second[ 4 ][ 0 ] : second[ 3 ],
			] );
			expect( sent() ).toHaveLength( remembered ? 1 : 0 );
		}
	);

	test( 'without it nothing is stored, not even the click for the next page', async () => {
		open( [ experiment ], sources() );
		await show( experiment );
		document.links[ 0 ]!.click();
		expect( sent() ).toEqual( [
			[ 3, 1, [ [ experiment[ 0 ], 1, 1, 7 ] ] ],
		] );
		expect( localStorage ).toHaveLength( 0 );
	} );

	test( 'with it the click is kept, for the post’s own page too where that shows it', async () => {
		open( [ experiment ], { own: 1 } );
		await show( experiment );
		document.links[ 0 ]!.click();
		const click = Object.keys( localStorage ).find( ( key ) =>
			key.startsWith( 'two_heads_' )
		)!;
		expect( JSON.parse( localStorage[ click ] ) ).toMatchObject( {
			id: experiment[ 0 ],
			to: experiment[ 4 ][ 0 ],
			track: location.origin,
			epoch: 1,
			v: 1,
			own: 1,
		} );
	} );

	test( 'whoever did not come by the headline sees the original on the post’s own page', async () => {
		open( [ experiment ], { own: 1 } );
		history.replaceState( null, '', experiment[ 2 ] );
		document.body.innerHTML = `<h1>${ experiment[ 3 ] }</h1>`;
		await Promise.resolve();
		expect( document.body.textContent ).toBe( experiment[ 3 ] );
		expect( sent() ).toEqual( [] );
		history.replaceState( null, '', '/' );
	} );

	test( 'an old refusal deletes what was kept', () => {
		keep( 1 );
		keep( 1, { key: KEY + '/other' } );
		localStorage.two_heads_x = `{"id":1,"track":"${ location.origin }"}`;
		localStorage.two_heads_y = '{"id":"optimizely","t":9999999999999}';
		localStorage.two_heads_z = `{"id":1,"track":"${ location.origin }/other","t":9999999999999}`;
		localStorage.other = 'theirs';
		setCookie( 'deny' );
		open( [ experiment ], sources() );
		// Another site at the same address keeps its own.
		expect( Object.keys( localStorage ).sort() ).toEqual( [
			'other',
			KEY + '/other',
			'two_heads_y',
			'two_heads_z',
		] );
	} );

	test.each( [
		[
			'the WP Consent API',
			'wp_listen_for_consent_change',
			{ statistics: 'allow' },
		],
		[ 'another tool', 'two-heads-consent', { granted: true } ],
	] )( 'granted later, by %s', async ( _name, name, detail ) => {
		experiment[ 5 ] = [ 5000, 10000 ];
		open( [ experiment, second ], sources( '' ) );
		const before = await show( experiment );
		expect( localStorage ).toHaveLength( 0 );
		say( name, detail );
		// The id that was in memory is the one that is kept: no headline changes, on this page or the next.
		const [ id, entries ] = kept();
		expect( Object.keys( entries ) ).toEqual( [ `${ experiment[ 0 ] }` ] );
		expect( await show( experiment ) ).toEqual( before );
		report( 'exposure', entries[ experiment[ 0 ] ][ 0 ] );
		open( [ experiment ], sources( '' ) );
		expect( await show( experiment ) ).toEqual( before );
		expect( kept()[ 0 ] ).toBe( id );
		expect( sent() ).toEqual( [] );
	} );

	test( 'granted later where only the original may be seen: nothing until the next page', async () => {
		open( [ experiment ], { ...sources(), original: 1 } );
		await show( experiment );
		setCookie( 'allow' );
		say( 'wp_listen_for_consent_change', { statistics: 'allow' } );
		expect( await show( experiment ) ).toEqual( [ experiment[ 3 ] ] );
		expect( sent() ).toEqual( [] );
		open( [ experiment ], { ...sources(), original: 1 } );
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
	} );

	test( 'only an event says so, and only the original may be seen without: from the next page on', async () => {
		const settings = { ...sources( '' ), original: 1 } as const;
		open( [ experiment ], settings );
		await show( experiment );
		expect( localStorage ).toHaveLength( 0 );
		say( 'two-heads-consent', { granted: true } );
		expect( await show( experiment ) ).toEqual( [ experiment[ 3 ] ] );
		expect( sent() ).toEqual( [] );
		open( [ experiment ], settings );
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 1 ] ] ],
		] );
		say( 'two-heads-consent', { granted: false } );
		expect( localStorage ).toHaveLength( 0 );
		open( [ second ], settings );
		expect( await show( second ) ).toEqual( [ second[ 3 ] ] );
	} );

	test( 'the site asks for it from now on: who was remembered without is forgotten', async () => {
		open();
		await show( experiment );
		document.links[ 0 ]!.click();
		sent();
		const [ id ] = kept();
		open( [ experiment ], sources( '' ) );
		expect( localStorage ).toHaveLength( 0 );
		await show( experiment );
		expect( sent() ).toEqual( [
			[ 3, 1, [ [ experiment[ 0 ], 1, 1, 1 ] ] ],
		] );
		say( 'two-heads-consent', { granted: true } );
		expect( kept()[ 0 ] ).not.toBe( id );
	} );

	test( 'who was remembered without and has consented stays remembered', async () => {
		open();
		await show( experiment );
		sent();
		const [ id ] = kept();
		setCookie( 'allow' );
		open( [ experiment ], sources( '' ) );
		await show( experiment );
		report( 'exposure', 1 );
		expect( kept()[ 0 ] ).toBe( id );
		// And is known by what is kept where nothing else says so.
		setCookie( '' );
		open( [ experiment ], sources( '' ) );
		expect( kept()[ 0 ] ).toBe( id );
	} );

	test( 'the type comes later', async () => {
		open( [ experiment ], sources( '' ) );
		await show( experiment );
		window.wp_consent_type = 'optout';
		say( 'wp_consent_type_defined' );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 1 ] ] ],
		] );
		// On the next page what is kept says so before the type is known.
		const before = kept();
		open( [ experiment ], sources( '' ) );
		await show( experiment );
		expect( sent() ).toEqual( [] );
		expect( kept() ).toEqual( before );
	} );

	test.each( [
		[
			'the WP Consent API',
			'wp_listen_for_consent_change',
			{ statistics: 'deny' },
		],
		[ 'another tool', 'two-heads-consent', { granted: false } ],
	] )( 'withdrawn, by %s', async ( _name, name, detail ) => {
		setCookie( 'allow' );
		open( [ experiment, second ], sources() );
		const before = await show( experiment, second );
		document.links[ 0 ]!.click();
		setCookie( 'deny' );
		say( name, detail );
		expect( localStorage ).toHaveLength( 0 );
		report( 'read', 1 );
		document.links[ 1 ]!.click();
		expect( sent() ).toEqual( [] );
		expect( localStorage ).toHaveLength( 0 );
		expect(
			[ ...document.links ].map( ( one ) => one.textContent )
		).toEqual( before );
		// Nor is anything counted on this page when it is granted again.
		say( 'two-heads-consent', { granted: true } );
		report( 'read', 1 );
		expect( sent() ).toEqual( [] );
	} );

	test.each( [
		[ 'as the cookie says', () => setCookie( 'deny' ) ],
		[ 'as only an event said there', () => localStorage.clear() ],
	] )( 'withdrawn in another tab, %s', async ( _name, withdraw ) => {
		setCookie( 'allow' );
		for ( const act of [
			() => report( 'exposure', 1 ),
			() => document.links[ 0 ]!.click(),
			() => hide( 'pagehide' ),
		] ) {
			open( [ experiment ], sources() );
			const before = await show( experiment );
			withdraw();
			act();
			// A page that comes back from the cache goes on where it was.
			window.dispatchEvent( new Event( 'pageshow' ) );
			report( 'read', 1 );
			expect( sent() ).toEqual( [] );
			expect( localStorage ).toHaveLength( 0 );
			expect( document.links[ 0 ]!.textContent ).toBe( before[ 0 ] );
			setCookie( 'allow' );
		}
	} );

	test( 'withdrawn in another tab before anything was kept', async () => {
		setCookie( 'allow' );
		open( [ experiment ], sources() );
		setCookie( 'deny' );
		await show( experiment );
		document.links[ 0 ]!.click();
		expect( sent() ).toEqual( [] );
		expect( localStorage ).toHaveLength( 0 );
	} );

	test( 'what is said of other categories changes nothing', async () => {
		setCookie( 'allow' );
		open( [ experiment ], sources() );
		await show( experiment );
		say( 'wp_listen_for_consent_change', { marketing: 'deny' } );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 1 ] ] ],
		] );
		expect( kept() ).not.toBeNull();
	} );
} );

describe( 'once a day', () => {
	test( 'each thing, on however many pages', async () => {
		open();
		await show( experiment );
		report( 'exposure', 1 );
		open();
		await show( experiment );
		report( 'exposure', 1 );
		report( 'click', 1 );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 4 ] ] ],
		] );
		jest.setSystemTime( ( today() + 1 ) * 864e5 );
		open();
		await show( experiment );
		report( 'exposure', 1 );
		report( 'click', 1 );
		report( 'read', 1 );
		// That it was in the page is counted once for all days: returning readers would make chance look crooked.
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 14 ] ] ],
		] );
		expect( kept()[ 1 ][ experiment[ 0 ] ][ 3 ] ).toBe( 15 );
	} );

	test( 'who comes back is not forgotten, although nothing new is counted', async () => {
		for ( let week = 0; week < 6; week++ ) {
			open();
			await show( experiment );
			expect( sent() ).toHaveLength( week ? 0 : 1 );
			jest.setSystemTime( Date.now() + 7 * 864e5 );
		}
	} );

	test( 'another site at the same address knows other experiments by the same numbers', async () => {
		keep( 0, { key: KEY + '/other' } );
		const theirs = { ...localStorage };
		open();
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
		expect( sent() ).toHaveLength( 1 );
		expect( localStorage ).toMatchObject( theirs );
	} );

	test( 'all tabs together', async () => {
		open();
		await show( experiment );
		expect( sent() ).toHaveLength( 1 );
		// Another tab has seen it meanwhile.
		const state = kept();
		state[ 1 ][ experiment[ 0 ] ][ 3 ] = 3;
		localStorage[ KEY ] = JSON.stringify( state );
		report( 'exposure', 1 );
		expect( sent() ).toEqual( [] );
		report( 'click', 1 );
		expect( sent() ).toEqual( [
			[ 3, 0, [ [ experiment[ 0 ], 1, 1, 4 ] ] ],
		] );
	} );

	test( 'another tab was dealt another headline first: that one counts', async () => {
		open();
		keep( 0 );
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
		expect( sent() ).toEqual( [] );
		expect( kept()[ 1 ][ experiment[ 0 ] ][ 0 ] ).toBe( 0 );
	} );

	test( 'who is not remembered: once a page view', async () => {
		for ( let page = 0; page < 2; page++ ) {
			open( [ experiment ], sources() );
			await show( experiment );
			report( 'exposure', 1 );
			jest.setSystemTime( Date.now() + 864e5 );
			report( 'exposure', 1 );
			expect( sent() ).toEqual( [
				[ 3, 1, [ [ experiment[ 0 ], 1, 1, 3 ] ] ],
			] );
		}
	} );
} );

describe( 'beacons', () => {
	test( 'to the door, as text, when the page is hidden', async () => {
		open();
		await show( experiment );
		document.dispatchEvent( new Event( 'visibilitychange' ) );
		expect( beacons ).toEqual( [] );
		hide();
		expect( beacons ).toEqual( [
			[ '/door', `[3,0,[[${ experiment[ 0 ] },1,1,1]]]` ],
		] );
	} );

	test( 'only what is new, also when the page comes back', async () => {
		open();
		await show( experiment );
		hide( 'pagehide' );
		hide();
		hide();
		expect( beacons ).toHaveLength( 1 );
		report( 'click', 1 );
		expect( sent().at( -1 ) ).toEqual( [
			3,
			0,
			[ [ experiment[ 0 ], 1, 1, 4 ] ],
		] );
		expect( sent() ).toEqual( [] );
	} );

	test( 'no more than 32 entries and 8 KB each', async () => {
		const many = Array.from( { length: 70 }, sure );
		many.forEach( ( one ) => ( one[ 0 ] += 2 ** 50 ) );
		open( many );
		await show( ...many );
		hide();
		expect(
			beacons.map( ( [ , body ] ) => JSON.parse( body )[ 2 ].length )
		).toEqual( [ 32, 32, 6 ] );
		for ( const [ , body ] of beacons ) {
			expect( body.length ).toBeLessThanOrEqual( 8192 );
		}
		expect( sent().flatMap( ( [ , , all ] ) => all ) ).toHaveLength( 70 );
	} );

	test.each( [
		[ 'is missing', undefined ],
		[ 'refuses', () => false ],
		[
			'throws',
			() => {
				throw new Error( 'blocked' );
			},
		],
	] )( 'what sends them %s: no error', async ( _name, sendBeacon ) => {
		pretend( 'sendBeacon', sendBeacon );
		const failed = jest.fn();
		window.addEventListener( 'error', failed );
		open();
		expect( await show( experiment ) ).toEqual( experiment[ 4 ] );
		hide();
		hide( 'pagehide' );
		expect( failed ).not.toHaveBeenCalled();
		window.removeEventListener( 'error', failed );
	} );
} );
