<?php
/**
 * Site Health: does the connection hold, does the snippet stand on the page.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\SiteHealth;

use TwoHeads\Admin\ConnectionsPage;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Snippet;
use TwoHeads\Connections\Optimizely\SnippetSettings;
use TwoHeads\Core\FrontPage;
use TwoHeads\Core\SiteHealth;
use const TwoHeads\REST_NAMESPACE;

const CONNECTION_TEST = 'two_heads_optimizely_connection';
const SNIPPET_TEST    = 'two_heads_optimizely_snippet';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_filter( 'site_status_tests', __NAMESPACE__ . '\\add_tests' );
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register_route' );
}

/**
 * Adds both tests. The snippet's opens a page, so it runs after the screen has been shown.
 *
 * @param array<string, mixed> $tests Tests of the page.
 * @return array<string, mixed>
 */
function add_tests( $tests ) {
	$tests['direct'][ CONNECTION_TEST ] = array(
		'label' => __( 'Optimizely connection', 'two-heads' ),
		'test'  => __NAMESPACE__ . '\\test_connection',
	);
	$tests['async'][ SNIPPET_TEST ]     = array(
		'label'             => __( 'Optimizely snippet', 'two-heads' ),
		'test'              => rest_url( REST_NAMESPACE . '/site-health/optimizely-snippet' ),
		'has_rest'          => true,
		'async_direct_test' => __NAMESPACE__ . '\\test_snippet',
	);
	return $tests;
}

/**
 * The route core asks for the second test's result.
 */
function register_route(): void {
	register_rest_route(
		REST_NAMESPACE,
		'/site-health/optimizely-snippet',
		array(
			'methods'             => 'GET',
			'permission_callback' => static fn (): bool => current_user_can( 'manage_options' ) && current_user_can( 'view_site_health_checks' ),
			'callback'            => __NAMESPACE__ . '\\test_snippet',
			'args'                => array(),
		)
	);
}

/**
 * The connection as last known; asks nobody.
 *
 * @return array<string, mixed>
 */
function test_connection(): array {
	$said = Connection\describe();
	return match ( $said['status'] ) {
		'disconnected' => report( CONNECTION_TEST, 'good', __( 'Optimizely is not connected', 'two-heads' ), __( 'Two Heads works without it. Connect an account when you want to run experiments there.', 'two-heads' ) ),
		'connected'    => $said['project']
			? report( CONNECTION_TEST, 'good', __( 'Optimizely is connected', 'two-heads' ), __( 'The authorisation is stored encrypted and renews itself.', 'two-heads' ) )
			: report( CONNECTION_TEST, 'recommended', __( 'Optimizely is connected, but no project is chosen', 'two-heads' ), __( 'Until a project is chosen, no snippet is printed and no experiment can run.', 'two-heads' ) ),
		default        => report( CONNECTION_TEST, 'critical', __( 'Optimizely has to be connected again', 'two-heads' ), (string) $said['problem'] ),
	};
}

/**
 * The front page as a visitor gets it.
 *
 * @return array<string, mixed>
 */
function test_snippet(): array {
	$url = Snippet\url();
	if ( null === $url ) {
		return report( SNIPPET_TEST, 'good', __( 'No Optimizely snippet is to be printed', 'two-heads' ), __( 'It is printed once an account is connected and a project is chosen.', 'two-heads' ) );
	}
	$page = FrontPage\fetch();
	if ( is_wp_error( $page ) ) {
		return report( SNIPPET_TEST, 'recommended', __( 'The Optimizely snippet could not be checked', 'two-heads' ), $page->get_error_message() );
	}
	if ( 200 !== $page['status'] ) {
		return report(
			SNIPPET_TEST,
			'recommended',
			__( 'The Optimizely snippet could not be checked', 'two-heads' ),
			/* translators: %d: HTTP status. */
			sprintf( __( 'The front page answers with status %d to the site itself: a password, a maintenance mode or a firewall stands before it.', 'two-heads' ), $page['status'] )
		);
	}
	$settings = SnippetSettings\current_settings();
	$blocked  = 'blocked' === $settings['consent'];
	if ( ! $blocked && SnippetSettings\ask_for_consent( $settings ) && 0 === scripts_with_id( $page['html'], Snippet\GUARD_ID ) ) {
		return report(
			SNIPPET_TEST,
			'critical',
			__( 'The Optimizely snippet does not wait for consent', 'two-heads' ),
			__( 'The script that asks for consent is missing from the front page. A page cache may still serve pages from before this was set: purge it. “Verify installation” under Two Heads → Connections says more.', 'two-heads' )
		);
	}
	return match ( scripts_with_id( $page['html'], $blocked ? Snippet\GUARD_ID : Snippet\SCRIPT_ID ) ) {
		1       => report( SNIPPET_TEST, 'good', __( 'The Optimizely snippet is on the front page', 'two-heads' ), __( '“Verify installation” under Two Heads → Connections checks it point by point.', 'two-heads' ) ),
		0       => report( SNIPPET_TEST, 'critical', __( 'The Optimizely snippet is missing from the front page', 'two-heads' ), __( 'Either the theme does not call wp_head(), or a page cache still serves pages made before the connection (purge it), or an optimiser plugin removed the script. “Verify installation” under Two Heads → Connections says which.', 'two-heads' ) ),
		default => report( SNIPPET_TEST, 'recommended', __( 'The Optimizely snippet is on the front page more than once', 'two-heads' ), __( 'The theme calls wp_head() twice, or a page inside the page is cached with its own head.', 'two-heads' ) ),
	};
}

/**
 * How many script tags have an id, however a minifier has written them.
 */
function scripts_with_id( string $html, string $id ): int {
	$found = 0;
	$tags  = new \WP_HTML_Tag_Processor( $html );
	while ( $tags->next_tag( 'script' ) ) {
		$found += $tags->get_attribute( 'id' ) === $id ? 1 : 0;
	}
	return $found;
}

/**
 * A result that leads to the Connections screen.
 *
 * @return array<string, mixed>
 */
function report( string $test, string $status, string $label, string $description ): array {
	return SiteHealth\result( $test, $status, $label, $description, 'good' === $status ? null : ConnectionsPage\url() );
}
