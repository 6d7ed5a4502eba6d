<?php
/**
 * Plugin Name: Two Heads: a development site
 * Description: Never reaches out: what WordPress would ask of its own servers is answered here. No tours.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || exit;

// "Nothing new" to every question to wordpress.org; what has no empty answer is refused by
// WP_HTTP_BLOCK_EXTERNAL, also at once.
add_filter(
	'pre_http_request',
	static function ( $answer, $args, $url ) {
		$parts = wp_parse_url( (string) $url );
		if ( false !== $answer || 'api.wordpress.org' !== ( $parts['host'] ?? '' ) ) {
			return $answer;
		}
		$path  = $parts['path'] ?? '';
		$empty = match ( true ) {
			str_contains( $path, '/core/version-check/' ) => '{"offers":[],"translations":[]}',
			str_contains( $path, '/update-check/' ) => '{"plugins":[],"themes":[],"translations":[],"no_update":[]}',
			str_contains( $path, '/info/' ) => preg_match( '/hot_tags|feature_list/', $parts['query'] ?? '' )
				? '{}'
				: '{"info":{"page":1,"pages":0,"results":0},"plugins":[],"themes":[]}',
			str_contains( $path, '/checksums/' ) => '{"checksums":false}',
			str_contains( $path, '/translations/' ) => '{"translations":[]}',
			default => null,
		};
		if ( null === $empty ) {
			return $answer;
		}
		return array(
			'headers'  => array( 'content-type' => 'application/json' ),
			'body'     => $empty,
			'response' => array(
				'code'    => 200,
				'message' => 'OK',
			),
			'cookies'  => array(),
			'filename' => null,
		);
	},
	PHP_INT_MAX,
	3
);

remove_action( 'init', 'wp_schedule_update_checks' );
add_filter( 'automatic_updater_disabled', '__return_true' );
add_filter( 'should_load_remote_block_patterns', '__return_false' );
add_filter( 'admin_email_check_interval', '__return_zero' );
remove_action( 'enqueue_block_editor_assets', 'wp_enqueue_editor_block_directory_assets' );

add_action(
	'wp_dashboard_setup',
	static function (): void {
		remove_meta_box( 'dashboard_primary', 'dashboard', 'side' );
	},
	20
);

// The browser fetches these by itself, and would wait for servers it cannot reach.
add_filter(
	'pre_get_avatar_data',
	static function ( $args ) {
		$args['url']          = includes_url( 'images/blank.gif' );
		$args['found_avatar'] = true;
		return $args;
	}
);
foreach ( array( 'emoji_url', 'emoji_svg_url' ) as $two_heads_hook ) {
	add_filter( $two_heads_hook, static fn(): string => includes_url( 'images/' ) );
}
unset( $two_heads_hook );

add_filter(
	'pre_wp_mail',
	static function ( $sent, $mail ) {
		if ( defined( 'TWO_HEADS_MAIL_LOG' ) ) {
			file_put_contents( TWO_HEADS_MAIL_LOG, wp_json_encode( $mail ) . "\n", FILE_APPEND | LOCK_EX );
		}
		return true;
	},
	10,
	2
);

add_action(
	'user_register',
	static function ( $user_id ): void {
		global $wpdb;
		$without_tours = array_fill_keys(
			array( 'core', 'core/edit-post', 'core/edit-site' ),
			array(
				'welcomeGuide'         => false,
				'welcomeGuidePage'     => false,
				'welcomeGuideStyles'   => false,
				'welcomeGuideTemplate' => false,
			)
		);
		update_user_meta(
			$user_id,
			$wpdb->get_blog_prefix() . 'persisted_preferences',
			$without_tours + array( '_modified' => gmdate( 'c' ) )
		);
	}
);

/** Whether the plugin's folder is the checkout: WordPress would follow the link and delete the sources. */
$two_heads_is_checkout = static fn(): bool => is_file( WP_PLUGIN_DIR . '/two-heads/package.json' );

add_action(
	'delete_plugin',
	static function ( $file ) use ( $two_heads_is_checkout ): void {
		if ( str_starts_with( (string) $file, 'two-heads/' ) && $two_heads_is_checkout() ) {
			wp_die( 'This plugin is the checkout itself: it is not deleted from here.' );
		}
	}
);
// Before the old folder is emptied for a new version.
add_filter(
	'upgrader_package_options',
	static function ( $options ) use ( $two_heads_is_checkout ) {
		if ( WP_PLUGIN_DIR === ( $options['destination'] ?? '' ) && $two_heads_is_checkout() ) {
			$options['clear_destination']           = false;
			$options['abort_if_destination_exists'] = true;
		}
		return $options;
	}
);
unset( $two_heads_is_checkout );
