<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\Judge;
use TwoHeads\Engines\BuiltIn\JudgeWeights;
use TwoHeads\Tests\TestCase;

final class JudgeTest extends TestCase {

	/**
	 * Counts of one epoch, everything rendered also viewed.
	 *
	 * @param list<int>      $viewed
	 * @param list<int>      $click
	 * @param list<int>|null $read    Null: four of ten clicks.
	 * @param list<int>|null $weights Null: equal.
	 * @return array<string, list<int>>
	 */
	private static function epoch( array $viewed, array $click, ?array $read = null, ?array $weights = null ): array {
		return array(
			'weights'  => $weights ?? array_fill( 0, count( $viewed ), 100 ),
			'rendered' => $viewed,
			'viewed'   => $viewed,
			'click'    => $click,
			'read'     => $read ?? array_map( static fn ( int $clicks ): int => intdiv( 4 * $clicks, 10 ), $click ),
		);
	}

	/**
	 * @param list<array<string, list<int>>> $epochs
	 * @param array<string, mixed>           $more
	 * @return array<string, mixed>
	 */
	private static function judge( string $mode, array $epochs, array $more = array() ): array {
		$input = $more + array(
			'mode'   => $mode,
			'goal'   => 'click',
			'hours'  => 5.0,
			'over'   => false,
			'epochs' => $epochs,
			'kappa'  => null,
			'before' => array(),
		);
		$judged = Judge\judge( $input );
		self::assertNotFalse( wp_json_encode( $judged ), 'can be kept' );
		return $judged;
	}

	/**
	 * The decision table: what is counted, and what each mode makes of it while it runs and at its end.
	 *
	 * @dataProvider decisions
	 * @param list<int>                          $viewed
	 * @param list<int>                          $click
	 * @param array<string, array{string, ?int}> $expected Verdict and what may be applied, by mode and `mode, over`.
	 */
	public function test_what_is_decided( array $viewed, array $click, array $expected ): void {
		foreach ( array( 'learn', 'earn', 'prove' ) as $mode ) {
			foreach ( array( $mode => false, "$mode, over" => true ) as $case => $over ) {
				$judged = self::judge( $mode, array( self::epoch( $viewed, $click ) ), array( 'over' => $over ) );
				self::assertSame( $expected[ $case ] ?? $expected[ $over ? 'over' : 'else' ], array( $judged['verdict'], $judged['apply'] ), $case );
			}
		}
	}

	/**
	 * @return array<string, array{list<int>, list<int>, array<string, array{string, ?int}>}>
	 */
	public function decisions(): array {
		$keep = array( 'keep', 0 );
		$more = array( 'more_time', null );
		return array(
			'nobody came'                   => array( array( 0, 0 ), array( 0, 0 ), array( 'else' => array( 'waiting', null ), 'over' => array( 'waiting', 0 ) ) ),
			'nobody clicked'                => array( array( 900, 900 ), array( 0, 0 ), array( 'else' => $more, 'over' => $keep ) ),
			'too few clicks'                => array( array( 900, 900 ), array( 5, 24 ), array( 'else' => $more, 'over' => $keep ) ),
			'too few views'                 => array( array( 99, 99 ), array( 30, 90 ), array( 'else' => $more, 'over' => $keep ) ),
			'equal'                         => array( array( 3000, 3000 ), array( 40, 40 ), array( 'else' => $more, 'over' => $keep ) ),
			'shown to be better'            => array(
				array( 20000, 20000 ),
				array( 240, 360 ),
				array( 'else' => array( 'winner', 1 ), 'over' => array( 'winner', 1 ), 'earn' => array( 'likely', 1 ), 'earn, over' => array( 'likely', 1 ) ),
			),
			'likely, loss below 1 %'        => array(
				array( 6000, 6000 ),
				array( 72, 96 ),
				array( 'else' => array( 'likely', 1 ), 'over' => array( 'likely', 1 ), 'prove' => $more ),
			),
			'likely, loss between 1 and 2 %' => array(
				array( 6000, 6000 ),
				array( 72, 84 ),
				array( 'else' => $more, 'over' => $keep, 'earn' => array( 'likely', 1 ), 'earn, over' => array( 'likely', 1 ) ),
			),
			'two better ones'               => array(
				array( 6000, 6000, 6000 ),
				array( 72, 96, 94 ),
				array( 'else' => $more, 'over' => array( 'likely', 1 ) ),
			),
			'a little better, not enough'   => array( array( 6000, 6000 ), array( 72, 78 ), array( 'else' => $more, 'over' => $keep ) ),
			'original ahead, loss below 1 %' => array(
				array( 6000, 6000 ),
				array( 96, 72 ),
				array( 'else' => array( 'original', 0 ), 'over' => array( 'original', 0 ), 'prove' => $more, 'prove, over' => $keep ),
			),
			'original shown to be better'   => array( array( 20000, 20000 ), array( 360, 240 ), array( 'else' => array( 'original', 0 ), 'over' => array( 'original', 0 ) ) ),
			'no difference worth having'    => array(
				array( 2000000, 2000000 ),
				array( 100000, 100100 ),
				array( 'else' => array( 'no_difference', 0 ), 'over' => array( 'no_difference', 0 ), 'earn' => array( 'likely', 1 ), 'earn, over' => array( 'likely', 1 ) ),
			),
			'not divided as planned'        => array( array( 6000, 5000 ), array( 60, 120 ), array( 'else' => array( 'unreliable', null ), 'over' => array( 'unreliable', null ) ) ),
		);
	}

