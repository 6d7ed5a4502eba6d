<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Privacy;
use TwoHeads\Connections\Optimizely\SiteHealth;
use TwoHeads\Connections\Optimizely\SnippetSettings;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

final class SiteHealthTest extends TestCase {

	use Connected;

	public function test_both_tests_are_there_and_the_slow_one_runs_later(): void {
		$tests = apply_filters( 'site_status_tests', array( 'direct' => array(), 'async' => array() ) );
		$this->assertArrayHasKey( SiteHealth\CONNECTION_TEST, $tests['direct'] );
		$this->assertTrue( $tests['async'][ SiteHealth\SNIPPET_TEST ]['has_rest'] );
		$this->assertIsCallable( $tests['async'][ SiteHealth\SNIPPET_TEST ]['async_direct_test'] );
	}

	public function test_tells_how_the_connection_is(): void {
		$this->assertSame( 'good', SiteHealth\test_connection()['status'] );
		$this->connect_with_token();
		$this->assertSame( 'recommended', SiteHealth\test_connection()['status'] );
		Connection\update( array( 'project' => array( 'id' => '1', 'name' => 'x' ) ) );
		$this->assertSame( 'good', SiteHealth\test_connection()['status'] );
		Connection\needs_reconnecting( 'Revoked <script>.' );
		$result = SiteHealth\test_connection();
		$this->assertSame( 'critical', $result['status'] );
		$this->assertStringContainsString( 'Revoked &lt;script&gt;', $result['description'] );
		$this->assertStringContainsString( 'page=two-heads-connections', $result['actions'] );
	}

	/**
	 * @dataProvider pages
	 */
	public function test_tells_whether_the_snippet_is_there( mixed $status, string $html, string $expected ): void {
		$this->connect_with_token( '123' );
		FakeService::on( '#GET https://example\.org/$#', $status, $html );
		$this->assertSame( $expected, SiteHealth\test_snippet()['status'] );
	}

	/**
	 * @return array<string, array{mixed, string, string}>
	 */
	public function pages(): array {
		$tag = '<script id="two-heads-optimizely-js" src="x"></script>';
		return array(
			'there'       => array( 200, "<head>$tag</head>", 'good' ),
			'missing'     => array( 200, '<head></head>', 'critical' ),
			'twice'       => array( 200, "<head>$tag</head><body>$tag", 'recommended' ),
			'minified'    => array( 200, '<head><script src=x id=two-heads-optimizely-js></script></head>', 'good' ),
			'in a text'   => array( 200, '<head></head><p>id="two-heads-optimizely-js"</p>', 'critical' ),
			'password'    => array( 401, '<html>', 'recommended' ),
			'unreachable' => array( new WP_Error( 'http_request_failed', 'refused' ), '', 'recommended' ),
		);
	}

	public function test_looks_for_the_guard_when_the_snippet_waits(): void {
		$this->connect_with_token( '123' );
		update_option( SnippetSettings\OPTION, array( 'consent' => 'blocked' ) + SnippetSettings\DEFAULTS );
		FakeService::on( '#.#', 200, '<script id="two-heads-consent-js">…</script>' );
		$this->assertSame( 'good', SiteHealth\test_snippet()['status'] );
	}

	public function test_minds_a_cached_page_that_does_not_ask_for_consent(): void {
		$this->connect_with_token( '123' );
		update_option( SnippetSettings\OPTION, array( 'consent' => 'opt_out' ) + SnippetSettings\DEFAULTS );
		FakeService::on( '#.#', 200, '<script id="two-heads-optimizely-js" src="x"></script>' );
		$this->assertStringContainsString( 'does not wait for consent', SiteHealth\test_snippet()['label'] );
	}

	public function test_asks_nobody_while_nothing_is_to_be_printed(): void {
		$this->assertSame( 'good', SiteHealth\test_snippet()['status'] );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_suggests_privacy_text_only_while_connected(): void {
		require_once ABSPATH . 'wp-admin/includes/class-wp-privacy-policy-content.php';
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
		set_current_screen( 'dashboard' );
		$count = static function (): int {
			$policy = new \ReflectionProperty( 'WP_Privacy_Policy_Content', 'policy_content' );
			$policy->setAccessible( true );
			return count( array_filter( (array) $policy->getValue(), static fn ( $entry ) => 'Two Heads: Optimizely' === $entry['plugin_name'] ) );
		};
		// Core takes such texts during admin_init only.
		$GLOBALS['wp_current_filter'][] = 'admin_init';
		Privacy\suggest_policy();
		$before = $count();
		$this->connect_with_token( '123' );
		Privacy\suggest_policy();
		array_pop( $GLOBALS['wp_current_filter'] );
		unset( $GLOBALS['current_screen'] );
		$this->assertSame( array( 0, 1 ), array( $before, $count() ) );
	}
}
