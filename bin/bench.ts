/**
 * `npm run bench [-- --wordpress 6.8]`: what the plugin costs a visitor's page on native PHP: off, on
 * but not connected, with headline experiments that the site runs itself, with Optimizely's snippet, and with its experiments. Fails when "on but
 * nothing running" adds a byte or a query, when what runs adds a query, or when each further experiment
 * adds more than the mark on its headline. Then how much later pages are painted, and how many beacons the doors take.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { startOptimizely, TOKENS } from '../emulators/optimizely';
import { benchDoors } from './bench-doors';
import { benchPaint } from './bench-paint';
import { branches, isBranch } from './lib/core-files';
import { emulatorConstants } from './lib/emulator';
import { startSite, type Site } from './lib/site';

const warmUp = 5;
const requests = 40;
const rounds = 3;

/** Says at the end of each page what it took. */
const meter = `<?php
add_action( 'shutdown', static function (): void {
	printf( "\\n<!-- meter %d %.3f -->", get_num_queries(), 1000 * ( microtime( true ) - $_SERVER['REQUEST_TIME_FLOAT'] ) );
}, PHP_INT_MIN );
`;

interface Measure {
	/** Database queries of one page. */
	queries: number;
	/** Bytes of its HTML. */
	bytes: number;
	/** What our script in it weighs, gzipped. */
	gzipped: number;
	/** Milliseconds in PHP, one for each request. */
	times: number[];
}

async function measure( url: string, into: Measure ): Promise< void > {
	for ( let i = -warmUp; i < requests; i++ ) {
		const html = await ( await fetch( url ) ).text();
		const found = /\n<!-- meter (\d+) ([\d.]+) -->/.exec( html );
		if ( ! found ) {
			throw new Error( `${ url } is no page of the measured site.` );
		}
		if ( i >= 0 ) {
			into.queries = Number( found[ 1 ] );
			into.bytes = Buffer.byteLength( html.replace( found[ 0 ], '' ) );
			const [ script ] =
				/<script[^>]* id="two-heads-headlines-js"[^]*?<\/script>/.exec(
					html
				) ?? [];
			into.gzipped = script ? gzipSync( script ).length : 0;
			into.times.push( Number( found[ 2 ] ) );
		}
	}
}

const fresh = (): Measure => ( {
	queries: 0,
	bytes: 0,
	gzipped: 0,
	times: [],
} );

const median = ( times: readonly number[] ) =>
	times.toSorted( ( a, b ) => a - b )[ Math.floor( times.length / 2 ) ] ?? 0;

const switchPlugin = ( site: Site, on: boolean ) =>
	site.cli(
		`update_option( 'active_plugins', ${ on ? "array( 'two-heads/plugin.php' )" : 'array()' } );`
	);

/** Connects by token and chooses a project, as the screen would. */
const connect = ( site: Site ) =>
	site.cli( `
		wp_set_current_user( 1 );
		$ask = static function ( string $method, string $path, array $body = array() ) {
			$request = new WP_REST_Request( $method, '/two-heads/v1/connections/optimizely' . $path );
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( wp_json_encode( $body ) );
			$response = rest_do_request( $request );
			if ( $response->is_error() ) {
				throw new Exception( $path . ': ' . $response->as_error()->get_error_message() );
			}
			return rest_get_server()->response_to_data( $response, false );
		};
		$ask( 'POST', '/token', array( 'token' => '${ TOKENS.many }' ) );
		$projects = json_decode( wp_json_encode( $ask( 'GET', '/projects' ) ), true );
		$ask( 'PUT', '/project', array( 'project_id' => $projects['projects'][0]['id'] ) );
	` );

/** Starts experiments on the demo's latest posts until so many run. */
const runExperiments = ( site: Site, count: number ) =>
	site.cli( `
		use TwoHeads\\Experiments\\{ Jobs, Lifecycle, Running, Store };
		wp_set_current_user( 1 );
		foreach ( get_posts( array( 'numberposts' => ${ count } ) ) as $post ) {
			if ( isset( Running\\posts()[ $post->ID ] ) ) {
				continue;
			}
			$setup   = array( 'titles' => array( 'Another headline for ' . $post->post_title ), 'weights' => array(), 'traffic' => 100, 'goal' => 'click', 'engine' => 'optimizely', 'hypothesis' => '', 'start_at' => '', 'stop_at' => '', 'audiences' => array(), 'audience_match' => 'any' );
			$refused = Lifecycle\\propose( $post->ID, $setup );
			$id      = Store\\current( $post->ID )['id'];
			$refused ??= Lifecycle\\request( $id, 'start' );
			Jobs\\continue_alone( $id );
			if ( 'running' !== Store\\get( $id )['status'] ) {
				throw new Exception( wp_json_encode( array( $refused, Store\\get( $id )['job'] ) ) );
			}
		}
	` );

/**
 * So many experiments that the site runs itself, each with two variations, as compiled for pages. Nothing is put into the database.
 */
