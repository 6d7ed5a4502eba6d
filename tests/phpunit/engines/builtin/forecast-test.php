<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Engine;
use TwoHeads\Engines\BuiltIn\Prior;
use TwoHeads\Engines\BuiltIn\Statistics;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

/**
 * What the site has learned from its tests, and what it says before the next.
 */
final class ForecastTest extends TestCase {

	use Counting;
	use Experimenting;

	protected function setUp(): void {
		parent::setUp();
		$this->doors_are_checked();
		$this->become( 'administrator' );
	}

	/**
	 * @return array<string, mixed>|null Schema headline-panel, forecast.
	 */
	private function forecast( int $post ): ?array {
		return $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data()['forecast'];
	}

	/**
	 * A test that has ended after some days.
	 *
	 * @param list<array{int, int}> $seen See visit().
	 */
	private function ended( array $seen, float $days = 1.0, string $title = 'Ended' ): int {
		$id = $this->running( $this->post( array( 'post_title' => $title ) ) );
		$this->visit( $id, $seen );
		$this->later( $id, (int) ( $days * DAY_IN_SECONDS ) );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		return $id;
	}

	/**
	 * @param float $rate The original's.
	 * @return list<int> By number of headlines beside it.
	 */
	private function needed( float $rate ): array {
		return array_map( static fn ( int $arms ): int => $arms * Statistics\views_needed( $rate, 0.2, $arms, 0.1 ), range( 2, 5 ) );
	}

	public function test_before_anything_was_counted_it_goes_by_what_is_usual(): void {
		$forecast = $this->forecast( $this->post() );
		$this->assertSame( array( 'needed' => $this->needed( 2.58 / 187 ), 'a_day' => null, 'mode' => 'earn' ), $forecast );
		$this->assertGreaterThan( 40000, $forecast['needed'][0] );
		$this->assertSame( 'learn', $this->forecast( $this->post( array( 'post_title' => 'Old', 'post_date' => '2020-01-01 10:00:00' ) ) )['mode'] );
	}

	public function test_more_headlines_each_need_more_so_that_one_of_them_does_not_win_by_chance(): void {
		update_option( 'two_heads_headlines', array( 'max_variations' => 3 ) );
		$needed = $this->forecast( $this->post() )['needed'];
		$this->assertCount( 3, $needed );
		$this->assertGreaterThan( $needed[0] / 2 * 3, $needed[1] );
		$this->assertGreaterThan( $needed[1] / 3 * 4, $needed[2] );
	}

	public function test_afterwards_by_what_the_site_has_counted(): void {
		$this->ended( array( array( 4000, 200 ), array( 4000, 200 ) ), 2.0 );
		$this->ended( array( array( 3000, 150 ), array( 3000, 150 ) ), 1.0 );
		$this->ended( array( array( 300, 15 ), array( 300, 15 ) ), 0.1 );
		$forecast = $this->forecast( $this->post() );
		$this->assertSame( $this->needed( 0.05 ), $forecast['needed'] );
		$this->assertEqualsWithDelta( 4000, $forecast['a_day'], 2, 'The one in the middle; hours are no day.' );
	}

	public function test_a_handful_of_views_is_no_rate(): void {
		$this->ended( array( array( 100, 50 ), array( 100, 50 ) ) );
		$this->assertSame( $this->needed( 2.58 / 187 ), $this->forecast( $this->post() )['needed'] );
	}

	public function test_other_types_of_posts_have_other_readers(): void {
		update_option( 'two_heads_headlines', array( 'post_types' => array( 'post', 'page' ) ) );
		$this->ended( array( array( 4000, 200 ), array( 4000, 200 ) ) );
		$page = $this->post( array( 'post_type' => 'page', 'post_title' => 'Page' ) );
		$this->assertNull( $this->forecast( $page )['a_day'] );
	}

	public function test_nothing_is_said_while_it_runs(): void {
		$post = $this->post();
		$this->running( $post );
		$this->assertNull( $this->forecast( $post ) );
	}

	public function test_what_runs_is_learned_from_once_a_day(): void {
		$id = $this->running( $this->post() );
		$this->visit( $id, array( array( 4000, 200 ), array( 4000, 200 ) ) );
		$this->later( $id, 2 * DAY_IN_SECONDS );
		do_action( Poll\HOOK );
		$this->assertSame( 0.05, Prior\rate() );
		$this->assertEqualsWithDelta( 4000, Prior\a_day( 'post' ), 5 );
		$this->visit( $id, array( array( 4000, 0 ), array( 4000, 0 ) ) );
		do_action( Poll\HOOK );
		$this->assertSame( 0.05, Prior\rate() );
		update_option( Prior\OPTION, array( 'at' => time() - DAY_IN_SECONDS ) + Prior\learned() );
		do_action( Poll\HOOK );
		$this->assertSame( 0.025, Prior\rate() );
	}

	public function test_a_panel_costs_one_query_more(): void {
		global $wpdb;
		$this->ended( array( array( 4000, 200 ), array( 4000, 200 ) ) );
		$post   = get_post( $this->post() );
		$engine = new Engine();
		wp_cache_flush();
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		$engine->forecast( $post );
		$engine->problem();
		$this->assertLessThanOrEqual( 1, $wpdb->num_queries - $before );
	}

	public function test_twenty_finished_tests_tell_how_much_headlines_differ_here(): void {
		global $wpdb;
		$id    = $this->ended( array( array( 1000, 30 ), array( 1000, 30 ) ) );
		$empty = array_fill_keys( array( 'post_content', 'post_title', 'post_excerpt', 'to_ping', 'pinged', 'post_content_filtered' ), '' );
		$tests = array( array( array( 1000.0, 30.0 ), array( 1000.0, 30.0 ) ) );
		for ( $more = 1; $more < 20; $more++ ) {
			$this->assertNull( Prior\kappa( 'click' ), "$more are too few." );
			$wpdb->insert( $wpdb->posts, $empty + array( 'post_type' => Store\TYPE, 'post_status' => Store\STATUSES['archived'], 'post_parent' => get_post( $id )->post_parent ) );
			$next = $wpdb->insert_id;
			Store\write( $next, array( 'engine' => 'builtin', 'remote' => array( 'ran' => 0 ) ) );
			$this->visit( $next, array( array( 1000, 20 + $more ), array( 1000, 50 - $more ) ) );
			// What came by other shares came at another time, and says nothing of this.
			$this->visit( $next, array( array( 50, 50 ), array( 5000, 0 ) ), 2 );
			$tests[] = array( array( 1000.0, 20.0 + $more ), array( 1000.0, 50.0 - $more ) );
			do_action( 'two_heads_experiment_status', $next, 'archived' );
		}
		$this->assertEqualsWithDelta( Statistics\kappa_of( $tests ), Prior\kappa( 'click' ), 1e-9 );
		$this->assertGreaterThan( 100, Prior\kappa( 'click' ) );
		$this->assertNull( Prior\kappa( 'read' ) );
		$counts = Counters\by_epoch( $id );
		$this->assertSame( array( 1 ), array_keys( $counts ) );
	}
}
