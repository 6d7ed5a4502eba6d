<?php
/**
 * Records as the screens see them.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Describe;

use TwoHeads\Core\Capabilities;
use TwoHeads\Core\VisitorPage;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Engine;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Previews;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Error;
use WP_Post;

/** Categories among the places where a headline is looked for. */
const MOST_CATEGORIES = 3;

/**
 * One experiment, for the person who asks.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> Schema `experiment`.
 */
function experiment( array $record ): array {
	$post  = get_post( $record['post'] );
	$draft = 'draft' === $record['status'] && null === $record['job'];
	return array(
		'id'            => $record['id'],
		'key'           => $record['key'],
		'post'          => $record['post'],
		'post_title'    => $post ? Titles\of_post( $post ) : title_it_had( $record ),
		'post_edit_url' => $post ? get_edit_post_link( $post, 'raw' ) : null,
		'engine'        => $record['engine'],
		'status'        => $record['status'],
		'original'      => $draft && $post ? Titles\of_post( $post ) : $record['original'],
		'setup'         => $record['setup'],
		'revision'      => Setup\revision( $record['setup'] ),
		'previews'      => $post && Store\is_open( $record ) ? previews( $record, $post ) : array(),
		'job'           => Jobs\describe( $record ),
		'attention'     => $record['attention'],
		'scheduled'     => $record['scheduled'],
		'results'       => $record['results'],
		'outcome'       => outcome( $record ),
		'created_at'    => $record['created_at'],
		'created_by'    => (string) get_the_author_meta( 'display_name', $record['author'] ),
		'started_at'    => $record['started_at'],
		'ended_at'      => $record['ended_at'],
		'engine_url'    => current_user_can( Capabilities\MANAGE ) ? Engines\of( $record )->link( $record ) : null,
		'log'           => Store\log( $record['id'] ),
	);
}

/**
 * The title of a post that was deleted.
 *
 * @param array<string, mixed> $record Of its experiment.
 */
function title_it_had( array $record ): string {
	$outcome = $record['outcome'];
	return null !== $outcome && ! $outcome['reverted'] ? $outcome['title'] : $record['original'];
}

/**
 * Everything the panel of a post shows; of one that was deleted, what is kept of its experiments.
 *
 * @param int $id Post.
 * @return array<string, mixed> Schema `headline-panel`.
 */
function panel( int $id ): array {
	$post     = get_post( $id );
	$all      = Store\of_post( $id );
	$current  = Store\current( $id );
	$settings = Settings\current_settings();
	$manages  = current_user_can( Capabilities\MANAGE );
	$earlier  = array_filter( $all, static fn ( array $record ): bool => $record['id'] !== ( $current['id'] ?? 0 ) );
	$is_out   = 'publish' === ( $post->post_status ?? '' );
	$had      = $all ? title_it_had( $all[0] ) : '';
	return array(
		'post'            => array(
			'id'        => $id,
			'title'     => $post ? Titles\of_post( $post ) : $had,
			'published' => $is_out,
			'permalink' => $is_out ? (string) get_permalink( $post ) : '',
			'places'    => $is_out ? places( $post ) : array(),
		),
		'may'             => array(
			'propose' => current_user_can( Capabilities\PROPOSE, $id ),
			'run'     => current_user_can( Capabilities\RUN, $id ),
			'connect' => $manages,
		),
		'engines'         => engines( $current, $manages ),
		'forecast'        => $post && ( null === $current || 'draft' === $current['status'] ) ? forecast( $post ) : null,
		'max_variations'  => $settings['max_variations'],
		'own_page'        => $settings['own_page'],
		'targeting'       => $settings['targeting'],
		'home_url'        => home_url( '/' ),
		'default_traffic' => $settings['traffic'],
		'time_zone'       => wp_timezone_string(),
		'current'         => null === $current ? null : experiment( $current ),
		'earlier'         => array_map( __NAMESPACE__ . '\\experiment', array_values( $earlier ) ),
	);
}

/**
 * Where an experiment can run: the engine of the current one, or else the site's choice, first.
 *
 * @param array<string, mixed>|null $current Record.
 * @param bool                      $manages Whether the person manages connections.
 * @return list<array<string, mixed>> Schema headline-panel, engines.
 */
function engines( ?array $current, bool $manages ): array {
	$first = null === $current ? Engines\default_engine() : Engines\of( $current );
	$all   = array_values( array( $first->id() => $first ) + Engines\all() );
	$runs  = null !== $current && Drift\is_under_way( $current );
	return array_map( static fn ( Engine $engine ): array => engine( $engine, $manages, $runs ), $all );
}

