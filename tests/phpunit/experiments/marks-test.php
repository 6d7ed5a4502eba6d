<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Experiments\Marks;
use TwoHeads\Experiments\Running;
use TwoHeads\Tests\TestCase;
use WP_Block;

final class MarksTest extends TestCase {

	private const LOOP = '<!-- wp:query {"query":{"perPage":10,"postType":"post","inherit":false}} --><div class="wp-block-query"><!-- wp:post-template -->'
		. '<!-- wp:post-title {"isLink":true,"level":3} /--><!-- /wp:post-template --></div><!-- /wp:query -->';

	/** @var list<int> Two posts with the same title. */
	private array $posts = array();

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( 'a', 'b' ) as $slug ) {
			$this->posts[] = wp_insert_post( array( 'post_title' => 'Same “title”', 'post_name' => $slug, 'post_status' => 'publish' ) );
		}
	}

	private function run_experiment( int ...$posts ): void {
		$row = static fn ( int $post ): array => array( 'id' => $post + 1000, 'key' => "3f2a9c1b-$post", 'engine' => 'optimizely' );
		update_option( Running\OPTION, array_combine( $posts, array_map( $row, $posts ) ) );
	}

	private function title( int $post, string $attributes = '{"isLink":true,"level":2}' ): string {
		$block = parse_blocks( "<!-- wp:post-title $attributes /-->" )[0];
		// As in a loop: the block takes the title from the global post.
		$GLOBALS['post'] = get_post( $post ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$html            = ( new WP_Block( $block, array( 'postId' => $post, 'postType' => 'post' ) ) )->render();
		unset( $GLOBALS['post'] );
		$this->assertStringContainsString( 'Same “title”', $html );
		return $html;
	}

	/**
	 * Marked elements, as "TAG id" with their text.
	 *
	 * @return list<string>
	 */
	private function marked( string $html ): array {
		$found = array();
		$tags  = new \WP_HTML_Tag_Processor( $html );
		while ( $tags->next_tag() ) {
			if ( null !== $tags->get_attribute( 'data-two-heads' ) ) {
				$found[] = $tags->get_tag() . ' ' . $tags->get_attribute( 'data-two-heads' );
			}
		}
		return $found;
	}

	public function test_marks_title_blocks_of_posts_under_test(): void {
		$this->run_experiment( $this->posts[0] );
		Marks\start();
		$this->assertSame( array( "H2 {$this->posts[0]}" ), $this->marked( $this->title( $this->posts[0] ) ) );
		$this->assertSame( array( "P {$this->posts[0]}" ), $this->marked( $this->title( $this->posts[0], '{"level":0}' ) ) );
		$this->assertSame( array(), $this->marked( $this->title( $this->posts[1] ) ) );
	}

	public function test_marks_in_a_query_loop_and_tells_equal_titles_apart(): void {
		$this->run_experiment( $this->posts[1] );
		Marks\start();
		$html = do_blocks( self::LOOP );
		$this->assertSame( array( "H3 {$this->posts[1]}" ), $this->marked( $html ) );
		$this->assertGreaterThanOrEqual( 2, substr_count( $html, '<h3' ) );
	}

	public function test_marks_entries_of_latest_posts(): void {
		$this->run_experiment( ...$this->posts );
		$plain = do_blocks( '<!-- wp:latest-posts {"postsToShow":10,"displayFeaturedImage":true} /-->' );
		Marks\start();
		$html = do_blocks( '<!-- wp:latest-posts {"postsToShow":10,"displayFeaturedImage":true} /-->' );
		$this->assertEqualsCanonicalizing( array( "A {$this->posts[0]}", "A {$this->posts[1]}" ), $this->marked( $html ) );
		$this->assertSame( $plain, preg_replace( '/ data-two-heads="\d+"/', '', $html ) );
	}

	public function test_only_adds_the_attribute(): void {
		$plain = array( $this->title( $this->posts[0] ), do_blocks( self::LOOP ) );
		$this->run_experiment( $this->posts[0] );
		Marks\start();
		foreach ( array( $this->title( $this->posts[0] ), do_blocks( self::LOOP ) ) as $index => $html ) {
			$this->assertNotSame( $plain[ $index ], $html );
			$this->assertSame( $plain[ $index ], str_replace( ' data-two-heads="' . $this->posts[0] . '"', '', $html ) );
		}
	}

	public function test_while_nothing_runs_nothing_is_hooked_or_asked(): void {
		global $wpdb, $wp_filter;
		Running\posts();
		$hooks   = array_map( static fn ( $hook ) => $hook->callbacks, $wp_filter );
		$queries = $wpdb->num_queries;
		Marks\start();
		$this->assertSame( $queries, $wpdb->num_queries );
		$this->assertSame( array_keys( $hooks ), array_keys( $wp_filter ) );
		$this->assertFalse( has_filter( 'render_block_core/post-title' ) );
		$this->assertFalse( has_filter( 'render_block_core/latest-posts' ) );
	}

	public function test_title_blocks_cost_no_query(): void {
		global $wpdb;
		$this->title( $this->posts[0] );
		$before = $wpdb->num_queries;
		$this->title( $this->posts[0] );
		$plain = $wpdb->num_queries - $before;
		$this->run_experiment( ...$this->posts );
		$before = $wpdb->num_queries;
		Marks\start();
		$this->title( $this->posts[0] );
		$this->assertSame( $plain, $wpdb->num_queries - $before );
	}

	public function test_a_page_can_be_checked_before_anything_runs(): void {
		$_GET[ Marks\CHECK ] = (string) $this->posts[1];
		Marks\start();
		$this->assertSame( array( "H3 {$this->posts[1]}" ), $this->marked( do_blocks( self::LOOP ) ) );
	}

	/**
	 * @dataProvider no_ids
	 */
	public function test_what_is_no_id_checks_nothing( mixed $value ): void {
		$_GET[ Marks\CHECK ] = $value;
		$this->assertSame( array(), Marks\posts() );
	}

	/**
	 * @return array<string, array{mixed}>
	 */
	public function no_ids(): array {
		return array(
			'list'  => array( array( '1' ) ),
			'text'  => array( '1"><script>' ),
			'minus' => array( '-1' ),
			'zero'  => array( '0' ),
			'empty' => array( '' ),
		);
	}

	/**
	 * @dataProvider elsewhere
	 */
	public function test_marks_visitors_pages_only( string $flag ): void {
		global $wp_query;
		$this->run_experiment( $this->posts[0] );
		$wp_query->$flag = true;
		Marks\start();
		$wp_query->$flag = false;
		$this->assertSame( array(), $this->marked( $this->title( $this->posts[0] ) ) );
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

	/**
	 * @dataProvider later_pages
	 */
	public function test_later_pages_of_the_post_stay_as_they_are( string $variable ): void {
		global $wp_query;
		$before = $wp_query;
		$this->run_experiment( ...$this->posts );
		Marks\start();
		$wp_query = new \WP_Query( array( 'p' => $this->posts[0] ) ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->assertCount( 1, $this->marked( $this->title( $this->posts[0] ) ) );
		$wp_query->set( $variable, 2 );
		$marked   = array( $this->marked( $this->title( $this->posts[0] ) ), $this->marked( $this->title( $this->posts[1] ) ) );
		$wp_query = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->assertSame( array( array(), array( "H2 {$this->posts[1]}" ) ), $marked );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function later_pages(): array {
		return array(
			'of its text'     => array( 'page' ),
			'of its comments' => array( 'cpage' ),
		);
	}

	public function test_titles_themselves_stay_text(): void {
		$this->run_experiment( $this->posts[0] );
		Marks\start();
		$this->assertSame( 'Same “title”', get_the_title( $this->posts[0] ) );
	}

	public function test_what_is_not_understood_passes_untouched(): void {
		$this->run_experiment( $this->posts[0] );
		Marks\start();
		$this->assertSame( 'text', apply_filters( 'render_block_core/post-title', 'text', array(), (object) array( 'context' => array( 'postId' => $this->posts[0] ) ) ) );
		$this->assertSame( '<h2>a</h2>', apply_filters( 'render_block_core/post-title', '<h2>a</h2>', array(), null ) );
		$this->assertNull( apply_filters( 'render_block_core/latest-posts', null, array(), null ) );
	}
}
