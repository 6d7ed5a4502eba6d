<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\Schema;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Figures;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

/**
 * Counts in the shape of results.
 */
final class FiguresTest extends TestCase {

	use Counting;
	use Experimenting;

	protected function setUp(): void {
		parent::setUp();
		$this->doors_are_checked();
		$this->become( 'administrator' );
	}

	/**
	 * @return array<string, mixed> Schema results.
	 */
	private function results( int $id ): array {
		Store\write( $id, array( 'polled' => array() ) );
		$this->assertNull( Poll\refresh( $id ) );
		$results = Store\get( $id )['results'];
		$this->assertTrue( rest_validate_value_from_schema( $results, Schema\load( 'results' ) ) );
		return $results;
	}

	public function test_the_goal_comes_first_and_the_mode_is_what_auto_was_at_the_start(): void {
		$old = $this->post( array( 'post_date' => '2020-01-01 10:00:00' ) );
		$id  = $this->running( $old, array( 'goal' => 'read' ) );
		$this->visit( $id, array( array( 400, 40, 20 ), array( 410, 60, 30 ) ) );
		$results = $this->results( $id );
		$this->assertSame( array( 'read', 'click' ), array_column( $results['metrics'], 'id' ) );
		$this->assertSame( array( 'learn', array( 5000, 5000 ), 810 ), array( $results['mode'], $results['weights'], $results['visitors'] ) );
		$this->assertSame( array( 20, 30 ), array_column( $results['metrics'][0]['variations'], 'conversions' ) );
		$young = $this->running( $this->post( array( 'post_title' => 'Young' ) ) );
		$this->assertSame( array( 'earn', array( 'click', 'read' ) ), array( $this->results( $young )['mode'], array_column( $this->results( $young )['metrics'], 'id' ) ) );
	}

	public function test_the_first_hour_is_named_while_it_lasts(): void {
		$id = $this->running( $this->post() );
		$this->assertArrayNotHasKey( 'early', $this->results( $id ), 'Nobody was counted.' );
		$this->visit( $id, array( array( 2000, 100 ), array( 2000, 200 ) ) );
		$this->assertTrue( $this->results( $id )['early'] );
		$this->later( $id, HOUR_IN_SECONDS );
		$this->assertArrayNotHasKey( 'early', $this->results( $id ) );
	}

	public function test_page_views_are_told_as_the_part_they_are(): void {
		$id = $this->running( $this->post() );
		$this->visit( $id, array( array( 300, 30 ), array( 300, 30 ) ), 1, array( 400, 400 ) );
		$this->assertArrayNotHasKey( 'page_views', $this->results( $id ) );
		Counters\add( array( array( $id, 1, 0, Counters\PAGE_VIEWS, 100 ), array( $id, 1, 1, Counters\PAGE_VIEWS, 100 ) ) );
		$this->assertSame( 200, $this->results( $id )['page_views'] );
		Counters\add( array( array( $id, 1, 0, Counters\PAGE_VIEWS, 200 ), array( $id, 1, 1, Counters\PAGE_VIEWS, 200 ) ) );
		$this->assertSame( 600, $this->results( $id )['page_views'] );
	}

	public function test_what_was_had_in_the_page_and_not_seen_is_no_visitor(): void {
		$id = $this->running( $this->post() );
		$this->visit( $id, array( array( 0, 0 ), array( 0, 0 ) ), 1, array( 50, 50 ) );
		$results = $this->results( $id );
		$this->assertSame( array( 'ready', 0, 'waiting', true ), array( $results['state'], $results['visitors'], $results['verdict'], $results['sample_ratio']['ok'] ) );
	}

	public function test_sample_ratio_names_the_likely_cause(): void {
		$id = $this->running( $this->post() );
		$this->visit( $id, array( array( 900, 90 ), array( 900, 90 ) ) );
		$ratio = $this->results( $id )['sample_ratio'];
		$this->assertSame( array( true, '', array( 0.5, 0.5 ), array( 900, 900 ) ), array( $ratio['ok'], $ratio['cause'], $ratio['expected'], $ratio['counted'] ) );
		$this->visit( $id, array( array( 4000, 90 ), array( 2000, 90 ) ) );
		$results = $this->results( $id );
		$this->assertFalse( $results['sample_ratio']['ok'] );
		$this->assertLessThan( 0.01, $results['sample_ratio']['p'] );
		$this->assertSame( 'unreliable', $results['verdict'] );
		$this->assertStringContainsString( 'bots', $results['sample_ratio']['cause'] );
		add_action( 'litespeed_purge_all', '__return_true' );
		$this->assertStringContainsString( 'page cache', $this->results( $id )['sample_ratio']['cause'] );
	}

