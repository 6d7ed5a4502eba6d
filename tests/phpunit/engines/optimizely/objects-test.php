<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * What is sent when an experiment is created.
 */
final class ObjectsTest extends TestCase {

	use Experimenting;

	private FakeOptimizely $optimizely;
	private int $post;
	private int $id;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'administrator' );
		$this->post = $this->post();
	}

	/**
	 * Starts an experiment.
	 *
	 * @param array<string, mixed> $setup What is chosen in the panel.
	 * @return array<string, mixed> Body of the request that created it.
	 */
	private function created( array $setup = array() ): array {
		$this->id = $this->running( $this->post, $setup );
		$requests = FakeService::requests_to( '#^POST .*/v2/experiments$#' );
		$this->assertCount( 1, $requests );
		return json_decode( $requests[0]['args']['body'], true );
	}

	/**
	 * @return array<string, array{int, int}>
	 */
	public function shares(): array {
		return array(
			'everybody'  => array( 100, 0 ),
			'a quarter'  => array( 25, 7500 ),
			'one in 100' => array( 1, 9900 ),
		);
	}

	/**
	 * @dataProvider shares
	 */
	public function test_who_takes_no_part_is_held_back( int $traffic, int $holdback ): void {
		$body = $this->created( array( 'traffic' => $traffic ) );
		$this->assertSame( $holdback, $body['holdback'] );
		$this->assertArrayNotHasKey( 'traffic_allocation', $body, 'That is of another product.' );
	}

	/**
	 * @return array<string, array{list<string>, string, string}>
	 */
	public function audiences(): array {
		return array(
			'nobody in particular' => array( array(), 'all', 'everyone' ),
			'any of two'           => array( array( '7000', '7001' ), 'any', '["or",{"audience_id":7000},{"audience_id":7001}]' ),
			'both of two'          => array( array( '7000', '7001' ), 'all', '["and",{"audience_id":7000},{"audience_id":7001}]' ),
			'one'                  => array( array( '7000' ), 'any', '["or",{"audience_id":7000}]' ),
		);
	}

	/**
	 * @dataProvider audiences
	 * @param list<string> $audiences Ids.
	 */
	public function test_audiences_are_conditions( array $audiences, string $match, string $conditions ): void {
		$body = $this->created( array( 'audiences' => $audiences, 'audience_match' => $match ) );
		$this->assertSame( $conditions, $body['audience_conditions'] );
	}

	/**
	 * @return array<string, array{string, list<string>}>
	 */
	public function goals(): array {
		return array(
			'clicks decide' => array( 'click', array( 'click', 'read' ) ),
			'reads decide'  => array( 'read', array( 'read', 'click' ) ),
		);
	}

	/**
	 * @dataProvider goals
	 * @param list<string> $order Of the metrics that are events.
	 */
	public function test_metrics_count_visitors_of_this_experiment( string $goal, array $order ): void {
		$metrics = $this->created( array( 'goal' => $goal ) )['metrics'];
		$record  = Store\get( $this->id );
		$this->assertCount( 3, $metrics );
		foreach ( $order as $place => $name ) {
			$this->assertSame( (int) $record['remote']['events'][ $name ], $metrics[ $place ]['event_id'] );
			$this->assertSame(
				array(
					'filter' => array(
						'combine_operator' => 'and',
						'conditions'       => array( array( 'name' => 'experiment', 'operator' => 'equal_to', 'type' => 'string', 'value' => $record['key'] ) ),
					),
				),
				$metrics[ $place ]['event_properties']
			);
		}
		$this->assertSame( (int) $record['remote']['post_page'], $metrics[2]['event_id'], 'To have opened the post.' );
		foreach ( $metrics as $metric ) {
			$this->assertSame( array( 'unique', 'visitor', 'increasing' ), array( $metric['aggregator'], $metric['scope'], $metric['winning_direction'] ) );
		}
	}

	public function test_a_time_to_stop_is_sent_in_utc_and_none_is_not(): void {
		update_option( 'timezone_string', 'Asia/Kolkata' );
		$stop = time() + 3 * DAY_IN_SECONDS;
		$body = $this->created( array( 'stop_at' => wp_date( 'Y-m-d\TH:i', $stop ) ) );
		$this->assertSame( array( 'stop_time' => gmdate( 'Y-m-d\TH:i', $stop ), 'time_zone' => 'UTC' ), $body['schedule'] );
	}

	public function test_without_a_time_to_stop_there_is_no_schedule(): void {
		$this->assertArrayNotHasKey( 'schedule', $this->created() );
	}

	public function test_whoever_finds_it_there_is_led_back_here(): void {
		$body = $this->created( array( 'hypothesis' => 'Shorter is clearer. [two-heads:ffffffff-1]' ) );
		$this->assertSame( "Headline: The old headline (WordPress post $this->post)", $body['name'] );
		$this->assertStringContainsString( admin_url( "post.php?action=edit&post=$this->post" ), $body['description'] );
		$this->assertStringContainsString( 'Shorter is clearer.', $body['description'] );
		$this->assertSame( 1, substr_count( $body['description'], '[two-heads:' ), 'Nobody passes it off as another.' );
		$this->assertStringEndsWith( '[two-heads:' . Store\get( $this->id )['key'] . ']', $body['description'] );
	}

	public function test_weights_and_code_of_every_variation(): void {
		$body = $this->created( array( 'titles' => array( 'B', 'C' ), 'weights' => array( 1, 1, 1 ) ) );
		$this->assertSame( 10000, array_sum( array_column( $body['variations'], 'weight' ) ) );
		$this->assertSame( array( 'Original: The old headline', 'Variation 1: B', 'Variation 2: C' ), array_column( $body['variations'], 'name' ) );
		$this->assertSame( array( 'a/b', array( (int) Store\get( $this->id )['remote']['page'] ) ), array( $body['type'], $body['page_ids'] ) );
		$this->assertArrayNotHasKey( 'status', $body, 'It is read-only there.' );
	}
}
