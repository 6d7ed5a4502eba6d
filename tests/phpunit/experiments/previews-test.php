<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Connections\Optimizely\Snippet;
use TwoHeads\Experiments\Marks;
use TwoHeads\Experiments\Previews;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Connections\Optimizely\Connected;
use TwoHeads\Tests\TestCase;

final class PreviewsTest extends TestCase {

	use Connected;

	private const EVIL = 'B </script><script>alert(1)</script> "it\'s"';

	/** @var array<string, mixed> */
	private array $experiment = array();

	protected function setUp(): void {
		parent::setUp();
		$this->become( 'editor' );
		$post             = wp_insert_post( array( 'post_title' => 'Original', 'post_name' => 'p', 'post_status' => 'publish', 'post_author' => get_current_user_id() ) );
		$this->experiment = Store\create( $post, 'optimizely', array( 'titles' => array( self::EVIL, '' ) ) );
	}

	/**
	 * Opens a link and gives what the page's head, and what its foot, then hold.
	 *
	 * @return array{head: string, foot: string, robots: array<string, mixed>, bar: array<string, string>}
	 */
	private function visit( string $url ): array {
		wp_parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $_GET );
		Previews\start();
		ob_start();
		Snippet\print_tags();
		do_action( 'wp_head' );
		$head = (string) ob_get_clean();
		require_once ABSPATH . WPINC . '/class-wp-admin-bar.php';
		$bar = new \WP_Admin_Bar();
		do_action( 'admin_bar_menu', $bar );
		$node = $bar->get_node( 'two-heads-preview' );
		ob_start();
		add_filter( 'show_admin_bar', '__return_false' );
		do_action( 'wp_footer' );
		return array(
			'head'   => $head,
			'foot'   => (string) ob_get_clean(),
			'robots' => apply_filters( 'wp_robots', array() ),
			'bar'    => null === $node ? '' : $node->title,
		);
	}

	public function test_shows_the_variation_and_counts_nothing(): void {
		$this->connect_with_token( '123' );
		$page = $this->visit( Previews\url( $this->experiment, 1, 'post' ) );
		$this->assertStringNotContainsString( 'cdn.optimizely.com', $page['head'] );
		preg_match_all( '#<script[^>]* id="two-heads-headlines-js"[^>]*>(.*?)</script>#s', $page['head'], $scripts );
		$this->assertCount( 1, $scripts[0] );
		$this->assertSame( 1, preg_match( '/window\.twoHeads\.push\((\{.*\})\);\s*(?:\/\* \]\]> \*\/\s*)?$/', $scripts[1][0], $item ) );
		$this->assertSame(
			array(
				'id'      => $this->experiment['key'],
				'post'    => $this->experiment['post'],
				'url'     => get_permalink( $this->experiment['post'] ),
				'from'    => 'Original',
				'to'      => 'B </script><script>alert(1)</script> “it’s”',
				'v'       => 1,
				'preview' => 1,
			),
			json_decode( $item[1], true )
		);
		$this->assertTrue( $page['robots']['noindex'] );
		$this->assertSame( array( $this->experiment['post'] ), Marks\posts() );
		$this->assertStringContainsString( 'variation 1', $page['bar'] );
		$this->assertStringContainsString( 'variation 1', $page['foot'] );
	}

	public function test_an_editors_script_is_text_in_the_note(): void {
		wp_update_post( array( 'ID' => $this->experiment['post'], 'post_title' => 'x &lt;script&gt;alert(1)&lt;/script&gt;' ) );
		$page = $this->visit( Previews\url( $this->experiment, 1, 'post' ) );
		foreach ( array( 'head', 'bar', 'foot' ) as $where ) {
			$this->assertStringNotContainsString( '<script>alert', $page[ $where ], $where );
		}
		$this->assertStringContainsString( '&lt;script&gt;', $page['bar'] );
		$this->assertStringContainsString( '&lt;script&gt;', $page['foot'] );
	}

	public function test_leads_to_both_places(): void {
		$this->assertStringStartsWith( get_permalink( $this->experiment['post'] ) . '?two-heads-preview=', Previews\url( $this->experiment, 0, 'post' ) );
		$this->assertStringStartsWith( 'https://example.org/?two-heads-preview=', Previews\url( $this->experiment, 0, 'front' ) );
		$this->assertStringContainsString( 'original headline', $this->visit( Previews\url( $this->experiment, 0, 'front' ) )['bar'] );
	}

	/**
	 * @dataProvider bad_links
	 */
	public function test_a_bad_link_is_the_plain_page( callable $spoil, bool $told ): void {
		$this->connect_with_token( '123' );
		$link = $spoil( Previews\url( $this->experiment, 1, 'post' ), $this );
		$page = $this->visit( $link );
		$this->assertStringContainsString( 'cdn.optimizely.com', $page['head'] );
		$this->assertStringNotContainsString( 'twoHeads.push', $page['head'] );
		$this->assertTrue( $page['robots']['noindex'] );
		$this->assertSame( $told, str_contains( $page['bar'], 'expired or is not yours' ) );
		$this->assertSame( $told, str_contains( $page['foot'], 'expired or is not yours' ) );
		$this->assertSame( array(), Marks\posts() );
	}

	/**
	 * A link with one of its parts replaced.
	 */
	private static function spoil( string $url, int $part, string $to ): string {
		list( $page, $link ) = explode( 'two-heads-preview=', $url );
		$parts               = explode( '.', $link );
		$parts[ $part ]      = $to;
		return $page . 'two-heads-preview=' . implode( '.', $parts );
	}

	/**
	 * @return array<string, array{callable, bool}>
	 */
	public function bad_links(): array {
		$change = static fn ( int $part, string $to ): callable => static fn ( string $url ): string => self::spoil( $url, $part, $to );
		return array(
			'nobody'             => array(
				static function ( string $url, self $test ): string {
					$test->become( '' );
					return $url;
				},
				false,
			),
			'another editor'     => array(
				static function ( string $url, self $test ): string {
					$test->become( 'editor' );
					return $url;
				},
				true,
			),
			'an editor no more'  => array(
				static function ( string $url ): string {
					wp_get_current_user()->set_role( 'contributor' );
					return $url;
				},
				true,
			),
			'other experiment'   => array( $change( 0, '1' ), true ),
			'other variation'    => array( $change( 1, '0' ), true ),
			'later expiry'       => array( $change( 2, '9999999999' ), true ),
			'other user'         => array( $change( 3, '1' ), true ),
			'other signature'    => array( $change( 4, str_repeat( '0', 32 ) ), true ),
			'line end'           => array( static fn ( string $url ): string => $url . '%0A', true ),
			'no link'            => array( static fn ( string $url ): string => strtok( $url, '?' ) . '?two-heads-preview=x', true ),
			'a list'             => array( static fn ( string $url ): string => strtok( $url, '?' ) . '?two-heads-preview[]=x', true ),
			'an expired one'     => array(
				static function ( string $url, self $test ): string {
					$parts = array( $test->experiment['id'], 1, time() - 1, get_current_user_id() );
					return strtok( $url, '?' ) . '?two-heads-preview=' . implode( '.', array( ...$parts, Previews\sign( $parts ) ) );
				},
				true,
			),
			'an experiment gone' => array(
				static function ( string $url, self $test ): string {
					Store\delete( $test->experiment['id'] );
					return $url;
				},
				true,
			),
		);
	}

	public function test_lasts_a_day_at_most(): void {
		$link = explode( '.', explode( '=', Previews\url( $this->experiment, 1, 'post' ) )[1] );
		$this->assertGreaterThan( time() + 22 * HOUR_IN_SECONDS, (int) $link[2] );
		$this->assertLessThanOrEqual( time() + DAY_IN_SECONDS, (int) $link[2] );
	}

	public function test_an_empty_headline_or_one_that_is_not_there_shows_nothing(): void {
		foreach ( array( 2, 3 ) as $index ) {
			$_GET = array( 'two-heads-preview' => explode( '=', Previews\url( $this->experiment, $index, 'front' ) )[1] );
			$this->assertNull( Previews\shown() );
		}
		$_GET = array( 'two-heads-preview' => explode( '=', Previews\url( $this->experiment, 1, 'front' ) )[1] );
		$this->assertNotNull( Previews\shown() );
	}

	public function test_a_link_of_one_site_is_none_of_another(): void {
		$parts = array( 1, 1, 1, 1 );
		$here  = Previews\sign( $parts );
		$GLOBALS['blog_id'] = 2; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$there              = Previews\sign( $parts );
		$GLOBALS['blog_id'] = 1; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->assertNotSame( $here, $there );
	}
}