	public function test_of_several_only_the_leader_that_beats_the_original_wins(): void {
		$judged = self::judge( 'prove', array( self::epoch( array( 20000, 20000, 20000 ), array( 240, 360, 300 ) ) ) );
		self::assertSame( array( 'winner', 1, 1 ), array( $judged['verdict'], $judged['leader'], $judged['apply'] ) );
		// The second is significantly better than the original, the first is not and leads.
		$judged = self::judge( 'prove', array( self::epoch( array( 2000, 2000, 40000 ), array( 24, 40, 760 ), null, array( 1, 1, 20 ) ) ) );
		self::assertNotSame( 'winner', $judged['verdict'] );
	}

	public function test_significance_is_adjusted_for_the_number_of_variations(): void {
		$two   = self::judge( 'prove', array( self::epoch( array( 10000, 10000 ), array( 120, 180 ) ) ) )['metrics']['click'][1];
		$three = self::judge( 'prove', array( self::epoch( array( 10000, 10000, 10000, 10000 ), array( 120, 180, 121, 122 ) ) ) )['metrics']['click'][1];
		self::assertTrue( $two['significant'] );
		self::assertEqualsWithDelta( 3 * ( 1 - $two['significance'] ), 1 - $three['significance'], 1e-12 );
		self::assertLessThan( $two['interval'][0], $three['interval'][0] );
		self::assertGreaterThan( $two['interval'][1], $three['interval'][1] );
	}

	public function test_figures_are_as_measured_and_chances_are_not_taken_in_by_a_lucky_start(): void {
		$rows = self::judge( 'learn', array( self::epoch( array( 200, 200 ), array( 2, 6 ) ) ) )['metrics']['click'];
		self::assertSame( array( 200, 6, 0.03 ), array( $rows[1]['visitors'], $rows[1]['conversions'], $rows[1]['rate'] ) );
		self::assertEqualsWithDelta( 2.0, $rows[1]['improvement'], 1e-12 );
		// With a flat prior the chance would be .91.
		self::assertLessThan( 0.75, $rows[1]['chance'] );
		self::assertEqualsWithDelta( 1.0, $rows[0]['chance'] + $rows[1]['chance'], 1e-12 );
		// What is missed is far less than the measured +200 %.
		self::assertLessThan( 0.5, $rows[0]['loss'] );
		self::assertNull( $rows[0]['improvement'] );
	}

