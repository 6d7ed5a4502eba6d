<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Doors;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;

/**
 * Visitors of the built-in engine, by their counts.
 */
trait Counting {

	/**
	 * As after a check of the doors: a test sends nothing.
	 */
	private function doors_are_checked(): void {
		update_option(
			Doors\OPTION,
			array(
				'door'    => Doors\EVERYWHERE,
				'at'      => time(),
				'problem' => '',
			)
		);
	}

	/**
	 * Has visitors come.
	 *
	 * @param list<array{int, int, 2?: int}> $seen  By variation: how many saw the headline, clicked, read.
	 * @param array<int, int>                $share Of those who had it in their page; else those who saw it.
	 */
	private function visit( int $id, array $seen, int $epoch = 1, array $rendered = array() ): void {
		$increments = array();
		foreach ( $seen as $variation => $counts ) {
			$increments[] = array( $id, $epoch, $variation, Counters\RENDERED, $rendered[ $variation ] ?? $counts[0] );
			$increments[] = array( $id, $epoch, $variation, Counters\VIEWED, $counts[0] );
			$increments[] = array( $id, $epoch, $variation, Counters\CLICK, $counts[1] );
			$increments[] = array( $id, $epoch, $variation, Counters\READ, $counts[2] ?? intdiv( $counts[1], 2 ) );
		}
		$this->assertTrue( Counters\add( $increments ) );
	}

	/**
	 * Time passes for an experiment: its looks, its beginning, its end.
	 */
	private function later( int $id, int $seconds ): void {
		$record = Store\get( $id );
		$back   = static fn ( $at ) => is_int( $at ) ? $at - $seconds : $at;
		$remote = array_map( $back, array_intersect_key( $record['remote'], array_flip( array( 'since', 'paused' ) ) ) );
		Store\write(
			$id,
			array(
				'remote' => $remote + $record['remote'],
				'polled' => array_map( $back, $record['polled'] ),
			)
		);
	}

	/**
	 * A minute's cron, as many minutes later as it takes to be looked at again.
	 */
	private function tick( int $id ): void {
		$this->later( $id, 5 * MINUTE_IN_SECONDS );
		wp_set_current_user( 0 );
		do_action( Poll\HOOK );
	}

	/**
	 * What visitors' pages get of a post's experiment.
	 *
	 * @return list<mixed>|null
	 */
	private function on_page( int $post ): ?array {
		$json = Compile\page()[ $post ] ?? null;
		return null === $json ? null : json_decode( $json, true );
	}
}
