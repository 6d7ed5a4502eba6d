<?php
/**
 * What a headline experiment is made of in Optimizely, as the bodies of its requests.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Objects;

use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Titles;
use TwoHeads\Engines\Optimizely\Targeting;
use TwoHeads\Engines\Optimizely\Templates;

/** What an editor names the three custom events of a project; their keys are two_heads_NAME. */
const EVENTS = array( 'exposure', 'click', 'read' );

/** Longest name sent. Optimizely documents no limit. */
const LONGEST_NAME = 200;

/**
 * The page on which the experiment may run: it becomes active when the headline enters the document.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> Page of REST v2, without its project.
 */
function page( array $record ): array {
	return array(
		'name'            => name( __( 'Headline pages', 'two-heads' ), $record ),
		'edit_url'        => Targeting\edit_url(),
		'page_type'       => 'url_set',
		'conditions'      => Targeting\conditions( Settings\current_settings()['targeting'] ),
		'activation_type' => 'callback',
		'activation_code' => Templates\activation( values( $record, 0 ) ),
		'category'        => 'other',
		'key'             => page_key( $record, 'page' ),
	);
}

/**
 * The post itself: to see it is the third metric.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> Page of REST v2, without its project.
 */
function post_page( array $record ): array {
	$permalink = (string) get_permalink( $record['post'] );
	return array(
		'name'            => name( __( 'Post', 'two-heads' ), $record ),
		'edit_url'        => $permalink,
		'page_type'       => 'single_url',
		'conditions'      => Targeting\post_conditions( $permalink ),
		'activation_type' => 'immediate',
		'category'        => 'article',
		'key'             => page_key( $record, 'post' ),
	);
}

/**
 * Our key of a page, by which it is found again.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $which  page or post.
 */
function page_key( array $record, string $which ): string {
	return 'two_heads_' . str_replace( '-', '_', $record['key'] ) . '_' . $which;
}

/**
 * One of the custom events of a project.
 *
 * @param string $name Of EVENTS.
 * @return array<string, mixed> CustomEvent of REST v2.
 */
function event( string $name ): array {
	$names = array(
		'exposure' => __( 'Headline seen', 'two-heads' ),
		'click'    => __( 'Headline clicked', 'two-heads' ),
		'read'     => __( 'Article read for 15 seconds', 'two-heads' ),
	);
	return array(
		'key'              => "two_heads_$name",
		'name'             => $names[ $name ],
		'description'      => __( 'Sent by Two Heads for WordPress. The property "experiment" says which headline experiment it belongs to.', 'two-heads' ),
		'category'         => 'other',
		'event_properties' => array(
			array(
				'name'      => 'experiment',
				'data_type' => 'string',
			),
		),
	);
}

/**
 * The experiment.
 *
 * @param array<string, mixed>      $record Record with page and post_page in remote.
 * @param array<string, int|string> $events Event name to Optimizely's id.
 * @return array<string, mixed> Experiment of REST v2.
 */
function experiment( array $record, array $events ): array {
	return array(
		'project_id' => (int) $record['remote']['project'],
		'type'       => 'a/b',
		'page_ids'   => page_ids( $record ),
		'metrics'    => metrics( $record, $events ),
	) + changeable( $record );
}

/**
 * The pages on which the experiment runs.
 *
 * @param array<string, mixed> $record Record with page in remote.
 * @return list<int>
 */
function page_ids( array $record ): array {
	return array( (int) $record['remote']['page'] );
}

/**
 * What of an experiment can be changed later.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> ExperimentUpdate of REST v2.
 */
function changeable( array $record ): array {
	$setup = $record['setup'];
	$body  = array(
		'name'                => name( __( 'Headline', 'two-heads' ), $record ),
		'description'         => description( $record ),
		'holdback'            => Setup\WHOLE - 100 * $setup['traffic'],
		'audience_conditions' => audience_conditions( $setup ),
		'variations'          => variations( $record ),
	);
	$stop  = Setup\moment( $setup['stop_at'] );
	if ( null === $stop && ! empty( $record['remote']['stop'] ) ) {
		// Optimizely documents no way to take a time back, only to set another.
		$stop = time() + 10 * YEAR_IN_SECONDS;
	}
	if ( null !== $stop && $stop > time() ) {
		// In UTC: Optimizely takes no offsets for a time zone, and that is what WordPress's can be.
		$body['schedule'] = array(
			'stop_time' => gmdate( 'Y-m-d\TH:i', $stop ),
			'time_zone' => 'UTC',
		);
	}
	return $body;
}

/**
 * The original and its rivals. All run the same code, each with its own title, so that they are measured alike.
 *
 * @param array<string, mixed> $record Record.
 * @return list<array<string, mixed>> Variations of REST v2.
 */