	public function test_what_was_once_shown_stays_shown_and_intervals_only_narrow(): void {
		$first  = self::judge( 'prove', array( self::epoch( array( 10000, 10000 ), array( 120, 180 ) ) ) );
		$kept   = json_decode( (string) wp_json_encode( $first['before'] ), true );
		$epochs = array( self::epoch( array( 20000, 20000 ), array( 260, 320 ) ) );
		$later  = self::judge( 'prove', $epochs, array( 'before' => $kept ) );
		$fresh  = self::judge( 'prove', $epochs );
		self::assertTrue( $first['metrics']['click'][1]['significant'] );
		self::assertFalse( $fresh['metrics']['click'][1]['significant'] );
		self::assertTrue( $later['metrics']['click'][1]['significant'] );
		self::assertSame( $first['metrics']['click'][1]['significance'], $later['metrics']['click'][1]['significance'] );
		list( $low, $high )             = $later['metrics']['click'][1]['interval'];
		list( $fresh_low, $fresh_high ) = $fresh['metrics']['click'][1]['interval'];
		self::assertGreaterThan( $fresh_low, $low );
		self::assertLessThanOrEqual( $fresh_high, $high );
		// Not if it has turned round meanwhile.
		$turned = self::judge( 'prove', array( self::epoch( array( 20000, 20000 ), array( 260, 250 ) ) ), array( 'before' => $first['before'] ) );
		self::assertFalse( $turned['metrics']['click'][1]['significant'] );
	}

	public function test_a_look_too_soon_after_the_last_is_none(): void {
		$first = self::judge( 'prove', array( self::epoch( array( 10000, 10000 ), array( 120, 140 ) ) ) );
		$shown = $first['metrics']['click'][1];
		foreach ( array( 10400 => false, 10600 => true ) as $views => $looked ) {
			$later = self::judge( 'prove', array( self::epoch( array( $views, $views ), array( 120, 190 ) ) ), array( 'before' => $first['before'] ) );
			$row   = $later['metrics']['click'][1];
			self::assertSame( $looked, $row['significance'] > $shown['significance'], "$views views" );
			self::assertSame( $looked, $row['significant'] );
			self::assertSame( $looked ? 2 * $views : 20000, $later['before']['click'][0]['seen'] );
		}
	}

	public function test_what_few_clicks_say_is_not_held_on_to(): void {
		$first = self::judge( 'prove', array( self::epoch( array( 200, 200 ), array( 24, 90 ) ) ) );
		self::assertGreaterThan( 0.99, $first['metrics']['click'][1]['significance'] );
		self::assertFalse( $first['metrics']['click'][1]['significant'] );
		$later = self::judge( 'prove', array( self::epoch( array( 2000, 2000 ), array( 240, 260 ) ) ), array( 'before' => $first['before'] ) );
		self::assertFalse( $later['metrics']['click'][1]['significant'] );
		self::assertLessThan( 0.5, $later['metrics']['click'][1]['significance'] );
	}

	public function test_what_is_remembered_may_be_anything(): void {
		$epochs = array( self::epoch( array( 9000, 9000, 9000 ), array( 90, 95, 99 ) ) );
		$fresh  = self::judge( 'learn', $epochs );
		foreach (
			array(
				array( 'ratio' => null, 'click' => 7 ),
				array( 'ratio' => 'often', 'click' => array( array( 'p' => 0.001 ) ), 'read' => array( 1, 2 ) ),
				array( 'click' => array( array( 'p' => 'x', 'low' => 1 ), array() ) ),
			) as $before
		) {
			self::assertSame( $fresh['metrics'], self::judge( 'learn', $epochs, array( 'before' => $before ) )['metrics'] );
		}
	}

	public function test_once_unlikely_the_division_stays_unlikely(): void {
		$before = self::judge( 'learn', array( self::epoch( array( 6000, 5000 ), array( 60, 60 ) ) ) )['before'];
		$later  = self::judge( 'learn', array( self::epoch( array( 60000, 60000 ), array( 600, 900 ) ) ), array( 'before' => $before ) );
		self::assertSame( 'unreliable', $later['verdict'] );
		self::assertFalse( $later['sample_ratio']['ok'] );
		self::assertSame( array( 60000, 60000 ), $later['sample_ratio']['counted'] );
	}

