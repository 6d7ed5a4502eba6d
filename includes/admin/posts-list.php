<?php
/**
 * Headline tests in the list of posts: a column, a filter, actions.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\PostsList;

use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Query;

const COLUMN = 'two_heads';

/** Query variable of the filter. */
const FILTER = 'two_heads_test';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// Also for the row that quick edit sends back.
	add_action( 'admin_init', __NAMESPACE__ . '\\hook_types' );
	add_action( 'admin_enqueue_scripts', __NAMESPACE__ . '\\set_width' );
	add_action( 'restrict_manage_posts', __NAMESPACE__ . '\\print_filter', 10, 2 );
	add_filter( 'posts_where', __NAMESPACE__ . '\\narrow', 10, 2 );
	add_filter( 'post_row_actions', 'TwoHeads\Admin\RowActions\add', 10, 2 );
	add_filter( 'page_row_actions', 'TwoHeads\Admin\RowActions\add', 10, 2 );
}

/**
 * Gives the lists of all types under test the column.
 */
function hook_types(): void {
	foreach ( array_filter( Settings\current_settings()['post_types'], 'TwoHeads\Experiments\Settings\is_testable' ) as $type ) {
		add_filter( "manage_{$type}_posts_columns", __NAMESPACE__ . '\\add_column' );
		add_action( "manage_{$type}_posts_custom_column", __NAMESPACE__ . '\\print_column', 10, 2 );
	}
}

/**
 * Leaves the room to the titles: a column without a width takes as much as theirs.
 *
 * @param mixed $page Name of the screen's file.
 */
function set_width( $page ): void {
	if ( 'edit.php' === $page ) {
		wp_add_inline_style( 'list-tables', '.fixed .column-' . COLUMN . '{width:12%}' );
	}
}

/**
 * Adds the column after the title.
 *
 * @param mixed $columns Id to heading.
 * @return mixed
 */
function add_column( $columns ) {
	if ( ! is_array( $columns ) ) {
		return $columns;
	}
	$at = (int) array_search( 'title', array_keys( $columns ), true ) + 1;
	return array_slice( $columns, 0, $at, true ) + array( COLUMN => __( 'Headline test', 'two-heads' ) ) + $columns;
}

/**
 * Prints a post's cell.
 *
 * @param mixed $column Id.
 * @param mixed $post   Id.
 */
function print_column( $column, $post ): void {
	if ( COLUMN !== $column ) {
		return;
	}
	$record = of( (int) $post );
	if ( null === $record ) {
		echo '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'No headline test', 'two-heads' ) . '</span>';
		return;
	}
	echo '<strong>' . esc_html( status( $record ) ) . '</strong>';
	$leader = leader( $record );
	if ( '' !== $leader ) {
		echo '<br>' . esc_html( $leader );
	}
}

/**
 * The experiment of a post to be shown: the one under way, or the last one. Those of all posts of the list are read at
 * once when the first is asked for.
 *
 * @return array<string, mixed>|null Record.
 */
function of( int $post ): ?array {
	global $wp_query;
	static $read = array();
	if ( ! array_key_exists( $post, $read ) ) {
		$listed = $wp_query instanceof WP_Query ? wp_list_pluck( array_filter( (array) $wp_query->posts, 'is_object' ), 'ID' ) : array();
		$ids    = array_values( array_unique( array( $post, ...array_map( 'intval', array_values( $listed ) ) ) ) );
		$read   = array_fill_keys( $ids, null ) + $read;
		foreach ( Store\query( array( 'post_parent__in' => $ids, 'posts_per_page' => -1 ) ) as $record ) {
			$read[ $record['post'] ] = better( $read[ $record['post'] ], $record );
		}
	}
	return $read[ $post ];
}

/**
 * @param array<string, mixed>|null $one   Record, the later one.
 * @param array<string, mixed>      $other Record.
 * @return array<string, mixed> The one that is under way, else the later.
 */
function better( ?array $one, array $other ): array {
	return null === $one || ( ! Store\is_open( $one ) && Store\is_open( $other ) ) ? $other : $one;
}

/**
 * Whether somebody has to look at it. What has ended can wait.
 *
 * @param array<string, mixed> $record Record.
 */
function needs_attention( array $record ): bool {
	return 'archived' !== $record['status'] && ( ( null !== $record['attention'] && ! waits_for_decision( $record ) ) || ! empty( $record['job']['problem']['needs_person'] ) );
}

/**
 * Whether it has run to its end, so that somebody has to say which headline stays. Nothing is wrong with it then.
 *
 * @param array<string, mixed> $record Record.
 */
function waits_for_decision( array $record ): bool {
	return 'archived' !== $record['status'] && 'decided' === ( $record['attention']['code'] ?? '' );
}

/**
 * An experiment's state in a few words.
 *
 * @param array<string, mixed> $record Record.
 */
function status( array $record ): string {
	$words = array(
		'draft'     => __( 'Draft', 'two-heads' ),
		'running'   => __( 'Running', 'two-heads' ),
		'paused'    => __( 'Paused', 'two-heads' ),
		'concluded' => __( 'Ended', 'two-heads' ),
		'archived'  => __( 'Ended', 'two-heads' ),
	);
	$doing = array(
		'start'  => __( 'Starting…', 'two-heads' ),
		'pause'  => __( 'Pausing…', 'two-heads' ),
		'resume' => __( 'Resuming…', 'two-heads' ),
		'update' => __( 'Updating…', 'two-heads' ),
		'end'    => __( 'Ending…', 'two-heads' ),
	);
	if ( needs_attention( $record ) ) {
		return __( 'Needs attention', 'two-heads' );
	}
	if ( null !== $record['job'] ) {
		return $doing[ $record['job']['action'] ] ?? $words[ $record['status'] ] ?? '';
	}
	if ( waits_for_decision( $record ) ) {
		return __( 'Ready to decide', 'two-heads' );
	}
	return $record['scheduled'] && 'draft' === $record['status'] ? __( 'Scheduled', 'two-heads' ) : ( $words[ $record['status'] ] ?? '' );
}

