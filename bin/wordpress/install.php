<?php
/**
 * Installs WordPress into its empty database; run through Site.cli while WP_INSTALLING.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'Two Heads', 'admin', 'admin@example.org', true, '', 'password' );
update_option( 'permalink_structure', '/%year%/%monthnum%/%postname%/' );
update_option( 'timezone_string', 'UTC' );
flush_rewrite_rules( false );
