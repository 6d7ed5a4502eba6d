<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\AlwaysValid;
use TwoHeads\Engines\BuiltIn\BestArm;
use TwoHeads\Engines\BuiltIn\Statistics;
use TwoHeads\Tests\TestCase;

require_once __DIR__ . '/vectors.php';

final class StatisticsTest extends TestCase {

	use Vectors;

	public function test_who_is_best_and_what_else_costs(): void {
		foreach ( self::vectors()['beta_bernoulli_multi'] as $vector ) {
			$best = BestArm\best( $vector['arms'] );
			foreach ( $vector['arms'] as $arm => list( $a, $b ) ) {
				self::assertNear( $vector['p_best'][ $arm ], $best['chance'][ $arm ], 1e-9, "chance of $a, $b" );
				self::assertNear( $vector['expected_loss_abs'][ $arm ], $best['loss'][ $arm ] * $a / ( $a + $b ), 1e-9, "loss of $a, $b" );
			}
		}
	}

	/**
	 * Ten arms, an arm of two views beside one of ten million, arms that are certain to differ.
	 *
	 * @dataProvider fields
	 * @param list<array{float, float}> $arms
	 */
	public function test_chances_sum_to_one_in_any_order( array $arms ): void {
		$best = BestArm\best( $arms );
		self::assertNear( 1.0, array_sum( $best['chance'] ), 1e-12 );
		self::assertGreaterThanOrEqual( 0.0, min( $best['chance'] ) );
		self::assertGreaterThanOrEqual( 0.0, min( $best['loss'] ) );
		$turned = BestArm\best( array_reverse( $arms ) );
		foreach ( array( 'chance', 'loss' ) as $what ) {
			foreach ( array_reverse( $turned[ $what ] ) as $arm => $one ) {
				self::assertEqualsWithDelta( $best[ $what ][ $arm ], $one, 1e-10, "$what of $arm" );
			}
		}
		// Whatever is chosen, the same best is missed.
		$highest = array_map( static fn ( array $arm, float $loss ): float => ( 1 + $loss ) * $arm[0] / ( $arm[0] + $arm[1] ), $arms, $best['loss'] );
		self::assertNear( min( $highest ), max( $highest ), 1e-9 );
	}

	/**
	 * @return array<string, array{list<array{float, float}>}>
	 */
	public function fields(): array {
		$ten = array();
		for ( $arm = 0; $arm < 10; $arm++ ) {
			$ten[] = array( 20.0 + 3 * $arm, 2000.0 - 50 * $arm );
		}
		return array(
			'ten'               => array( $ten ),
			'old and new'       => array( array( array( 125000.0, 9875000.0 ), array( 21.0, 1700.0 ), array( 1.0, 2.0 ) ) ),
			'nobody clicked'    => array( array( array( 1.0, 1e7 ), array( 1.0, 1e7 ), array( 1.0, 200.0 ) ) ),
			'certain'           => array( array( array( 1e5, 1e7 ), array( 2e5, 1e7 ), array( 3e5, 1e7 ) ) ),
			'everybody clicked' => array( array( array( 1e5, 1.0 ), array( 1e5, 1.0 ) ) ),
		);
	}

	public function test_equal_arms_are_equally_good_and_the_only_one_is_best(): void {
		$best = BestArm\best( array_fill( 0, 5, array( 30.0, 2100.0 ) ) );
		foreach ( $best['chance'] as $arm => $chance ) {
			self::assertNear( 0.2, $chance, 1e-11, "chance of $arm" );
			self::assertNear( $best['loss'][0], $best['loss'][ $arm ], 1e-12 );
		}
		self::assertSame( array( 'chance' => array( 1.0 ), 'loss' => array( 0.0 ) ), BestArm\best( array( array( 3.0, 4.0 ) ) ) );
	}

