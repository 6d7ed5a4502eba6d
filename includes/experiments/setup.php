<?php
/**
 * What an editor says about an experiment: checked, and made whole.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Setup;

use DateTimeImmutable;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Titles;
use WP_Error;
use WP_Post;

/** All visitors, in hundredths of a percent. */
const WHOLE = 10000;

/** What a setup is in which these are not said. */
const DEFAULTS = array(
	'engine'     => '',
	'mode'       => 'auto',
	'max_views'  => 0,
	'auto_apply' => false,
);

/** Seconds that a post counts as young: while most of its clicks are still to come, it is worth earning them at once. */
const YOUNG = 2 * DAY_IN_SECONDS;

/**
 * A setup as it is stored: titles tidied, weights summing to exactly 10000.
 *
 * @param array<string, mixed> $setup Of schema experiment-setup, as sent.
 * @param int|null             $most  Headlines allowed; null: as the settings say.
 * @return array<string, mixed>|WP_Error Schema experiment-setup; `two_heads_invalid_field` for what not even a draft
 *                                       may be.
 */
function accept( array $setup, ?int $most = null ): array|WP_Error {
	$setup += DEFAULTS;
	$titles = array_map( static fn ( $title ): string => Titles\tidy( (string) $title ), array_values( $setup['titles'] ) );
	$most ??= Settings\current_settings()['max_variations'];
	$faults = array();
	if ( count( $titles ) > $most ) {
		$faults['titles'] = sprintf(
			/* translators: %d: number of headlines. */
			_n( 'At most %d headline can be tested against the original. Remove some.', 'At most %d headlines can be tested against the original. Remove some.', $most, 'two-heads' ),
			$most
		);
	}
	$weights = array_map( 'intval', array_values( $setup['weights'] ) );
	if ( $weights && count( $weights ) !== count( $titles ) + 1 ) {
		$faults['weights'] = __( 'Give one share for the original and one for each headline, or none for equal shares.', 'two-heads' );
	} elseif ( $weights && array_sum( $weights ) <= 0 ) {
		$faults['weights'] = __( 'At least one share has to be more than 0.', 'two-heads' );
	}
	$engine = $setup['engine'] ?: Engines\default_engine()->id();
	if ( ! isset( Engines\all()[ $engine ] ) ) {
		$faults['engine'] = __( 'This site cannot run experiments there. Choose another engine.', 'two-heads' );
	}
	if ( $faults ) {
		return invalid( $faults );
	}
	return array(
		'titles'  => $titles,
		'engine'  => $engine,
		'weights' => shares( $weights ?: array_fill( 0, count( $titles ) + 1, 1 ) ),
	) + $setup;
}

/**
 * What "auto" means for a post now.
 *
 * @return string learn or earn.
 */
function mode_for( WP_Post $post ): string {
	$published = strtotime( $post->post_date_gmt . ' UTC' );
	// A date of zeros, as some imports leave, lies before all times and says nothing.
	return (int) $published <= 0 || $published > time() - YOUNG ? 'earn' : 'learn';
}

/**
 * What a setup is told from any other by.
 *
 * @param array<string, mixed> $setup Schema experiment-setup, as stored.
 */
function revision( array $setup ): string {
	return substr( hash( 'sha256', (string) wp_json_encode( $setup ) ), 0, 16 );
}

/**
 * Whole shares of 10000 in the proportion of some numbers: each within one of its exact share, the sum exact. What is
 * left over by rounding down goes to those that lost most.
 *
 * @param list<int> $parts At least one above 0.
 * @return list<int>
 */
function shares( array $parts ): array {
	$sum    = array_sum( $parts );
	$exact  = array_map( static fn ( int $part ): float => $part * WHOLE / $sum, $parts );
	$shares = array_map( static fn ( float $share ): int => (int) floor( $share ), $exact );
	$lost   = array();
	foreach ( $exact as $index => $share ) {
		$lost[ $index ] = $share - $shares[ $index ];
	}
	arsort( $lost );
	foreach ( array_slice( array_keys( $lost ), 0, WHOLE - array_sum( $shares ) ) as $index ) {
		++$shares[ $index ];
	}
	return $shares;
}

