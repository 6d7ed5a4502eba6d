/**
 * `npm run bench:doors [-- --wordpress 6.8 --beacons 20000]`, and the end of `npm run bench`: what counting costs. nginx
 * and PHP-FPM with OPcache, MariaDB; no object cache, so the limits are counted in the database.
 *
 * Fails when a beacon is lost or counted twice, when junk leaves a trace, or when a door is slower than it has to be on
 * two processors.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { branches, isBranch } from './lib/core-files';
import { percentile, sendBeacons, type Sent } from './lib/beacons';
import { isMain } from './lib/main';
import { databaseName } from './lib/site-files';
import { startSite, type Site } from './lib/site';
import { startWebServer, type WebServer } from './lib/web-server';

const workers = 8;
const experiments = 50;
const first = 1000;
const variations = 3;

/** What one visitor of a front page tells: 3 experiments, rendered and viewed. */
const beacon = ( n: number ): string =>
	JSON.stringify( [
		1,
		0,
		[ 0, 7, 19 ].map( ( off ) => [
			first + ( ( n + off ) % experiments ),
			1,
			n % variations,
			3,
		] ),
	] );

/** What the fast door cannot do without. */
const floor = `<?php
define( 'SHORTINIT', true );
require __DIR__ . '/wp-load.php';
http_response_code( 204 );
`;

/** Beacons that are well made and about nothing that runs, and others that are not. */
const junk = ( n: number ): string =>
	n % 5
		? JSON.stringify( [ 1, 0, [ [ 1_000_000 + n, 1, 0, 3 ] ] ] )
		: `{"junk":${ n }}`;

/** Says what runs, as the engine does. */
const count = ( site: Site ) =>
	site.cli( `
		$all = array( 'e' => array(), 'address' => 1e7, 'all' => 1e7 );
		foreach ( range( ${ first }, ${ first + experiments - 1 } ) as $id ) {
			$all['e'][ $id ] = array( ${ variations }, 1 );
		}
		update_option( 'two_heads_counting', json_encode( array_map( static fn ( $one ) => is_float( $one ) ? (int) $one : $one, $all ) ), false );
	` );

const query = async ( site: Site, sql: string ) =>
	Number( await site.database.query( sql, databaseName ) );

const counted = ( site: Site ) =>
	query(
		site,
		'SELECT COALESCE( SUM( n ), 0 ) FROM wp_two_heads_counts WHERE experiment > 0'
	);

/** Everything a beacon could leave behind, as one number each. */
const traces = ( site: Site ) =>
	site.database.query(
		`SELECT COUNT(*), SUM( CRC32( CONCAT_WS( ',', experiment, epoch, variation, metric, hour, n ) ) ) FROM wp_two_heads_counts;
		SELECT COUNT(*), SUM( CRC32( CONCAT( option_name, option_value ) ) ) FROM wp_options;`,
		databaseName
	);

async function pages( url: string, times: number ): Promise< number[] > {
	const taken: number[] = [];
	for ( let i = -5; i < times; i++ ) {
		const since = performance.now();
		const page = await fetch( url );
		await page.text();
		if ( ! page.ok ) {
			throw new Error( `${ url } answers ${ page.status }.` );
		}
		if ( i >= 0 ) {
			taken.push( performance.now() - since );
		}
	}
	return taken.sort( ( a, b ) => a - b );
}

const round = ( value: number, digits = 1 ) =>
	Number( value.toFixed( digits ) );

export async function benchDoors(): Promise< number > {
	const { values } = parseArgs( {
		options: {
			wordpress: { type: 'string', default: '7.1' },
			beacons: { type: 'string', default: '100000' },
		},
	} );
	if ( ! isBranch( values.wordpress ) ) {
		throw new Error( `--wordpress is one of ${ branches.join( ', ' ) }.` );
	}
	const many = Number( values.beacons );
	const site = await startSite( {
		wordpress: values.wordpress,
		plugin: 'mounted',
		demo: true,
		constants: { WP_DEBUG: false },
	} );
	let web: WebServer | undefined;
	try {
		web = await startWebServer( site.dir, workers );
		return await measure( site, web, many );
	} finally {
		await web?.stop();
		await site.stop();
	}
}