	public function test_a_click_more_is_a_better_chance_and_a_smaller_loss(): void {
		$last = array( 'chance' => array( 0.0 ), 'loss' => array( INF ) );
		for ( $clicks = 0; $clicks < 60; $clicks += 3 ) {
			$best = BestArm\best( Statistics\posterior( array( array( 2000.0, (float) $clicks ), array( 2000.0, 25.0 ), array( 2000.0, 27.0 ) ) ) );
			self::assertGreaterThan( $last['chance'][0], $best['chance'][0] );
			self::assertLessThan( $last['loss'][0], $best['loss'][0] );
			$last = $best;
		}
	}

	public function test_three_arms_are_read_within_a_cron_tick_a_thousand_times(): void {
		$arms = Statistics\posterior( array( array( 4000.0, 50.0 ), array( 4100.0, 55.0 ), array( 3900.0, 45.0 ) ) );
		BestArm\best( $arms );
		$fastest = INF;
		for ( $round = 0; $round < 50; $round++ ) {
			$from = hrtime( true );
			BestArm\best( $arms );
			$fastest = min( $fastest, ( hrtime( true ) - $from ) / 1e6 );
		}
		self::assertLessThan( 1.0, $fastest, 'milliseconds' );
	}

	public function test_what_is_believed_beforehand_draws_headlines_together(): void {
		$counts    = array( array( 1000.0, 10.0 ), array( 1000.0, 20.0 ) );
		$posterior = Statistics\posterior( $counts );
		$means     = array_map( static fn ( array $one ): float => $one[0] / array_sum( $one ), $posterior );
		self::assertGreaterThan( 0.010, $means[0] );
		self::assertLessThan( 0.020, $means[1] );
		self::assertGreaterThan( $means[0], $means[1] );
		// pbar = 32.58 / 2187, kappa = (1 - pbar) / (pbar .22^2).
		$rate  = 32.58 / 2187;
		$kappa = ( 1 - $rate ) / ( $rate * 0.22 ** 2 );
		self::assertNear( $rate * $kappa + 10, $posterior[0][0], 1e-12 );
		self::assertNear( ( 1 - $rate ) * $kappa + 990, $posterior[0][1], 1e-12 );
		// The stronger the belief, the nearer together.
		$strong = Statistics\posterior( $counts, 5000.0 );
		self::assertLessThan( $means[1], $strong[1][0] / array_sum( $strong[1] ) );
		// A site's own is kept within bounds.
		self::assertSame( Statistics\posterior( $counts, 1e9 ), $strong );
	}

	public function test_counts_that_cannot_be_do_no_harm(): void {
		foreach ( array( array( 0.0, 0.0 ), array( 1e7, 0.0 ), array( 1e7, 1e7 ), array( 3.0, 10.0 ) ) as $counts ) {
			foreach ( Statistics\posterior( array( $counts, $counts ) ) as list( $a, $b ) ) {
				self::assertGreaterThanOrEqual( 1.0, $a );
				self::assertGreaterThanOrEqual( 1.0, $b );
				self::assertTrue( is_finite( $a + $b ) );
			}
		}
	}

	public function test_the_always_valid_test_has_its_values(): void {
		$checked = 0;
		foreach ( self::vectors()['msprt']['cases'] as $vector ) {
			$found = AlwaysValid\difference( array( array( ...$vector['control'], ...$vector['variant'] ) ) );
			if ( null === $vector['log_lambda'] ) {
				self::assertNull( $found );
				continue;
			}
			self::assertNear( $vector['diff'], $found['difference'], 1e-12 );
			self::assertNear( $vector['variance'], $found['variance'], 1e-12 );
			self::assertNear( $vector['tau_abs'], $found['tau'] * $vector['tau_rel'] / AlwaysValid\TAU, 1e-12 );
			self::assertNear( $vector['log_lambda'], AlwaysValid\log_likelihood_ratio( $vector['diff'], $vector['variance'], $vector['tau_abs'] ) );
			self::assertNear( $vector['p'], AlwaysValid\p_value( $vector['diff'], $vector['variance'], $vector['tau_abs'] ) );
			self::assertNear( $vector['halfwidth_95'], AlwaysValid\half_width( $vector['variance'], $vector['tau_abs'], 0.05 ) );
			++$checked;
		}
		self::assertGreaterThan( 20, $checked );
	}