	public function test_visitors_are_expected_as_their_epochs_divided_them(): void {
		$epochs = array(
			self::epoch( array( 1010, 990 ), array( 30, 40 ) ),
			self::epoch( array( 210, 1790 ), array( 6, 70 ), null, array( 1000, 9000 ) ),
		);
		$ratio  = self::judge( 'earn', $epochs )['sample_ratio'];
		self::assertTrue( $ratio['ok'] );
		self::assertSame( array( 1220, 2780 ), $ratio['counted'] );
		self::assertEqualsWithDelta( array( 0.3, 0.7 ), $ratio['expected'], 1e-12 );
		// The same sums, each epoch divided as the other should have been.
		$epochs[0]['weights'] = array( 1000, 9000 );
		$epochs[1]['weights'] = array( 5000, 5000 );
		self::assertFalse( self::judge( 'earn', $epochs )['sample_ratio']['ok'] );
		// A headline that gets nobody is no fault.
		$alone = self::epoch( array( 2000, 3 ), array( 60, 0 ), null, array( 1, 0 ) );
		self::assertTrue( self::judge( 'prove', array( $alone ) )['sample_ratio']['ok'] );
	}

	public function test_a_busy_evening_is_nobody_s_merit(): void {
		// Equal headlines; the variation got most of an evening on which three times as many click.
		$epochs = array(
			self::epoch( array( 5000, 5000 ), array( 100, 100 ) ),
			self::epoch( array( 1000, 9000 ), array( 60, 540 ), null, array( 1000, 9000 ) ),
		);
		foreach ( array( 'earn', 'learn' ) as $mode ) {
			$rows = self::judge( $mode, $epochs )['metrics']['click'];
			self::assertSame( array( 14000, 640 ), array( $rows[1]['visitors'], $rows[1]['conversions'] ) );
			self::assertEqualsWithDelta( 0.0, $rows[1]['improvement'], 1e-9, $mode );
			self::assertEqualsWithDelta( 0.5, $rows[1]['chance'], 0.05, $mode );
		}
		self::assertFalse( self::judge( 'prove', $epochs )['metrics']['click'][1]['significant'] );
		// Summed up it would be +71 %.
		$sum = self::judge( 'earn', array( self::epoch( array( 6000, 14000 ), array( 160, 640 ), null, array( 3, 7 ) ) ) );
		self::assertGreaterThan( 0.99, $sum['metrics']['click'][1]['chance'] );
	}

	public function test_what_never_met_in_an_epoch_is_not_known_apart(): void {
		// A thousand clicks of each, but hardly any at the same time.
		$apart = self::judge(
			'earn',
			array(
				self::epoch( array( 49000, 1000 ), array( 980, 22 ), null, array( 98, 2 ) ),
				self::epoch( array( 1000, 49000 ), array( 20, 1078 ), null, array( 2, 98 ) ),
			)
		)['metrics']['click'];
		$together = self::judge( 'earn', array( self::epoch( array( 50000, 50000 ), array( 1000, 1100 ) ) ) )['metrics']['click'];
		self::assertEqualsWithDelta( 0.1, $apart[1]['improvement'], 0.001 );
		self::assertGreaterThan( 0.97, $together[1]['chance'] );
		self::assertLessThan( 0.75, $apart[1]['chance'] );
	}

	public function test_epochs_of_the_same_weights_are_one(): void {
		$pieces = array(
			self::epoch( array( 3000, 3000 ), array( 30, 50 ), null, array( 5000, 5000 ) ),
			self::epoch( array( 4000, 4100 ), array( 90, 120 ), null, array( 2500, 2500 ) ),
		);
		$whole = array( self::epoch( array( 7000, 7100 ), array( 120, 170 ), array( 48, 68 ) ) );
		self::assertSame( self::judge( 'learn', $whole )['metrics'], self::judge( 'learn', $pieces )['metrics'] );
	}

	public function test_a_bandit_shows_no_significance(): void {
		foreach ( self::judge( 'earn', array( self::epoch( array( 20000, 20000 ), array( 240, 360 ) ) ) )['metrics'] as $rows ) {
			foreach ( $rows as $row ) {
				self::assertSame( array( null, null, false, null ), array( $row['interval'], $row['significance'], $row['significant'], $row['remaining'] ) );
			}
		}
	}

