<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\TestCase;

/**
 * The list of a site that has tested headlines for years.
 */
final class ListingTest extends TestCase {

	use Experimenting;

	private const NUMBER = 300;

	/** @var list<int> Experiments, latest first. */
	private array $ids;

	protected function setUp(): void {
		global $wpdb;
		parent::setUp();
		new FakeOptimizely();
		$this->become( 'administrator' );
		for ( $at = 0; $at < 3; $at++ ) {
			$posts[] = $this->post( array( 'post_title' => "Post number $at" ) );
		}
		$first   = $this->draft( $posts[0], array( 'titles' => array( 'Élan vital' ) ) );
		$results = (string) wp_json_encode( array( 'state' => 'ready', 'metrics' => array(), 'padding' => str_repeat( 'x', 2000 ) ) );
		$like    = $wpdb->get_row( "SELECT * FROM $wpdb->posts WHERE ID = $first", ARRAY_A );
		$meta    = $wpdb->get_results( "SELECT meta_key, meta_value FROM $wpdb->postmeta WHERE post_id = $first", ARRAY_A );
		$meta[]  = array( 'meta_key' => '_two_heads_results', 'meta_value' => $results ); // phpcs:ignore WordPress.DB.SlowDBQuery
		for ( $more = 1; $more < self::NUMBER; $more++ ) {
			$wpdb->insert( $wpdb->posts, array( 'ID' => null, 'post_parent' => $posts[ $more % 3 ], 'post_status' => 'two-heads-archived' ) + $like );
			$id = $wpdb->insert_id;
			foreach ( $meta as $row ) {
				$wpdb->insert( $wpdb->postmeta, $row + array( 'post_id' => $id ) );
			}
		}
		Store\write( $first, array( 'setup' => $this->setup_of( array( 'titles' => array( 'Of the first alone' ) ) ) ) );
		$this->ids = array_map( 'intval', $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE post_type = %s ORDER BY ID DESC", Store\TYPE ) ) );
		$this->assertCount( self::NUMBER, $this->ids );
		wp_cache_flush();
	}

	/**
	 * @param array<string, mixed> $query Of GET /experiments.
	 * @return array{list<int>, int} Ids and total.
	 */
	private function listed( array $query ): array {
		$answer = $this->rest( 'GET', '/two-heads/v1/experiments', $query )->get_data();
		return array( array_column( $answer['experiments'], 'id' ), $answer['total'] );
	}

	/**
	 * Experiments of which this process has read everything.
	 *
	 * @return list<int>
	 */
	private function read(): array {
		return array_values( array_filter( $this->ids, static fn ( int $id ): bool => false !== wp_cache_get( $id, 'post_meta' ) ) );
	}

	public function test_only_what_is_shown_is_read(): void {
		global $wpdb;
		$queries = $wpdb->num_queries;
		$this->assertSame( array( array_slice( $this->ids, 20, 20 ), self::NUMBER ), $this->listed( array( 'page' => 2, 'per_page' => 20 ) ) );
		$this->assertSame( array_slice( $this->ids, 20, 20 ), $this->read() );
		$this->assertLessThan( 25, $wpdb->num_queries - $queries );
	}

	public function test_what_is_looked_for_is_found_without_reading_the_rest(): void {
		global $wpdb;
		$queries = $wpdb->num_queries;
		$this->assertSame( array( array( end( $this->ids ) ), 1 ), $this->listed( array( 'search' => 'first ALONE' ) ) );
		$this->assertSame( array( end( $this->ids ) ), $this->read() );
		$this->assertLessThan( 25, $wpdb->num_queries - $queries );

		$this->assertSame( self::NUMBER - 1, $this->listed( array( 'search' => 'éLAN', 'per_page' => 1 ) )[1], 'Of headlines.' );
		$this->assertSame( self::NUMBER / 3, $this->listed( array( 'search' => 'number 2', 'per_page' => 1 ) )[1], 'Of titles of posts.' );
		$this->assertSame( 0, $this->listed( array( 'search' => 'titles' ) )[1], 'Not of our own words.' );
		$this->assertSame( 0, $this->listed( array( 'search' => '%' ) )[1] );
	}

	public function test_statuses_are_told_apart(): void {
		$this->assertSame( array( array( end( $this->ids ) ), 1 ), $this->listed( array( 'status' => array( 'draft', 'running' ) ) ) );
		$this->assertSame( array( array( end( $this->ids ) ), 1 ), $this->listed( array( 'status' => array( 'draft' ), 'search' => 'alone' ) ) );
		$this->assertSame( self::NUMBER - 1, $this->listed( array( 'status' => array( 'archived' ), 'per_page' => 1 ) )[1] );
	}

	public function test_each_post_is_asked_about(): void {
		$hidden = Store\get( $this->ids[0] )['post'];
		wp_cache_flush();
		add_filter(
			'map_meta_cap',
			static fn ( $caps, $cap, $user, $args ) => 'edit_post' === $cap && ( $args[0] ?? 0 ) === $hidden ? array( 'do_not_allow' ) : $caps,
			10,
			4
		);
		list( $ids, $total ) = $this->listed( array( 'per_page' => 1 ) );
		$this->assertSame( array( array( $this->ids[1] ), self::NUMBER - self::NUMBER / 3 ), array( $ids, $total ) );
	}
}