async function measure(
	site: Site,
	web: WebServer,
	many: number
): Promise< number > {
	await site.cli(
		`update_option( 'home', '${ web.url }' ); update_option( 'siteurl', '${ web.url }' );`
	);
	await count( site );
	const fast = `${ web.url }/wp-content/plugins/two-heads/tally.php`;
	const everywhere = `${ web.url }/?two-heads-tally`;
	const rest = `${ web.url }/wp-json/two-heads/v1/tally`;
	const rows: Record< string, Record< string, number > > = {};
	let failed = 0;
	const check = ( good: boolean, says: string ) => {
		failed += good ? 0 : 1;
		console.log( `${ good ? 'PASS' : 'FAIL' }  ${ says }` );
	};

	/** Sends a number of requests and notes what that took. */
	const time = async (
		name: string,
		url: string,
		number: number,
		at: number,
		body: ( n: number ) => string
	) => {
		// PHP has compiled everything, and knows its way.
		await sendBeacons( url, 10 * at, at, body );
		return async () => {
			const used = web.phpSeconds();
			const sent: Sent = await sendBeacons( url, number, at, body );
			const php = ( 1000 * ( web.phpSeconds() - used ) ) / number;
			const perSecond = number / sent.seconds;
			rows[ `${ name }, ${ at } connections` ] = {
				requests: number,
				'a second': Math.round( perSecond ),
				'PHP ms each': round( php, 2 ),
				'p50 ms': round( percentile( sent.times, 50 ) ),
				'p95 ms': round( percentile( sent.times, 95 ) ),
			};
			return { ...sent, php, perSecond };
		};
	};

	/** Sends, and holds the counters against what was sent. */
	const run = async (
		name: string,
		url: string,
		number: number,
		at: number
	): Promise< { perSecond: number; php: number } > => {
		const measured = await time( name, url, number, at, beacon );
		const before = await counted( site );
		const { statuses, perSecond, php } = await measured();
		const found = ( await counted( site ) ) - before;
		check(
			found === 6 * number && statuses[ 204 ] === number,
			`${ name }: ${ number } beacons at ${ at } connections are counted exactly (${ found } of ${ 6 * number } events, answers ${ JSON.stringify( statuses ) })`
		);
		return { perSecond, php };
	};

	await writeFile( join( site.dir, 'floor.php' ), floor );
	const least = await time(
		'no more than WordPress with SHORTINIT',
		`${ web.url }/floor.php`,
		2000,
		8,
		beacon
	);
	await least();
	const atFast = await run( 'fast door', fast, many, 8 );
	await run( 'fast door', fast, many, 64 );
	const atEverywhere = await run(
		'everywhere door',
		everywhere,
		Math.ceil( many / 10 ),
		8
	);
	await run( 'REST', rest, Math.ceil( many / 100 ), 8 );

	const flood = await time(
		'junk at the fast door',
		fast,
		many / 2,
		64,
		junk
	);
	const before = await traces( site );
	const { statuses } = await flood();
	check(
		before === ( await traces( site ) ) && statuses[ 204 ] === many / 2,
		`${ many / 2 } beacons of junk store nothing (answers ${ JSON.stringify( statuses ) })`
	);
	check(
		atFast.perSecond >= 800,
		`the fast door takes 800 beacons a second (${ Math.round( atFast.perSecond ) })`
	);
	check(
		atFast.php <= 1.2,
		`the fast door takes no more than 1.2 ms of PHP (${ round( atFast.php, 2 ) })`
	);
	check(
		atEverywhere.perSecond >= 300,
		`the everywhere door takes 300 beacons a second (${ Math.round( atEverywhere.perSecond ) })`
	);

	console.log(
		`Beacons of 3 experiments, WordPress ${ site.version }, nginx and PHP-FPM (${ workers } processes), MariaDB`
	);
	console.table( rows );
	const page = `${ web.url }/`;
	const alone = await pages( page, 60 );
	const load: Record< string, Record< string, number > > = {
		'front page alone': {
			'p50 ms': round( percentile( alone, 50 ) ),
			'p95 ms': round( percentile( alone, 95 ) ),
		},
	};
	for ( const at of [ 1, 8 ] ) {
		const end = new AbortController();
		const running = sendBeacons( fast, Infinity, at, beacon, end.signal );
		const beside = await pages( page, 60 );
		end.abort();
		const sent = await running;
		load[ `beside beacons, ${ at } at once without a pause` ] = {
			'p50 ms': round( percentile( beside, 50 ) ),
			'p95 ms': round( percentile( beside, 95 ) ),
			'beacons a second': Math.round( sent.times.length / sent.seconds ),
		};
	}
	console.table( load );
	return failed ? 1 : 0;
}

if ( isMain( import.meta.url ) ) {
	benchDoors().then(
		( code ) => process.exit( code ),
		( error: Error ) => {
			console.error( error.message );
			process.exit( 1 );
		}
	);
}
