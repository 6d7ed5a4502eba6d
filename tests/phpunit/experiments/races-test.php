<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Admin\RowActions;
use TwoHeads\Core\Lock;
use TwoHeads\Engines\Optimizely\Creation;
use TwoHeads\Engines\Optimizely\Doctor;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * Two at once, and people who try more than they may.
 */
final class RacesTest extends TestCase {

	use Experimenting;

	private FakeOptimizely $optimizely;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'editor' );
	}

	public function test_two_proposals_at_once_make_one_draft(): void {
		$post  = $this->post();
		$other = null;
		// The other process is through as soon as this one has seen that there is no draft yet.
		add_filter(
			'query',
			function ( $sql ) use ( $post, &$other ) {
				$locks = str_contains( (string) $sql, 'INSERT IGNORE' ) && str_contains( (string) $sql, 'two_heads_lock_propose' );
				$adds  = str_contains( (string) $sql, 'INSERT INTO' ) && str_contains( (string) $sql, Store\TYPE );
				if ( null === $other && ( $locks || $adds ) ) {
					$other = 0;
					$other = Store\create( $post, 'optimizely', $this->setup_of( array( 'weights' => array( 5000, 5000 ) ) ) )['id'];
				}
				return $sql;
			}
		);
		$this->assertNull( Lifecycle\propose( $post, $this->setup_of( array( 'titles' => array( 'Mine' ) ) ) ) );
		$this->assertGreaterThan( 0, $other );
		$this->assertCount( 1, Store\of_post( $post ) );
		$this->assertSame( array( 'Mine' ), Store\current( $post )['setup']['titles'] );
	}

	public function test_a_draft_that_another_process_made_is_found_whatever_this_one_has_cached(): void {
		global $wpdb;
		$post  = $this->post();
		$other = null;
		// Rows and nothing else: what another process writes bumps nothing in this one's caches.
		$theirs = function () use ( $post, $wpdb ): int {
			$empty = array_fill_keys( array( 'post_content', 'post_title', 'post_excerpt', 'to_ping', 'pinged', 'post_content_filtered' ), '' );
			$wpdb->insert( $wpdb->posts, $empty + array( 'post_type' => Store\TYPE, 'post_status' => 'draft', 'post_parent' => $post ) );
			$id    = (int) $wpdb->insert_id;
			$setup = wp_json_encode( $this->setup_of( array( 'titles' => array( 'Theirs' ), 'weights' => array( 5000, 5000 ) ) ) );
			$wpdb->query( $wpdb->prepare( "INSERT INTO $wpdb->postmeta (post_id, meta_key, meta_value) VALUES (%d, %s, %s)", $id, Store\PREFIX . 'setup', $setup ) );
			return $id;
		};
		add_filter(
			'query',
			static function ( $sql ) use ( $theirs, &$other ) {
				if ( null === $other && str_contains( (string) $sql, 'INSERT IGNORE' ) && str_contains( (string) $sql, 'two_heads_lock_propose' ) ) {
					$other = 0;
					$other = $theirs();
				}
				return $sql;
			}
		);
		$this->assertNull( Lifecycle\propose( $post, $this->setup_of( array( 'titles' => array( 'Mine' ) ) ) ) );
		$drafts = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE post_type = %s AND post_parent = %d", Store\TYPE, $post ) );
		$this->assertSame( array( (string) $other ), $drafts );
		$this->assertSame( array( 'Mine' ), Store\get( $other )['setup']['titles'] );
	}

	public function test_what_is_undone_is_the_title_that_another_process_wrote_last(): void {
		global $wpdb;
		$post = $this->post();
		$id   = $this->running( $post );
		get_post( $post );
		$wpdb->update( $wpdb->posts, array( 'post_title' => 'Corrected elsewhere' ), array( 'ID' => $post ) );
		$this->assertNull( Lifecycle\end( $id, 1 ) );
		$this->assertSame( 'Corrected elsewhere', Store\get( $id )['outcome']['before'] );
	}

	public function test_who_writes_over_words_they_have_not_seen_is_told(): void {
		$post = $this->post();
		$put  = fn ( array $titles, array $base = array() ) => $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of( array( 'titles' => $titles ) ) + $base );
		$seen = $put( array( 'First' ), array( 'base' => '' ) )->get_data()['current']['revision'];
		$this->assertSame( 200, $put( array( 'Of one editor' ), array( 'base' => $seen ) )->get_status() );

		$refused = $put( array( 'Of another' ), array( 'base' => $seen ) );
		$this->assertSame( array( 409, 'two_heads_conflict' ), array( $refused->get_status(), $refused->get_data()['code'] ) );
		$this->assertSame( 409, $put( array( 'Of who saw none' ), array( 'base' => '' ) )->get_status() );
		$this->assertSame( array( 'Of one editor' ), Store\current( $post )['setup']['titles'] );
		$this->assertSame( 200, $put( array( 'Of one editor' ), array( 'base' => $seen ) )->get_status(), 'Sent again since the answer was lost.' );
		$now = $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data()['current']['revision'];
		$this->assertSame( 200, $put( array( 'After a look' ), array( 'base' => $now ) )->get_status() );
		$this->assertSame( 200, $put( array( 'Who does not ask' ) )->get_status() );
	}

	public function test_a_headline_that_the_person_has_not_seen_is_not_applied(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'titles' => array( 'Changed at this moment' ) ) ) );
		$refused = $this->rest( 'POST', "/two-heads/v1/experiments/$id/end", array( 'variation' => 1, 'titles' => array( 'A new headline' ) ) );
		$this->assertSame( array( 409, 'two_heads_conflict' ), array( $refused->get_status(), $refused->get_data()['code'] ) );
		$this->assertSame( array( 'running', 'The old headline' ), array( Store\get( $id )['status'], get_the_title( $post ) ) );
		$this->carry_through( $id, 'end', array( 'variation' => 1, 'titles' => array( 'Changed at this moment' ) ) );
		$this->assertSame( 'Changed at this moment', get_the_title( $post ) );
	}

	public function test_who_lost_the_lock_while_looking_creates_nothing(): void {
		global $wpdb;
		$id = $this->draft( $this->post() );
		Store\write( $id, array( 'remote' => array( 'project' => FakeOptimizely::PROJECT, 'pending' => 'page' ) ) );
		$taken = null;
		$done  = Store\locked(
			$id,
			static function ( array $record ) use ( $id, $wpdb, &$taken ) {
				return Creation\once(
					$record,
					'page',
					'/pages',
					static fn (): array => array( 'key' => 'mine' ),
					static function () use ( $id, $wpdb, &$taken ) {
						// Longer than the lock lasts; somebody else has taken it over.
						$wpdb->update( $wpdb->options, array( 'option_value' => '1|dead' ), array( 'option_name' => "two_heads_lock_experiment_$id" ) );
						$taken = Lock\acquire( "experiment_$id", 90 );
						return null;
					}
				);
			}
		);
		$this->assertNotNull( $taken );
		$this->assertSame( 'two_heads_conflict', $done->get_error_code() );
		$this->assertSame( array(), preg_grep( '#^POST#', $this->optimizely->calls ) );
		Lock\release( "experiment_$id", $taken );
	}

	public function test_applying_a_winner_does_not_wait_for_itself(): void {
		$id    = $this->running( $this->post() );
		$began = microtime( true );
		$this->assertNull( Lifecycle\end( $id, 1 ) );
		$this->assertLessThan( 2.0, microtime( true ) - $began );
		$this->assertNotContains( 'updated', array_column( Store\log( $id ), 'event' ) );
	}

	public function test_applying_a_winner_changes_nothing_but_the_title(): void {
		$content = '<p>Text</p><script>ours()</script><iframe src="https://example.org/"></iframe>';
		kses_remove_filters();
		$post = $this->post( array( 'post_content' => $content, 'post_excerpt' => '<form>x</form>' ) );
		$id   = $this->running( $post );
		// As on a network, where only super admins may.
		add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		kses_init();
		$this->assertNull( Lifecycle\end( $id, 1 ) );
		$after = get_post( $post );
		$this->assertSame( array( 'A new headline', $content, '<form>x</form>' ), array( $after->post_title, $after->post_content, $after->post_excerpt ) );
		$this->assertNotFalse( has_filter( 'content_save_pre', 'wp_filter_post_kses' ), 'For whatever is saved next.' );
		kses_remove_filters();
	}

	public function test_a_mark_in_a_hypothesis_is_words(): void {
		$victim  = $this->running( $this->post() );
		$mark    = '[two-heads:' . Store\get( $victim )['key'] . ']';
		$attempt = $this->running( $this->post( array( 'post_title' => 'Attempt' ) ), array( 'hypothesis' => "Because $mark of it" ) );
		$this->assertSame( array(), Doctor\orphans() );
		$remote = (int) Store\get( $victim )['remote']['experiment'];
		unset( $this->optimizely->objects['experiments'][ $remote ] );
		$this->assertNull( Creation\find_experiment( Store\get( $victim ) ) );
		$this->assertNotNull( Creation\find_experiment( Store\get( $attempt ) ) );
	}

	/**
	 * @return array<string, array{string, string}>
	 */
	public function titles(): array {
		return array(
			'a heart'             => array( 'I <3 cats', 'I <3 cats' ),
			'less than'           => array( 'If a < b', 'If a < b' ),
			'less than a number'  => array( 'Under <50 & over', 'Under <50 & over' ),
			'markup'              => array( 'One <strong>bold</strong> word', 'One bold word' ),
			'a line'              => array( 'One<br>two', 'Onetwo' ),
			'entities'            => array( 'Fish &amp; chips &lt;b&gt;', 'Fish & chips <b>' ),
			'a script'            => array( 'A<script>alert(1)</script>B', 'AB' ),
			'a comment'           => array( 'A<!-- no -->B', 'AB' ),
			'nothing'             => array( '', '' ),
		);
	}

	/**
	 * @dataProvider titles
	 */
	public function test_the_text_of_a_title_is_what_a_browser_shows( string $html, string $text ): void {
		$this->assertSame( $text, Titles\plain( $html ) );
	}

	public function test_two_sites_making_the_same_event_at_once_both_go_on(): void {
		$id = $this->draft( $this->post() );
		// The list was read before the other one made it.
		$this->optimizely->faults[1] = array( FakeService::response( 400, array( 'message' => 'key already exists' ) ), true );
		$panel = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" )->get_data();
		$this->assertNull( $panel['current']['job']['problem'] );
		$this->carry_through( $id, 'continue' );
		$this->assertCount( 3, $this->optimizely->live( 'events' ) );
	}

	public function test_a_type_no_longer_tested_gets_no_new_experiments(): void {
		$post = $this->post();
		$this->carry_through( $this->running( $post ), 'end', array( 'variation' => 1 ) );
		update_option( Settings\OPTION, array( 'post_types' => array( 'page' ) ) + Settings\current_settings() );
		$this->assertSame( 403, $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of() )->get_status() );
		$id = Store\of_post( $post )[0]['id'];
		$this->assertSame( 200, $this->rest( 'POST', "/two-heads/v1/experiments/$id/revert" )->get_status() );
	}

	public function test_a_list_of_posts_that_are_not_tested_costs_no_query_a_row(): void {
		global $wpdb, $wp_query;
		for ( $more = 0; $more < 6; $more++ ) {
			$this->post( array( 'post_title' => "Page $more", 'post_type' => 'page' ) );
		}
		$before   = $wp_query;
		$wp_query = new \WP_Query( array( 'post_type' => 'page', 'posts_per_page' => 6, 'orderby' => 'ID', 'order' => 'DESC' ) ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride
		$count    = $wpdb->num_queries;
		foreach ( $wp_query->posts as $page ) {
			$this->assertSame( array(), RowActions\add( array(), $page ) );
		}
		$count    = $wpdb->num_queries - $count;
		$wp_query = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
		$this->assertLessThanOrEqual( 3, $count );
	}

	public function test_a_page_beyond_all_numbers_is_refused(): void {
		$answer = $this->rest( 'GET', '/two-heads/v1/experiments', array( 'page' => PHP_INT_MAX, 'per_page' => 100 ) );
		$this->assertSame( 400, $answer->get_status() );
	}

	public function test_a_save_that_breaks_off_leaves_the_filters_of_content(): void {
		$id = $this->running( $this->post() );
		kses_init_filters();
		add_action(
			'save_post',
			static function (): void {
				throw new \RuntimeException( 'another plugin' );
			}
		);
		try {
			Lifecycle\end( $id, 1 );
			$this->fail();
		} catch ( \RuntimeException $broken ) {
			$this->assertSame( 'another plugin', $broken->getMessage() );
		}
		$this->assertNotFalse( has_filter( 'content_save_pre', 'wp_filter_post_kses' ) );
	}

	public function test_a_long_list_costs_no_query_an_experiment(): void {
		global $wpdb;
		$counts = array();
		foreach ( array( 3, 20 ) as $number ) {
			for ( $more = count( Store\query( array() ) ); $more < $number; $more++ ) {
				$this->draft( $this->post( array( 'post_title' => "Post $more" ) ) );
			}
			wp_cache_flush();
			$this->rest( 'GET', '/two-heads/v1/experiments', array( 'per_page' => 2 ) );
			wp_cache_flush();
			$before = $wpdb->num_queries;
			$answer = $this->rest( 'GET', '/two-heads/v1/experiments', array( 'per_page' => 100 ) );
			$this->assertSame( $number, $answer->get_data()['total'] );
			$counts[] = $wpdb->num_queries - $before;
		}
		$this->assertLessThanOrEqual( $counts[0] + 3, $counts[1] );
	}
}
