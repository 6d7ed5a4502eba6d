<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Admin\PostsList;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Doctor;
use TwoHeads\Engines\Optimizely\Templates;
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
 * What changes under a running experiment, here or there.
 */
final class DriftTest extends TestCase {

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
	}

	private function background(): void {
		do_action( Jobs\HOOK, $this->id );
	}

	public function test_an_edited_title_is_followed(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'The corrected headline' ) );
		$this->background();
		$experiment = $this->optimizely->live( 'experiments' )[0];
		$this->assertStringContainsString( 'The corrected headline', $experiment['variations'][0]['actions'][0]['changes'][0]['value'] );
		$this->assertStringContainsString( 'The corrected headline', $experiment['variations'][1]['actions'][0]['changes'][0]['value'] );
		$this->assertStringContainsString( 'The corrected headline', $this->optimizely->live( 'pages' )[0]['activation_code'] );
		$this->assertSame( 'running', Store\get( $this->id )['status'] );
	}

	public function test_an_edited_slug_is_followed(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_name' => 'moved-elsewhere' ) );
		$this->background();
		foreach ( $this->optimizely->live( 'pages' ) as $page ) {
			$this->assertStringContainsString( 'moved-elsewhere', wp_json_encode( $page ) );
		}
	}

	public function test_changed_settings_and_templates_are_followed(): void {
		Poll\tick();
		$settings = Settings\current_settings();
		update_option( Settings\OPTION, array( 'targeting' => array( 'match' => 'any', 'rules' => array( array( 'type' => 'substring', 'value' => 'only-here', 'negate' => false ) ) ) ) + $settings );
		$this->later();
		Poll\tick();
		$this->background();
		$this->assertStringContainsString( 'only-here', $this->optimizely->live( 'pages' )[0]['conditions'] );

		$this->assertNull( Templates\store( array( 'variation' => 'mine( {{title}} )', 'activation' => '' ) ) );
		$this->later();
		Poll\tick();
		$this->background();
		$this->assertStringContainsString( 'mine(', $this->optimizely->live( 'experiments' )[0]['variations'][1]['actions'][0]['changes'][0]['value'] );
		$calls = count( $this->optimizely->calls );
		Poll\tick();
		$this->background();
		$this->assertCount( $calls, $this->optimizely->calls, 'Once is enough.' );
	}

	/** As if the next call were not due for a while. */
	private function later(): void {
		Store\write( $this->id, array( 'polled' => array( 'status' => time(), 'results' => time() ) ) );
	}

	public function test_a_save_that_changes_neither_sends_nothing(): void {
		$calls = count( $this->optimizely->calls );
		wp_update_post( array( 'ID' => $this->post, 'post_content' => 'Other text.' ) );
		$this->background();
		$this->assertCount( $calls, $this->optimizely->calls );
	}

	public function test_a_title_that_is_under_test_asks_for_attention(): void {
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'A new headline' ) );
		$record = Store\get( $this->id );
		$this->assertSame( 'title_taken', $record['attention']['code'] );
		$this->assertSame( 'The old headline', $record['original'] );
	}

	/**
	 * @return array<string, array{callable(int): mixed, string}>
	 */
	public function disappearances(): array {
		return array(
			'unpublished' => array( static fn ( int $post ) => wp_update_post( array( 'ID' => $post, 'post_status' => 'draft' ) ), 'unpublished' ),
			'private'     => array( static fn ( int $post ) => wp_update_post( array( 'ID' => $post, 'post_status' => 'private' ) ), 'unpublished' ),
			'trashed'     => array( 'wp_trash_post', 'trashed' ),
		);
	}

	/**
	 * @dataProvider disappearances
	 */
	public function test_a_post_nobody_sees_pauses_and_says_so( callable $disappear, string $code ): void {
		$disappear( $this->post );
		$this->background();
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'paused', $code ), array( $record['status'], $record['attention']['code'] ) );
		$this->assertSame( array(), Running\posts() );
	}

	public function test_a_deleted_post_ends_it(): void {
		wp_delete_post( $this->post, true );
		$this->background();
		$this->assertSame( array(), $this->optimizely->live( 'experiments' ) );
		$this->assertSame( 'archived', Store\get( $this->id )['status'] );
	}

	/**
	 * @return array<string, array{string, string}>
	 */
	public function remote_statuses(): array {
		return array(
			'paused there'   => array( 'paused', 'paused' ),
			'archived there' => array( 'archived', 'paused' ),
			'still running'  => array( 'running', 'running' ),
			'its campaign paused there' => array( 'campaign_paused', 'paused' ),
		);
	}

	/**
	 * @dataProvider remote_statuses
	 */
	public function test_what_is_done_in_optimizely_is_noticed( string $there, string $here ): void {
		$remote = (int) Store\get( $this->id )['remote']['experiment'];
		$this->optimizely->objects['experiments'][ $remote ]['status'] = $there;
		$this->assertNull( Poll\ask( Store\get( $this->id ), 'status' ) );
		$this->assertSame( $here, Store\get( $this->id )['status'] );
		$this->assertSame( 'running' === $here, isset( Running\posts()[ $this->post ] ) );
	}

	public function test_what_was_archived_there_is_decided_and_tidied_here(): void {
		Schedule\say_over( $this->id );
		$remote = (int) Store\get( $this->id )['remote']['experiment'];
		$this->optimizely->objects['experiments'][ $remote ]['status'] = 'archived';
		$calls = count( $this->optimizely->calls );
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertSame( array( "GET /experiments/$remote", "GET /experiments/$remote/results" ), array_slice( $this->optimizely->calls, $calls ) );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'paused', 'archived_remotely' ), array( $record['status'], $record['attention']['code'] ) );
		$this->assertSame( array(), Doctor\orphans(), 'Its pages are tidied when somebody has decided.' );
		$said = count( Store\log( $this->id ) );
		Poll\ask( $record, 'status' );
		$this->assertCount( $said, Store\log( $this->id ), 'Said once.' );

		$panel = $this->rest( 'GET', "/two-heads/v1/posts/$this->post/headlines" )->get_data();
		$this->assertSame( 'paused', $panel['current']['status'] );
		$this->carry_through( $this->id, 'end', array( 'variation' => 1 ) );
		$this->assertSame( 'A new headline', get_the_title( $this->post ) );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'archived', null ), array( $record['status'], $record['attention'] ) );
		$this->assertSame( array(), $this->optimizely->live( 'pages' ) );
		$this->assertSame( array(), Doctor\orphans() );
	}

	public function test_what_was_taken_out_of_the_archive_there_needs_nobody(): void {
		$remote = (int) Store\get( $this->id )['remote']['experiment'];
		foreach ( array( 'archived', 'paused' ) as $there ) {
			$this->optimizely->objects['experiments'][ $remote ]['status'] = $there;
			Poll\ask( Store\get( $this->id ), 'status' );
		}
		$this->assertNull( Store\get( $this->id )['attention'] );
		Schedule\say_over( $this->id );
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertSame( 'schedule_over', Store\get( $this->id )['attention']['code'], 'That is another matter.' );
		$this->optimizely->objects['experiments'][ $remote ]['status'] = 'running';
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertSame( array( 'running', null ), array( Store\get( $this->id )['status'], Store\get( $this->id )['attention'] ) );
	}

	public function test_an_ended_test_is_called_ended_whatever_was_said_of_it(): void {
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		Schedule\say_over( $this->id );
		$this->assertSame( 'Ended', PostsList\status( Store\get( $this->id ) ) );
	}

	/**
	 * A post deleted for ever while Optimizely refuses to archive its experiment.
	 */
	private function forsaken_and_refused(): void {
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( 400, array( 'message' => 'No' ) ), false );
		}
		wp_delete_post( $this->post, true );
		$this->background();
		$this->assertTrue( Store\get( $this->id )['job']['problem']['needs_person'] );
		$this->assertNotNull( Store\get( $this->id )['ended_at'] );
	}

	public function test_who_manages_the_site_sees_what_a_deleted_post_left(): void {
		$this->forsaken_and_refused();
		$list = $this->rest( 'GET', '/two-heads/v1/experiments', array( 'search' => 'old headline' ) )->get_data();
		$this->assertSame( array( 'The old headline' ), array_column( $list['experiments'], 'post_title' ) );
		$panel = $this->rest( 'GET', "/two-heads/v1/experiments/$this->id" );
		$this->assertSame( 200, $panel->get_status() );
		$panel = $panel->get_data();
		$this->assertSame( array( $this->post, 'The old headline', false ), array( $panel['post']['id'], $panel['post']['title'], $panel['post']['published'] ) );
		$this->assertSame( array( false, true ), array( $panel['may']['propose'], $panel['may']['run'] ) );
		$this->assertSame( 'end', $panel['current']['job']['action'] );
		$this->assertTrue( rest_validate_value_from_schema( json_decode( (string) wp_json_encode( $panel ), true ), Schema\load( 'headline-panel' ) ) );

		$this->optimizely->faults = array();
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/stop-trying" )->get_data();
		$this->assertSame( array( null, 'archived' ), array( $panel['current'], $panel['earlier'][0]['status'] ) );
		$this->assertSame( 200, $this->rest( 'GET', "/two-heads/v1/experiments/$this->id/series" )->get_status() );
	}

	public function test_the_record_of_a_deleted_post_has_the_title_that_was_applied(): void {
		$this->carry_through( $this->id, 'end', array( 'variation' => 1 ) );
		wp_delete_post( $this->post, true );
		$list = $this->rest( 'GET', '/two-heads/v1/experiments' )->get_data();
		$this->assertSame( array( 'A new headline' ), array_column( $list['experiments'], 'post_title' ) );
	}

	public function test_what_a_deleted_post_left_is_nobody_elses(): void {
		$this->forsaken_and_refused();
		foreach ( array( 'editor', 'author', '' ) as $role ) {
			$this->become( $role );
			$this->assertSame( '' === $role ? 401 : 403, $this->rest( 'GET', "/two-heads/v1/experiments/$this->id" )->get_status() );
			$this->assertSame( '' === $role ? 401 : 403, $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/stop-trying" )->get_status() );
		}
		$this->become( 'editor' );
		$this->assertSame( 0, $this->rest( 'GET', '/two-heads/v1/experiments' )->get_data()['total'] );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function no_statuses(): array {
		return array(
			'none'          => array( '{}' ),
			'an unknown one' => array( '{"status":"hibernating"}' ),
			'no word'       => array( '{"status":["running"]}' ),
		);
	}

	/**
	 * @dataProvider no_statuses
	 */
	public function test_an_answer_without_a_status_changes_nothing( string $body ): void {
		$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( FakeService::response( 200, $body ), false );
		$this->assertSame( 'two_heads_bad_answer', Poll\ask( Store\get( $this->id ), 'status' )?->get_error_code() );
		$this->assertSame( 'running', Store\get( $this->id )['status'] );
		$this->assertSame( array( $this->post ), array_keys( Running\posts() ) );
	}

	public function test_an_experiment_deleted_there_asks_for_attention(): void {
		$this->optimizely->objects['experiments'] = array();
		Poll\ask( Store\get( $this->id ), 'status' );
		$this->assertSame( 'deleted_remotely', Store\get( $this->id )['attention']['code'] );
		$this->assertSame( 'paused', Store\get( $this->id )['status'] );
	}

	public function test_a_tick_makes_one_call_an_experiment_and_five_minutes(): void {
		$this->assertNotFalse( wp_next_scheduled( Poll\HOOK ) );
		FakeService::on( '#/results$#', 204 );
		$calls = count( $this->optimizely->calls );
		Poll\tick();
		Poll\tick();
		$this->assertCount( $calls + 1, $this->optimizely->calls );
		$polled = array_map( static fn ( int $at ): int => $at - 301, Store\get( $this->id )['polled'] );
		Store\write( $this->id, array( 'polled' => $polled ) );
		$this->optimizely->faults[ $calls + 1 ] = array( FakeService::response( 204 ), false );
		Poll\tick();
		$this->assertCount( $calls + 2, $this->optimizely->calls );
		$this->assertStringEndsWith( '/results', end( $this->optimizely->calls ) );
		$this->assertSame( 'none', Store\get( $this->id )['results']['state'] );
	}

	public function test_no_tick_when_nothing_is_open(): void {
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		$this->assertFalse( wp_next_scheduled( Poll\HOOK ) );
	}

	public function test_a_service_that_is_down_is_not_asked_about_each_experiment(): void {
		for ( $more = 0; $more < 3; $more++ ) {
			$this->running( $this->post( array( 'post_title' => "Post $more" ) ) );
		}
		$calls = count( $this->optimizely->calls );
		for ( $fault = 0; $fault < 20; $fault++ ) {
			$this->optimizely->faults[ $calls + $fault ] = array( FakeService::response( 429, '', array( 'retry-after' => '60' ) ), false );
		}
		Poll\tick();
		$this->assertCount( $calls + 1, $this->optimizely->calls );
	}
}
