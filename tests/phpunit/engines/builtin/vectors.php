<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

/**
 * Values of 40 digits to check against, and how to say how far a number is from one.
 */
trait Vectors {

	/**
	 * @return array<string, mixed> special-function-vectors.json.
	 */
	private static function vectors(): array {
		return json_decode( (string) file_get_contents( __DIR__ . '/special-function-vectors.json' ), true );
	}

	/**
	 * Fails unless two numbers agree relative to the one expected.
	 */
	private static function assertNear( float $expected, float $got, float $tolerance = 1e-9, string $what = '' ): void {
		// The smallest doubles are too far apart for a relative difference.
		self::assertLessThanOrEqual( $tolerance * abs( $expected ) + 1e-323, abs( $got - $expected ), "$what: $got instead of $expected" );
	}
}
