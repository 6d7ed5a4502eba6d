<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

/**
 * What a start finds that an earlier one, or an earlier experiment, has begun: it may not be there any more.
 */
final class BegunTest extends TestCase {

	use Experimenting;

	private FakeOptimizely $optimizely;
	private int $post;
	private int $id;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'administrator' );
		$this->post = $this->post();
		$this->id   = $this->draft( $this->post );
	}

	/**
	 * A start goes up to its last step, which Optimizely refuses, and back to the draft.
	 *
	 * @return array<string, mixed> What it has created.
	 */
	private function break_off(): array {
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/start" );
		while ( ! in_array( 'experiment', Store\get( $this->id )['job']['done'], true ) ) {
			$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		}
		$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( FakeService::response( 400, array( 'message' => 'No' ) ), false );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		$this->assertSame( 200, $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/stop-trying" )->get_status() );
		return Store\get( $this->id )['remote'];
	}

	/**
	 * @return array<string, array{string, string}>
	 */
	public function lost(): array {
		$rows = array();
		foreach ( array( 'page', 'post_page', 'experiment' ) as $what ) {
			foreach ( array( 'deleted', 'archived' ) as $how ) {
				$rows[ "the $what was $how" ] = array( $what, $how );
			}
		}
		return $rows;
	}

	/**
	 * @dataProvider lost
	 */
	public function test_a_start_makes_anew_what_was_lost_there( string $what, string $how ): void {
		$begun   = $this->break_off();
		$objects = &$this->optimizely->objects[ 'experiment' === $what ? 'experiments' : 'pages' ];
		if ( 'deleted' === $how ) {
			unset( $objects[ (int) $begun[ $what ] ] );
		} else {
			$objects[ (int) $begun[ $what ] ] = ( 'experiment' === $what ? array( 'status' => 'archived' ) : array( 'archived' => true ) ) + $objects[ (int) $begun[ $what ] ];
		}
		$this->carry_through( $this->id, 'start' );
		$record = Store\get( $this->id );
		$this->assertSame( 'running', $record['status'], (string) wp_json_encode( $record['job'] ) );
		$this->assertCount( 2, $this->optimizely->live( 'pages' ) );
		$this->assertCount( 1, $this->optimizely->live( 'experiments' ) );
		$experiment = $this->optimizely->live( 'experiments' )[0];
		$this->assertSame( array( 'running', array( (int) $record['remote']['page'] ) ), array( $experiment['status'], $experiment['page_ids'] ) );
		$this->assertSame( (int) $record['remote']['page'], $experiment['variations'][0]['actions'][0]['page_id'] );
		$this->assertSame( (int) $record['remote']['post_page'], $experiment['metrics'][2]['event_id'] );
		$this->assertSame( array_map( 'strval', array_column( $experiment['variations'], 'variation_id' ) ), $record['remote']['variations'] );
	}

	public function test_a_change_that_somebody_drafted_there_can_be_gone_over(): void {
		$this->break_off();
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/start" );
		while ( ! in_array( 'post_page', Store\get( $this->id )['job']['done'], true ) ) {
			$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		}
		// After it has looked whether the experiment is there.
		$this->optimizely->faults[ count( $this->optimizely->calls ) + 1 ] = array( FakeService::response( 409, array( 'message' => 'drafted' ) ), false );
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" )->get_data();
		$this->assertSame( 'two_heads_drafted_changes', $panel['current']['job']['problem']['code'] );
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/publish-anyway" );
		$this->carry_through( $this->id, 'continue' );
		$this->assertSame( 'running', Store\get( $this->id )['status'] );
		$this->assertNotEmpty( FakeService::requests_to( '#^PATCH .*/experiments/\d+\?override_changes=true#' ) );
	}

	/** PHP cannot parse JavaScript: what the settings' screen would have refused can be stored past it. */
	public function test_code_that_optimizely_refuses_stops_nothing_and_is_followed_once_it_is_mended(): void {
		$this->carry_through( $this->id, 'start' );
		$before = $this->optimizely->live( 'experiments' );
		$code   = static fn ( string $variation ): ?WP_Error => Templates\store( array( 'variation' => $variation, 'activation' => '' ) );
		$this->assertNull( $code( 'if (' ) );
		Drift\follow( $this->id );
		// The third call of a change is that of the experiment.
		$this->optimizely->faults[ count( $this->optimizely->calls ) + 2 ] = array( FakeService::response( 400, array( 'message' => 'SyntaxError' ) ), false );
		do_action( Jobs\HOOK, $this->id );
		$record = Store\get( $this->id );
		$this->assertSame( array( 'running', true ), array( $record['status'], $record['job']['problem']['needs_person'] ) );
		$this->assertStringContainsString( 'SyntaxError', $record['job']['problem']['message'] );
		$this->assertSame( $before, $this->optimizely->live( 'experiments' ) );

		$this->assertNull( $code( 'mended( {{title}} )' ) );
		Poll\tick();
		do_action( Jobs\HOOK, $this->id );
		$this->assertNull( Store\get( $this->id )['job'] );
		$this->assertStringContainsString( 'mended(', (string) wp_json_encode( $this->optimizely->live( 'experiments' ) ) );
	}

	public function test_events_archived_there_are_taken_back_by_the_next_start(): void {
		$this->carry_through( $this->id, 'start' );
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		foreach ( $this->optimizely->objects['events'] as &$event ) {
			$event['archived'] = true;
		}
		unset( $event );
		$this->running( $this->post( array( 'post_title' => 'Second' ) ) );
		$this->assertCount( 3, $this->optimizely->live( 'events' ) );
		$this->assertCount( 3, $this->optimizely->objects['events'] );
	}

	public function test_events_deleted_there_are_made_anew(): void {
		$this->carry_through( $this->id, 'start' );
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		$this->optimizely->objects['events'] = array();
		$second = $this->running( $this->post( array( 'post_title' => 'Second' ) ) );
		$this->assertCount( 3, $this->optimizely->live( 'events' ) );
		$metrics = $this->optimizely->live( 'experiments' )[0]['metrics'];
		$this->assertArrayHasKey( $metrics[0]['event_id'], $this->optimizely->objects['events'] );
		$this->assertSame( (string) $metrics[0]['event_id'], Store\get( $second )['remote']['events']['click'] );
	}

	public function test_a_start_asks_for_the_events_once(): void {
		$this->carry_through( $this->id, 'start' );
		$this->assertSame(
			array( 'GET /events', 'POST /projects/20000000001/custom_events', 'POST /projects/20000000001/custom_events', 'POST /projects/20000000001/custom_events', 'POST /pages', 'POST /pages', 'POST /experiments' ),
			array_slice( $this->optimizely->calls, 0, 7 )
		);
		$this->assertCount( 8, $this->optimizely->calls );
		$this->carry_through( $this->id, 'end', array( 'variation' => 0 ) );
		$calls = count( $this->optimizely->calls );
		$this->running( $this->post( array( 'post_title' => 'Second' ) ) );
		$this->assertCount( $calls + 5, $this->optimizely->calls );
	}

	/**
	 * @return array<string, array{int}>
	 */
	public function too_late(): array {
		return array(
			'408 Request Timeout' => array( 408 ),
			'425 Too Early'       => array( 425 ),
		);
	}

	/**
	 * @dataProvider too_late
	 */
	public function test_an_answer_that_leaves_open_whether_it_was_made_makes_no_second_one( int $status ): void {
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/start" );
		while ( ! in_array( 'post_page', Store\get( $this->id )['job']['done'], true ) ) {
			$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" );
		}
		$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( FakeService::response( $status ), true );
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$this->id/continue" )->get_data();
		$this->assertFalse( $panel['current']['job']['problem']['needs_person'] );
		$this->carry_through( $this->id, 'continue' );
		$this->assertSame( 'running', Store\get( $this->id )['status'] );
		$this->assertCount( 1, $this->optimizely->live( 'experiments' ) );
	}
}
