import type { Site } from '../../bin/site';
import { expect, test } from './support/fixtures';

type Experiment = { post: number; id: number };

/** An experiment that has run for two hours, whose second headline is found better, and applied by itself. */
const decided = ( site: Site, title: string ) =>
	site.json< Experiment >( `
		use TwoHeads\\Engines\\BuiltIn\\Counters;
		use TwoHeads\\Experiments\\{Jobs, Lifecycle, Store};
		wp_set_current_user( 1 );
		$post  = wp_insert_post( array( 'post_title' => '${ title }', 'post_status' => 'publish', 'post_date' => '2020-01-01 10:00:00' ) );
		$setup = array( 'titles' => array( 'What readers like' ), 'weights' => array(), 'traffic' => 100, 'goal' => 'click', 'engine' => 'builtin', 'mode' => 'learn', 'max_views' => 0, 'auto_apply' => true, 'hypothesis' => '', 'start_at' => '', 'stop_at' => '', 'audiences' => array(), 'audience_match' => 'any' );
		$error = Lifecycle\\propose( $post, $setup );
		$id    = Store\\current( $post )['id'];
		$error = $error ?? Lifecycle\\request( $id, 'start' );
		Jobs\\continue_alone( $id );
		Store\\remember( $id, array( 'since' => time() - 7200 ) );
		$counts = array();
		foreach ( array( array( 3000, 60, 40 ), array( 3000, 150, 90 ) ) as $variation => list( $seen, $clicked, $read ) ) {
			array_push( $counts, array( $id, 1, $variation, 1, $seen ), array( $id, 1, $variation, 2, $seen ), array( $id, 1, $variation, 3, $clicked ), array( $id, 1, $variation, 4, $read ) );
		}
		Counters\\add( $counts );
		if ( null !== $error || 'running' !== Store\\get( $id )['status'] ) {
			throw new Exception( 'Not started: ' . json_encode( $error ) );
		}
		echo json_encode( compact( 'post', 'id' ) );
	` );

/** A minute's cron in a process of its own, which notes each time the post is written. */
const cron = ( site: Site, { post, id }: Experiment, then = '' ) =>
	site.cli( `
		add_action( 'post_updated', static function ( $id ): void {
			if ( ${ post } === $id ) {
				add_post_meta( $id, 'written', '1' );
				${ then }
			}
		}, 1 );
		do_action( 'two_heads_poll' );
		do_action( 'two_heads_continue', ${ id } );
	` );

const state = ( site: Site, { post, id }: Experiment ) =>
	site.json< Record< string, unknown > >( `
		use TwoHeads\\Experiments\\Store;
		$record = Store\\get( ${ id } );
		echo json_encode( array(
			'title'   => get_post( ${ post } )->post_title,
			'status'  => $record['status'],
			'before'  => $record['outcome']['before'] ?? null,
			'written' => count( get_post_meta( ${ post }, 'written' ) ),
			'log'     => array_column( Store\\log( ${ id } ), 'event' ),
		) );
	` );

test( 'eight crons at once apply a headline once', async ( { site } ) => {
	const experiment = await decided( site, 'Before eight crons' );
	await Promise.all(
		Array.from( { length: 8 }, () => cron( site, experiment ) )
	);
	await cron( site, experiment );
	expect( await state( site, experiment ) ).toEqual( {
		title: 'What readers like',
		status: 'archived',
		before: 'Before eight crons',
		written: 1,
		log: [ 'proposed', 'started', 'applied', 'ended' ],
	} );
} );

test( 'what is killed between the title and the end is finished, and can be put back', async ( {
	site,
} ) => {
	const experiment = await decided( site, 'Before it was killed' );
	await expect(
		cron( site, experiment, 'posix_kill( getmypid(), 9 );' )
	).rejects.toThrow();
	expect( await state( site, experiment ) ).toMatchObject( {
		title: 'What readers like',
		status: 'running',
		written: 1,
	} );
	// Its lock outlives it: whoever comes now waits for it to run out.
	await cron( site, experiment );
	expect( await state( site, experiment ) ).toMatchObject( {
		status: 'running',
	} );
	await site.cli( `
		global $wpdb;
		$wpdb->update( $wpdb->options, array( 'option_value' => '1|dead' ), array( 'option_name' => 'two_heads_lock_experiment_${ experiment.id }' ) );
	` );
	await Promise.all( [ cron( site, experiment ), cron( site, experiment ) ] );
	await cron( site, experiment );
	expect( await state( site, experiment ) ).toEqual( {
		title: 'What readers like',
		status: 'archived',
		before: 'Before it was killed',
		written: 1,
		log: [ 'proposed', 'started', 'applied', 'ended' ],
	} );
	await site.cli(
		`echo json_encode( TwoHeads\\Experiments\\Lifecycle\\revert( ${ experiment.id } ) );`
	);
	expect( await state( site, experiment ) ).toMatchObject( {
		title: 'Before it was killed',
	} );
} );
