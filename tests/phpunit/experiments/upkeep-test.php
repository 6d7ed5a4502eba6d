<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Core\Lock;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * What keeps experiments right when something is missed: an edit while a step was under way, a cron event, a lock.
 */
final class UpkeepTest extends TestCase {

	use Experimenting;

	private FakeOptimizely $optimizely;
	private int $post;
	private int $id;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'administrator' );
		$this->post = $this->post();
		$this->id   = $this->running( $this->post );
		FakeService::on( '#/results$#', 204 );
	}

	protected function tearDown(): void {
		global $wp_rewrite;
		parent::tearDown();
		$wp_rewrite->init();
	}

	/**
	 * A minute passes.
	 */
	private function tick(): void {
		do_action( Poll\HOOK );
		do_action( Jobs\HOOK, $this->id );
	}

	/**
	 * Does something while another process works on the experiment.
	 */
	private function meanwhile( callable $work ): void {
		$lock = Lock\acquire( "experiment_$this->id", 90 );
		$this->assertNotNull( $lock );
		$work();
		Lock\release( "experiment_$this->id", $lock );
	}

	private function all_code(): string {
		return (string) wp_json_encode( array( $this->optimizely->live( 'pages' ), $this->optimizely->live( 'experiments' ) ), JSON_UNESCAPED_SLASHES );
	}

	public function test_a_title_edited_while_a_step_was_under_way_is_followed_later(): void {
		$this->meanwhile( fn () => wp_update_post( array( 'ID' => $this->post, 'post_title' => 'Corrected meanwhile' ) ) );
		$this->tick();
		$this->assertStringContainsString( 'Corrected meanwhile', $this->all_code() );
	}

	public function test_a_post_unpublished_while_a_step_was_under_way_pauses_later(): void {
		$this->meanwhile( fn () => wp_update_post( array( 'ID' => $this->post, 'post_status' => 'draft' ) ) );
		$this->tick();
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
		$this->assertSame( 'unpublished', Store\get( $this->id )['attention']['code'] );
	}

	public function test_a_post_deleted_while_a_step_was_under_way_ends_it_later(): void {
		$this->meanwhile( fn () => wp_delete_post( $this->post, true ) );
		$this->tick();
		$this->assertSame( array(), $this->optimizely->live( 'experiments' ) );
		$this->assertSame( 'archived', Store\get( $this->id )['status'] );
	}

	public function test_a_post_unpublished_before_an_update_is_through_pauses_all_the_same(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'Corrected' ) );
		$this->assertSame( 'update', Store\get( $this->id )['job']['action'] );
		wp_update_post( array( 'ID' => $this->post, 'post_status' => 'draft' ) );
		$this->tick();
		$this->tick();
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
		$this->assertSame( 'paused', Store\get( $this->id )['status'] );
	}

	public function test_a_post_unpublished_while_it_starts_does_not_run(): void {
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		$this->id = $this->draft( $this->post );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/start" );
		wp_trash_post( $this->post );
		do_action( Jobs\HOOK, $this->id );
		$this->tick();
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
		$this->assertSame( 'trashed', Store\get( $this->id )['attention']['code'] );
	}

	public function test_a_title_edited_while_it_pauses_is_followed_afterwards(): void {
		Jobs\set( $this->id, 'pause' );
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'Corrected while it paused' ) );
		do_action( Jobs\HOOK, $this->id );
		$this->tick();
		$this->assertStringContainsString( 'Corrected while it paused', $this->all_code() );
		$this->assertSame( 'paused', Store\get( $this->id )['status'] );
	}

	public function test_another_permalink_structure_is_followed(): void {
		global $wp_rewrite;
		$old = (string) get_permalink( $this->post );
		$wp_rewrite->set_permalink_structure( '/archive/%post_id%/%postname%/' );
		$new = (string) get_permalink( $this->post );
		$this->assertNotSame( $old, $new );
		$this->tick();
		$this->assertStringContainsString( "/archive/$this->post/", (string) $this->optimizely->live( 'pages' )[1]['conditions'] );
		$calls = count( $this->optimizely->calls );
		$this->tick();
		$this->assertLessThanOrEqual( $calls + 1, count( $this->optimizely->calls ), 'Followed once.' );
	}

	public function test_addresses_that_another_plugin_changes_are_followed(): void {
		add_filter( 'post_link', static fn ( $link ) => str_replace( '//example.org/', '//moved.example.org/en/', $link ) );
		$this->tick();
		$this->assertStringContainsString( 'moved.example.org/en/', (string) $this->optimizely->live( 'pages' )[1]['conditions'] );
	}

	public function test_a_taken_title_is_followed_once_the_headline_is_changed(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'A new headline' ) );
		$this->assertSame( 'title_taken', Store\get( $this->id )['attention']['code'] );
		$this->carry_through( $this->id, 'setup', $this->setup_of( array( 'titles' => array( 'A third headline' ) ) ) );
		$this->assertSame( 'A new headline', Store\get( $this->id )['original'] );
		$this->assertStringNotContainsString( 'The old headline', $this->all_code() );
	}

	public function test_a_taken_title_put_back_needs_no_attention(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'A new headline' ) );
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'The old headline' ) );
		$this->assertNull( Store\get( $this->id )['attention'] );
	}

	public function test_a_background_step_that_dies_is_taken_up_again(): void {
		Jobs\set( $this->id, 'pause' );
		wp_clear_scheduled_hook( Jobs\HOOK, array( $this->id ) );
		// What WP-Cron does before it calls.
		add_filter(
			'pre_http_request',
			static function (): void {
				throw new \RuntimeException( 'killed' );
			},
			1
		);
		try {
			do_action( Jobs\HOOK, $this->id );
			$this->fail();
		} catch ( \RuntimeException $killed ) {
			$this->assertSame( 'killed', $killed->getMessage() );
		}
		$this->assertNotFalse( wp_next_scheduled( Jobs\HOOK, array( $this->id ) ) );
	}

	public function test_a_lost_cron_event_is_set_again(): void {
		$other = $this->draft( $this->post( array( 'post_title' => 'Other' ) ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$other/start" );
		wp_clear_scheduled_hook( Jobs\HOOK, array( $other ) );
		$later = $this->draft( $this->post( array( 'post_title' => 'Later' ) ), array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + 3600 ) ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$later/start" );
		$at = wp_next_scheduled( Schedule\START, array( $later ) );
		wp_clear_scheduled_hook( Schedule\START, array( $later ) );
		do_action( Poll\HOOK );
		$this->assertNotFalse( wp_next_scheduled( Jobs\HOOK, array( $other ) ) );
		$this->assertSame( $at, wp_next_scheduled( Schedule\START, array( $later ) ) );
	}

	public function test_the_tick_comes_while_the_first_start_of_a_site_is_under_way(): void {
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		$this->assertFalse( wp_next_scheduled( Poll\HOOK ) );
		$id = $this->draft( $this->post );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertNotFalse( wp_next_scheduled( Poll\HOOK ) );
		$this->rest( 'DELETE', "/two-heads/v1/posts/$this->post/headlines" );
		do_action( Jobs\HOOK, $id );
		$this->assertNull( Store\get( $id ) );
		do_action( Poll\HOOK );
		$this->assertFalse( wp_next_scheduled( Poll\HOOK ) );
	}

	public function test_a_deleted_user_takes_no_experiment_along(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$author = (int) get_post( $this->id )->post_author;
		wp_update_post( array( 'ID' => $this->post, 'post_author' => 1 ) );
		$this->become( 'administrator' );
		wp_delete_user( $author );
		$this->assertNotNull( Store\get( $this->id ) );
	}

	public function test_the_list_of_what_runs_mends_itself(): void {
		update_option( Running\OPTION, array() );
		do_action( Poll\HOOK );
		$this->assertSame( array( $this->post ), array_keys( Running\posts() ) );
	}

	public function test_the_list_of_what_runs_is_compared_with_what_is_stored_now(): void {
		global $wpdb;
		// Another process has changed it since this one read it.
		Running\posts();
		$wpdb->update( $wpdb->options, array( 'option_value' => 'a:0:{}' ), array( 'option_name' => Running\OPTION ) );
		Running\rebuild();
		wp_cache_flush();
		$this->assertSame( array( $this->post ), array_keys( Running\posts() ) );
	}

	public function test_an_answer_from_before_somebody_paused_is_not_taken_for_news(): void {
		$asked = Store\get( $this->id );
		$this->carry_through( $this->id, 'pause' );
		Drift\remote_status( $this->id, 'running', $asked['status'] );
		$this->assertSame( 'paused', Store\get( $this->id )['status'] );
	}

	public function test_a_stop_by_optimizely_at_its_time_is_called_so(): void {
		Store\write( $this->id, array( 'setup' => array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() - 120 ) ) + Store\get( $this->id )['setup'] ) );
		$remote = (int) Store\get( $this->id )['remote']['experiment'];
		$this->optimizely->objects['experiments'][ $remote ]['status'] = 'paused';
		Poll\ask( Store\get( $this->id ), 'status' );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'paused', 'schedule_over' ), array( $record['status'], $record['attention']['code'] ?? null ) );
	}

	public function test_a_scheduled_start_waits_for_who_is_at_it(): void {
		$post = $this->post( array( 'post_title' => 'Later' ) );
		$id   = $this->draft( $post, array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + 3600 ) ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		Store\write( $id, array( 'setup' => array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() - 60 ) ) + Store\get( $id )['setup'] ) );
		$lock = Lock\acquire( "experiment_$id", 90 );
		wp_clear_scheduled_hook( Schedule\START, array( $id ) );
		do_action( Schedule\START, $id );
		Lock\release( "experiment_$id", $lock );
		$this->assertTrue( Store\get( $id )['scheduled'] );
		$this->assertNotFalse( wp_next_scheduled( Schedule\START, array( $id ) ) );
	}

	public function test_what_optimizely_refuses_of_a_change_can_be_mended(): void {
		$bad = FakeService::response( 400, array( 'message' => 'Unknown audience' ) );
		$now = count( $this->optimizely->calls );
		for ( $call = 0; $call < 3; $call++ ) {
			$this->optimizely->faults[ $now + $call ] = array( $bad, false );
		}
		$this->rest( 'PUT', "/two-heads/v1/experiments/$this->id/setup", $this->setup_of( array( 'audiences' => array( '5' ) ) ) );
		$this->assertTrue( Store\get( $this->id )['job']['problem']['needs_person'] );
		$this->optimizely->faults = array();
		$this->carry_through( $this->id, 'setup', $this->setup_of( array( 'titles' => array( 'Mended headline' ) ) ) );
		$this->assertNull( Store\get( $this->id )['job'] );
		$this->assertStringContainsString( 'Mended headline', $this->all_code() );
	}

	public function test_a_change_that_is_stuck_does_not_keep_it_running(): void {
		$now = count( $this->optimizely->calls );
		$this->optimizely->faults[ $now ] = array( FakeService::response( 400, array( 'message' => 'No' ) ), false );
		$this->rest( 'PUT', "/two-heads/v1/experiments/$this->id/setup", $this->setup_of( array( 'titles' => array( 'Changed headline' ) ) ) );
		$this->assertNotNull( Store\get( $this->id )['job']['problem'] );
		$this->carry_through( $this->id, 'pause' );
		$this->assertSame( 'paused', Store\get( $this->id )['status'] );
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
		// The change is not forgotten.
		$this->assertStringContainsString( 'Changed headline', $this->all_code() );
	}

	public function test_a_stop_taken_away_is_taken_away_there_too(): void {
		$stop = wp_date( 'Y-m-d\TH:i', time() + 7200 );
		$this->carry_through( $this->id, 'setup', $this->setup_of( array( 'stop_at' => $stop ) ) );
		$this->assertSame( gmdate( 'Y-m-d\TH:i', time() + 7200 ), $this->optimizely->live( 'experiments' )[0]['schedule']['stop_time'] );
		$this->carry_through( $this->id, 'setup', $this->setup_of() );
		$this->assertGreaterThan( gmdate( 'Y-m-d\TH:i', time() + YEAR_IN_SECONDS ), $this->optimizely->live( 'experiments' )[0]['schedule']['stop_time'] );
	}

	public function test_whoever_goes_on_after_its_time_is_not_stopped_there_by_the_old_one(): void {
		$this->carry_through( $this->id, 'setup', $this->setup_of( array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() + 7200 ) ) ) );
		$this->carry_through( $this->id, 'pause' );
		Store\write( $this->id, array( 'setup' => array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() - 60 ) ) + Store\get( $this->id )['setup'] ) );
		$this->carry_through( $this->id, 'resume' );
		$this->assertGreaterThan( gmdate( 'Y-m-d\TH:i', time() + YEAR_IN_SECONDS ), $this->optimizely->live( 'experiments' )[0]['schedule']['stop_time'] );
		$this->assertSame( 'running', $this->optimizely->live( 'experiments' )[0]['status'] );
	}

	public function test_a_time_that_is_over_is_not_sent_again(): void {
		Store\write( $this->id, array( 'setup' => array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() - 7200 ) ) + Store\get( $this->id )['setup'] ) );
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'Corrected later' ) );
		do_action( Jobs\HOOK, $this->id );
		$this->assertStringContainsString( 'Corrected later', $this->all_code() );
		$this->assertArrayNotHasKey( 'schedule', $this->optimizely->live( 'experiments' )[0] );
	}

	public function test_fewer_headlines_allowed_later_do_not_stop_changes(): void {
		$post = $this->post( array( 'post_title' => 'Three' ) );
		$id   = $this->running( $post, array( 'titles' => array( 'One', 'Two', 'Four' ) ) );
		update_option( Settings\OPTION, array( 'max_variations' => 2 ) + Settings\current_settings() );
		$answer = $this->rest( 'PUT', "/two-heads/v1/experiments/$id/setup", $this->setup_of( array( 'titles' => array( 'One', 'Two', 'Five' ) ) ) );
		$this->assertSame( 200, $answer->get_status() );
	}

	public function test_a_lost_stop_is_set_again(): void {
		$this->carry_through( $this->id, 'setup', $this->setup_of( array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() + 7200 ) ) ) );
		$at = wp_next_scheduled( Schedule\STOP, array( $this->id ) );
		$this->assertNotFalse( $at );
		wp_clear_scheduled_hook( Schedule\STOP, array( $this->id ) );
		do_action( Poll\HOOK );
		$this->assertSame( $at, wp_next_scheduled( Schedule\STOP, array( $this->id ) ) );
	}

	public function test_a_post_behind_a_password_pauses(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_password' => 'secret' ) );
		$this->tick();
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
	}

	public function test_a_service_with_a_problem_of_its_own_is_not_asked_about_each_experiment(): void {
		for ( $more = 0; $more < 3; $more++ ) {
			$this->running( $this->post( array( 'post_title' => "Post $more" ) ) );
		}
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( 500 ), false );
		}
		do_action( Poll\HOOK );
		$this->assertCount( 1, array_unique( array_slice( $this->optimizely->calls, $calls ) ) );
	}

	/**
	 * How Optimizely answers about what is in a project of another account.
	 *
	 * @return array<string, array{int}>
	 */
	public function elsewhere(): array {
		return array(
			'it may not be seen' => array( 403 ),
			'it is not known'    => array( 404 ),
		);
	}

	/**
	 * Another account is connected, with a project of its own.
	 */
	private function another_account( int $status ): void {
		Connection\update( array( 'project' => array( 'id' => '20000000002', 'name' => 'Of another account' ) ) );
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( $status ), false );
		}
	}

	/**
	 * @dataProvider elsewhere
	 */
	public function test_what_another_account_owns_can_be_ended_here( int $status ): void {
		$this->another_account( $status );
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		$this->assertSame( 'archived', Store\get( $this->id )['status'] );
		$log = (string) wp_json_encode( Store\log( $this->id ) );
		$this->assertStringContainsString( self::project_of( $this->id ), $log );
		$this->assertStringContainsString( 'object ' . Store\get( $this->id )['remote']['experiment'], $log );
	}

	/**
	 * @dataProvider elsewhere
	 */
	public function test_what_another_account_owns_is_not_taken_for_gone( int $status ): void {
		$this->another_account( $status );
		$this->assertNull( Poll\ask( Store\get( $this->id ), 'status' ) );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'running', 'elsewhere' ), array( $record['status'], $record['attention']['code'] ?? null ) );
		$this->assertStringContainsString( 'project', $record['attention']['message'] );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/pause" );
		$this->assertSame( 'two_heads_no_project', Store\get( $this->id )['job']['problem']['code'] );

		// Its account is connected again.
		$this->optimizely->faults = array();
		Connection\update( array( 'project' => array( 'id' => FakeOptimizely::PROJECT, 'name' => 'The Project' ) ) );
		$this->carry_through( $this->id, 'continue' );
		$this->assertSame( 'paused', Store\get( $this->id )['status'] );
	}

	public function test_attention_to_another_account_goes_with_it(): void {
		$this->another_account( 404 );
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->optimizely->faults = array();
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertNull( Store\get( $this->id )['attention'] );
	}

	public function test_what_is_gone_from_a_project_that_was_chosen_earlier_is_gone(): void {
		Connection\update( array( 'project' => array( 'id' => '20000000002', 'name' => 'Another' ) ) );
		$this->optimizely->objects['experiments'] = array();
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertSame( 'deleted_remotely', Store\get( $this->id )['attention']['code'] );
	}

	/**
	 * @dataProvider elsewhere
	 */
	public function test_a_project_that_the_account_no_longer_sees_has_not_lost_its_experiment( int $status ): void {
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( $status ), false );
		}
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertSame( 'running', Store\get( $this->id )['status'] );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/end", array( 'variation' => 0 ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		$this->assertTrue( Store\get( $this->id )['job']['problem']['needs_person'] ?? false );
	}

	private static function project_of( int $id ): string {
		return Store\get( $id )['remote']['project'];
	}

	public function test_what_the_own_project_forbids_is_not_taken_for_ended(): void {
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( 403 ), false );
		}
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/end", array( 'variation' => 0 ) );
		// The last figures are forbidden too, and not waited for.
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		$this->assertTrue( Store\get( $this->id )['job']['problem']['needs_person'] );
	}

	public function test_it_can_be_paused_after_another_project_was_chosen(): void {
		Connection\update( array( 'project' => array( 'id' => '20000000002', 'name' => 'Another' ) ) );
		$this->carry_through( $this->id, 'pause' );
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
	}

	public function test_a_start_of_which_nothing_came_can_be_discarded_without_a_connection(): void {
		$post = $this->post( array( 'post_title' => 'Other' ) );
		$id   = $this->draft( $post );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertSame( array( 'project' ), array_keys( Store\get( $id )['remote'] ) );
		Connection\update( array( 'project' => null ) );
		$this->rest( 'DELETE', "/two-heads/v1/posts/$post/headlines" );
		$this->assertNull( Store\get( $id ) );
	}

	/**
	 * Figures as Optimizely sends them.
	 *
	 * @return array<string, mixed>
	 */
	private function figures( int $visitors ): array {
		$of     = static fn ( string $id, bool $baseline ): array => array(
			'variation_id' => $id,
			'is_baseline'  => $baseline,
			'rate'         => 0.1,
			'samples'      => $visitors,
			'value'        => $visitors / 10,
		);
		$remote = Store\get( $this->id )['remote'];
		return array(
			'metrics' => array(
				array(
					'event_id' => (int) $remote['events']['click'],
					'results'  => array(
						$remote['variations'][0] => $of( $remote['variations'][0], true ),
						$remote['variations'][1] => $of( $remote['variations'][1], false ),
					),
				),
			),
			'reach'   => array( 'total_count' => 2 * $visitors ),
		);
	}

	/**
	 * What Optimizely says when it is next asked for figures.
	 *
	 * @param array<string, mixed>|\WP_Error $answer Of FakeService.
	 */
	private function answer_figures( array|\WP_Error $answer, int $calls_before = 0 ): void {
		$this->optimizely->faults[ count( $this->optimizely->calls ) + $calls_before ] = array( $answer, false );
	}

	public function test_the_last_figures_are_fetched_before_it_ends(): void {
		$this->answer_figures( FakeService::response( 200, $this->figures( 1234 ) ) );
		$calls = count( $this->optimizely->calls );
		$this->carry_through( $this->id, 'end', array( 'variation' => 1 ) );
		$this->assertCount( 1, preg_grep( '#^GET .*/results$#', array_slice( $this->optimizely->calls, $calls ) ) );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'archived', 2468 ), array( $record['status'], $record['results']['visitors'] ?? null ) );
		$log = Store\log( $this->id );
		$this->assertStringContainsString( '1,234', end( $log )['text'] );
		$this->assertFalse( wp_next_scheduled( Poll\FIGURES, array( $this->id ) ), 'Nothing more is to come.' );
	}

	public function test_one_visitor_is_one(): void {
		$original = array( 'index' => 0, 'visitors' => 1, 'conversions' => 0 );
		$said     = function ( array $results, string $metric = 'click' ) use ( $original ): string {
			$metrics = array( array( 'id' => $metric, 'variations' => array( $original ) ) );
			Store\write( $this->id, array( 'results' => $results + array( 'visitors' => 2, 'metrics' => $metrics ) ) );
			return Jobs\ended_in_words( Store\get( $this->id ) );
		};
		$this->assertSame( 'Ended. Original: 0 clicks of 1 visitor.', $said( array() ) );
		$this->assertSame( 'Ended. Original: 0 engaged reads of 1 page view.', $said( array( 'page_views' => 2 ), 'read' ) );
		$this->assertSame( 'Ended. Original: 0 openings of 1 visitors and page views.', $said( array( 'page_views' => 1 ), 'open' ) );
	}

	/**
	 * @return array<string, array{mixed}>
	 */
	public function no_figures(): array {
		return array(
			'being prepared'  => array( array( 202 ) ),
			'a bad day'       => array( array( 500 ) ),
			'not allowed'     => array( array( 403 ) ),
			'not to be read'  => array( array( 200, '<html>' ) ),
		);
	}

	/**
	 * @dataProvider no_figures
	 */
	public function test_an_end_does_not_wait_for_its_last_figures( array $answer ): void {
		for ( $try = 0; $try < 3; $try++ ) {
			$this->answer_figures( FakeService::response( ...$answer ), $try );
		}
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/end", array( 'variation' => 1 ) );
		$this->optimizely->faults = array();
		while ( null !== Store\get( $this->id )['job'] ) {
			$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		}
		$this->assertSame( 'archived', Store\get( $this->id )['status'] );
		$this->assertNotFalse( wp_next_scheduled( Poll\FIGURES, array( $this->id ) ) );

		// Once more later, and the record is whole.
		$this->answer_figures( FakeService::response( 200, $this->figures( 1234 ) ) );
		wp_clear_scheduled_hook( Poll\FIGURES, array( $this->id ) );
		Store\write( $this->id, array( 'polled' => array() ) );
		do_action( Poll\FIGURES, $this->id );
		$this->assertSame( 2468, Store\get( $this->id )['results']['visitors'] );
		$log = Store\log( $this->id );
		$this->assertStringContainsString( '1,234', end( $log )['text'] );
		$this->assertFalse( wp_next_scheduled( Poll\FIGURES, array( $this->id ) ), 'Once.' );
	}

	public function test_figures_that_are_known_are_not_replaced_by_none(): void {
		Store\write( $this->id, array( 'results' => array( 'state' => 'ready', 'visitors' => 5000, 'metrics' => array() ) ) );
		$this->answer_figures( FakeService::response( 204 ) );
		Poll\ask( Store\get( $this->id ), 'results' );
		$this->assertSame( array( 'ready', 5000 ), array( Store\get( $this->id )['results']['state'], Store\get( $this->id )['results']['visitors'] ) );
	}

	public function test_a_restart_in_optimizely_is_noticed_within_ten_minutes(): void {
		$this->carry_through( $this->id, 'pause' );
		do_action( Poll\HOOK );
		$remote = (int) Store\get( $this->id )['remote']['experiment'];
		$this->optimizely->objects['experiments'][ $remote ]['status'] = 'running';
		$calls = count( $this->optimizely->calls );
		for ( $minute = 1; $minute <= 60 && 'paused' === Store\get( $this->id )['status']; $minute++ ) {
			Store\write( $this->id, array( 'polled' => array_map( static fn ( int $at ): int => $at - 60, Store\get( $this->id )['polled'] ) ) );
			do_action( Poll\HOOK );
		}
		$this->assertLessThanOrEqual( 11, $minute );
		$this->assertSame( array( "GET /experiments/$remote" ), array_slice( $this->optimizely->calls, $calls ), 'What is paused has no new figures.' );
		$this->assertSame( array( $this->post ), array_keys( Running\posts() ) );
	}

	public function test_a_resume_whose_answer_was_lost_can_be_paused(): void {
		$this->carry_through( $this->id, 'pause' );
		$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( new \WP_Error( 'http_request_failed', 'cURL error 28' ), true );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/resume" );
		$this->assertSame( array( 'running', 'paused' ), array( $this->optimizely->live( 'experiments' )[0]['status'], Store\get( $this->id )['status'] ) );
		$this->carry_through( $this->id, 'pause' );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'paused', 'paused', null ), array( $this->optimizely->live( 'experiments' )[0]['status'], $record['status'], $record['job'] ) );
		$this->assertSame( 409, $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/pause" )->get_status(), 'What is paused for certain.' );
	}

	public function test_a_resume_that_is_refused_changes_nothing(): void {
		$this->carry_through( $this->id, 'pause' );
		$past = wp_date( 'Y-m-d\TH:i', time() - HOUR_IN_SECONDS );
		Store\write( $this->id, array( 'setup' => array( 'stop_at' => $past ) + Store\get( $this->id )['setup'] ) );
		wp_update_post( array( 'ID' => $this->post, 'post_status' => 'draft' ) );
		$this->assertSame( 409, $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/resume" )->get_status() );
		$this->assertSame( $past, Store\get( $this->id )['setup']['stop_at'] );
	}

	public function test_a_minute_in_which_nothing_changed_leaves_the_options_cached(): void {
		do_action( Poll\HOOK );
		wp_load_alloptions();
		$read = 0;
		add_filter(
			'query',
			static function ( $sql ) use ( &$read ) {
				$read += (int) ( str_contains( (string) $sql, 'autoload' ) && str_starts_with( (string) $sql, 'SELECT' ) );
				return $sql;
			}
		);
		do_action( Poll\HOOK );
		wp_load_alloptions();
		$this->assertSame( 0, $read );
	}

	public function test_a_start_put_off_after_it_failed_needs_no_attention(): void {
		$post = $this->post( array( 'post_title' => 'Later' ) );
		$id   = $this->draft( $post, array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) ) );
		$this->carry_through( $id, 'start' );
		Connection\update( array( 'project' => null ) );
		Store\write( $id, array( 'setup' => array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() - 60 ) ) + Store\get( $id )['setup'] ) );
		do_action( Schedule\START, $id );
		$this->assertSame( 'not_started', Store\get( $id )['attention']['code'] );
		Connection\update( array( 'project' => array( 'id' => FakeOptimizely::PROJECT, 'name' => 'The Project' ) ) );
		$this->draft( $post, array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + 2 * HOUR_IN_SECONDS ) ) );
		$this->carry_through( $id, 'start' );
		$this->assertTrue( Store\get( $id )['scheduled'] );
		$this->assertNull( Store\get( $id )['attention'] );
	}

	public function test_one_that_the_account_may_not_see_does_not_keep_the_others_waiting(): void {
		$this->running( $this->post( array( 'post_title' => 'Healthy' ) ) );
		$calls = count( $this->optimizely->calls );
		$this->optimizely->faults[ $calls ] = array( FakeService::response( 403 ), false );
		do_action( Poll\HOOK );
		$asked = preg_grep( '#^GET /experiments/[0-9]+$#', array_slice( $this->optimizely->calls, $calls ) );
		$this->assertCount( 2, array_unique( $asked ) );
	}

	public function test_a_token_that_was_revoked_is_tried_once(): void {
		$this->running( $this->post( array( 'post_title' => 'Another' ) ) );
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( 401, '{}' ), false );
		}
		do_action( Poll\HOOK );
		$this->assertCount( 1, array_unique( array_slice( $this->optimizely->calls, $calls ) ) );
	}

	public function test_what_was_pressed_is_tried_again_soon_after_a_long_outage(): void {
		foreach ( array( 'update' => HOUR_IN_SECONDS, 'pause' => 5 * MINUTE_IN_SECONDS ) as $action => $most ) {
			Jobs\set( $this->id, $action );
			Store\write( $this->id, array( 'job' => array( 'tries' => 10 ) + Store\get( $this->id )['job'] ) );
			Jobs\failed( $this->id, Store\get( $this->id )['job'], new \WP_Error( 'two_heads_unreachable', 'No answer.' ) );
			$this->assertLessThanOrEqual( time() + $most, wp_next_scheduled( Jobs\HOOK, array( $this->id ) ), $action );
		}
		Jobs\failed( $this->id, Store\get( $this->id )['job'], new \WP_Error( 'two_heads_rate_limited', 'Wait.', array( 'retry_after' => 7000 ) ) );
		$this->assertGreaterThan( time() + 6000, wp_next_scheduled( Jobs\HOOK, array( $this->id ) ), 'Not before the service wants it.' );
	}
}
