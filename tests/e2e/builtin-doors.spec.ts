import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSite, type Site } from '../../bin/site';
import { sendBeacons } from '../../bin/lib/beacons';
import { root } from '../../bin/lib/paths';
import { phpSettings } from '../../bin/lib/php';
import { freePort } from '../../bin/lib/ports';
import { serve, waitFor, type Server } from '../../bin/lib/server';
import { expect, test } from './support/fixtures';
import { withMuPlugin } from './support/mu-plugin';

const FAST = '/wp-content/plugins/two-heads/tally.php';
const EVERYWHERE = '/?two-heads-tally';
const REST = '/wp-json/two-heads/v1/tally';
const DOORS = [ FAST, EVERYWHERE, REST ];

const browser =
	'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Says what runs, as the engine does: experiment to the number of its headlines and its epoch. */
const run = (
	site: Site,
	experiments: Record< number, [ number, number ] >,
	limits = { address: 1_000_000, all: 1_000_000 }
) =>
	site.cli( `
		global $wpdb;
		TwoHeads\\Engines\\BuiltIn\\Counters\\install();
		$wpdb->query( 'DELETE FROM ' . TwoHeads\\Engines\\BuiltIn\\Counters\\table() );
		update_option( 'two_heads_counting', '${ JSON.stringify( {
			e: experiments,
			...limits,
		} ) }', false );
	` );

const counts = ( site: Site, experiment: number ) =>
	site.json< Record< string, Record< string, Record< string, number > > > >(
		`echo json_encode( (object) TwoHeads\\Engines\\BuiltIn\\Counters\\by_epoch( ${ experiment } ), JSON_FORCE_OBJECT );`
	);

/** How many were counted of beacons that say [ 1, 0, [ [ 7, 1, 0, 1 ] ] ]. */
const counted = async ( site: Site ) =>
	( await counts( site, 7 ) )[ 1 ]?.[ 0 ]?.[ 1 ] ?? 0;

const ONE = '[1,0,[[7,1,0,1]]]';

/** Everything a beacon could leave behind. */
const traces = ( site: Site ) =>
	site.cli( `
		global $wpdb;
		echo json_encode( array(
			$wpdb->get_results( 'SELECT * FROM ' . TwoHeads\\Engines\\BuiltIn\\Counters\\table() ),
			$wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options WHERE option_name NOT LIKE '%transient%' AND option_name <> 'cron'" ),
		) );
	` );

const send = ( url: string, body: string, init: RequestInit = {} ) =>
	fetch( url, {
		method: 'POST',
		body,
		redirect: 'manual',
		...init,
		headers: {
			'Content-Type': 'text/plain;charset=UTF-8',
			'User-Agent': browser,
			...( init.headers as Record< string, string > | undefined ),
		},
	} );

for ( const door of DOORS ) {
	test( `${ door } counts, and answers everything alike`, async ( {
		site,
	} ) => {
		await run( site, { 7: [ 3, 2 ] } );
		const good = JSON.stringify( [ 1, 1, [ [ 7, 2, 2, 15 ] ] ] );
		const before = await traces( site );
		const junk = [
			'',
			'junk',
			'{}',
			'[1,0,[[8,1,0,1]]]',
			'[2,0,[[7,1,0,1]]]',
			`[1,0,[[7,2,2,1]${ ' '.repeat( 9000 ) }]]`,
			'x'.repeat( 3_000_000 ),
			`[1,"${ 'a'.repeat( 64 ) }"]`,
		];
		for ( const body of [ ...junk, good ] ) {
			const answer = await send( site.url + door, body );
			expect( answer.status ).toBe( 204 );
			expect( await answer.text() ).toBe( '' );
			expect( answer.headers.get( 'cache-control' ) ).toBe( 'no-store' );
			expect( answer.headers.get( 'x-robots-tag' ) ).toBe( 'noindex' );
			expect( answer.headers.get( 'set-cookie' ) ).toBeNull();
			if ( body !== good ) {
				expect( await traces( site ), body.slice( 0, 40 ) ).toBe(
					before
				);
			}
		}
		const agent = { headers: { 'User-Agent': 'Googlebot/2.1' } };
		expect( ( await send( site.url + door, good, agent ) ).status ).toBe(
			204
		);
		expect( await counts( site, 7 ) ).toEqual( {
			2: { 2: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 } },
		} );
	} );
}

