<?php
/**
 * Experiments in a database that was copied from another site: they are the other site's, which goes on with them.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Copies;

use TwoHeads\Core\Site;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'two_heads_site_is_new', __NAMESPACE__ . '\\disown' );
}

/**
 * Whether an experiment was made by another site.
 *
 * @param array<string, mixed> $record Record.
 */
function is_foreign( array $record ): bool {
	return ! str_starts_with( $record['key'], Site\key() . '-' );
}

/**
 * Ends here, and only here, what another site has begun. A draft is words: it stays, as this site's; and so does what
 * runs on the site itself, which counts this site's visitors here and those of the other there.
 */
function disown(): void {
	$open    = Store\query(
		array(
			'statuses'       => array( 'draft', 'running', 'paused' ),
			'posts_per_page' => -1,
		)
	);
	$ending  = Store\query( array( 'meta_key' => Store\PREFIX . 'job', 'posts_per_page' => -1 ) ); // phpcs:ignore WordPress.DB.SlowDBQuery
	$foreign = array_filter( array_column( array( ...$open, ...$ending ), null, 'id' ), __NAMESPACE__ . '\\is_foreign' );
	foreach ( $foreign as $id => $record ) {
		if ( Engines\of( $record )->is_here() ) {
			Store\write( $id, array( 'key' => Store\key_of( $id ) ) );
			continue;
		}
		Store\unschedule( $id );
		$nothing = array(
			'job'       => null,
			'attention' => null,
			'scheduled' => false,
		);
		if ( 'draft' === $record['status'] && Store\is_unbegun( $record ) ) {
			Store\write( $id, $nothing + array( 'key' => Store\key_of( $id ), 'remote' => null ) );
			continue;
		}
		Store\write( $id, $nothing + array( 'ended_at' => $record['ended_at'] ?? Site\now() ) );
		Store\change_status( $id, array( 'draft', 'running', 'paused', 'concluded' ), 'archived' );
		Store\note( $id, 'ended', __( 'This experiment belongs to the site this one was copied from.', 'two-heads' ), '' );
	}
	Poll\ensure();
}
