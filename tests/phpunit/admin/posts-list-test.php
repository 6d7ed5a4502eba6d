<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Admin;

use TwoHeads\Admin\PostsList;
use TwoHeads\Admin\RowActions;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Connections\Optimizely\Connected;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

final class PostsListTest extends TestCase {

	use Connected;
	use Experimenting;

	protected function setUp(): void {
		parent::setUp();
		$this->become( 'editor' );
	}

	/**
	 * A post with an experiment.
	 *
	 * @param array<string, mixed> $fields Of the record.
	 * @return array{int, int} Post and experiment.
	 */
	private function tested( string $status, array $fields = array() ): array {
		$post = $this->post();
		$id   = Store\create( $post, 'optimizely', $this->setup_of( array( 'weights' => array( 5000, 5000 ) ) ) )['id'];
		Store\write( $id, $fields );
		Store\change_status( $id, array( 'draft' ), $status );
		return array( $post, $id );
	}

	private function cell( int $post ): string {
		ob_start();
		PostsList\print_column( PostsList\COLUMN, $post );
		return trim( preg_replace( '/\s+/', ' ', str_replace( '<br>', ' | ', wp_kses( (string) ob_get_clean(), array( 'br' => array() ) ) ) ) );
	}

	/**
	 * @return array<string, mixed>
	 */
	private function results( ?int $leader, ?float $improvement ): array {
		return array(
			'leader'  => $leader,
			'metrics' => array( array( 'variations' => array( array( 'index' => 0, 'improvement' => null ), array( 'index' => 1, 'improvement' => $improvement ) ) ) ),
		);
	}

	public function test_the_column_stands_after_the_title_of_types_under_test(): void {
		PostsList\hook_types();
		$this->assertSame( array( 'cb', 'title', 'two_heads', 'date' ), array_keys( apply_filters( 'manage_post_posts_columns', array( 'cb' => '', 'title' => '', 'date' => '' ) ) ) );
		$this->assertSame( array( 'title' ), array_keys( apply_filters( 'manage_page_posts_columns', array( 'title' => '' ) ) ) );
	}

	/**
	 * @dataProvider cells
	 */
	public function test_says_status_and_leader( string $status, array $fields, string $cell ): void {
		$this->assertSame( $cell, $this->cell( $this->tested( $status, $fields )[0] ) );
	}

	/**
	 * @return array<string, array{string, array<string, mixed>, string}>
	 */
	public function cells(): array {
		$job = array( 'action' => 'pause', 'by' => '', 'at' => '', 'done' => array(), 'tries' => 0, 'problem' => null );
		return array(
			'draft'           => array( 'draft', array( 'results' => $this->results( 1, 0.1 ) ), 'Draft' ),
			'scheduled'       => array( 'draft', array( 'scheduled' => true ), 'Scheduled' ),
			'running'         => array( 'running', array(), 'Running' ),
			'ahead'           => array( 'running', array( 'results' => $this->results( 1, 0.1234 ) ), 'Running | Variation 1 ahead, +12%' ),
			'ahead a little'  => array( 'paused', array( 'results' => $this->results( 1, null ) ), 'Paused | Variation 1 ahead' ),
			'original ahead'  => array( 'running', array( 'results' => $this->results( 0, -0.1 ) ), 'Running | Original ahead' ),
			'nobody ahead'    => array( 'running', array( 'results' => $this->results( null, null ) ), 'Running' ),
			'pausing'         => array( 'running', array( 'job' => $job ), 'Pausing…' ),
			'attention'       => array( 'running', array( 'attention' => array( 'code' => 'not_seen', 'message' => 'x' ) ), 'Needs attention' ),
			'to decide'       => array( 'running', array( 'attention' => array( 'code' => 'decided', 'message' => 'x' ), 'results' => $this->results( 1, 0.1 ) ), 'Ready to decide | Variation 1 ahead, +10%' ),
			'spoiled'         => array( 'running', array( 'results' => array( 'verdict' => 'unreliable' ) + $this->results( 1, 0.1 ) ), 'Running' ),
			'stuck'           => array( 'running', array( 'job' => array( 'problem' => array( 'needs_person' => true ) ) + $job ), 'Needs attention' ),
			'applied'         => array( 'archived', array( 'outcome' => array( 'applied' => 1 ) ), 'Ended | Variation 1 applied' ),
			'kept'            => array( 'archived', array( 'outcome' => array( 'applied' => 0 ) ), 'Ended | Original kept' ),
		);
	}