test( 'what is no POST does nothing', async ( { site } ) => {
	await run( site, { 7: [ 2, 1 ] } );
	for ( const door of [ FAST, EVERYWHERE ] ) {
		for ( const method of [ 'GET', 'HEAD', 'PUT', 'OPTIONS' ] ) {
			const answer = await fetch( site.url + door, { method } );
			expect( answer.status, `${ method } ${ door }` ).toBe( 405 );
			expect( answer.headers.get( 'allow' ) ).toBe( 'POST' );
			expect( await answer.text() ).toBe( '' );
		}
	}
	expect( await counted( site ) ).toBe( 0 );
} );

test( 'sendBeacon() of a page arrives by each door', async ( {
	site,
	page,
} ) => {
	await run( site, { 7: [ 2, 1 ] } );
	for ( const [ sent, door ] of DOORS.entries() ) {
		await page.goto( `${ site.url }/` );
		await page.evaluate(
			( [ url, body ] ) =>
				addEventListener( 'pagehide', () =>
					navigator.sendBeacon( url, body )
				),
			[ door, ONE ] as const
		);
		await page.goto( 'about:blank' );
		await expect( () =>
			counted( site ).then( ( n ) => expect( n ).toBe( sent + 1 ) )
		).toPass();
	}
} );

test( 'the site finds its own fast door, falls back to the next, and Site Health says so', async ( {
	site,
} ) => {
	const check = () =>
		site.json< { url: string; door: string; says: string } >( `
			use TwoHeads\\Engines\\BuiltIn\\{ Doors, SiteHealth };
			$url = Doors\\check();
			echo json_encode( array( 'url' => $url, 'door' => get_option( Doors\\OPTION )['door'], 'says' => SiteHealth\\test()['label'] ) );
		` );
	expect( await check() ).toEqual( {
		url: FAST,
		door: 'fast',
		says: 'Headline tests on this site are counted',
	} );
	// A host that serves no PHP from the folder of plugins.
	const closed = `add_filter( 'plugins_url', static fn ( $url ) => str_replace( 'tally.php', 'missing.php', $url ) );`;
	await withMuPlugin( site, closed, async () => {
		expect( await check() ).toMatchObject( {
			url: EVERYWHERE,
			door: 'everywhere',
		} );
	} );
	// And something that does not let the front page be posted to.
	const stern = `if ( isset( $_GET['two-heads-tally'] ) ) { http_response_code( 403 ); exit; }`;
	await withMuPlugin( site, closed + stern, async () => {
		expect( await check() ).toMatchObject( { url: REST, door: 'rest' } );
	} );
	expect( ( await check() ).door ).toBe( 'fast' );
} );

test( 'limits hold at the doors, and what they drop is shown', async ( {
	site,
} ) => {
	await run( site, { 7: [ 2, 1 ] }, { address: 5, all: 40 } );
	// A minute shall not begin in between.
	const left = 60_000 - ( Date.now() % 60_000 );
	if ( left < 15_000 ) {
		await sleep( left );
	}
	// This machine's own address says nothing about who sends: only the limit for all holds.
	for ( let i = 0; i < 45; i++ ) {
		await send( site.url + FAST, ONE, {
			headers: { 'X-Forwarded-For': `8.8.${ i }.8` },
		} );
	}
	expect( await counted( site ) ).toBe( 40 );
	expect(
		await site.cli(
			'echo wp_strip_all_tags( TwoHeads\\Engines\\BuiltIn\\SiteHealth\\test()["description"] );'
		)
	).toContain( '5 messages' );
} );

/** PHP's server for a folder, in which WordPress lies as a host has it. */
async function serveFolder(
	folder: string,
	workers = 4
): Promise< { url: string; server: Server } > {
	const port = await freePort();
	const server = serve(
		'php',
		[ ...phpSettings, '-S', `127.0.0.1:${ port }`, '-t', folder ],
		{
			signal: 'SIGINT',
			env: { ...process.env, PHP_CLI_SERVER_WORKERS: String( workers ) },
		}
	);
	const url = `http://127.0.0.1:${ port }`;
	await waitFor(
		'The server',
		() =>
			fetch( `${ url }/nothing` ).then(
				() => true,
				() => false
			),
		{ server }
	);
	return { url, server };
}

