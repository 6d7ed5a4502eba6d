<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\VisitorPage;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Page;
use TwoHeads\Experiments\Head;
use TwoHeads\Experiments\Marks;
use TwoHeads\Experiments\Previews;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Settings;
use TwoHeads\Tests\Connections\Optimizely\Connected;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

final class PageTest extends TestCase {

	use Connected;
	use Experimenting;

	private function head(): string {
		ob_start();
		Head\print_library();
		return (string) ob_get_clean();
	}

	/**
	 * What runs, as it is compiled.
	 *
	 * @param array<int, array{string, list<string>}> $experiments Post to original and titles.
	 */
	private function run_experiments( array $experiments ): void {
		$json    = array();
		$running = array();
		foreach ( $experiments as $post => list( $from, $titles ) ) {
			$count            = count( $titles ) + 1;
			$ends             = array_map( static fn ( int $n ): int => intdiv( 10000 * $n, $count ), range( 1, $count ) );
			$tuple            = array( $post + 100000, $post, '/2026/11/' . sanitize_title( $from ) . '/', $from, $titles, $ends, 1 );
			$json[ $post ]    = (string) wp_json_encode( $tuple, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
			$running[ $post ] = array( 'id' => $post + 100000, 'key' => "3f2a9c1b-$post", 'engine' => 'builtin' );
		}
		update_option( Compile\OPTION, $json ? array( 'experiments' => $json ) : array() );
		update_option( Running\OPTION, $running );
	}

	private function run_one(): void {
		$this->run_experiments( array( 5 => array( 'The old one', array( 'The new one' ) ) ) );
	}

	/**
	 * What the page's script gets.
	 *
	 * @return array{list<array<mixed>>, string, int, string, int, mixed, int}|null Null when there is none.
	 */
	private function config( string $html ): ?array {
		return 1 === preg_match( '/^window\.twoHeadsSite=(.*);$/m', $html, $found ) ? json_decode( $found[1], true, 512, JSON_THROW_ON_ERROR ) : null;
	}

	/**
	 * @return list<int> Posts of the experiments that the page carries.
	 */
	private function carried(): array {
		return array_column( $this->config( $this->head() )[0], 1 );
	}

	/**
	 * Fifty experiments with two variations each, of the length that headlines have. Their words are those of the licence:
	 * they compress as newspapers' do (measured beside 150 of those).
	 *
	 * @return array<int, array{string, list<string>}>
	 */
	private function fifty(): array {
		$words       = preg_replace( '/\s+/', ' ', (string) file_get_contents( \TwoHeads\DIR . '/LICENSE' ) );
		$lines       = explode( "\n", wordwrap( $words, 72 ) );
		$experiments = array();
		foreach ( array_slice( array_chunk( $lines, 3 ), 0, 50 ) as $index => $three ) {
			$experiments[ 1000 - $index ] = array( $three[0], array( $three[1], $three[2] ) );
		}
		$this->assertCount( 50, $experiments );
		return $experiments;
	}

	public function test_nothing_runs_nothing_is_there(): void {
		global $wpdb;
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		$this->assertSame( '', $this->head() );
		Page\tell_optimisers();
		$this->assertSame( 0, $wpdb->num_queries - $before );
		$this->assertSame( array(), apply_filters( 'rocket_excluded_inline_js_content', array() ) );
	}

	public function test_one_script_with_the_code_the_experiments_and_the_engine(): void {
		$this->run_one();
		$html = $this->head();
		$this->assertSame( 1, substr_count( $html, '<script' ) );
		$tags = new \WP_HTML_Tag_Processor( $html );
		$this->assertTrue( $tags->next_tag( 'script' ) );
		$this->assertSame( Head\SCRIPT_ID, $tags->get_attribute( 'id' ) );
		$this->assertSame( '1', $tags->get_attribute( 'data-no-optimize' ) );
		$code = static fn ( string $name ): string => trim( (string) file_get_contents( \TwoHeads\DIR . "/build/$name.js" ) );
		$this->assertMatchesRegularExpression(
			'/' . preg_quote( $code( 'headlines' ), '/' ) . "\nwindow\.twoHeadsSite=.*;\n" . preg_quote( $code( 'site' ), '/' ) . '/',
			$tags->get_modifiable_text()
		);
		$this->assertSame(
			array(
				array( array( 100005, 5, '/2026/11/the-old-one/', 'The old one', array( 'The new one' ), array( 5000, 10000 ), 1 ) ),
				\TwoHeads\Engines\BuiltIn\Doors\url(),
				1,
				'https://example.org',
				0,
				array( 'statistics', 'wp_consent_statistics', '' ),
				0,
			),
			$this->config( $html )
		);
		Page\tell_optimisers();
		$this->assertSame( array( Head\MARKER ), apply_filters( 'rocket_excluded_inline_js_content', array() ) );
	}

	public function test_settings_are_in_the_page(): void {
		$this->run_one();
		update_option( Settings\OPTION, array( 'own_page' => true, 'remember' => 'always', 'without_consent' => 'original' ) );
		$this->assertSame( array( 1, 0, 1 ), array_slice( $this->config( $this->head() ), 4 ) );
	}

	public function test_the_same_for_every_visitor_and_without_a_query(): void {
		global $wpdb;
		$this->run_one();
		wp_cache_flush();
		wp_load_alloptions();
		get_option( 'home' );
		$before = $wpdb->num_queries;
		$html   = $this->head();
		$this->assertSame( 0, $wpdb->num_queries - $before );
		$_COOKIE['wp_consent_statistics'] = 'deny';
		$_SERVER['HTTP_USER_AGENT']       = 'Googlebot/2.1';
		$_SERVER['HTTP_SEC_GPC']          = '1';
		$headers                          = headers_list();
		$this->assertSame( $html, $this->head() );
		$this->become( 'subscriber' );
		$this->assertSame( $html, $this->head() );
		$this->assertSame( $headers, headers_list() );
		unset( $_COOKIE['wp_consent_statistics'], $_SERVER['HTTP_USER_AGENT'], $_SERVER['HTTP_SEC_GPC'] );
	}

	public function test_once_also_beside_optimizely(): void {
		$this->connect_with_token( '123' );
		$this->run_one();
		update_option( Running\OPTION, Running\posts() + array( 6 => array( 'id' => 9, 'key' => '3f2a9c1b-9', 'engine' => 'optimizely' ) ) );
		$html = $this->head();
		$this->assertSame( 1, substr_count( $html, 'MutationObserver' ) );
		$this->assertNotNull( $this->config( $html ) );
		update_option( Compile\OPTION, array() );
		$html = $this->head();
		$this->assertSame( 1, substr_count( $html, 'MutationObserver' ) );
		$this->assertNull( $this->config( $html ) );
	}

	/**
	 * @dataProvider elsewhere
	 */
	public function test_visitors_pages_only( string $flag ): void {
		global $wp_query;
		$this->run_one();
		$wp_query->$flag = true;
		$html            = $this->head();
		$wp_query->$flag = false;
		$this->assertSame( '', $html );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function elsewhere(): array {
		return array(
			'feed'    => array( 'is_feed' ),
			'embed'   => array( 'is_embed' ),
			'preview' => array( 'is_preview' ),
		);
	}

	public function test_a_headline_preview_carries_its_own_only(): void {
		$this->run_one();
		$user  = $this->become( 'administrator' );
		$id    = $this->draft( $this->post() );
		$parts = array( $id, 1, time() + 60, $user );

		$_GET[ VisitorPage\AS_VISITOR ] = '1';
		$_GET[ Previews\QUERY ]         = implode( '.', array( ...$parts, Previews\sign( $parts ) ) );
		$this->assertNotNull( Previews\shown() );
		$this->assertSame( '', $this->head() );
		$_GET[ Previews\QUERY ] = 'x';
		$this->assertNotSame( '', $this->head() );
	}

	/**
	 * @dataProvider titles
	 */
	public function test_any_title_is_safe_in_the_script( string $title ): void {
		$this->run_experiments( array( 5 => array( $title, array( "$title 2" ) ) ) );
		$tags = new \WP_HTML_Tag_Processor( $this->head() );
		$this->assertTrue( $tags->next_tag( 'script' ) );
		$config = $this->config( $tags->get_modifiable_text() );
		$this->assertSame( array( $title, array( "$title 2" ) ), array_slice( $config[0][0], 3, 2 ) );
		$this->assertFalse( $tags->next_tag() );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function titles(): array {
		return array(
			'end'     => array( '</script><script>alert(1)</script>' ),
			'comment' => array( '<!--<script>' ),
			'cdata'   => array( ']]> &amp; <![CDATA[' ),
			'quotes'  => array( 'It’s "$&" \\ \\u0041 `${1}`' ),
			'lines'   => array( "a\u{2028}b\u{2029}c" ),
			'emoji'   => array( '🎉 חדשות' ),
		);
	}

	public function test_fifty_weigh_no_more_than_8_kb(): void {
		$this->run_experiments( $this->fifty() );
		$html = $this->head();
		$this->assertLessThanOrEqual( 8 * 1024, strlen( (string) gzencode( $html, 6 ) ) );
		// Most of them are there.
		$this->assertGreaterThanOrEqual( 25, count( $this->config( $html )[0] ) );
	}

	public function test_few_are_all_there_in_their_order(): void {
		$twenty = array_slice( $this->fifty(), 0, 20, true );
		$this->run_experiments( $twenty );
		$this->assertSame( array_keys( $twenty ), $this->carried() );
	}

	public function test_of_many_first_those_of_the_page_then_the_latest(): void {
		global $wp_query;
		$fifty = $this->fifty();
		$this->run_experiments( $fifty );
		$posts = array_keys( $fifty );
		$plain = $this->carried();
		$this->assertSame( array_slice( $posts, 0, count( $plain ) ), $plain );
		$this->assertLessThan( 50, count( $plain ) );
		$last = array_slice( $posts, -3 );
		$this->assertSame( array(), array_intersect( $last, $plain ) );

		// On an archive, and on the post's own page: what the main query found.
		$wp_query->posts = array( (object) array( 'ID' => $last[0] ), (object) array( 'ID' => 77 ) );
		$carried         = $this->carried();
		$wp_query->posts = array();
		$this->assertSame( array( $last[0], $posts[0], $posts[1] ), array_slice( $carried, 0, 3 ) );

		// What a block theme has shown by now.
		Marks\seen( $last[2] );
		$this->assertSame( array( $last[2], $posts[0] ), array_slice( $this->carried(), 0, 2 ) );
	}

	public function test_one_that_is_longer_than_any_page_is_there_where_it_comes_first(): void {
		global $wp_query;
		$long = array( 'Long', array( str_repeat( 'x', Page\MOST ), 'y' ) );
		// Without the last, which another test has shown.
		$this->run_experiments( array( 7 => $long ) + array_slice( $this->fifty(), 0, 45, true ) );
		$this->assertSame( array( 7 ), $this->carried() );
		$wp_query->posts = array( (object) array( 'ID' => 1000 ) );
		$carried         = $this->carried();
		$wp_query->posts = array();
		$this->assertSame( 1000, $carried[0] );
		$this->assertNotContains( 7, $carried );
	}

	public function test_titles_of_what_runs_here_are_marked(): void {
		$post = wp_insert_post( array( 'post_title' => 'Marked', 'post_status' => 'publish' ) );
		$this->run_experiments( array( $post => array( 'Marked', array( 'Other' ) ) ) );
		Marks\start();
		$html = do_blocks( '<!-- wp:latest-posts {"postsToShow":10} /-->' );
		$this->assertStringContainsString( "data-two-heads=\"$post\"", $html );
		$this->assertContains( $post, Marks\seen() );
	}
}