	public function test_what_is_under_way_comes_before_what_ended(): void {
		list( $post, $id ) = $this->tested( 'paused' );
		Store\change_status( Store\create( $post, 'optimizely', $this->setup_of() )['id'], array( 'draft' ), 'archived' );
		$this->assertSame( $id, PostsList\of( $post )['id'] );
		$this->assertSame( '—No headline test', $this->cell( $this->post() ) );
	}

	public function test_a_page_of_posts_costs_no_query_per_row(): void {
		global $wpdb, $wp_query;
		$posts = array();
		for ( $i = 0; $i < 12; $i++ ) {
			$posts[] = $i % 2 ? $this->post() : $this->tested( 'running' )[0];
		}
		$wp_query = new \WP_Query(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$wp_query->query( array( 'post__in' => $posts, 'posts_per_page' => 20, 'post_type' => 'post' ) );
		foreach ( $posts as $post ) {
			wp_cache_delete( $post, 'post_meta' );
		}
		$asked = 0;
		add_action(
			'pre_get_posts',
			static function ( $query ) use ( &$asked ): void {
				$asked += Store\TYPE === $query->get( 'post_type' ) ? 1 : 0;
			}
		);
		$before = $wpdb->num_queries;
		foreach ( $wp_query->posts as $post ) {
			$this->cell( $post->ID );
			RowActions\add( array(), $post );
		}
		$this->assertSame( 1, $asked );
		$this->assertLessThanOrEqual( 4, $wpdb->num_queries - $before );
		$this->assertSame( 'Running', $this->cell( $posts[0] ) );
	}

	public function test_the_filter_narrows_the_list(): void {
		global $pagenow;
		$post = array(
			'draft'     => $this->tested( 'draft' )[0],
			'running'   => $this->tested( 'running' )[0],
			'paused'    => $this->tested( 'paused' )[0],
			'ended'     => $this->tested( 'archived' )[0],
			'attention' => $this->tested( 'running', array( 'attention' => array( 'code' => 'not_seen', 'message' => 'x' ) ) )[0],
			'stuck'     => $this->tested( 'draft', array( 'job' => array( 'problem' => array( 'needs_person' => true ) ) ) )[0],
			'again'     => $this->tested( 'running' )[0],
			'none'      => $this->post(),
		);
		// Its column says Running: what ended is an earlier test.
		Store\change_status( Store\create( $post['again'], 'optimizely', $this->setup_of() )['id'], array( 'draft' ), 'archived' );
		$pagenow_before = $pagenow;
		$pagenow        = 'edit.php'; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		set_current_screen( 'edit-post' );
		$listed = static function ( string $filter ) use ( $post ): array {
			global $wp_the_query, $wp_query;
			$_GET[ PostsList\FILTER ] = $filter;
			$before                   = array( $wp_the_query, $wp_query );
			$wp_query                 = new \WP_Query(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
			$wp_the_query             = $wp_query; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
			$ids                      = $wp_query->query( array( 'post_type' => 'post', 'posts_per_page' => -1, 'post__in' => array_values( $post ), 'fields' => 'ids' ) );
			list( $wp_the_query, $wp_query ) = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
			return array_keys( array_intersect( $post, $ids ) );
		};
		$found  = array();
		foreach ( array( 'draft', 'running', 'paused', 'ended', 'attention', '', "x' OR 1=1" ) as $filter ) {
			$found[ $filter ] = $listed( $filter );
		}
		set_current_screen( 'front' );
		$pagenow = $pagenow_before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->assertSame(
			array(
				'draft'      => array( 'draft', 'stuck' ),
				'running'    => array( 'running', 'attention', 'again' ),
				'paused'     => array( 'paused' ),
				'ended'      => array( 'ended' ),
				'attention'  => array( 'attention', 'stuck' ),
				''           => array_keys( $post ),
				"x' OR 1=1" => array_keys( $post ),
			),
			$found
		);
	}

	public function test_the_filter_is_offered_for_types_under_test(): void {
		$_GET[ PostsList\FILTER ] = 'paused';
		ob_start();
		PostsList\print_filter( 'page', 'top' );
		PostsList\print_filter( 'post', 'bottom' );
		$this->assertSame( '', ob_get_contents() );
		PostsList\print_filter( 'post', 'top' );
		$html = (string) ob_get_clean();
		$this->assertMatchesRegularExpression( '/<option value="paused" +selected=\'selected\'>/', $html );
		$this->assertStringContainsString( '<label class="screen-reader-text" for="two_heads_test">', $html );
	}

	/**
	 * Names of the links a row gets as the current person.
	 *
	 * @return list<string>
	 */
	private function links( int $post ): array {
		return array_keys( RowActions\add( array(), get_post( $post ) ) );
	}

	public function test_rows_offer_what_the_person_may_do(): void {
		$running = $this->tested( 'running', array( 'started_at' => '2026-11-01T00:00:00Z' ) )[0];
		$paused  = $this->tested( 'paused', array( 'started_at' => '2026-11-01T00:00:00Z' ) )[0];
		$none    = $this->post();
		$page    = $this->post( array( 'post_type' => 'page' ) );
		$this->assertSame( array( 'two_heads', 'two_heads_results', 'two_heads_pause' ), $this->links( $running ) );
		$this->assertSame( array( 'two_heads', 'two_heads_results', 'two_heads_resume' ), $this->links( $paused ) );
		$this->assertSame( array( 'two_heads' ), $this->links( $none ) );
		$this->assertSame( array(), $this->links( $page ) );
		$this->become( 'author' );
		$own = $this->post( array( 'post_author' => get_current_user_id() ) );
		$this->assertSame( array( array(), array(), array( 'two_heads' ) ), array( $this->links( $running ), $this->links( $none ), $this->links( $own ) ) );
		$this->become( 'contributor' );
		$this->assertSame( array(), $this->links( $own ) );
	}

	public function test_a_title_is_text_in_a_rows_links(): void {
		$post = $this->post( array( 'post_title' => 'x" onclick="alert(1)' ) );
		$this->assertStringNotContainsString( '" onclick="', implode( RowActions\add( array(), get_post( $post ) ) ) );
	}

	public function test_a_link_pauses(): void {
		$this->connect_with_token( '123' );
		list( , $id ) = $this->tested( 'running', array( 'remote' => array( 'experiment' => '77', 'project' => '123' ), 'started_at' => '2026-11-01T00:00:00Z' ) );
		FakeService::on( '#^PATCH .*/experiments/77#', 200, array( 'id' => 77, 'status' => 'paused' ) );
		FakeService::on( '#.#', 200, array( 'id' => 77, 'status' => 'running' ) );
		wp_parse_str( (string) wp_parse_url( RowActions\url( $id, 'pause' ), PHP_URL_QUERY ), $query );
		$said = RowActions\act( (int) $query['experiment'], $query['do'], $query['_wpnonce'] );
		$this->assertIsString( $said, is_wp_error( $said ) ? $said->get_error_message() : '' );
		$record = Store\get( $id );
		$this->assertTrue( 'paused' === $record['status'] || 'pause' === $record['job']['action'] );
	}

	/**
	 * @dataProvider refused
	 */
	public function test_a_link_is_only_good_for_who_asked_and_may( string $as, string $do, string $nonce_do, bool $own_nonce ): void {
		list( , $id ) = $this->tested( 'running' );
		$nonce        = wp_create_nonce( RowActions\nonce( $id, $nonce_do ) );
		$this->become( $as );
		$nonce = $own_nonce ? wp_create_nonce( RowActions\nonce( $id, $nonce_do ) ) : $nonce;
		$error = RowActions\act( $id, $do, $nonce );
		$this->assertWPError( $error );
		$this->assertSame( 'two_heads_forbidden', $error->get_error_code() );
		$this->assertNull( Store\get( $id )['job'] );
		$this->assertSame( array(), FakeService::$requests );
	}

	/**
	 * @return array<string, array{string, string, string, bool}>
	 */
	public function refused(): array {
		return array(
			'somebody else’s nonce' => array( 'editor', 'pause', 'pause', false ),
			'nonce of another act'  => array( 'editor', 'pause', 'resume', true ),
			'another act'           => array( 'editor', 'end', 'end', true ),
			'author'                => array( 'author', 'pause', 'pause', true ),
			'subscriber'            => array( 'subscriber', 'pause', 'pause', true ),
			'nobody'                => array( '', 'pause', 'pause', true ),
		);
	}

	private function assertWPError( mixed $value ): void {
		$this->assertInstanceOf( \WP_Error::class, $value );
	}
}
