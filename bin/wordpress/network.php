<?php
/**
 * Makes a network of an installed site, sub-sites in folders; run through Site.cli.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

global $wpdb;

require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/network.php';

foreach ( $wpdb->tables( 'ms_global' ) as $two_heads_name => $two_heads_table ) {
	$wpdb->$two_heads_name = $two_heads_table;
}
install_network();
$two_heads_done = populate_network(
	1,
	(string) preg_replace( '#^https?://#', '', get_option( 'home' ) ),
	'admin@example.org',
	'Two Heads',
	'/',
	false
);
if ( is_wp_error( $two_heads_done ) ) {
	fwrite( STDERR, $two_heads_done->get_error_message() );
	exit( 1 );
}