test( 'the fast door finds WordPress in other folders and behind links', async ( {
	site,
} ) => {
	await run( site, { 7: [ 2, 1 ] } );
	const house = await mkdtemp( join( tmpdir(), 'two-heads-house-' ) );
	let server: Server | undefined;
	try {
		// Bedrock: core and content beside each other, the plugin a link to the checkout.
		await mkdir( join( house, 'web/app/plugins' ), { recursive: true } );
		await symlink( site.dir, join( house, 'web/wp' ) );
		await symlink( root, join( house, 'web/app/plugins/two-heads' ) );
		// A site in a folder of its host.
		await symlink( site.dir, join( house, 'web/blog' ) );
		const served = await serveFolder( join( house, 'web' ) );
		server = served.server;
		const places = [
			'/app/plugins/two-heads/tally.php',
			`/blog${ FAST }`,
			`/wp${ FAST }`,
		];
		for ( const [ before, place ] of places.entries() ) {
			const answer = await send( served.url + place, ONE );
			expect( answer.status ).toBe( 204 );
			expect( await counted( site ), place ).toBe( before + 1 );
		}
	} finally {
		await server?.stop();
		await rm( house, { recursive: true, force: true } );
	}
} );

test( 'each site of a network counts its own', async ( { wordpress } ) => {
	const site = await startSite( {
		wordpress,
		plugin: 'mounted',
		multisite: true,
	} );
	try {
		const second = Number(
			await site.cli( `
				$second = wpmu_create_blog( get_network()->domain, '/second/', 'Second', 1 );
				switch_to_blog( $second );
				activate_plugin( 'two-heads/plugin.php' );
				TwoHeads\\Engines\\BuiltIn\\Counters\\create();
				update_option( 'two_heads_counting', '{"e":{"7":[2,1]},"address":100,"all":100}', false );
				// One that is closed, though it has all it needs.
				$third = wpmu_create_blog( get_network()->domain, '/third/', 'Third', 1 );
				switch_to_blog( $third );
				TwoHeads\\Engines\\BuiltIn\\Counters\\create();
				update_option( 'two_heads_counting', '{"e":{"7":[2,1]},"address":100,"all":100}', false );
				update_blog_status( $third, 'archived', '1' );
				echo $second;
			` )
		);
		const of = ( blog: number ) =>
			site.json< number[] >( `
				switch_to_blog( ${ blog } );
				echo json_encode( array_column( TwoHeads\\Engines\\BuiltIn\\Counters\\by_hour( 7 ), 'n' ) );
			` );
		await run( site, { 7: [ 2, 1 ] } );
		const beacon = ( blog: number ) => `[${ blog },0,[[7,1,0,1]]]`;
		for ( const door of [ FAST, EVERYWHERE ] ) {
			// By its own address and by the network's, as the door is the same file.
			await send( `${ site.url }/second${ door }`, beacon( second ) );
			await send( site.url + door, beacon( 1 ) );
			// Closed, and not there at all.
			await send( site.url + door, beacon( second + 1 ) );
			await send( site.url + door, beacon( 99 ) );
			await send( site.url + door, beacon( 0 ) );
		}
		await send( site.url + FAST, beacon( second ) );
		expect( await of( 1 ) ).toEqual( [ 2 ] );
		expect( await of( second ) ).toEqual( [ 3 ] );
		expect( await of( second + 1 ) ).toEqual( [] );
		expect(
			await site.json( `
				switch_to_blog( ${ second } );
				$url = TwoHeads\\Engines\\BuiltIn\\Doors\\check();
				echo json_encode( array( get_option( 'two_heads_door' )['problem'], $url ) );
			` )
		).toEqual( [ '', FAST ] );
	} finally {
		await site.stop();
	}
} );

/** A beacon on a connection of its own; null when it ends without an answer. */
const alone = ( url: string, headers: Record< string, string > = {} ) =>
	new Promise< number | null >( ( resolve ) => {
		const sent = httpRequest(
			url,
			{
				method: 'POST',
				agent: false,
				headers: { 'User-Agent': browser, ...headers },
			},
			( answer ) => {
				answer.resume();
				answer.on( 'end', () => resolve( answer.statusCode ?? null ) );
			}
		);
		sent.on( 'error', () => resolve( null ) );
		sent.end( ONE );
	} );