/**
 * Which headline is ahead or was chosen; empty while none is.
 *
 * @param array<string, mixed> $record Record.
 */
function leader( array $record ): string {
	if ( null !== $record['outcome'] ) {
		$applied = (int) ( $record['outcome']['applied'] ?? 0 );
		/* translators: %s: "Variation 1" or the like. */
		return 0 === $applied ? __( 'Original kept', 'two-heads' ) : sprintf( __( '%s applied', 'two-heads' ), Titles\name( $applied ) );
	}
	$leader = $record['results']['leader'] ?? null;
	// Figures that cannot be trusted have no leader.
	if ( ! is_int( $leader ) || 'draft' === $record['status'] || 'unreliable' === ( $record['results']['verdict'] ?? '' ) ) {
		return '';
	}
	if ( 0 === $leader ) {
		return __( 'Original ahead', 'two-heads' );
	}
	$improvement = null;
	foreach ( $record['results']['metrics'][0]['variations'] ?? array() as $variation ) {
		$improvement = $leader === ( $variation['index'] ?? null ) ? $variation['improvement'] : $improvement;
	}
	$name = Titles\name( $leader );
	return null === $improvement
		/* translators: %s: "Variation 1" or the like. */
		? sprintf( __( '%s ahead', 'two-heads' ), $name )
		/* translators: 1: "Variation 1" or the like, 2: a signed number of percent. */
		: sprintf( __( '%1$s ahead, %2$s%%', 'two-heads' ), $name, ( $improvement > 0 ? '+' : '' ) . number_format_i18n( 100 * $improvement ) );
}

/**
 * What can be filtered by.
 *
 * @return array<string, string> Value to words.
 */
function filters(): array {
	return array(
		'running'   => __( 'Test running', 'two-heads' ),
		'paused'    => __( 'Test paused', 'two-heads' ),
		'attention' => __( 'Test needs attention', 'two-heads' ),
		'draft'     => __( 'Test in draft', 'two-heads' ),
		'ended'     => __( 'Test ended', 'two-heads' ),
	);
}

/**
 * Prints the filter above the list.
 *
 * @param mixed $post_type Of the list.
 * @param mixed $which     Above or below.
 */
function print_filter( $post_type, $which = 'top' ): void {
	if ( 'top' !== $which || ! is_string( $post_type ) || ! Settings\is_testable( $post_type ) ) {
		return;
	}
	$chosen = chosen();
	printf( '<label class="screen-reader-text" for="%1$s">%2$s</label><select name="%1$s" id="%1$s">', esc_attr( FILTER ), esc_html__( 'Filter by headline test', 'two-heads' ) );
	printf( '<option value="">%s</option>', esc_html__( 'All headline tests', 'two-heads' ) );
	foreach ( filters() as $value => $words ) {
		printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $chosen, $value, false ), esc_html( $words ) );
	}
	echo '</select>';
}

/**
 * What the list is filtered by; empty when it is not.
 */
function chosen(): string {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only narrows a list.
	$value = $_GET[ FILTER ] ?? '';
	return is_string( $value ) && isset( filters()[ $value ] ) ? $value : '';
}

/**
 * Narrows the list of posts to those with such an experiment.
 *
 * @param mixed $where SQL.
 * @param mixed $query The query.
 * @return mixed
 */
function narrow( $where, $query ) {
	global $wpdb, $pagenow;
	if ( ! is_admin() || 'edit.php' !== $pagenow || ! $query instanceof WP_Query || ! $query->is_main_query() || '' === chosen() ) {
		return $where;
	}
	$statuses = match ( chosen() ) {
		'ended'     => array( 'concluded', 'archived' ),
		'attention' => array( 'draft', 'running', 'paused', 'concluded' ),
		default     => array( chosen() ),
	};
	$named    = array_map( static fn ( string $status ): string => Store\STATUSES[ $status ], $statuses );
	$marks    = implode( ',', array_fill( 0, count( $named ), '%s' ) );
	$more     = '';
	if ( 'attention' === chosen() ) {
		$more = $wpdb->prepare(
			" AND EXISTS ( SELECT 1 FROM $wpdb->postmeta two_heads_meta WHERE two_heads_meta.post_id = two_heads.ID"
			. ' AND ( two_heads_meta.meta_key = %s OR ( two_heads_meta.meta_key = %s AND two_heads_meta.meta_value LIKE %s ) ) )',
			Store\PREFIX . 'attention',
			Store\PREFIX . 'job',
			'%' . $wpdb->esc_like( '"needs_person":true' ) . '%'
		);
	}
	if ( 'ended' === chosen() ) {
		// Of a post with another one under way the column shows that one.
		$more = $wpdb->prepare(
			" AND NOT EXISTS ( SELECT 1 FROM $wpdb->posts two_heads_open WHERE two_heads_open.post_parent = two_heads.post_parent"
			. ' AND two_heads_open.post_type = %s AND two_heads_open.post_status IN ( %s, %s, %s ) )',
			Store\TYPE,
			Store\STATUSES['draft'],
			Store\STATUSES['running'],
			Store\STATUSES['paused']
		);
	}
	$found = $wpdb->prepare(
		"SELECT two_heads.post_parent FROM $wpdb->posts two_heads WHERE two_heads.post_type = %s AND two_heads.post_status IN ( $marks )",
		Store\TYPE,
		...$named
	);
	return $where . " AND $wpdb->posts.ID IN ( $found$more )";
}
