<?php
/**
 * Draws the demo's pictures with GD, so that the repository need not carry any.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Demo;

const WIDTH  = 1200;
const HEIGHT = 675;

/**
 * A picture in two colours of sky and one of land.
 *
 * @param array $picture `motif` (hills, waves, blocks or circles), `sky` (two colours as rrggbb, from top to
 *                       bottom) and `land` (one).
 * @param int   $seed    The same seed draws the same picture.
 * @return string JPEG.
 */
function draw( array $picture, int $seed ): string {
	$random = random( $seed );
	$image  = imagecreatetruecolor( WIDTH, HEIGHT );
	imageantialias( $image, true );
	$top    = rgb( $picture['sky'][0] );
	$bottom = rgb( $picture['sky'][1] );
	for ( $y = 0; $y < HEIGHT; $y++ ) {
		imageline( $image, 0, $y, WIDTH, $y, imagecolorallocate( $image, ...mix( $top, $bottom, $y / HEIGHT ) ) );
	}
	$land = rgb( $picture['land'] );
	match ( $picture['motif'] ) {
		'hills'   => draw_ridges( $image, $random, $bottom, $land, 90 ),
		'waves'   => draw_ridges( $image, $random, $bottom, $land, 28 ),
		'blocks'  => draw_blocks( $image, $random, $bottom, $land ),
		'circles' => draw_circles( $image, $random, $bottom, $land ),
	};
	ob_start();
	imagejpeg( $image, null, 84 );
	return (string) ob_get_clean();
}

/** Ridges behind each other, the nearest darkest, and a sun. */
function draw_ridges( \GdImage $image, \Closure $random, array $far, array $near, int $swing ): void {
	$sun = imagecolorallocatealpha( $image, 255, 246, 220, 30 );
	$d   = 90 + (int) ( 60 * $random() );
	imagefilledellipse( $image, (int) ( WIDTH * ( 0.2 + 0.6 * $random() ) ), (int) ( HEIGHT * 0.36 ), $d, $d, $sun );
	for ( $layer = 1; $layer <= 6; $layer++ ) {
		$colour = imagecolorallocate( $image, ...mix( $far, $near, $layer / 6 ) );
		$base   = HEIGHT * ( 0.38 + 0.1 * $layer );
		$a      = 1.5 + 3 * $random();
		$b      = 4 + 5 * $random();
		$shift  = 6.3 * $random();
		$points = array( 0, HEIGHT );
		for ( $x = 0; $x <= WIDTH; $x += 8 ) {
			$t        = $x / WIDTH;
			$points[] = $x;
			$points[] = (int) ( $base - $swing * ( sin( $a * $t * 3.14 + $shift ) + 0.35 * sin( $b * $t * 3.14 - $shift ) ) );
		}
		array_push( $points, WIDTH, HEIGHT );
		imagefilledpolygon( $image, $points, $colour );
	}
}

/** A street of houses with some windows lit. */
function draw_blocks( \GdImage $image, \Closure $random, array $far, array $near ): void {
	for ( $row = 1; $row <= 3; $row++ ) {
		$wall = imagecolorallocate( $image, ...mix( $far, $near, $row / 3 ) );
		$lit  = imagecolorallocate( $image, ...mix( mix( $far, $near, $row / 3 ), array( 255, 236, 170 ), 0.55 ) );
		for ( $x = -40 * $row; $x < WIDTH; ) {
			$width = 70 + (int) ( 110 * $random() );
			$roof  = (int) ( HEIGHT * ( 0.22 + 0.17 * $row + 0.2 * $random() ) );
			imagefilledrectangle( $image, $x, $roof, $x + $width, HEIGHT, $wall );
			for ( $y = $roof + 22; $y < HEIGHT - 30; $y += 46 ) {
				for ( $window = $x + 16; $window < $x + $width - 24; $window += 34 ) {
					if ( $random() > 0.55 ) {
						imagefilledrectangle( $image, $window, $y, $window + 14, $y + 22, $lit );
					}
				}
			}
			$x += $width + (int) ( 18 * $random() );
		}
	}
}

/** Discs that overlap. */
function draw_circles( \GdImage $image, \Closure $random, array $far, array $near ): void {
	for ( $i = 0; $i < 34; $i++ ) {
		list( $r, $g, $b ) = mix( $far, $near, $random() );

		$colour = imagecolorallocatealpha( $image, $r, $g, $b, 30 + (int) ( 60 * $random() ) );
		$size   = 40 + (int) ( 280 * $random() ** 2 );
		imagefilledellipse( $image, (int) ( WIDTH * $random() ), (int) ( HEIGHT * $random() ), $size, $size, $colour );
	}
}

/** Numbers from 0 to 1 that are the same for the same seed on every PHP. */
function random( int $seed ): \Closure {
	return static function () use ( &$seed ): float {
		$seed = ( $seed * 1103515245 + 12345 ) & 0x7fffffff;
		return $seed / 0x7fffffff;
	};
}

/** @return int[] Red, green and blue of a colour written as rrggbb. */
function rgb( string $colour ): array {
	return array_map( 'hexdec', str_split( $colour, 2 ) );
}

/** @return int[] The colour a part of the way from one to the other. */
function mix( array $from, array $to, float $part ): array {
	return array_map( static fn( $a, $b ): int => (int) round( $a + ( $b - $a ) * min( 1, $part ) ), $from, $to );
}