test( 'PHP that is killed before it has counted counts nothing, after it once', async ( {
	site,
} ) => {
	await run( site, { 7: [ 2, 1 ] } );
	// Workers of their own, as nobody starts a dead one again.
	const { url, server } = await serveFolder( site.dir, 6 );
	const killing = `
		$die = static fn () => posix_kill( getmypid(), SIGKILL );
		if ( isset( $_SERVER['HTTP_X_DIE_BEFORE'] ) ) {
			add_filter( 'query', static fn ( $sql ) => str_contains( $sql, 'INSERT INTO wp_two_heads_counts' ) ? $die() : $sql );
		}
		if ( isset( $_SERVER['HTTP_X_DIE_AFTER'] ) ) {
			// What is to be answered is sent after this.
			register_shutdown_function( $die );
		}
	`;
	try {
		await withMuPlugin( site, killing, async () => {
			expect( await alone( url + EVERYWHERE ) ).toBe( 204 );
			expect( await counted( site ) ).toBe( 1 );
			expect(
				await alone( url + EVERYWHERE, { 'X-Die-Before': '1' } )
			).toBeNull();
			expect( await counted( site ) ).toBe( 1 );
			expect(
				await alone( url + EVERYWHERE, { 'X-Die-After': '1' } )
			).toBeNull();
			expect( await counted( site ) ).toBe( 2 );
		} );
	} finally {
		await server.stop();
	}
} );

test( 'PHP killed under load: never more than sent, and less by what was under way at most', async ( {
	site,
} ) => {
	await run( site, { 7: [ 2, 1 ] } );
	const { url, server } = await serveFolder( site.dir, 8 );
	try {
		const workers = await workersOf( url, site );
		const end = new AbortController();
		const running = sendBeacons(
			url + FAST,
			Infinity,
			8,
			() => ONE,
			end.signal
		);
		for ( const worker of workers.slice( 0, 4 ) ) {
			await sleep( 400 );
			process.kill( worker, 'SIGKILL' );
		}
		await sleep( 400 );
		end.abort();
		const { statuses } = await running;
		const answered = statuses[ 204 ] ?? 0;
		const cut = statuses[ 0 ] ?? 0;
		const found = await counted( site );
		expect( answered ).toBeGreaterThan( 20 );
		expect( found ).toBeGreaterThanOrEqual( answered );
		expect( found ).toBeLessThanOrEqual( answered + cut );
	} finally {
		await server.stop();
	}
} );

/** Some of the workers that answer at an address, but not the process that they are children of. */
async function workersOf( url: string, site: Site ): Promise< number[] > {
	const found = new Set< number >();
	await withMuPlugin(
		site,
		`if ( isset( $_GET['pid'] ) ) {
			usleep( 20000 );
			exit( json_encode( array( getmypid(), posix_getppid() ) ) );
		}`,
		async () => {
			while ( found.size < 4 ) {
				const asked = Array.from( { length: 8 }, () =>
					fetch( `${ url }/index.php?pid` ).then( ( answer ) =>
						answer.json()
					)
				);
				for ( const [ pid, parent ] of await Promise.all( asked ) ) {
					if ( parent !== process.pid ) {
						found.add( pid );
					}
				}
			}
		}
	);
	return [ ...found ];
}

test( 'the database restarted under load: never more than sent, and less by what was sent meanwhile at most', async ( {
	wordpress,
} ) => {
	const site = await startSite( { wordpress, plugin: 'mounted' } );
	try {
		await run( site, { 7: [ 2, 1 ] } );
		/** Sends for a while, and says how many were answered. */
		const load = async ( meanwhile: () => Promise< unknown > ) => {
			const end = new AbortController();
			const running = sendBeacons(
				site.url + FAST,
				Infinity,
				6,
				() => ONE,
				end.signal
			);
			await meanwhile();
			end.abort();
			return running;
		};
		const before = await load( () => sleep( 800 ) );
		expect( await counted( site ) ).toBe( before.times.length );
		const meanwhile = await load( async () => {
			await sleep( 400 );
			await site.database.restart( 500 );
			await sleep( 400 );
		} );
		// Whatever the database did, visitors' browsers are told nothing.
		expect( Object.keys( meanwhile.statuses ) ).toEqual( [ '204' ] );
		const between = await counted( site );
		expect( between ).toBeGreaterThan( before.times.length );
		expect( between ).toBeLessThanOrEqual(
			before.times.length + meanwhile.times.length
		);
		const after = await load( () => sleep( 800 ) );
		expect( await counted( site ) ).toBe( between + after.times.length );
	} finally {
		await site.stop();
	}
} );
