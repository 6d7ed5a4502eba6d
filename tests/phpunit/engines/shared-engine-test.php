<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines;

use TwoHeads\Core\Lock;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Experiments\Describe;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Engines\BuiltIn\Counting;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * What every engine keeps to: the same tests for each.
 */
final class SharedEngineTest extends TestCase {

	use Counting;
	use Experimenting;

	private FakeOptimizely $optimizely;
	private TroubledEngine $engine;

	protected function tearDown(): void {
		$this->engine->leave();
		parent::tearDown();
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function engines(): array {
		return array(
			'this site'  => array( 'builtin' ),
			'Optimizely' => array( 'optimizely' ),
		);
	}

	/**
	 * An engine, ready and chosen.
	 */
	private function on( string $engine ): void {
		$this->optimizely = new FakeOptimizely();
		$this->doors_are_checked();
		update_option( Settings\OPTION, array( 'engine' => $engine ) );
		$this->engine = TroubledEngine::before( $engine );
		$this->become( 'administrator' );
		$this->assertNull( Engines\default_engine()->problem() );
		$this->assertSame( $engine, Engines\default_engine()->id() );
	}

	/**
	 * Goes on in the background until the job is through.
	 */
	private function background( int $id ): void {
		for ( $round = 0; $round < 20 && null !== ( Store\get( $id )['job'] ?? null ); $round++ ) {
			do_action( Jobs\HOOK, $id );
		}
	}

	/**
	 * What the engine says the experiment is.
	 */
	private function status( int $id ): string {
		return $this->engine->status( Store\get( $id ) );
	}

	/**
	 * The headlines that visitors get, the original first: the text that goes to them, whatever else is in it.
	 */
	private function sent( int $post ): string {
		$there = 'builtin' === $this->engine->id() ? Compile\page()[ $post ] ?? '' : $this->optimizely->live( 'experiments' );
		return (string) wp_json_encode( array( $there, $this->optimizely->live( 'pages' ) ), JSON_UNESCAPED_SLASHES );
	}

	private function fits( mixed $value, string $schema ): void {
		$this->assertTrue( rest_validate_value_from_schema( json_decode( (string) wp_json_encode( $value ), true ), Schema\load( $schema ) ) );
	}

	/**
	 * @dataProvider engines
	 */
	public function test_from_draft_to_reverted( string $engine ): void {
		$this->on( $engine );
		$post = $this->post();
		$id   = $this->draft( $post );
		$this->assertSame( $engine, Store\get( $id )['engine'] );
		$this->fits( $this->carry_through( $id, 'start' ), 'headline-panel' );
		$this->assertSame( array( 'running', 'running' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
		$this->assertSame( $engine, Running\posts()[ $post ]['engine'] );
		$this->assertStringContainsString( 'A new headline', $this->sent( $post ) );

		$this->fits( $this->carry_through( $id, 'pause' ), 'headline-panel' );
		$this->assertSame( array( 'paused', 'paused' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( 'running', 'running' ), array( Store\get( $id )['status'], $this->status( $id ) ) );

		$this->carry_through( $id, 'setup', $this->setup_of( array( 'titles' => array( 'A newer headline' ) ) ) );
		$this->assertStringContainsString( 'A newer headline', $this->sent( $post ) );
		$this->assertStringNotContainsString( 'A new headline', $this->sent( $post ) );

		$panel = $this->carry_through( $id, 'end', array( 'variation' => 1 ) );
		$this->fits( $panel, 'headline-panel' );
		$this->assertSame( array( 'archived', 'archived' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
		$this->assertSame( 'A newer headline', get_the_title( $post ) );
		$this->assertSame( array(), Running\posts() );
		$this->assertStringNotContainsString( 'headline', $this->sent( $post ) );

		$this->carry_through( $id, 'revert' );
		$this->assertSame( 'The old headline', get_the_title( $post ) );
		$events = array_column( Store\log( $id ), 'event' );
		// On this site it is said too that counting begins anew.
		$updated = array_fill( 0, 'builtin' === $engine ? 2 : 1, 'updated' );
		$this->assertSame( array( 'proposed', 'started', 'paused', 'resumed', ...$updated, 'applied', 'ended', 'reverted' ), $events );
	}

	/**
	 * @dataProvider engines
	 */
	public function test_steps_that_are_done_already_do_nothing( string $engine ): void {
		$this->on( $engine );
		$this->engine->twice = true;
		$post                = $this->post();
		$id                  = $this->running( $post );
		$this->carry_through( $id, 'pause' );
		$this->carry_through( $id, 'resume' );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'titles' => array( 'A newer headline' ), 'weights' => array( 2500, 7500 ) ) ) );
		$this->assertSame( 'running', $this->status( $id ) );
		$this->assertStringContainsString( 'A newer headline', $this->sent( $post ) );
		$this->assertCount( 'optimizely' === $engine ? 1 : 0, $this->optimizely->objects['experiments'] );
		$this->assertCount( 'optimizely' === $engine ? 2 : 0, $this->optimizely->objects['pages'] );
		$this->assertCount( 'optimizely' === $engine ? 0 : 2, Store\get( $id )['remote']['epochs'] ?? array() );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->assertSame( array( 'archived', 'archived' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
	}

	/**
	 * Every action, cut off before and after every step.
	 *
	 * @return array<string, array{string, string, bool}>
	 */
	public function cut_off(): array {
		$rows = array();
		foreach ( array( 'builtin', 'optimizely' ) as $engine ) {
			foreach ( array( 'start', 'pause', 'resume', 'setup', 'end' ) as $action ) {
				$rows[ "$engine, $action, before a step" ] = array( $engine, $action, false );
				$rows[ "$engine, $action, after a step" ]  = array( $engine, $action, true );
			}
		}
		return $rows;
	}

	/**
	 * @dataProvider cut_off
	 */
	public function test_whoever_comes_next_finishes_what_was_cut_off( string $engine, string $action, bool $after ): void {
		$this->on( $engine );
		$body = array(
			'setup' => $this->setup_of( array( 'titles' => array( 'A changed headline' ) ) ),
			'end'   => array( 'variation' => 1 ),
		)[ $action ] ?? array();
		$this->engine->dies_after = $after;
		for ( $step = 0, $steps = 1; $step < $steps; $step++ ) {
			$post = $this->post( array( 'post_title' => "The old headline $step" ) );
			$id   = 'start' === $action ? $this->draft( $post ) : $this->running( $post );
			if ( 'resume' === $action ) {
				$this->carry_through( $id, 'pause' );
			}
			$this->engine->steps   = array();
			$this->engine->dies_at = $step;
			try {
				$this->carry_through( $id, $action, $body );
				$this->fail( "Not cut off at step $step." );
			} catch ( \RuntimeException $killed ) {
				$this->assertSame( 'killed', $killed->getMessage() );
			}
			$this->engine->dies_at = null;
			$this->background( $id );
			$steps  = count( array_unique( $this->engine->steps ) );
			$status = array( 'pause' => 'paused', 'end' => 'archived' )[ $action ] ?? 'running';
			$record = Store\get( $id );
			$this->assertSame( array( $status, null, $status ), array( $record['status'], $record['job'], $this->status( $id ) ), "Step $step" );
			if ( 'setup' === $action ) {
				$this->assertStringContainsString( 'A changed headline', $this->sent( $post ) );
			}
			$this->assertSame( 'end' === $action ? 'A new headline' : "The old headline $step", get_the_title( $post ) );
			$this->carry_through( $id, 'end' === $action ? 'revert' : 'end', 'end' === $action ? array() : array( 'variation' => 0 ) );
			$this->assertSame( array(), $this->optimizely->live( 'experiments' ) );
		}
	}

	/**
	 * @dataProvider engines
	 */
	public function test_a_start_that_was_cut_off_can_be_discarded( string $engine ): void {
		$this->on( $engine );
		$steps = count( $this->engine->plan( 'start', Store\get( $this->draft( $this->post() ) ) ) );
		for ( $step = 0; $step < $steps; $step++ ) {
			$post                  = $this->post( array( 'post_title' => "Headline $step" ) );
			$id                    = $this->draft( $post );
			$this->engine->steps   = array();
			$this->engine->dies_at = $step;
			try {
				$this->carry_through( $id, 'start' );
				$this->fail();
			} catch ( \RuntimeException $killed ) {
				$this->assertSame( 'killed', $killed->getMessage() );
			}
			$this->engine->dies_at = null;
			$this->assertSame( 200, $this->rest( 'DELETE', "/two-heads/v1/posts/$post/headlines" )->get_status() );
			$this->background( $id );
			$this->assertNull( Store\get( $id ) );
			$this->assertSame( array(), $this->optimizely->live( 'pages' ) );
		}
	}

	/**
	 * @dataProvider engines
	 */
	public function test_figures_fit_the_one_shape_whoever_computed_them( string $engine ): void {
		$this->on( $engine );
		$post = $this->post();
		$id   = $this->running( $post );
		$this->figures( $id, 0 );
		$none = $this->rest( 'POST', "/two-heads/v1/experiments/$id/refresh" )->get_data();
		$this->fits( $none, 'headline-panel' );
		$this->assertSame( array( 'none', 'waiting' ), array( $none['current']['results']['state'], $none['current']['results']['verdict'] ) );
		$this->fits( $this->rest( 'GET', "/two-heads/v1/experiments/$id/series" )->get_data(), 'series' );

		$this->figures( $id, 1000 );
		Store\write( $id, array( 'polled' => array() ) );
		$some = $this->rest( 'POST', "/two-heads/v1/experiments/$id/refresh" )->get_data();
		$this->fits( $some, 'headline-panel' );
		$results = $some['current']['results'];
		$this->assertSame( array( 'ready', 2000, 'click' ), array( $results['state'], $results['visitors'], $results['metrics'][0]['id'] ) );
		$rows = $results['metrics'][0]['variations'];
		$this->assertSame( array( 0, 1 ), array_column( $rows, 'index' ) );
		$this->assertSame( array( 1000, 1000 ), array_column( $rows, 'visitors' ) );
		$this->assertSame( array( 100, 150 ), array_column( $rows, 'conversions' ) );
		$this->assertEqualsWithDelta( 0.5, $rows[1]['improvement'], 1e-9 );
		$this->assertNull( $rows[0]['improvement'] );

		$series = $this->rest( 'GET', "/two-heads/v1/experiments/$id/series" )->get_data();
		$this->fits( $series, 'series' );
		$points = $series['metrics'][0]['variations'][1]['points'];
		$this->assertSame( array( 'ready', 'click', 1000, 150 ), array( $series['state'], $series['metrics'][0]['id'], end( $points )['visitors'], end( $points )['conversions'] ) );

		$this->carry_through( $id, 'end', array( 'variation' => 1 ) );
		$log = Store\log( $id );
		$this->assertStringContainsString( '1,000', end( $log )['text'] );
		$this->fits( $this->rest( 'GET', '/two-heads/v1/experiments' )->get_data(), 'experiment-list' );
	}

	/**
	 * Has that many visitors seen each headline, the second half as much again clicked.
	 */
	private function figures( int $id, int $visitors ): void {
		if ( 'builtin' === $this->engine->id() ) {
			$this->visit( $id, $visitors ? array( array( $visitors, $visitors / 10, 50 ), array( $visitors, $visitors * 3 / 20, 80 ) ) : array() );
			return;
		}
		$remote  = Store\get( $id )['remote'];
		$results = array();
		foreach ( $remote['variations'] as $index => $variation ) {
			$rate                  = 0 === $index ? 0.1 : 0.15;
			$results[ $variation ] = array(
				'is_baseline' => 0 === $index,
				'rate'        => $rate,
				'samples'     => $visitors,
				'value'       => $visitors * $rate,
				'lift'        => 0 === $index ? null : array( 'value' => 0.5, 'significance' => 0.6, 'is_significant' => false, 'confidence_interval' => array( -0.1, 0.9 ), 'visitors_remaining' => 9000 ),
				'timeseries'  => array( array( 'time' => '2030-01-01T00:00:00Z', 'samples' => $visitors, 'value' => $visitors * $rate, 'rate' => $rate ) ),
			);
		}
		$body = array(
			'metrics' => array( array( 'event_id' => (int) $remote['events']['click'], 'results' => $results ) ),
			'reach'   => array( 'total_count' => 2 * $visitors ),
		);
		$calls = count( $this->optimizely->calls );
		// After its status is asked for: results, then the series.
		foreach ( array( 1, 2 ) as $call ) {
			$this->optimizely->faults[ $calls + $call ] = array( FakeService::response( $visitors ? 200 : 204, $visitors ? $body : '' ), false );
		}
	}

	/**
	 * @dataProvider engines
	 */
	public function test_two_who_press_start_at_once_start_it_once( string $engine ): void {
		$this->on( $engine );
		$post = $this->post();
		$id   = $this->draft( $post );
		$lock = Lock\acquire( "experiment_$id", 90 );
		$this->assertSame( 'two_heads_conflict', Lifecycle\request( $id, 'start' )?->get_error_code() );
		Lock\release( "experiment_$id", (string) $lock );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->become( 'editor' );
		$this->carry_through( $id, 'start' );
		$this->assertSame( 409, $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" )->get_status() );
		$this->assertSame( array_unique( $this->engine->steps ), $this->engine->steps );
		$this->assertSame( array( 'proposed', 'started' ), array_column( Store\log( $id ), 'event' ) );
	}

	/**
	 * @dataProvider engines
	 */
	public function test_an_edited_title_and_address_are_followed( string $engine ): void {
		$this->on( $engine );
		$post = $this->post();
		$id   = $this->running( $post );
		wp_update_post( array( 'ID' => $post, 'post_title' => 'The corrected headline', 'post_name' => 'moved' ) );
		$this->background( $id );
		$this->assertStringContainsString( 'The corrected headline', $this->sent( $post ) );
		$this->assertStringContainsString( '/moved', $this->sent( $post ) );
		$this->assertStringNotContainsString( 'The old headline', $this->sent( $post ) );
		$this->assertSame( 'running', $this->status( $id ) );

		wp_update_post( array( 'ID' => $post, 'post_title' => 'A new headline' ) );
		$this->assertSame( 'title_taken', Store\get( $id )['attention']['code'] );
	}

	/**
	 * @dataProvider engines
	 */
	public function test_a_post_that_nobody_sees_pauses_and_one_that_is_gone_ends( string $engine ): void {
		$this->on( $engine );
		$post = $this->post();
		$id   = $this->running( $post );
		wp_trash_post( $post );
		$this->background( $id );
		$this->assertSame( array( 'paused', 'paused', 'trashed' ), array( Store\get( $id )['status'], $this->status( $id ), Store\get( $id )['attention']['code'] ) );
		wp_untrash_post( $post );
		wp_publish_post( $post );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( 'running', 'running' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
		wp_delete_post( $post, true );
		$this->background( $id );
		$this->assertSame( array( 'archived', 'archived' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
		$this->assertSame( array(), Running\posts() );
	}

	/**
	 * @dataProvider engines
	 */
	public function test_it_starts_and_stops_at_its_time( string $engine ): void {
		$this->on( $engine );
		$post = $this->post();
		$at   = static fn ( int $seconds ): string => (string) wp_date( 'Y-m-d\TH:i', time() + $seconds );
		$id   = $this->draft( $post, array( 'start_at' => $at( HOUR_IN_SECONDS ), 'stop_at' => $at( 2 * HOUR_IN_SECONDS ) ) );
		$this->carry_through( $id, 'start' );
		$this->assertSame( array( 'draft', array() ), array( Store\get( $id )['status'], $this->engine->steps ) );
		wp_set_current_user( 0 );
		Store\write( $id, array( 'setup' => array( 'start_at' => $at( -60 ) ) + Store\get( $id )['setup'] ) );
		do_action( Schedule\START, $id );
		$this->assertSame( array( 'running', 'running' ), array( Store\get( $id )['status'], $this->status( $id ) ) );
		$this->assertNotFalse( wp_next_scheduled( Schedule\STOP, array( $id ) ) );

		Store\write( $id, array( 'setup' => array( 'stop_at' => $at( -60 ) ) + Store\get( $id )['setup'] ) );
		do_action( Schedule\STOP, $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'paused', 'paused' ), array( $record['status'], $this->status( $id ) ) );
		$this->assertSame( 'builtin' === $engine ? 'decided' : 'schedule_over', $record['attention']['code'] );

		$this->become( 'editor' );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( 'running', '' ), array( Store\get( $id )['status'], Store\get( $id )['setup']['stop_at'] ) );
		Poll\tick();
		$this->assertSame( 'running', Store\get( $id )['status'], 'Until somebody ends it.' );
	}

	/**
	 * @dataProvider engines
	 */
	public function test_an_end_whose_process_died_is_finished_by_the_tick( string $engine ): void {
		$this->on( $engine );
		foreach ( array( 'post_updated', 'added_post_meta', 'two_heads_experiment_status' ) as $moment ) {
			$this->become( 'editor' );
			$post = $this->post( array( 'post_title' => "Replaced at $moment" ) );
			$id   = $this->running( $post );
			$name = wp_get_current_user()->display_name;
			$dies = static function ( $what, $of = null, $key = '' ) use ( $moment ): void {
				if ( 'added_post_meta' !== $moment || Store\PREFIX . 'ended_at' === $key ) {
					throw new \RuntimeException( 'killed' );
				}
			};
			add_action( $moment, $dies, 1, 3 );
			try {
				Lifecycle\end( $id, 1 );
				$this->fail( $moment );
			} catch ( \RuntimeException $killed ) {
				$this->assertSame( 'killed', $killed->getMessage() );
			}
			remove_action( $moment, $dies, 1 );
			// The process is no more: neither is what it was in the middle of.
			$GLOBALS['wp_current_filter'] = array(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
			wp_set_current_user( 0 );
			$this->assertSame( 'A new headline', get_post( $post )->post_title );
			$revisions = count( wp_get_post_revisions( $post ) );
			if ( 'running' === Store\get( $id )['status'] ) {
				$this->assertNull( Describe\experiment( Store\get( $id ) )['outcome'], 'It has not ended.' );
				$this->assertSame( 'two_heads_conflict', Lifecycle\revert( $id )?->get_error_code() );
			}
			Drift\follow( $id );
			$this->assertNull( Store\get( $id )['attention'], 'The title is what it ends with.' );
			Poll\tick();
			$this->background( $id );
			$record = Store\get( $id );
			$this->assertSame( array( 'archived', null ), array( $record['status'], $record['attention'] ), $moment );
			$this->assertSame( array( 1, "Replaced at $moment", $name ), array( $record['outcome']['applied'], $record['outcome']['before'], $record['outcome']['by'] ), $moment );
			$this->assertSame( array( 'proposed', 'started', 'applied', 'ended' ), array_column( Store\log( $id ), 'event' ), $moment );
			$this->assertLessThanOrEqual( $revisions, count( wp_get_post_revisions( $post ) ), 'Written once.' );
			$this->assertNull( Lifecycle\revert( $id ) );
			$this->assertSame( "Replaced at $moment", get_post( $post )->post_title );
		}
	}

	/**
	 * @dataProvider engines
	 */
	public function test_the_panel_offers_all_engines_its_own_first( string $engine ): void {
		$this->on( $engine );
		$post  = $this->post();
		$panel = $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data();
		$this->fits( $panel, 'headline-panel' );
		$this->assertSame( $engine, $panel['engines'][0]['id'] );
		$this->assertCount( 2, $panel['engines'] );
		$other = $panel['engines'][1]['id'];
		$this->draft( $post, array( 'engine' => $other ) );
		$panel = $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data();
		$this->assertSame( array( $other, $engine ), array_column( $panel['engines'], 'id' ) );
		$id = $this->draft( $post, array( 'engine' => $engine ) );
		$this->carry_through( $id, 'start' );
		$this->assertSame( 'running', $this->status( $id ) );
		$refused = $this->rest( 'PUT', "/two-heads/v1/experiments/$id/setup", $this->setup_of( array( 'engine' => $other ) ) );
		$this->assertSame( array( 400, array( 'engine' ) ), array( $refused->get_status(), array_keys( $refused->get_data()['data']['params'] ) ) );
	}
}