/**
 * @param bool $runs Whether the post's experiment is under way.
 * @return array<string, mixed> Schema headline-panel, one of engines.
 */
function engine( Engine $engine, bool $manages, bool $runs ): array {
	$problem = $engine->problem();
	return array(
		'id'            => $engine->id(),
		'name'          => $engine->name(),
		'ready'         => null === $problem,
		'code'          => null === $problem ? '' : (string) $problem->get_error_code(),
		'message'       => null === $problem ? '' : problem_sentence( $problem, $manages, $runs ),
		'settings_url'  => $manages && 'optimizely' === $engine->id() ? admin_url( 'admin.php?page=two-heads-connections' ) : '',
		'has_audiences' => null === $problem && 'optimizely' === $engine->id(),
	);
}

/**
 * @return array<string, mixed>|null Schema headline-panel, forecast.
 */
function forecast( WP_Post $post ): ?array {
	foreach ( Engines\all() as $engine ) {
		$forecast = $engine->forecast( $post );
		if ( null !== $forecast ) {
			return $forecast;
		}
	}
	return null;
}

/**
 * Why nothing can be started, or goes on as it should. What mends it is for those who manage the connection: others may not even have the menu
 * that the sentence names.
 */
function problem_sentence( WP_Error $problem, bool $manages, bool $runs ): string {
	if ( $manages ) {
		return $problem->get_error_message();
	}
	$words = $runs
		/* translators: %s: what is wrong and how to mend it. */
		? __( 'Something is wrong where this headline test runs. Give an administrator of this site this message: “%s”', 'two-heads' )
		/* translators: %s: what is wrong and how to mend it. */
		: __( 'Headline tests cannot be started at the moment. Give an administrator of this site this message: “%s”', 'two-heads' );
	return sprintf( $words, $problem->get_error_message() );
}

/**
 * Where visitors may meet a post's headline.
 *
 * @return list<array{label: string, url: string, visited: string, own: bool}>
 */
function places( WP_Post $post ): array {
	$as_visitor = static fn ( string $url ): string => add_query_arg(
		array(
			VisitorPage\AS_VISITOR => '1',
			VisitorPage\CHECK      => (string) $post->ID,
		),
		$url
	);
	$place      = static fn ( string $label, string $url, bool $own = false ): array => array(
		'label'   => $label,
		'url'     => $as_visitor( $url ),
		'visited' => $url,
		'own'     => $own,
	);
	$places     = array( $place( __( 'Front page', 'two-heads' ), home_url( '/' ) ) );
	$list       = (int) get_option( 'page_for_posts' );
	if ( 'page' === get_option( 'show_on_front' ) && $list > 0 && 'post' === $post->post_type ) {
		$places[] = $place( get_the_title( $list ), (string) get_permalink( $list ) );
	}
	$archive = get_post_type_archive_link( $post->post_type );
	if ( 'post' !== $post->post_type && is_string( $archive ) ) {
		$places[] = $place( (string) get_post_type_object( $post->post_type )?->labels->name, $archive );
	}
	foreach ( array_slice( wp_get_post_categories( $post->ID, array( 'fields' => 'all' ) ), 0, MOST_CATEGORIES ) as $category ) {
		$link = get_category_link( $category );
		if ( '' !== $link ) {
			/* translators: %s: name of a category. */
			$places[] = $place( sprintf( __( 'Category %s', 'two-heads' ), Titles\plain( $category->name ) ), $link );
		}
	}
	$places[] = $place( __( 'The post’s own page', 'two-heads' ), (string) get_permalink( $post ), true );
	return $places;
}

/**
 * Addresses at which the person sees each variation.
 *
 * @param array<string, mixed> $record Record.
 * @return list<array{post: string, front: string}>
 */
function previews( array $record, WP_Post $post ): array {
	if ( 'publish' !== $post->post_status || ! current_user_can( 'edit_post', $post->ID ) ) {
		return array();
	}
	$of = static fn ( int $index ): array => array(
		'post'  => Previews\url( $record, $index, 'post' ),
		'front' => Previews\url( $record, $index, 'front' ),
	);
	return array_map( $of, range( 0, count( $record['setup']['titles'] ) ) );
}

/**
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>|null Schema experiment, outcome.
 */
function outcome( array $record ): ?array {
	// That of an end which is only just being carried out is none yet.
	if ( null === $record['outcome'] || Drift\is_under_way( $record ) ) {
		return null;
	}
	$shown = array_intersect_key( $record['outcome'], array_flip( array( 'applied', 'title', 'by', 'at', 'reverted' ) ) );
	return $shown + array( 'revertible' => Lifecycle\is_revertible( $record ) );
}