const builtIn = ( count: number ) => `<?php
add_filter( 'pre_option_two_heads_builtin', static function () {
	static $all = null;
	if ( null === $all ) {
		$words = explode( "\\n", wordwrap( preg_replace( '/\\s+/', ' ', file_get_contents( WP_PLUGIN_DIR . '/two-heads/LICENSE' ) ), 64 ) );
		$all   = array();
		foreach ( range( 1, ${ count } ) as $n ) {
			list( $from, $one, $two ) = array_slice( $words, 3 * $n, 3 );
			$all[ 9000 - $n ] = wp_json_encode( array( $n, 9000 - $n, '/' . sanitize_title( $from ) . '/', $from, array( $one, $two ), array( 3333, 6667, 10000 ), 1 ), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		}
	}
	return array( 'experiments' => $all );
} );
`;

async function main(): Promise< number > {
	const { values } = parseArgs( {
		options: { wordpress: { type: 'string', default: '7.1' } },
	} );
	if ( ! isBranch( values.wordpress ) ) {
		throw new Error( `--wordpress is one of ${ branches.join( ', ' ) }.` );
	}
	const emulator = await startOptimizely();
	const site = await startSite( {
		wordpress: values.wordpress,
		plugin: 'mounted',
		demo: true,
		constants: { ...emulatorConstants( emulator.url ), WP_DEBUG: false },
	} );
	try {
		await writeFile(
			join( site.dir, 'wp-content/mu-plugins/meter.php' ),
			meter
		);
		const page = `${ site.url }/`;
		const off = fresh();
		const idle = fresh();
		const snippet = fresh();
		const one = fresh();
		const twelve = fresh();
		// In turns, so that whatever else the machine does meets both alike.
		for ( let round = 0; round < rounds; round++ ) {
			await switchPlugin( site, false );
			await measure( page, off );
			await switchPlugin( site, true );
			await measure( page, idle );
		}
		const own = [ 1, 12, 50 ].map(
			( count ) => [ count, fresh() ] as const
		);
		const plugin = join( site.dir, 'wp-content/mu-plugins/built-in.php' );
		for ( const [ count, into ] of own ) {
			await writeFile( plugin, builtIn( count ) );
			await measure( page, into );
		}
		await rm( plugin );
		await connect( site );
		await measure( page, snippet );
		await runExperiments( site, 1 );
		await measure( page, one );
		await runExperiments( site, 12 );
		await measure( page, twelve );
		console.log(
			`Front page of the demo, WordPress ${ site.version }, native PHP, median of the requests`
		);
		console.table(
			Object.fromEntries(
				Object.entries( {
					'plugin off': off,
					'on, not connected': idle,
					...Object.fromEntries(
						own.map( ( [ count, measured ] ) => [
							`${ count } on this site`,
							measured,
						] )
					),
					'snippet on': snippet,
					'1 experiment': one,
					'12 experiments': twelve,
				} ).map( ( [ name, { queries, bytes, gzipped, times } ] ) => [
					name,
					{
						queries,
						bytes,
						'script, gzipped': gzipped,
						'PHP ms': Number( median( times ).toFixed( 1 ) ),
						requests: times.length,
					},
				] )
			)
		);
		const queries = idle.queries - off.queries;
		const bytes = idle.bytes - off.bytes;
		const more = twelve.queries - snippet.queries;
		const each = ( twelve.bytes - one.bytes ) / 11;
		const checks: Array< [ boolean, string ] > = [
			[
				queries === 0 && bytes === 0,
				`nothing running adds 0 bytes and 0 queries (${ bytes } bytes, ${ queries } queries)`,
			],
			[
				own.every(
					( [ , { queries: used } ] ) => used === idle.queries
				),
				'experiments that the site runs itself add 0 queries',
			],
			[
				own.every( ( [ , { gzipped } ] ) => gzipped <= 8 * 1024 ),
				`50 of them are 8 KB gzipped at most (${ own[ 2 ]![ 1 ].gzipped } bytes)`,
			],
			[
				more === 0 && one.queries === snippet.queries,
				`running experiments add 0 queries (${ more })`,
			],
			[
				// Lists show a headline several times.
				each <= 100,
				`a further experiment adds no more than marks (${ Math.round( each ) } bytes)`,
			],
		];
		for ( const [ good, says ] of checks ) {
			console.log( `${ good ? 'PASS' : 'FAIL' }  ${ says }` );
		}
		return checks.every( ( [ good ] ) => good ) ? 0 : 1;
	} finally {
		await Promise.all( [ site.stop(), emulator.stop() ] );
	}
}

main()
	.then( async ( code ) => Math.max( code, await benchPaint() ) )
	.then( async ( code ) => Math.max( code, await benchDoors() ) )
	.then(
		( code ) => process.exit( code ),
		( error: Error ) => {
			console.error( error.message );
			process.exit( 1 );
		}
	);
