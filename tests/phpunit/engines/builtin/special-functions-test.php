<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\SpecialFunctions;
use TwoHeads\Tests\TestCase;

require_once __DIR__ . '/vectors.php';

final class SpecialFunctionsTest extends TestCase {

	use Vectors;

	public function test_the_beta_distribution_has_its_values(): void {
		foreach ( self::vectors()['beta_cdf'] as $vector ) {
			list( 'x' => $x, 'a' => $a, 'b' => $b ) = $vector;
			self::assertNear( $vector['cdf'], SpecialFunctions\beta_cdf( $x, $a, $b ), 1e-12, "cdf of $x, $a, $b" );
			self::assertNear( $vector['sf'], SpecialFunctions\beta_sf( $x, $a, $b ), 1e-12, "sf of $x, $a, $b" );
		}
		foreach ( self::vectors()['beta_quantile'] as $vector ) {
			list( 'p' => $p, 'a' => $a, 'b' => $b ) = $vector;
			self::assertNear( $vector['q'], SpecialFunctions\beta_quantile( $p, $a, $b ), 1e-12, "quantile $p of $a, $b" );
		}
	}

	public function test_the_normal_distribution_has_its_values(): void {
		foreach ( self::vectors()['norm_cdf'] as $vector ) {
			self::assertNear( $vector['cdf'], SpecialFunctions\normal_cdf( $vector['x'] ), 1e-12, "cdf of {$vector['x']}" );
			self::assertNear( $vector['sf'], SpecialFunctions\normal_sf( $vector['x'] ), 1e-12, "sf of {$vector['x']}" );
		}
		foreach ( self::vectors()['norm_quantile'] as $vector ) {
			self::assertNear( $vector['q'], SpecialFunctions\normal_quantile( $vector['p'] ), 1e-11, "quantile {$vector['p']}" );
		}
	}

	/**
	 * From a rate of nobody in ten million to one of everybody, and back.
	 *
	 * @dataProvider shapes
	 */
	public function test_tails_sides_and_quantiles_agree( float $a, float $b ): void {
		$last = 0.0;
		foreach ( array( 1e-16, 1e-9, 0.025, 0.3, 0.5, 0.9, 0.999 ) as $p ) {
			$x = SpecialFunctions\beta_quantile( $p, $a, $b );
			self::assertGreaterThan( $last, $x, 'quantiles rise' );
			self::assertNear( $p, SpecialFunctions\beta_cdf( $x, $a, $b ), 1e-10, "back from $p" );
			self::assertNear( 1.0, SpecialFunctions\beta_cdf( $x, $a, $b ) + SpecialFunctions\beta_sf( $x, $a, $b ), 1e-12, 'both sides' );
			self::assertNear( SpecialFunctions\beta_sf( $x, $a, $b ), SpecialFunctions\beta_cdf( 1 - $x, $b, $a ), 1e-8, 'seen in a mirror' );
			$last = $x;
		}
	}

	/**
	 * @return array<string, array{float, float}>
	 */
	public function shapes(): array {
		return array(
			'flat'                    => array( 1.0, 1.0 ),
			'no click in ten million' => array( 1.0, 1e7 ),
			'few'                     => array( 3.5, 900.0 ),
			'many'                    => array( 125000.0, 9875000.0 ),
			'half of ten million'     => array( 5e6, 5e6 ),
		);
	}

	public function test_outside_of_its_range_nothing_is_left(): void {
		foreach ( array( 0 => 0.0, 1 => 1.0 ) as $edge => $expected ) {
			self::assertSame( $expected, SpecialFunctions\beta_cdf( (float) $edge, 2.0, 3.0 ) );
			self::assertSame( 1.0 - $expected, SpecialFunctions\beta_sf( (float) $edge, 2.0, 3.0 ) );
			self::assertSame( $expected, SpecialFunctions\beta_quantile( (float) $edge, 2.0, 3.0 ) );
		}
		self::assertSame( 0.0, SpecialFunctions\beta_cdf( -1.0, 2.0, 3.0 ) );
		self::assertSame( 0.0, SpecialFunctions\beta_sf( 2.0, 2.0, 3.0 ) );
	}

	public function test_what_stirling_lacks_makes_factorials(): void {
		$factorial = 1.0;
		for ( $n = 1; $n <= 20; $n++ ) {
			$factorial *= $n;
			$x          = $n + 1.0;
			$formula    = ( $x - 0.5 ) * log( $x ) - $x + 0.5 * log( 2 * M_PI );
			self::assertNear( $factorial, exp( $formula + SpecialFunctions\stirling( $x ) ), 1e-12, "$n!" );
		}
		// Γ(½) = √π.
		self::assertNear( sqrt( M_PI ), exp( -0.5 + 0.5 * log( 2 * M_PI ) + SpecialFunctions\stirling( 0.5 ) ), 1e-12 );
	}
}