	public function test_more_visitors_are_needed_until_the_same_difference_is_significant(): void {
		$row = self::judge( 'prove', array( self::epoch( array( 6000, 6000 ), array( 72, 96 ) ) ) )['metrics']['click'][1];
		self::assertGreaterThan( 0, $row['remaining'] );
		$times = 1 + $row['remaining'] / 12000;
		$then  = static function ( float $times ): array {
			$views  = (int) ( 6000 * $times );
			$clicks = array( (int) round( 72 * $times ), (int) round( 96 * $times ) );
			return self::judge( 'prove', array( self::epoch( array( $views, $views ), $clicks ) ) )['metrics']['click'][1];
		};
		self::assertTrue( $then( 1.02 * $times )['significant'] );
		self::assertSame( 0, $then( 1.02 * $times )['remaining'] );
		self::assertFalse( $then( 0.98 * $times )['significant'] );
		// What would take for ever is not told.
		self::assertNull( self::judge( 'prove', array( self::epoch( array( 6000, 6000 ), array( 72, 72 ) ) ) )['metrics']['click'][1]['remaining'] );
	}

	/**
	 * @dataProvider clocks
	 */
	public function test_nothing_is_decided_in_the_first_hour( float $hours, bool $open ): void {
		$judged = self::judge( 'learn', array( self::epoch( array( 20000, 20000 ), array( 240, 360 ) ) ), array( 'hours' => $hours ) );
		self::assertSame( $open, $judged['open'] );
		self::assertSame( ! $open, $judged['early'] );
		self::assertSame( $open ? 'winner' : 'more_time', $judged['verdict'] );
		self::assertSame( $open, $judged['metrics']['click'][1]['significant'] );
	}

	/**
	 * @return array<string, array{float, bool}>
	 */
	public function clocks(): array {
		return array(
			'an hour'             => array( 1.0, true ),
			'nearly'              => array( 0.99, false ),
			'just started'        => array( 0.0, false ),
			'clock was set back'  => array( -3.0, false ),
			'nobody knows'        => array( NAN, false ),
		);
	}

	public function test_weights_follow_the_chances_with_a_floor(): void {
		$epoch  = self::epoch( array( 3000, 3000, 3000 ), array( 40, 62, 36 ) );
		$judged = self::judge( 'earn', array( $epoch ) );
		self::assertSame( 10000, array_sum( $judged['weights'] ) );
		self::assertGreaterThanOrEqual( 200, min( $judged['weights'] ) );
		foreach ( $judged['weights'] as $arm => $weight ) {
			self::assertEqualsWithDelta( 200 + 9400 * $judged['metrics']['click'][ $arm ]['chance'], $weight, 1.0 );
		}
		// They stay when that is what they are already,
		$next = self::epoch( array( 0, 0, 0 ), array( 0, 0, 0 ), null, $judged['weights'] );
		self::assertNull( self::judge( 'earn', array( $epoch, $next ) )['weights'] );
		// before the gate, in the other modes, at the end, and while the division is not trusted.
		foreach (
			array(
				array( 'earn', array( 300, 300, 300 ), array( 'hours' => 5.0 ) ),
				array( 'earn', array( 3000, 3000, 3000 ), array( 'hours' => 0.5 ) ),
				array( 'earn', array( 3000, 3000, 3000 ), array( 'over' => true ) ),
				array( 'earn', array( 3000, 3000, 1800 ), array() ),
				array( 'learn', array( 3000, 3000, 3000 ), array() ),
				array( 'prove', array( 3000, 3000, 3000 ), array() ),
			) as list( $mode, $viewed, $more )
		) {
			$click = $viewed[0] < 1000 ? array( 4, 6, 3 ) : array( 40, 62, 36 );
			self::assertNull( self::judge( $mode, array( self::epoch( $viewed, $click ) ), $more )['weights'] );
		}
	}