	public function test_the_interval_leaves_zero_when_the_difference_is_significant(): void {
		for ( $clicks = 125; $clicks < 260; $clicks += 5 ) {
			list( 'difference' => $difference, 'variance' => $variance, 'tau' => $tau ) = AlwaysValid\difference( array( array( 10000, 125, 9000, $clicks ) ) );
			foreach ( array( 0.1, 0.05, 0.01 ) as $alpha ) {
				self::assertSame(
					AlwaysValid\p_value( $difference, $variance, $tau ) < $alpha,
					abs( $difference ) > AlwaysValid\half_width( $variance, $tau, $alpha ),
					"$clicks clicks at $alpha"
				);
			}
		}
	}

	public function test_headlines_are_compared_within_strata(): void {
		// The same rates in both, but the variation has most of the better evening: summed up it would look better.
		$strata = array( array( 5000, 50, 5000, 50 ), array( 400, 16, 9600, 384 ) );
		self::assertEqualsWithDelta( 0.0, AlwaysValid\difference( $strata )['difference'], 1e-12 );
		// What is divided alike may be cut anywhere.
		$whole  = AlwaysValid\difference( array( array( 3000, 30, 6000, 90 ) ) );
		$pieces = AlwaysValid\difference( array( array( 1000, 10, 2000, 30 ), array( 2000, 20, 4000, 60 ), array( 0, 0, 50, 3 ) ) );
		foreach ( $whole as $what => $value ) {
			self::assertNear( $value, $pieces[ $what ], 1e-12, $what );
		}
	}

	public function test_the_views_needed_are_those_of_the_tables(): void {
		$needed = array();
		foreach ( array( 0.0125, 0.05 ) as $rate ) {
			foreach ( array( 0.1, 0.2, 0.3, 0.5 ) as $effect ) {
				$needed[] = Statistics\views_needed( $rate, $effect, 2, 0.05 );
			}
		}
		self::assertSame( array( 166201, 40145, 18732, 7970, 39893, 9617, 4478, 1898 ), $needed );
		self::assertGreaterThan( 40145, Statistics\views_needed( 0.0125, 0.2, 3, 0.05 ), 'two variations' );
		self::assertLessThan( 40145, Statistics\views_needed( 0.0125, 0.2, 2, 0.1 ), 'less sure' );
		self::assertSame( PHP_INT_MAX, Statistics\views_needed( 0.0125, 0.0, 2, 0.05 ), 'no difference is never found' );
		self::assertSame( Statistics\views_needed( 0.0125, 0.2, 2, 0.1 ), Statistics\views_needed( 0.0125, 0.2, 1, 0.1 ) );
	}

	public function test_with_the_visitors_that_were_missing_it_is_significant(): void {
		$found = AlwaysValid\difference( array( array( 10000, 125, 10000, 150 ) ) );
		$times = AlwaysValid\times_needed( $found['difference'], $found['variance'], $found['tau'], 0.1 );
		self::assertGreaterThan( 1.0, $times );
		$p = static fn ( float $times ): float => AlwaysValid\p_value( $found['difference'], $found['variance'] / $times, $found['tau'] );
		self::assertNear( 0.1, $p( $times ), 1e-9 );
		self::assertGreaterThan( 0.1, $p( 0.99 * $times ) );
		self::assertSame( 1.0, AlwaysValid\times_needed( 0.02, $found['variance'], $found['tau'], 0.1 ), 'it is already' );
		self::assertNull( AlwaysValid\times_needed( 0.0, $found['variance'], $found['tau'], 0.1 ), 'no difference' );
	}

