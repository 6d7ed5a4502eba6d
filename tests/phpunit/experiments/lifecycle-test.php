<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

/**
 * From proposal to end.
 */
final class LifecycleTest extends TestCase {

	use Experimenting;

	private FakeOptimizely $optimizely;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'editor' );
	}

	public function test_from_start_to_applied_winner(): void {
		$post  = $this->post();
		$id    = $this->draft( $post );
		$panel = $this->carry_through( $id, 'start' );
		$this->assertSame( 'running', $panel['current']['status'] );
		$this->assertSame( array( $post ), array_keys( Running\posts() ) );
		$experiment = $this->optimizely->live( 'experiments' )[0];
		$this->assertSame( 'running', $experiment['status'] );
		$this->assertSame( array( 5000, 5000 ), array_column( $experiment['variations'], 'weight' ) );
		$this->assertCount( 3, $this->optimizely->live( 'events' ) );
		$this->assertCount( 2, $this->optimizely->live( 'pages' ) );

		$this->assertSame( 'paused', $this->carry_through( $id, 'pause' )['current']['status'] );
		$this->assertSame( array(), Running\posts() );
		$this->assertSame( 'running', $this->carry_through( $id, 'resume' )['current']['status'] );

		$panel = $this->carry_through( $id, 'end', array( 'variation' => 1 ) );
		$this->assertSame( 'A new headline', get_the_title( $post ) );
		$this->assertNull( $panel['current'] );
		$this->assertSame( 'archived', $panel['earlier'][0]['status'] );
		$this->assertTrue( $panel['earlier'][0]['outcome']['revertible'] );
		$this->assertSame( array(), $this->optimizely->live( 'experiments' ) );
		$this->assertSame( array(), $this->optimizely->live( 'pages' ) );
		$this->assertNotEmpty( wp_get_post_revisions( $post ) );

		$panel = $this->carry_through( $id, 'revert' );
		$this->assertSame( 'The old headline', get_the_title( $post ) );
		$this->assertTrue( $panel['earlier'][0]['outcome']['reverted'] );
		$events = array_column( $panel['earlier'][0]['log'], 'event' );
		$this->assertSame( array( 'proposed', 'started', 'paused', 'resumed', 'applied', 'ended', 'reverted' ), $events );
	}

	public function test_a_second_experiment_of_the_same_post_follows_the_first(): void {
		$post = $this->post();
		$this->carry_through( $this->running( $post ), 'end', array( 'variation' => 0 ) );
		$second = $this->running( $post, array( 'titles' => array( 'Another one' ) ) );
		$panel  = $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data();
		$this->assertSame( $second, $panel['current']['id'] );
		$this->assertCount( 1, $panel['earlier'] );
		$this->assertCount( 3, $this->optimizely->live( 'events' ), 'The events are the project\'s and made once.' );
	}

	public function test_a_draft_post_cannot_start_and_says_so(): void {
		$id     = $this->draft( $this->post( array( 'post_status' => 'draft' ) ) );
		$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertSame( 409, $answer->get_status() );
		$this->assertSame( 'two_heads_not_published', $answer->get_data()['code'] );
		$this->assertSame( array(), $this->optimizely->calls );
	}

	/** X3 of the official plugin: an experiment of a draft measured /?p=ID for ever. */
	public function test_the_permalink_used_is_the_final_one(): void {
		$post = $this->post( array( 'post_status' => 'draft' ) );
		$id   = $this->draft( $post );
		wp_update_post( array( 'ID' => $post, 'post_status' => 'publish' ) );
		$this->carry_through( $id, 'start' );
		$sent = wp_json_encode( $this->optimizely->objects, JSON_UNESCAPED_SLASHES );
		$this->assertStringNotContainsString( '?p=', $sent );
		$this->assertStringContainsString( 'the-old-headline', $sent );
	}

	/**
	 * @return array<string, array{array<string, mixed>, string}>
	 */
	public function mistakes(): array {
		return array(
			'empty'               => array( array( 'titles' => array( ' ' ) ), 'titles.0' ),
			'same as the original' => array( array( 'titles' => array( 'The  old headline' ) ), 'titles.0' ),
			'twice'               => array( array( 'titles' => array( 'It’s', "It's" ) ), 'titles.1' ),
			'no share left'       => array( array( 'weights' => array( 10000, 0 ) ), 'weights' ),
			'no original'         => array( array( 'titles' => array( 'B', 'C' ), 'weights' => array( 0, 1, 1 ) ), 'weights' ),
			'a day there is not'  => array( array( 'start_at' => '2030-02-31T10:00' ), 'start_at' ),
			'over already'        => array( array( 'stop_at' => '2020-01-01T10:00' ), 'stop_at' ),
			'stops before start'  => array( array( 'start_at' => '2031-01-02T10:00', 'stop_at' => '2031-01-01T10:00' ), 'stop_at' ),
		);
	}

	/**
	 * @dataProvider mistakes
	 * @param array<string, mixed> $setup What is wrong.
	 */
	public function test_a_mistake_is_named_and_the_draft_keeps_what_was_typed( array $setup, string $field ): void {
		$id     = $this->draft( $this->post(), $setup );
		$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertSame( 400, $answer->get_status() );
		$this->assertSame( array( $field ), array_keys( $answer->get_data()['data']['params'] ) );
		$this->assertSame( array(), $this->optimizely->calls );
		$this->assertSame( 'draft', Store\get( $id )['status'] );
	}

	public function test_two_editors_pressing_start_start_it_once(): void {
		$post = $this->post();
		$id   = $this->draft( $post );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->become( 'editor' );
		$this->carry_through( $id, 'start' );
		$again = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertSame( 409, $again->get_status() );
		$this->assertCount( 1, $this->optimizely->live( 'experiments' ) );
		$this->assertCount( 1, preg_grep( '#^POST /experiments$#', $this->optimizely->calls ) );
	}

	public function test_headlines_that_the_person_has_not_seen_are_not_started(): void {
		$post = $this->post();
		$id   = $this->draft( $post );
		$this->draft( $post, array( 'titles' => array( 'Written at this moment' ) ) );
		$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start", array( 'titles' => array( 'A new headline' ) ) );
		$this->assertSame( array( 409, 'two_heads_conflict' ), array( $answer->get_status(), $answer->get_data()['code'] ) );
		$this->assertSame( array(), $this->optimizely->calls );
		$this->carry_through( $id, 'start', array( 'titles' => array( 'Written at this moment' ) ) );
		$this->assertSame( 'running', Store\get( $id )['status'] );
	}

	public function test_a_step_under_way_elsewhere_is_not_done_twice(): void {
		$id = $this->draft( $this->post() );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$calls  = count( $this->optimizely->calls );
		$inside = null;
		Store\locked(
			$id,
			static function () use ( $id, &$inside ): void {
				$inside = Jobs\advance( $id, 0.1 );
			}
		);
		$this->assertInstanceOf( WP_Error::class, $inside );
		$this->assertSame( 'two_heads_conflict', $inside->get_error_code() );
		$this->assertCount( $calls, $this->optimizely->calls );
	}

	/**
	 * What can go wrong with a call, and whether Optimizely carried it out all the same.
	 *
	 * @return array<string, array{mixed, bool}>
	 */
	public function faults(): array {
		$kinds = array(
			'no answer'  => new WP_Error( 'http_request_failed', 'cURL error 28' ),
			'status 500' => array( 500, '' ),
			'status 408' => array( 408, '' ),
			'status 429' => array( 429, '', array( 'retry-after' => '30' ) ),
			'not JSON'   => array( 200, '<html>' ),
			'status 401' => array( 401, '{}' ),
		);
		$rows  = array();
		foreach ( $kinds as $name => $kind ) {
			$rows[ "$name before it was carried out" ] = array( $kind, false );
			if ( ! in_array( $name, array( 'status 429', 'status 401' ), true ) ) {
				$rows[ "$name after it was carried out" ] = array( $kind, true );
			}
		}
		return $rows;
	}

	/**
	 * Every action with every fault.
	 *
	 * @return array<string, array{string, mixed, bool}>
	 */
	public function cut_off(): array {
		$rows = array();
		foreach ( array( 'start', 'pause', 'resume', 'setup', 'end' ) as $action ) {
			foreach ( $this->faults() as $name => $fault ) {
				$rows[ "$action, $name" ] = array( $action, ...$fault );
			}
		}
		return $rows;
	}

	/**
	 * A new experiment at a new Optimizely, up to where an action can be asked for.
	 */
	private function up_to( string $action ): int {
		$this->optimizely->faults  = array();
		$this->optimizely->objects = array_map( static fn (): array => array(), $this->optimizely->objects );
		$this->forget_pauses();
		Connection\update( array( 'problem' => null ) );
		if ( 'start' === $action ) {
			return $this->draft( $this->post() );
		}
		$id = $this->running( $this->post() );
		if ( 'resume' === $action ) {
			$this->carry_through( $id, 'pause' );
		}
		return $id;
	}

	/**
	 * Asks for an action and goes on until it is done, as somebody who presses again whenever that is offered.
	 *
	 * @return int Calls it took.
	 */
	private function persist( int $id, string $action ): int {
		$body  = array(
			'setup' => $this->setup_of( array( 'titles' => array( 'A changed headline' ) ) ),
			'end'   => array( 'variation' => 0 ),
		);
		$calls = count( $this->optimizely->calls );
		$this->rest( 'setup' === $action ? 'PUT' : 'POST', "/two-heads/v1/experiments/$id/$action", $body[ $action ] ?? array() );
		for ( $round = 0; $round < 20 && null !== Store\get( $id )['job']; $round++ ) {
			$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" )->get_data();
			if ( null !== ( $panel['current']['job']['problem'] ?? null ) ) {
				$this->forget_pauses();
			}
		}
		return count( $this->optimizely->calls ) - $calls;
	}

	/**
	 * @dataProvider cut_off
	 */
	public function test_what_is_cut_off_anywhere_is_finished_by_the_next_click( string $action, mixed $kind, bool $after ): void {
		$calls = $this->persist( $this->up_to( $action ), $action );
		$this->assertGreaterThan( 0, $calls );
		for ( $call = 0; $call < $calls; $call++ ) {
			$where = "$action, call $call of $calls";
			$id    = $this->up_to( $action );
			$next  = count( $this->optimizely->calls ) + $call;
			$this->optimizely->faults[ $next ] = array( is_array( $kind ) ? FakeService::response( ...$kind ) : $kind, $after );
			$this->persist( $id, $action );
			$this->assertGreaterThan( $next, count( $this->optimizely->calls ), $where );

			$status = array( 'pause' => 'paused', 'end' => 'archived' )[ $action ] ?? 'running';
			$record = Store\get( $id );
			$this->assertSame( array( $status, null ), array( $record['status'], $record['job'] ), $where );
			$this->assertSame( array( $status ), array_column( $this->optimizely->objects['experiments'], 'status' ), $where );
			$this->assertCount( 'end' === $action ? 0 : 2, $this->optimizely->live( 'pages' ), $where );
			$this->assertCount( 2, $this->optimizely->objects['pages'], $where );
			$this->assertCount( 3, $this->optimizely->objects['events'], $where );
			$this->assertCount( 2, $record['remote']['variations'], $where );
			$code = (string) wp_json_encode( $this->optimizely->objects['experiments'] );
			$this->assertStringContainsString( 'setup' === $action ? 'A changed headline' : 'A new headline', $code, $where );
		}
	}

	/**
	 * @dataProvider faults
	 */
	public function test_a_start_cut_off_anywhere_can_be_discarded_without_leaving_anything( mixed $kind, bool $after ): void {
		$calls = $this->persist( $this->up_to( 'start' ), 'start' );
		for ( $call = 0; $call < $calls; $call++ ) {
			$where = "call $call of $calls";
			$id    = $this->up_to( 'start' );
			$post  = Store\get( $id )['post'];
			$next  = count( $this->optimizely->calls ) + $call;
			$this->optimizely->faults[ $next ] = array( is_array( $kind ) ? FakeService::response( ...$kind ) : $kind, $after );
			$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
			for ( $round = 0; $round < 20 && count( $this->optimizely->calls ) <= $next; $round++ ) {
				$this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" );
			}
			$this->assertGreaterThan( $next, count( $this->optimizely->calls ), $where );
			$this->forget_pauses();
			if ( 'draft' !== Store\get( $id )['status'] ) {
				// A fault that a repetition within the call has mended.
				$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
			} else {
				$this->assertSame( 200, $this->rest( 'DELETE', "/two-heads/v1/posts/$post/headlines" )->get_status(), $where );
				for ( $round = 0; $round < 20 && null !== ( Store\get( $id )['job'] ?? null ); $round++ ) {
					$this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" );
				}
				$this->assertNull( Store\get( $id ), $where );
			}
			$this->assertSame( array(), $this->optimizely->live( 'experiments' ), $where );
			$this->assertSame( array(), $this->optimizely->live( 'pages' ), $where );
		}
	}

	public function test_the_background_carries_on_when_the_tab_is_closed(): void {
		$id = $this->draft( $this->post() );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertNotFalse( wp_next_scheduled( Jobs\HOOK, array( $id ) ) );
		wp_set_current_user( 0 );
		do_action( Jobs\HOOK, $id );
		$this->assertSame( 'running', Store\get( $id )['status'] );
		$this->assertFalse( wp_next_scheduled( Jobs\HOOK, array( $id ) ) );
		$log = Store\log( $id );
		$this->assertStringStartsWith( 'Editor', end( $log )['by'], 'Who pressed Start started it.' );
	}

	public function test_a_start_in_the_future_waits_for_its_time(): void {
		$id = $this->draft( $this->post(), array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) ) );
		$this->carry_through( $id, 'start' );
		$this->assertSame( 'draft', Store\get( $id )['status'] );
		$this->assertSame( array(), $this->optimizely->calls );
		$this->assertNotFalse( wp_next_scheduled( Schedule\START, array( $id ) ) );
		Store\write( $id, array( 'setup' => array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() - 60 ) ) + Store\get( $id )['setup'] ) );
		do_action( Schedule\START, $id );
		$this->assertSame( 'running', Store\get( $id )['status'] );
	}

	public function test_who_may_only_propose_cannot_change_what_is_to_start_by_itself(): void {
		$author = $this->become( 'author' );
		$post   = $this->post();
		$later  = array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) );
		$id     = $this->draft( $post, $later );
		$this->become( 'editor' );
		$this->carry_through( $id, 'start' );
		wp_set_current_user( $author );
		$this->assertSame( 403, $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of( array( 'titles' => array( 'Not approved' ) ) + $later ) )->get_status() );
		$this->assertSame( 403, $this->rest( 'DELETE', "/two-heads/v1/posts/$post/headlines" )->get_status() );
		$this->assertSame( array( 'A new headline' ), Store\get( $id )['setup']['titles'] );
	}

	public function test_another_time_to_start_is_followed(): void {
		$post = $this->post();
		$id   = $this->draft( $post, array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) ) );
		$this->carry_through( $id, 'start' );
		$this->draft( $post, array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + 2 * HOUR_IN_SECONDS ) ) );
		$this->assertGreaterThan( time() + 100 * MINUTE_IN_SECONDS, wp_next_scheduled( Schedule\START, array( $id ) ) );
		$this->draft( $post );
		$this->assertFalse( wp_next_scheduled( Schedule\START, array( $id ) ) );
		$this->assertFalse( Store\get( $id )['scheduled'] );
	}

	public function test_it_stops_at_its_time(): void {
		$id = $this->running( $this->post(), array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) ) );
		$this->assertNotFalse( wp_next_scheduled( Schedule\STOP, array( $id ) ) );
		do_action( Schedule\STOP, $id );
		$this->assertSame( 'paused', Store\get( $id )['status'] );
		$this->assertSame( 'schedule_over', Store\get( $id )['attention']['code'] );

		// The time comes to pass; whoever resumes goes on without one.
		$past = wp_date( 'Y-m-d\TH:i', time() - HOUR_IN_SECONDS );
		Store\write( $id, array( 'setup' => array( 'stop_at' => $past ) + Store\get( $id )['setup'] ) );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'titles' => array( 'Still going' ), 'stop_at' => $past ) ) );
		Store\write( $id, array( 'setup' => array( 'stop_at' => $past ) + Store\get( $id )['setup'] ) );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( 'running', '' ), array( Store\get( $id )['status'], Store\get( $id )['setup']['stop_at'] ) );
	}

	public function test_titles_change_while_it_runs(): void {
		$id = $this->running( $this->post() );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'titles' => array( 'A newer headline' ) ) ) );
		$experiment = $this->optimizely->live( 'experiments' )[0];
		$this->assertStringContainsString( 'A newer headline', $experiment['variations'][1]['actions'][0]['changes'][0]['value'] );
		$this->assertSame( Store\get( $id )['remote']['variations'][1], (string) $experiment['variations'][1]['variation_id'] );
		$refused = $this->rest( 'PUT', "/two-heads/v1/experiments/$id/setup", $this->setup_of( array( 'titles' => array( 'B', 'C' ) ) ) );
		$this->assertSame( array( 'titles' ), array_keys( $refused->get_data()['data']['params'] ) );
	}

	public function test_changes_drafted_in_optimizely_are_explained_and_can_be_gone_over(): void {
		$id = $this->running( $this->post() );
		$this->optimizely->faults[ count( $this->optimizely->calls ) + 2 ] = array( FakeService::response( 409, array( 'message' => 'drafted' ) ), false );
		$this->rest( 'PUT', "/two-heads/v1/experiments/$id/setup", $this->setup_of( array( 'titles' => array( 'A newer headline' ) ) ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" );
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" )->get_data();
		$this->assertSame( 'two_heads_drafted_changes', $panel['current']['job']['problem']['code'] );
		$this->assertTrue( $panel['current']['job']['problem']['needs_person'] );
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$id/publish-anyway" )->get_data();
		$this->assertNull( $panel['current']['job'] );
		$sent = FakeService::requests_to( '#^PATCH .*override_changes=true#' );
		$this->assertCount( 1, $sent );
	}

	public function test_a_start_that_optimizely_refuses_goes_back_to_the_draft_and_starts_as_changed(): void {
		$post = $this->post();
		$id   = $this->draft( $post, array( 'audiences' => array( '404' ) ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		while ( 'PATCH' !== substr( (string) end( $this->optimizely->calls ), 0, 5 ) ) {
			// The last call of the start, which publishes it.
			if ( array( 'event.exposure', 'event.click', 'event.read', 'page', 'post_page', 'experiment' ) === Store\get( $id )['job']['done'] ) {
				$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( FakeService::response( 400, array( 'message' => 'No audience 404' ) ), false );
			}
			$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" )->get_data();
		}
		$this->assertSame( 'two_heads_refused', $panel['current']['job']['problem']['code'] );
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$id/stop-trying" )->get_data();
		$this->assertNull( $panel['current']['job'] );
		$this->assertSame( 'draft', $panel['current']['status'] );
		$this->assertSame( array( 'A new headline' ), $panel['current']['setup']['titles'] );

		$this->draft( $post, array( 'titles' => array( 'A changed headline', 'And a third' ) ) );
		$this->carry_through( $id, 'start' );
		$this->assertCount( 1, $this->optimizely->objects['experiments'] );
		$this->assertCount( 2, $this->optimizely->objects['pages'] );
		$experiment = $this->optimizely->live( 'experiments' )[0];
		$this->assertSame( 'everyone', $experiment['audience_conditions'] );
		$this->assertCount( 3, $experiment['variations'] );
		$this->assertStringContainsString( 'A changed headline', $experiment['variations'][1]['actions'][0]['changes'][0]['value'] );
	}

	public function test_an_ending_that_only_a_person_can_mend_can_be_left_at_the_engine(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		// After the last figures.
		$this->optimizely->faults[ count( $this->optimizely->calls ) + 1 ] = array( FakeService::response( 400, array( 'message' => 'No' ) ), false );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/end", array( 'variation' => 0 ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" );
		$this->assertTrue( Store\get( $id )['job']['problem']['needs_person'] );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/stop-trying" );
		$this->assertSame( 'archived', Store\get( $id )['status'] );
		$this->assertCount( 1, $this->optimizely->live( 'experiments' ) );
		$this->running( $post, array( 'titles' => array( 'The next one' ) ) );
	}

	public function test_what_time_mends_is_not_given_up(): void {
		$id = $this->draft( $this->post() );
		$this->optimizely->faults[0] = array( FakeService::response( 500 ), false );
		$this->optimizely->faults[1] = array( FakeService::response( 500 ), false );
		$this->optimizely->faults[2] = array( FakeService::response( 500 ), false );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertNotNull( Store\get( $id )['job']['problem'] );
		$this->assertSame( 409, $this->rest( 'POST', "/two-heads/v1/experiments/$id/stop-trying" )->get_status() );
	}

	public function test_a_title_is_text_even_an_editors(): void {
		$post  = $this->post();
		$title = '<script>alert(1)</script> & R&amp;D "quoted" \\ backslash';
		$id    = $this->running( $post, array( 'titles' => array( $title ) ) );
		$code  = $this->optimizely->live( 'experiments' )[0]['variations'][1]['actions'][0]['changes'][0]['value'];
		$this->assertStringNotContainsString( '<', $code );
		$this->carry_through( $id, 'end', array( 'variation' => 1 ) );
		$this->assertStringNotContainsString( '<script', get_the_title( $post ) );
		$this->assertSame( $title, html_entity_decode( get_post( $post )->post_title, ENT_QUOTES | ENT_HTML5 ) );
	}

	public function test_quotation_marks_are_the_sites_whoever_presses_start(): void {
		$user = get_current_user_id();
		update_user_meta( $user, 'locale', 'de_DE' );
		wp_set_current_user( 0 );
		wp_set_current_user( $user );
		$german = array( 'opening curly double quote' => '&#8222;', 'closing curly double quote' => '&#8220;' );
		add_filter(
			'gettext_with_context',
			static fn ( $translation, $text, $context ) => 'de_DE' === determine_locale() ? $german[ $context ] ?? $translation : $translation,
			10,
			3
		);
		// As apiFetch asks.
		$_GET['_locale']        = 'user';
		$_SERVER['HTTP_ACCEPT'] = 'application/json, */*;q=0.1';
		wptexturize( 'x', true );
		try {
			$this->running( $this->post( array( 'post_title' => 'They said "no" today' ) ), array( 'titles' => array( 'They said "yes" today' ) ) );
			$this->assertSame( '&#8222;Ja&#8220;', wptexturize( '"Ja"' ), 'What else this person is shown stays theirs.' );
			$this->assertSame( 'de_DE', determine_locale() );
		} finally {
			unset( $_SERVER['HTTP_ACCEPT'] );
			$_GET = array();
			wptexturize( 'x', true );
		}
		foreach ( $this->optimizely->live( 'experiments' )[0]['variations'] as $variation ) {
			$this->assertMatchesRegularExpression( '/They said “(?:no|yes)” today/', $variation['actions'][0]['changes'][0]['value'] );
		}
	}

	public function test_a_revert_does_not_overwrite_a_newer_title(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		$this->carry_through( $id, 'end', array( 'variation' => 1 ) );
		wp_update_post( array( 'ID' => $post, 'post_title' => 'Written by hand' ) );
		$this->assertSame( 409, $this->rest( 'POST', "/two-heads/v1/experiments/$id/revert" )->get_status() );
		$this->assertSame( 'Written by hand', get_the_title( $post ) );
	}

	/**
	 * As if the time that a service asked for were over.
	 */
	private function forget_pauses(): void {
		global $wpdb;
		$wpdb->query( "DELETE FROM $wpdb->options WHERE option_name LIKE '%transient%two_heads_%'" );
		wp_cache_flush();
	}
}
