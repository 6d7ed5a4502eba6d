<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Connections\Optimizely\SnippetSettings;
use TwoHeads\Experiments\Head;
use TwoHeads\Experiments\Running;
use TwoHeads\Tests\Connections\Optimizely\Connected;
use TwoHeads\Tests\TestCase;

final class HeadTest extends TestCase {

	use Connected;

	private function head(): string {
		ob_start();
		Head\print_library();
		return (string) ob_get_clean();
	}

	/**
	 * A script's text without the comments that WordPress 6.8 puts around it for XHTML.
	 */
	private function without_wrapping( string $text ): string {
		return trim( str_replace( array( '/* <![CDATA[ */', '/* ]]> */' ), '', $text ) );
	}

	private function run_experiment( string $engine = 'optimizely' ): void {
		update_option( Running\OPTION, array( 5 => array( 'id' => 9, 'key' => '3f2a9c1b-9', 'engine' => $engine ) ) );
	}

	public function test_prints_the_code_once_for_everybody_alike(): void {
		$this->connect_with_token( '123' );
		$this->run_experiment();
		$html = $this->head();
		$tags = new \WP_HTML_Tag_Processor( $html );
		$this->assertTrue( $tags->next_tag( 'script' ) );
		$this->assertSame( 'two-heads-headlines-js', $tags->get_attribute( 'id' ) );
		$this->assertSame( 'false', $tags->get_attribute( 'data-cfasync' ) );
		$this->assertSame( '1', $tags->get_attribute( 'data-no-optimize' ) );
		$this->assertSame( trim( (string) file_get_contents( \TwoHeads\DIR . '/build/headlines.js' ) ), $this->without_wrapping( $tags->get_modifiable_text() ) );
		$this->assertFalse( $tags->next_tag() );
		$this->become( 'administrator' );
		$this->assertSame( $html, $this->head() );
	}

	public function test_stands_directly_after_the_snippet(): void {
		$this->connect_with_token( '123' );
		$this->run_experiment();
		ob_start();
		do_action( 'wp_head' );
		preg_match_all( '/<script[^>]* id="([^"]+)"/', (string) ob_get_clean(), $found );
		$this->assertSame( array( 'two-heads-optimizely-js', 'two-heads-headlines-js' ), array_slice( $found[1], 0, 2 ) );
	}

	public function test_prints_nothing_while_there_is_nothing(): void {
		$this->assertSame( '', $this->head() );
		$this->run_experiment();
		$this->assertSame( '', $this->head(), 'not connected' );
		$this->connect_with_token();
		$this->assertSame( '', $this->head(), 'no project' );
		$this->connect_with_token( '123' );
		$this->assertNotSame( '', $this->head() );
		$this->run_experiment( 'another' );
		$this->assertSame( '', $this->head(), 'another engine' );
		update_option( Running\OPTION, array() );
		$this->assertSame( '', $this->head(), 'nothing runs' );
	}

	public function test_goes_where_the_snippet_goes(): void {
		global $wp_query;
		$this->connect_with_token( '123' );
		$this->run_experiment();
		$wp_query->is_feed = true;
		$feed              = $this->head();
		$wp_query->is_feed = false;
		$this->assertSame( '', $feed );
		update_option( SnippetSettings\OPTION, array( 'skip_editors' => true ) );
		$this->become( 'editor' );
		$this->assertSame( '', $this->head() );
		$this->become( '' );
		$this->assertNotSame( '', $this->head() );
		add_filter( 'two_heads_optimizely_print_snippet', '__return_false' );
		$this->assertSame( '', $this->head() );
	}

	public function test_takes_a_nonce_from_cores_filter(): void {
		$this->connect_with_token( '123' );
		$this->run_experiment();
		add_filter( 'wp_inline_script_attributes', static fn ( $attributes ) => $attributes + array( 'nonce' => 'abc123' ) );
		$this->assertStringContainsString( 'nonce="abc123"', $this->head() );
	}

	public function test_optimisers_are_told_while_it_is_there(): void {
		Head\tell_optimisers();
		$this->assertSame( array(), apply_filters( 'rocket_excluded_inline_js_content', array() ) );
		$this->connect_with_token( '123' );
		$this->run_experiment();
		Head\tell_optimisers();
		$this->assertSame( array( Head\MARKER ), apply_filters( 'rocket_excluded_inline_js_content', array() ) );
		$this->assertStringContainsString( Head\MARKER, $this->head() );
	}

	public function test_costs_no_query(): void {
		global $wpdb;
		$this->connect_with_token( '123' );
		$this->run_experiment();
		wp_cache_flush();
		wp_load_alloptions();
		get_option( 'home' );
		$before = $wpdb->num_queries;
		$this->head();
		$this->assertSame( 0, $wpdb->num_queries - $before );
	}
}