	public function test_a_significant_look_stays_one(): void {
		$id = $this->running( $this->post( array( 'post_date' => '2020-01-01 10:00:00' ) ) );
		$this->later( $id, 2 * HOUR_IN_SECONDS );
		$this->visit( $id, array( array( 3000, 60 ), array( 3000, 150 ) ) );
		$then = $this->results( $id );
		$this->assertSame( array( 'winner', 1 ), array( $then['verdict'], $then['leader'] ) );
		$this->assertTrue( $then['metrics'][0]['variations'][1]['significant'] );
		$this->assertSame( $then['metrics'][0]['variations'][1]['significance'], $this->results( $id )['metrics'][0]['variations'][1]['significance'] );
		$this->assertNotSame( array(), Store\get( $id )['remote']['before'] );
		// More visitors, and less of a difference.
		$this->visit( $id, array( array( 3000, 110 ), array( 3000, 60 ) ) );
		$this->assertGreaterThanOrEqual( $then['metrics'][0]['variations'][1]['significance'], $this->results( $id )['metrics'][0]['variations'][1]['significance'] );
	}

	public function test_other_shares_are_read_by_epoch(): void {
		$post = $this->post();
		$id   = $this->running( $post, array( 'mode' => 'earn' ) );
		$this->later( $id, 2 * HOUR_IN_SECONDS );
		// Both equally good at any time; the evening is worth twice the morning, and the second headline has the evening.
		$this->visit( $id, array( array( 9000, 180 ), array( 1000, 20 ) ) );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'mode' => 'earn', 'weights' => array( 1000, 9000 ) ) ) );
		$this->visit( $id, array( array( 1000, 40 ), array( 9000, 360 ) ), 2 );
		$rows = $this->results( $id )['metrics'][0]['variations'];
		$this->assertSame( array( 220, 380 ), array_column( $rows, 'conversions' ) );
		$this->assertEqualsWithDelta( 0.0, $rows[1]['improvement'], 0.01 );
		$this->assertSame( array( null, false ), array( $rows[1]['significance'], $rows[1]['significant'] ) );
		$points = Figures\series( Store\get( $id ) )['metrics'][0]['variations'];
		$rates  = array_map( static fn ( array $line ): float => end( $line['points'] )['rate'], $points );
		$this->assertEqualsWithDelta( $rates[0], $rates[1], 0.001, 'As in the results.' );
	}

	public function test_a_line_goes_up_hour_by_hour_and_is_no_longer_than_a_chart_is_wide(): void {
		$id   = $this->running( $this->post() );
		$hour = Counters\hour();
		$add  = static fn ( int $ago, int $n ): bool => Counters\write(
			array(
				array( $id, 1, 0, Counters\VIEWED, $hour - $ago, $n ),
				array( $id, 1, 1, Counters\VIEWED, $hour - $ago, 2 * $n ),
				array( $id, 1, 1, Counters\CLICK, $hour - $ago, 1 ),
			)
		);
		$add( 2, 10 );
		$add( 0, 5 );
		$this->assertSame( Store\get( $id )['started_at'], Figures\series( Store\get( $id ) )['metrics'][0]['variations'][0]['points'][0]['at'], 'Not before it began, as a day put together would.' );
		Store\write( $id, array( 'started_at' => gmdate( 'Y-m-d\TH:i:s\Z', time() - 2000 * HOUR_IN_SECONDS ) ) );
		$series = Figures\series( Store\get( $id ) );
		$this->assertTrue( rest_validate_value_from_schema( $series, Schema\load( 'series' ) ) );
		$points = $series['metrics'][0]['variations'][1]['points'];
		$this->assertSame( array( 20, 30 ), array_column( $points, 'visitors' ) );
		$this->assertSame( array( 1, 2 ), array_column( $points, 'conversions' ) );
		$this->assertSame( gmdate( 'Y-m-d\TH:i:s\Z', ( $hour - 1 ) * HOUR_IN_SECONDS ), $points[0]['at'] );
		$this->assertLessThanOrEqual( time(), strtotime( $points[1]['at'] ), 'Nothing is known of the future.' );
		$this->assertSame( 10, $series['metrics'][0]['variations'][0]['points'][0]['visitors'] );

		for ( $ago = 3; $ago < 1000; $ago++ ) {
			$add( $ago, 1 );
		}
		$points = Figures\series( Store\get( $id ) )['metrics'][0]['variations'][1]['points'];
		$this->assertLessThanOrEqual( Figures\POINTS + 1, count( $points ) );
		$this->assertSame( 30 + 2 * 997, end( $points )['visitors'] );
	}
}