	public function test_holm_adjusts_the_smallest_most(): void {
		self::assertSame( array(), Statistics\holm( array() ) );
		self::assertSame( array( 3 => 0.04 ), Statistics\holm( array( 3 => 0.04 ) ) );
		$adjusted = Statistics\holm( array( 1 => 0.04, 2 => 0.01, 3 => 0.03, 4 => 0.9 ) );
		self::assertSame( array( 1, 2, 3, 4 ), array_keys( $adjusted ) );
		foreach ( array( 1 => 0.09, 2 => 0.04, 3 => 0.09, 4 => 0.9 ) as $key => $expected ) {
			self::assertNear( $expected, $adjusted[ $key ], 1e-12, "key $key" );
		}
		self::assertSame( array( 1.0, 1.0 ), Statistics\holm( array( 0.6, 0.7 ) ) );
	}

	public function test_the_sample_ratio_test_has_its_values(): void {
		foreach ( self::vectors()['ssrm']['cases'] as $vector ) {
			$evidence = Statistics\log_sample_ratio( $vector['n'], $vector['theta'] );
			self::assertNear( $vector['log_bf'], $evidence );
			self::assertNear( (float) $vector['p'], min( 1.0, exp( -$evidence ) ) );
		}
		self::assertEqualsWithDelta( 0.0, Statistics\log_sample_ratio( array( 0, 0, 0 ), array( 0.5, 0.3, 0.2 ) ), 1e-12 );
		// Ten million, as planned to the last one: it speaks for the plan, and has kept its digits (mpmath, 40 digits).
		self::assertNear( -3.4544023646825436, Statistics\log_sample_ratio( array( 5000000, 5000000 ), array( 0.5, 0.5 ) ) );
		self::assertGreaterThan( 20, Statistics\log_sample_ratio( array( 5020000, 4980000 ), array( 0.5, 0.5 ) ) );
	}

	public function test_a_site_finds_how_much_its_headlines_differ(): void {
		$test = static fn ( float $apart ): array => array( array( 5000.0, 60.0 - $apart ), array( 5000.0, 60.0 + $apart ), array( 5000.0, 60.0 ) );
		self::assertNull( Statistics\kappa_of( array_fill( 0, 19, $test( 20 ) ) ), 'too few' );
		self::assertNull( Statistics\kappa_of( array_fill( 0, 50, array( array( 50.0, 3.0 ), array( 50.0, 1.0 ) ) ) ), 'tests of nobody' );
		self::assertSame( 5000.0, Statistics\kappa_of( array_fill( 0, 20, $test( 0 ) ) ), 'all alike' );
		self::assertSame( 200.0, Statistics\kappa_of( array_fill( 0, 20, $test( 59 ) ) ), 'as different as can be' );
		self::assertLessThan( Statistics\kappa_of( array_fill( 0, 20, $test( 15 ) ) ), Statistics\kappa_of( array_fill( 0, 20, $test( 20 ) ) ) );
	}

	public function test_the_spread_that_was_put_in_comes_out(): void {
		mt_srand( 5 );
		$tests = array();
		for ( $number = 0; $number < 400; $number++ ) {
			$arms = array();
			for ( $arm = 0; $arm < 2 + $number % 3; $arm++ ) {
				// Beta( 12, 988 ) nearly: a normal of its moments; clicks as a normal of theirs.
				$rate   = 0.012 + sqrt( 0.012 * 0.988 / 1001 ) * self::normal();
				$views  = 3000.0 + 1000 * ( $number % 5 );
				$arms[] = array( $views, max( 0.0, round( $views * $rate + sqrt( $views * max( 0.0, $rate ) ) * self::normal() ) ) );
			}
			$tests[] = $arms;
		}
		self::assertEqualsWithDelta( 1000.0, Statistics\kappa_of( $tests ), 150.0 );
	}

	private static function normal(): float {
		return sqrt( -2 * log( mt_rand( 1, 1000000 ) / 1000000 ) ) * cos( 2 * M_PI * mt_rand( 0, 999999 ) / 1000000 );
	}
}