/**
 * What still has to be mended before an experiment can start.
 *
 * @param array<string, mixed> $setup    Schema experiment-setup.
 * @param string               $original The post's title as rendered.
 */
function not_ready( array $setup, string $original ): ?WP_Error {
	$faults = array();
	$seen   = array( Titles\folded( $original ) => 0 );
	if ( '' === trim( $original ) ) {
		$faults['original'] = __( 'The post has no title to test against. Give it one.', 'two-heads' );
	}
	foreach ( $setup['titles'] as $index => $title ) {
		$folded = Titles\folded( $title );
		if ( '' === $folded ) {
			$faults[ "titles.$index" ] = __( 'Write this headline, or remove it.', 'two-heads' );
		} elseif ( isset( $seen[ $folded ] ) ) {
			$faults[ "titles.$index" ] = 0 === $seen[ $folded ]
				? __( 'This is the original. Write another headline, or remove it.', 'two-heads' )
				/* translators: %d: number of a headline in the list. */
				: sprintf( __( 'This is the same as headline %d. Write another, or remove it.', 'two-heads' ), $seen[ $folded ] );
		}
		$seen += array( $folded => $index + 1 );
	}
	if ( count( array_filter( $setup['weights'] ) ) < 2 ) {
		$faults['weights'] = __( 'At least two headlines need a share of more than 0.', 'two-heads' );
	} elseif ( 0 === $setup['weights'][0] ) {
		$faults['weights'] = __( 'The original needs a share of more than 0: without it there is nothing to compare with.', 'two-heads' );
	}
	if ( ! isset( $faults['weights'] ) && in_array( 0, $setup['weights'], true ) && ( Engines\all()[ $setup['engine'] ] ?? null )?->is_here() ) {
		// Nothing could be decided while one of them is never seen.
		$faults['weights'] = __( 'On this site every headline needs a share of more than 0. Remove the one that is to have none.', 'two-heads' );
	}
	$start = moment( $setup['start_at'] );
	$stop  = moment( $setup['stop_at'] );
	if ( '' !== $setup['start_at'] && null === $start ) {
		$faults['start_at'] = __( 'This is not a date and time. Choose one, or leave it empty.', 'two-heads' );
	}
	if ( '' !== $setup['stop_at'] && null === $stop ) {
		$faults['stop_at'] = __( 'This is not a date and time. Choose one, or leave it empty.', 'two-heads' );
	} elseif ( null !== $stop && $stop <= max( time(), $start ?? 0 ) ) {
		$faults['stop_at'] = null !== $start && $start > time()
			? __( 'It would stop before it starts. Choose a later time.', 'two-heads' )
			: __( 'This time is over. Choose a later one, or leave it empty.', 'two-heads' );
	}
	return $faults ? invalid( $faults ) : null;
}

/**
 * A time an editor chose.
 *
 * @param string $local `YYYY-MM-DDTHH:MM` in the site's time zone, or empty.
 * @return int|null Epoch seconds; null when empty or no time at all.
 */
function moment( string $local ): ?int {
	$time = '' === $local ? false : DateTimeImmutable::createFromFormat( '!Y-m-d\TH:i', $local, wp_timezone() );
	return $time && $time->format( 'Y-m-d\TH:i' ) === $local ? $time->getTimestamp() : null;
}

/**
 * The error that names fields.
 *
 * @param array<string, string> $faults Field to what is wrong with it and the mend.
 */
function invalid( array $faults ): WP_Error {
	return new WP_Error(
		'two_heads_invalid_field',
		implode( ' ', $faults ),
		array(
			'status' => 400,
			'params' => $faults,
		)
	);
}