function variations( array $record ): array {
	$variations = array();
	foreach ( $record['setup']['weights'] as $index => $weight ) {
		$title     = 0 === $index ? $record['original'] : $record['setup']['titles'][ $index - 1 ];
		$label     = Titles\name( $index );
		$variation = array(
			'name'    => cut( "$label: $title" ),
			'weight'  => $weight,
			'status'  => 'active',
			'actions' => array(
				array(
					'page_id' => (int) $record['remote']['page'],
					'changes' => array(
						array(
							'type'         => 'custom_code',
							'value'        => Templates\variation( values( $record, $index ) ),
							'async'        => false,
							'dependencies' => array(),
						),
					),
				),
			),
		);
		if ( isset( $record['remote']['variations'][ $index ] ) ) {
			$variation['variation_id'] = (int) $record['remote']['variations'][ $index ];
		}
		$variations[] = $variation;
	}
	return $variations;
}

/**
 * What is filled into the templates.
 *
 * @param array<string, mixed> $record Record.
 * @param int                  $index  0: the original.
 * @return array<string, mixed> See Templates\variation().
 */
function values( array $record, int $index ): array {
	return array(
		'key'      => $record['key'],
		'post'     => $record['post'],
		'url'      => (string) get_permalink( $record['post'] ),
		'original' => $record['original'],
		'title'    => 0 === $index ? $record['original'] : Titles\as_rendered( $record['setup']['titles'][ $index - 1 ], $record['post'] ),
		'index'    => $index,
		'own'      => Settings\current_settings()['own_page'],
	);
}

/**
 * What is measured, in order; the first decides.
 *
 * @param array<string, mixed>      $record Record.
 * @param array<string, int|string> $events Event name to Optimizely's id.
 * @return list<array<string, mixed>> Metrics of REST v2.
 */
function metrics( array $record, array $events ): array {
	$metrics = array();
	foreach ( metric_order( $record ) as $metric ) {
		$of = array(
			'aggregator'        => 'unique',
			'scope'             => 'visitor',
			'winning_direction' => 'increasing',
		);
		if ( 'open' === $metric ) {
			$metrics[] = $of + array( 'event_id' => (int) $record['remote']['post_page'] );
			continue;
		}
		$metrics[] = $of + array(
			'event_id'         => (int) $events[ $metric ],
			// The events are the project's; these are this experiment's.
			'event_properties' => array(
				'filter' => array(
					'combine_operator' => 'and',
					'conditions'       => array(
						array(
							'name'     => 'experiment',
							'operator' => 'equal_to',
							'type'     => 'string',
							'value'    => $record['key'],
						),
					),
				),
			),
		);
	}
	return $metrics;
}

/**
 * The metrics of an experiment by our names, the deciding one first.
 *
 * @param array<string, mixed> $record Record.
 * @return list<string>
 */
function metric_order( array $record ): array {
	return 'read' === $record['setup']['goal'] ? array( 'read', 'click', 'open' ) : array( 'click', 'read', 'open' );
}

/**
 * Whom the experiment is for.
 *
 * @param array<string, mixed> $setup Schema experiment-setup.
 * @return string Optimizely's stringified conditions.
 */
function audience_conditions( array $setup ): string {
	if ( array() === $setup['audiences'] ) {
		return 'everyone';
	}
	$leaves = array_map( static fn ( string $id ): array => array( 'audience_id' => (int) $id ), $setup['audiences'] );
	return (string) wp_json_encode( array( 'all' === $setup['audience_match'] ? 'and' : 'or', ...$leaves ) );
}

/**
 * A name that somebody who looks at Optimizely understands.
 *
 * @param string               $what   Kind of object.
 * @param array<string, mixed> $record Record.
 */
function name( string $what, array $record ): string {
	/* translators: %d: number of a post. */
	$post = sprintf( __( '(WordPress post %d)', 'two-heads' ), $record['post'] );
	return cut( "$what: {$record['original']}", LONGEST_NAME - mb_strlen( $post ) - 1 ) . " $post";
}

/**
 * Where an experiment comes from, with the mark by which it is found again.
 *
 * @param array<string, mixed> $record Record.
 */
function description( array $record ): string {
	$link = admin_url( 'post.php?action=edit&post=' . $record['post'] );
	/* translators: %s: address of the post's editor. */
	$text = sprintf( __( 'Made by Two Heads for WordPress. Change it there: %s', 'two-heads' ), $link );
	// Whoever may write a hypothesis must not pass one experiment off as another.
	$why  = trim( str_replace( '[two-heads:', '[', $record['setup']['hypothesis'] ) );
	return trim( "$text\n$why" ) . "\n" . mark( $record );
}

/**
 * The mark of an experiment.
 *
 * @param array<string, mixed> $record Record.
 */
function mark( array $record ): string {
	return "[two-heads:{$record['key']}]";
}

/**
 * A text no longer than a name may be.
 */
function cut( string $text, int $length = LONGEST_NAME ): string {
	return mb_strlen( $text ) > $length ? mb_substr( $text, 0, $length - 1 ) . '…' : $text;
}
