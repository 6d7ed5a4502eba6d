<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Results;
use TwoHeads\Experiments\Verdict;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * Optimizely's figures in our shape.
 */
final class ResultsTest extends TestCase {

	private const RECORD = array(
		'remote' => array(
			'project'    => FakeOptimizely::PROJECT,
			'experiment' => '3000',
			'post_page'  => '77',
			'events'     => array( 'exposure' => '1', 'click' => '2', 'read' => '3' ),
			'metrics'    => array( 'click', 'read', 'open' ),
			'variations' => array( '1234', '5678' ),
		),
	);

	protected function setUp(): void {
		parent::setUp();
		new FakeOptimizely();
	}

	private function answers( int $status, string $body ): array {
		$optimizely            = new FakeOptimizely();
		$optimizely->faults[0] = array( FakeService::response( $status, $body ), false );
		FakeService::install();
		FakeService::on( '#/experiments/3000/#', $status, $body );
		return Results\results( self::RECORD );
	}

	/**
	 * A body as Optimizely sends it; figures that PHP cannot write as they come stand as text.
	 */
	private function body( string $lift, string $more = '' ): string {
		$metric = static fn ( int $event ): string => sprintf(
			'{"name":"m","event_id":%d,"aggregator":"unique","scope":"visitor","winning_direction":"increasing","results":{
			"1234":{"variation_id":"1234","name":"Original","level":"variation","is_baseline":true,"rate":0.1,"samples":1000,"value":100.0,"variance":0.09},
			"5678":{"variation_id":"5678","name":"V1","level":"variation","is_baseline":false,"rate":0.12,"samples":1000,"value":120,"variance":0.1%s}}}',
			$event,
			$lift
		);
		// In another order than asked for.
		return '{"experiment_id":3000,"confidence_threshold":0.95,"start_time":"2026-11-01T00:00:00Z","end_time":"2026-11-02T00:00:00Z","metrics":['
			. $metric( 77 ) . ',' . $metric( 3 ) . ',' . $metric( 2 ) . ']' . $more . '}';
	}

	public function test_figures(): void {
		$results = $this->answers( 200, $this->body( ',"lift":{"value":0.2,"significance":0.93,"is_significant":false,"lift_status":"better","confidence_interval":[-0.01,0.4],"visitors_remaining":412}', ',"is_stale":true,"reach":{"total_count":2400}' ) );
		$this->assertSame( array( 'click', 'read', 'open' ), array_column( $results['metrics'], 'id' ) );
		$this->assertSame( array( 'ready', true, .95, 2400 ), array( $results['state'], $results['stale'], $results['confidence'], $results['visitors'] ) );
		$this->assertSame(
			array(
				'index'        => 1,
				'visitors'     => 1000,
				'conversions'  => 120,
				'rate'         => .12,
				'improvement'  => .2,
				'interval'     => array( -.01, .4 ),
				'significance' => .93,
				'significant'  => false,
				'remaining'    => 412,
			),
			$results['metrics'][0]['variations'][1]
		);
		$original = $results['metrics'][0]['variations'][0];
		$this->assertNull( $original['improvement'] );
		$this->assertNull( $original['significance'] );
		$whole = Verdict\judge( $results + array( 'fetched_at' => '2026-11-02T00:00:00Z' ) );
		$this->assertTrue( rest_validate_value_from_schema( $whole, Schema\load( 'results' ) ) );
	}

	public function test_absolute_differences_become_relative_ones(): void {
		$lift = ',"lift":{"value":0.02,"significance":0.93,"is_significant":true,"confidence_interval":[-0.001,0.04]}';
		foreach ( array( '"relative"' => array( .02, array( -.001, .04 ) ), '"absolute"' => array( .2, array( -.01, .4 ) ) ) as $type => $expected ) {
			$results   = $this->answers( 200, $this->body( $lift, ',"stats_config":{"confidence_level":0.9,"difference_type":' . $type . '}' ) );
			$variation = $results['metrics'][0]['variations'][1];
			$this->assertEqualsWithDelta( $expected, array( $variation['improvement'], $variation['interval'] ), 1e-9 );
			$this->assertNull( $results['metrics'][0]['variations'][0]['improvement'] );
		}
	}

	public function test_no_share_of_nothing_is_an_improvement(): void {
		$body      = str_replace( '"rate":0.1,', '"rate":0,', $this->body( ',"lift":{"value":0.02,"confidence_interval":[-0.001,0.04]}', ',"stats_config":{"difference_type":"absolute"}' ) );
		$variation = $this->answers( 200, $body )['metrics'][0]['variations'][1];
		$this->assertSame( array( null, null ), array( $variation['improvement'], $variation['interval'] ) );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function unknowns(): array {
		return array(
			'the sentinel'            => array( ',"lift":{"value":0.2,"visitors_remaining":9223372036854775807}' ),
			'as JavaScript writes it' => array( ',"lift":{"value":0.2,"visitors_remaining":9223372036854776000}' ),
			'null'                    => array( ',"lift":{"value":0.2,"visitors_remaining":null,"significance":null,"confidence_interval":null}' ),
			'half an interval'        => array( ',"lift":{"value":0.2,"confidence_interval":[0.1,null]}' ),
			'no lift'                 => array( '' ),
			'null lift'               => array( ',"lift":null' ),
		);
	}

	/**
	 * @dataProvider unknowns
	 */
	public function test_what_is_not_known_is_null( string $lift ): void {
		$variation = $this->answers( 200, $this->body( $lift ) )['metrics'][0]['variations'][1];
		$this->assertSame( array( null, null, null, false ), array( $variation['remaining'], $variation['significance'], $variation['interval'], $variation['significant'] ) );
	}

	public function test_states_without_figures(): void {
		$this->assertSame( 'preparing', $this->answers( 202, '' )['state'] );
		$this->assertSame( 'none', $this->answers( 204, '' )['state'] );
		$this->assertSame( 'none', $this->answers( 200, '{"metrics":[]}' )['state'] );
	}

	public function test_a_variation_nobody_was_counted_in_is_zero_not_missing(): void {
		$body       = str_replace( '"5678":{', '"9999":{', $this->body( '' ) );
		$variations = $this->answers( 200, $body )['metrics'][0]['variations'];
		$this->assertSame( array( 0, 1 ), array_column( $variations, 'index' ) );
		$this->assertSame( 0, $variations[1]['visitors'] );
	}

	public function test_series(): void {
		$point = '{"time":"2026-11-01T0%d:00:00Z","rate":0.1,"samples":%d,"value":%d,"variance":0.09}';
		$line  = '[' . sprintf( $point, 2, 200, 20 ) . ',' . sprintf( $point, 1, 100, 10 ) . ',{"time":"no time"}]';
		FakeService::install();
		FakeService::on( '#/experiments/3000/timeseries$#', 200, '{"metrics":[{"event_id":2,"results":{"1234":{"timeseries":' . $line . '}}}]}' );
		$series = Results\series( self::RECORD );
		$this->assertTrue( rest_validate_value_from_schema( $series, Schema\load( 'series' ) ) );
		$this->assertSame( array( 100, 200 ), array_column( $series['metrics'][0]['variations'][0]['points'], 'visitors' ) );
		$this->assertSame( array(), $series['metrics'][0]['variations'][1]['points'] );
	}
}