	public function test_weights_are_whole_and_complete(): void {
		self::assertSame( array( 3334, 3333, 3333 ), JudgeWeights\whole( array( 1 / 3, 1 / 3, 1 / 3 ) ) );
		self::assertSame( array( 200, 9800 ), JudgeWeights\next( array( 0.0, 1.0 ), array( 5000, 5000 ) ) );
		self::assertNull( JudgeWeights\next( array( 0.53, 0.47 ), array( 5000, 5000 ) ) );
		$ten = array( 0.37, 0.21, 0.16, 0.11, 0.07, 0.05, 0.02, 0.01, 0.0, 0.0 );
		self::assertSame( 10000, array_sum( JudgeWeights\next( $ten, array_fill( 0, 10, 1000 ) ) ) );
	}

	public function test_a_headline_that_is_clicked_and_not_read_is_not_applied(): void {
		$clicks = array( 240, 360 );
		foreach ( array( 'learn' => 'winner', 'prove' => 'winner', 'earn' => 'likely' ) as $mode => $verdict ) {
			$epochs = array( self::epoch( array( 20000, 20000 ), $clicks, array( 120, 80 ) ) );
			$judged = self::judge( $mode, $epochs );
			self::assertSame( array( $verdict, 'clicks_not_read', null, null ), array( $judged['verdict'], $judged['warning'], $judged['apply'], $judged['weights'] ), $mode );
			self::assertSame( 0, self::judge( $mode, $epochs, array( 'over' => true ) )['apply'], 'at the end the original stays' );
			// As many reads are no reason to worry, a few fewer neither.
			foreach ( array( 120, 112 ) as $reads ) {
				$judged = self::judge( $mode, array( self::epoch( array( 20000, 20000 ), $clicks, array( 120, $reads ) ) ) );
				self::assertSame( array( null, 1 ), array( $judged['warning'], $judged['apply'] ), "$mode, $reads reads" );
			}
		}
		// Reads decide by themselves where they are the goal.
		$judged = self::judge( 'learn', array( self::epoch( array( 20000, 20000 ), $clicks, array( 120, 80 ) ) ), array( 'goal' => 'read' ) );
		self::assertSame( array( 'original', 0, null, 0 ), array( $judged['verdict'], $judged['leader'], $judged['warning'], $judged['apply'] ) );
	}

	public function test_a_handful_of_reads_says_nothing_about_readers(): void {
		foreach ( array( array( array( 20, 2 ), null ), array( array( 24, 4 ), 'clicks_not_read' ) ) as list( $reads, $warning ) ) {
			$judged = self::judge( 'learn', array( self::epoch( array( 2000, 2000 ), array( 60, 120 ), $reads ) ) );
			self::assertSame( array( 1, $warning ), array( $judged['leader'], $judged['warning'] ), implode( ', ', $reads ) );
		}
	}

	public function test_the_site_s_own_spread_decides_and_only_where_it_was_found(): void {
		$epochs = array( self::epoch( array( 6000, 6000 ), array( 72, 96 ) ) );
		$usual  = self::judge( 'learn', $epochs )['metrics'];
		$alike  = self::judge( 'learn', $epochs, array( 'kappa' => 5000.0 ) )['metrics'];
		self::assertLessThan( $usual['click'][1]['chance'], $alike['click'][1]['chance'] );
		self::assertSame( $usual['read'], $alike['read'] );
	}

	public function test_lost_beacons_break_nothing(): void {
		$epoch = array(
			'weights'  => array( 0, 0 ),
			'rendered' => array( 5 ),
			'viewed'   => array( 3, -1 ),
			'click'    => array( 9, 2 ),
			'read'     => array(),
		);
		$rows  = self::judge( 'learn', array( $epoch ) )['metrics']['click'];
		self::assertSame( array( 3, 3, 1.0 ), array( $rows[0]['visitors'], $rows[0]['conversions'], $rows[0]['rate'] ) );
		self::assertSame( array( 0, 0, 0.0, null ), array( $rows[1]['visitors'], $rows[1]['conversions'], $rows[1]['rate'], $rows[1]['improvement'] ) );
	}
}
