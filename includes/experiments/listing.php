<?php
/**
 * All experiments of a site, of which a screen shows a few at a time.
 *
 * Over the years they become thousands, each with its figures and its log. So those that are asked for are picked by
 * their ids, and only those that are shown are read.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Listing;

use TwoHeads\Core\Capabilities;
use TwoHeads\Experiments\Store;

/** Experiments whose texts are read at once to look for words in them. */
const AT_ONCE = 500;

/**
 * Experiments that the person may run.
 *
 * @param list<string> $statuses In our words.
 * @param string       $search   Part of a headline or of a post's title; empty: all.
 * @return list<int> Their ids, latest first.
 */
function ids( array $statuses, string $search ): array {
	$posts  = posts( $statuses );
	$search = mb_strtolower( trim( $search ) );
	if ( '' !== $search ) {
		$posts = array_intersect_key( $posts, array_flip( matching( array_keys( $posts ), $search ) ) );
	}
	$tested = array_values( array_unique( $posts ) );
	_prime_post_caches( $tested, false, false );
	$may = array_filter( $tested, static fn ( int $post ): bool => current_user_can( Capabilities\RUN, $post ) );
	return array_keys( array_intersect( $posts, $may ) );
}

/**
 * @param list<string> $statuses In our words.
 * @return array<int, int> Experiment to the post it tests, latest first.
 */
function posts( array $statuses ): array {
	global $wpdb;
	$named = array_values( array_intersect_key( Store\STATUSES, array_flip( $statuses ) ) );
	$marks = implode( ',', array_fill( 0, count( $named ), '%s' ) );
	$rows  = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT ID, post_parent FROM $wpdb->posts WHERE post_type = %s AND post_status IN ( $marks ) ORDER BY ID DESC",
			Store\TYPE,
			...$named
		)
	);
	return array_map( 'intval', array_column( $rows, 'post_parent', 'ID' ) );
}

/**
 * Those with some words in a headline or in their post's title. In PHP: what is stored is JSON, of which a database
 * knows neither letters nor their case.
 *
 * @param list<int> $ids    Experiments.
 * @param string    $search Lower case.
 * @return list<int>
 */
function matching( array $ids, string $search ): array {
	$found = array();
	foreach ( array_chunk( $ids, AT_ONCE ) as $chunk ) {
		foreach ( texts( $chunk ) as $id => $texts ) {
			if ( str_contains( mb_strtolower( implode( "\n", $texts ) ), $search ) ) {
				$found[] = $id;
			}
		}
	}
	return $found;
}

/**
 * What experiments are found by.
 *
 * @param list<int> $ids Experiments.
 * @return array<int, list<string>> By id.
 */
function texts( array $ids ): array {
	global $wpdb;
	$marks  = implode( ',', array_fill( 0, count( $ids ), '%d' ) );
	$texts  = array();
	$titles = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT mine.ID, tested.post_title FROM $wpdb->posts mine JOIN $wpdb->posts tested ON tested.ID = mine.post_parent WHERE mine.ID IN ( $marks )",
			...$ids
		)
	);
	foreach ( $titles as $row ) {
		$texts[ (int) $row->ID ][] = $row->post_title;
	}
	$fields = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT post_id, meta_value FROM $wpdb->postmeta WHERE post_id IN ( $marks ) AND meta_key IN ( %s, %s )",
			...array( ...$ids, Store\PREFIX . 'setup', Store\PREFIX . 'original' )
		)
	);
	foreach ( $fields as $row ) {
		$id           = (int) $row->post_id;
		$value        = json_decode( $row->meta_value, true );
		$texts[ $id ] = array_merge( $texts[ $id ] ?? array(), (array) ( $value['titles'] ?? $value ) );
	}
	return $texts;
}
