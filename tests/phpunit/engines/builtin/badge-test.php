<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\VisitorPage;
use TwoHeads\Engines\BuiltIn\Badge;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Experiments\Head;
use TwoHeads\Tests\TestCase;
use WP_Admin_Bar;

final class BadgeTest extends TestCase {

	protected function setUp(): void {
		parent::setUp();
		require_once ABSPATH . WPINC . '/class-wp-admin-bar.php';
		update_option( Compile\OPTION, array( 'experiments' => array( 5 => '[105,5,"/old/","Old",["New"],[5000,10000],1]' ) ) );
		add_filter( 'show_admin_bar', '__return_true', 2000 );
	}

	private function head(): string {
		ob_start();
		Head\print_library();
		return (string) ob_get_clean();
	}

	private function code( string $name ): string {
		return trim( (string) file_get_contents( \TwoHeads\DIR . "/build/$name.js" ) );
	}

	private function bar(): WP_Admin_Bar {
		$bar = new WP_Admin_Bar();
		do_action( 'admin_bar_menu', $bar );
		return $bar;
	}

	public function test_editors_get_their_own_code_and_a_badge(): void {
		$this->become( 'author' );
		$html = $this->head();
		$this->assertSame( 1, substr_count( $html, '<script' ) );
		$this->assertStringContainsString( $this->code( 'site-editor' ), $html );
		$this->assertStringNotContainsString( $this->code( 'site' ), $html );
		// Neither is there anything that could send.
		$this->assertStringNotContainsString( 'sendBeacon', $html );
		$this->assertSame( 1, preg_match( '/^window\.twoHeadsBadge=(.*);$/m', $html, $found ) );
		$words = json_decode( $found[1], true );
		$this->assertSame( 'wp-admin-bar-' . Badge\NODE, $words['node'] );
		$this->assertSame( array( 'You see %s', 'You see the original' ), array( $words['see'], $words['original'] ) );
		$bar = $this->bar();
		$this->assertStringContainsString( 'ab-label', $bar->get_node( Badge\NODE )->title );
		$this->assertSame( array( Badge\NODE, 'Nothing is counted.' ), array( $bar->get_node( Badge\NODE . '-note' )->parent, $bar->get_node( Badge\NODE . '-note' )->title ) );
		$this->assertContains( Badge\STYLE, wp_styles()->get_data( 'admin-bar', 'after' ) );
	}

	public function test_whoever_has_no_admin_bar_sees_originals(): void {
		$this->become( 'editor' );
		add_filter( 'show_admin_bar', '__return_false', 3000 );
		$this->assertSame( '', $this->head() );
	}

	public function test_an_editor_may_look_as_a_visitor(): void {
		$this->become( 'editor' );
		$_GET[ VisitorPage\AS_VISITOR ] = '1';
		$this->assertStringContainsString( $this->code( 'site' ), $this->head() );
		$this->assertNull( $this->bar()->get_node( Badge\NODE ) );
	}

	/**
	 * @dataProvider readers
	 */
	public function test_readers_are_visitors( string $role ): void {
		$this->become( $role );
		$this->assertStringContainsString( $this->code( 'site' ), $this->head() );
		$this->assertNull( $this->bar()->get_node( Badge\NODE ) );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function readers(): array {
		return array(
			'nobody'       => array( '' ),
			'a subscriber' => array( 'subscriber' ),
		);
	}

	public function test_nothing_runs_no_badge(): void {
		update_option( Compile\OPTION, array() );
		$this->become( 'editor' );
		$this->assertSame( '', $this->head() );
		$this->assertNull( $this->bar()->get_node( Badge\NODE ) );
	}
}
