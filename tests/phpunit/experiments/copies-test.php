<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Engines\Optimizely\Doctor;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Connections\Optimizely\Connected;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

/**
 * A copy of a site's database, a staging site say, on which somebody connects an account: what the copied records name
 * at Optimizely belongs to the live site, which goes on.
 */
final class CopiesTest extends TestCase {

	use Connected;
	use Experimenting;

	private FakeOptimizely $optimizely;
	private int $post;

	/** The live site's experiment. */
	private int $id;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'administrator' );
		$this->post = $this->post();
		$this->id   = $this->running( $this->post );
		FakeService::on( '#/results$#', 204 );
	}

	/**
	 * The database is copied to another address, and somebody connects there.
	 */
	private function copy( bool $disconnect = false ): void {
		update_option( 'home', 'https://staging.example.net' );
		if ( $disconnect ) {
			Connection\disconnect();
		}
		$this->connect_with_token( FakeOptimizely::PROJECT );
	}

	/**
	 * @return array<string, array{bool}>
	 */
	public function ways(): array {
		return array(
			'connects over the copied connection' => array( false ),
			'disconnects the copy first'          => array( true ),
		);
	}

	/**
	 * @dataProvider ways
	 */
	public function test_a_copy_that_connects_leaves_the_live_sites_experiments_alone( bool $disconnect ): void {
		$before = $this->optimizely->objects;
		$calls  = count( $this->optimizely->calls );
		$this->copy( $disconnect );
		Poll\tick();
		do_action( Jobs\HOOK, $this->id );
		wp_trash_post( $this->post );
		do_action( Jobs\HOOK, $this->id );
		wp_delete_post( $this->post, true );
		do_action( Jobs\HOOK, $this->id );
		$this->assertSame( $before, $this->optimizely->objects );
		$this->assertCount( $calls, $this->optimizely->calls );

		$record = Store\get( $this->id );
		$this->assertSame( array( 'archived', null, null ), array( $record['status'], $record['job'], $record['attention'] ) );
		$this->assertNotNull( $record['ended_at'] );
		$log = Store\log( $this->id );
		$this->assertSame( 'This experiment belongs to the site this one was copied from.', end( $log )['text'] );
		$this->assertSame( array(), Running\posts() );
		$this->assertSame( array(), Doctor\orphans() );
	}

	public function test_what_is_under_way_or_about_to_be_is_dropped_too(): void {
		Drift\attention( $this->id, 'schedule_over', 'Its time is over.' );
		Jobs\set( $this->id, 'pause' );
		$begun = $this->draft( $this->post( array( 'post_title' => 'Begun' ) ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$begun/start" );
		$ending = $this->running( $this->post( array( 'post_title' => 'Ending' ) ) );
		$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( new WP_Error( 'http_request_failed', 'cut' ), false );
		$this->rest( 'POST', "/two-heads/v1/experiments/$ending/end", array( 'variation' => 0 ) );
		while ( Store\is_unbegun( Store\get( $begun ) ) ) {
			$this->rest( 'POST', "/two-heads/v1/experiments/$begun/continue" );
		}
		$this->copy();
		$calls = count( $this->optimizely->calls );
		foreach ( array( $this->id, $begun, $ending ) as $id ) {
			do_action( Jobs\HOOK, $id );
			$record = Store\get( $id );
			$this->assertSame( array( 'archived', null, null ), array( $record['status'], $record['job'], $record['attention'] ) );
			$this->assertFalse( wp_next_scheduled( Jobs\HOOK, array( $id ) ) );
		}
		$this->assertCount( $calls, $this->optimizely->calls );
	}

	public function test_a_draft_of_which_nothing_stands_there_stays_and_becomes_the_copys(): void {
		$post = $this->post( array( 'post_title' => 'Later' ) );
		$id   = $this->draft( $post, array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) ) );
		$this->carry_through( $id, 'start' );
		$live = Store\get( $this->id )['key'];
		$this->copy();
		$record = Store\get( $id );
		$this->assertSame( array( 'draft', Store\key_of( $id ), false ), array( $record['status'], $record['key'], $record['scheduled'] ) );
		$this->assertStringStartsNotWith( substr( $live, 0, 8 ), $record['key'] );
		$this->assertFalse( wp_next_scheduled( Schedule\START, array( $id ) ), 'The live site starts it at that time.' );
	}

	public function test_the_copys_doctor_knows_only_its_own(): void {
		$site = substr( Store\get( $this->id )['key'], 0, 8 );
		$this->copy();
		// What the live site begins afterwards.
		$this->optimizely->objects['experiments'][1] = array( 'id' => 1, 'name' => 'Later', 'status' => 'running', 'description' => "[two-heads:$site-99999]" );
		$this->assertSame( array(), Doctor\orphans() );
		$mine = $this->running( $this->post( array( 'post_title' => 'The copy’s own' ) ) );
		$this->assertStringStartsNotWith( $site, Store\get( $mine )['key'] );
		$this->assertSame( array(), Doctor\orphans() );
	}

	public function test_a_record_of_another_site_that_came_by_itself_is_not_acted_on(): void {
		// Posts are copied from site to site without the options, too.
		Store\write( $this->id, array( 'key' => "ffffffff-$this->id" ) );
		$calls = count( $this->optimizely->calls );
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'Edited here' ) );
		do_action( Jobs\HOOK, $this->id );
		Poll\tick();
		$this->rest( 'POST', "/two-heads/v1/experiments/$this->id/refresh" );
		$this->assertCount( $calls, $this->optimizely->calls );
		$this->assertTrue( Store\get( $this->id )['job']['problem']['needs_person'] );
	}

	/**
	 * @return array<string, array{callable(): mixed}>
	 */
	public function same_sites(): array {
		return array(
			'connects again'          => array( static fn () => null ),
			'disconnects first'       => array( static fn () => Connection\disconnect() ),
			'moves to http'           => array( static fn () => update_option( 'home', 'http://example.org' ) ),
			'moves to www'            => array( static fn () => update_option( 'home', 'https://www.example.org' ) ),
			'moves, which is confirmed' => array(
				static function (): void {
					update_option( 'home', 'https://new.example.com/news' );
					rest_do_request( new \WP_REST_Request( 'POST', '/two-heads/v1/connections/optimizely/confirm-site' ) );
				},
			),
		);
	}

	/**
	 * @dataProvider same_sites
	 */
	public function test_the_live_site_keeps_its_experiments( callable $change ): void {
		$key = Store\get( $this->id )['key'];
		$change();
		Connection\disconnect();
		$this->connect_with_token( FakeOptimizely::PROJECT );
		$this->assertSame( $key, Store\key_of( $this->id ) );
		$this->assertSame( 'running', Store\get( $this->id )['status'] );
		$this->carry_through( $this->id, 'pause' );
		$this->assertSame( 'paused', $this->optimizely->live( 'experiments' )[0]['status'] );
	}
}
