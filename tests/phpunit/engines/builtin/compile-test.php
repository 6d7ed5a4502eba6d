<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\PageCache;
use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

/**
 * What visitors' pages and the doors get to know of what runs here.
 */
final class CompileTest extends TestCase {

	use Counting;
	use Experimenting;

	protected function setUp(): void {
		parent::setUp();
		$this->doors_are_checked();
		$this->become( 'administrator' );
	}

	/**
	 * How often page caches are purged for a change, in its own process.
	 */
	private function purges( callable $change ): int {
		remove_action( 'shutdown', 'TwoHeads\Core\PageCache\purge' );
		$before = did_action( PageCache\HOOK );
		$change();
		if ( has_action( 'shutdown', 'TwoHeads\Core\PageCache\purge' ) ) {
			PageCache\purge();
		}
		return did_action( PageCache\HOOK ) - $before;
	}

	/**
	 * What the doors count.
	 *
	 * @return array<string, mixed>
	 */
	private function counting(): array {
		return json_decode( Collect\option( Collect\COUNTING ), true ) ?? array();
	}

	public function test_a_running_experiment_is_in_the_page_as_the_contract_says(): void {
		$post = $this->post( array( 'post_title' => 'It\'s "old" & <em>bold</em>', 'post_name' => 'old' ) );
		$id   = $this->running( $post, array( 'titles' => array( 'Say "new" </script>', 'Größer 💡' ), 'traffic' => 50, 'weights' => array( 5000, 2500, 2500 ) ) );
		$path = str_replace( 'https://example.org', '', (string) get_permalink( $post ) );
		$this->assertStringStartsWith( '/20', $path );
		$this->assertSame( array( $id, $post, $path, 'It’s “old” & bold', array( 'Say “new” </script>', 'Größer 💡' ), array( 2500, 3750, 5000 ), 1 ), $this->on_page( $post ) );
		$json = Compile\page()[ $post ];
		$this->assertStringNotContainsString( '<', $json );
		$this->assertStringNotContainsString( '&', $json );
		$this->assertStringContainsString( 'Größer 💡', $json, 'Letters as they are take less room.' );
		$this->assertSame( array( 'e' => array( $id => array( 3, 1 ) ), 'address' => 600, 'all' => 60000 ), $this->counting() );
	}

	public function test_a_database_that_cannot_keep_every_letter_gets_them_escaped(): void {
		add_filter( 'pre_get_col_charset', static fn () => 'utf8' );
		$post = $this->post();
		$this->running( $post, array( 'titles' => array( 'Größer 💡' ) ) );
		$this->assertMatchesRegularExpression( '/^[\x20-\x7e]+$/', Compile\page()[ $post ] );
		$this->assertSame( array( 'Größer 💡' ), $this->on_page( $post )[4] );
	}

	public function test_path_and_home_belong_together_whatever_home_a_page_has(): void {
		// As a translation plugin does, by the language of who starts it.
		add_filter( 'home_url', static fn ( $url, $path ) => str_replace( 'https://example.org', 'https://example.org/de', (string) $url ), 10, 2 );
		add_filter( 'post_link', static fn (): string => 'http://example.org/de/alt/' );
		$post = $this->post();
		$this->running( $post );
		$this->assertSame( 'https://example.org/de/alt/', Compile\home() . $this->on_page( $post )[2] );
		remove_all_filters( 'home_url' );
		$this->assertSame( 'https://example.org/de/alt/', Compile\home() . $this->on_page( $post )[2] );
		$this->assertSame( 0, $this->purges( static fn () => do_action( Poll\HOOK ) ) );
	}

	/**
	 * @return array<string, array{string, string}>
	 */
	public function addresses(): array {
		return array(
			'of this site'         => array( 'https://example.org/2030/01/x/', '/2030/01/x/' ),
			'plain'                => array( 'https://example.org/?p=5', '/?p=5' ),
			'of another host'      => array( 'https://example.org.evil.test/x/', 'https://example.org.evil.test/x/' ),
			'of another language'  => array( 'https://de.example.org/x/', 'https://de.example.org/x/' ),
		);
	}

	/**
	 * @dataProvider addresses
	 */
	public function test_the_path_is_what_an_address_has_of_its_own( string $address, string $path ): void {
		add_filter( 'post_link', static fn (): string => $address );
		$post = $this->post();
		$this->running( $post );
		$this->assertSame( $path, $this->on_page( $post )[2] );
	}

	public function test_the_latest_published_post_comes_first_and_nothing_is_left_when_all_have_ended(): void {
		$old = $this->post( array( 'post_title' => 'Old', 'post_date' => '2020-01-01 10:00:00' ) );
		$new = $this->post( array( 'post_title' => 'New', 'post_date' => '2024-01-01 10:00:00' ) );
		$mid = $this->post( array( 'post_title' => 'Middle', 'post_date' => '2022-01-01 10:00:00' ) );
		$ids = array_map( fn ( int $post ): int => $this->running( $post ), array( $new, $old, $mid ) );
		$this->assertSame( array( $new, $mid, $old ), array_keys( Compile\page() ) );
		foreach ( $ids as $id ) {
			$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		}
		$this->assertSame( array(), get_option( Compile\OPTION ) );
		$this->assertSame( array(), $this->counting()['e'] );
	}

	public function test_what_paused_is_counted_for_a_day_and_what_ended_no_longer(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		$this->carry_through( $id, 'pause' );
		$this->assertSame( array(), Compile\page() );
		$this->assertSame( array( $id => array( 2, 1 ) ), $this->counting()['e'], 'Pages are open that know nothing of it.' );
		$this->later( $id, DAY_IN_SECONDS + 1 );
		do_action( Poll\HOOK );
		$this->assertSame( array(), $this->counting()['e'] );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( $id => array( 2, 1 ) ), $this->counting()['e'] );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->assertSame( array(), $this->counting()['e'] );
	}

	public function test_pages_are_purged_for_what_visitors_see_and_not_for_shares(): void {
		$post = $this->post();
		$id   = $this->draft( $post );
		$this->assertSame( 1, $this->purges( fn () => $this->carry_through( $id, 'start' ) ), 'start' );
		$this->assertSame( 1, $this->purges( fn () => $this->carry_through( $id, 'pause' ) ), 'pause' );
		$this->assertSame( 1, $this->purges( fn () => $this->carry_through( $id, 'resume' ) ), 'resume' );
		$new = array( 'titles' => array( 'Another headline' ) );
		$this->assertSame( 1, $this->purges( fn () => $this->carry_through( $id, 'setup', $this->setup_of( $new ) ) ), 'titles' );
		$change = fn ( array $fields ): int => $this->purges( fn () => $this->carry_through( $id, 'setup', $this->setup_of( $fields + $new ) ) );
		$this->assertSame( 0, $change( array( 'hypothesis' => 'Because.' ) ), 'words' );
		$this->assertSame( 0, $change( array( 'weights' => array( 7500, 2500 ) ) ), 'shares' );
		$this->assertSame( array( array( 7500, 10000 ), 3 ), array_slice( $this->on_page( $post ), 5 ) );
		$this->assertSame( array( 2, 3 ), $this->counting()['e'][ $id ] );
		$this->assertSame( 0, $this->purges( static fn () => do_action( Poll\HOOK ) ), 'a minute' );
		$this->assertSame( 1, $this->purges( fn () => $this->carry_through( $id, 'end', array( 'variation' => 0 ) ) ), 'end' );
	}

	public function test_settings_that_stand_in_pages_purge_them_while_something_runs(): void {
		$set = fn ( array $fields ): int => $this->purges( static fn () => update_option( Settings\OPTION, $fields + Settings\current_settings() ) );
		$this->assertSame( 0, $set( array( 'own_page' => true ) ), 'Nothing runs.' );
		$post = $this->post();
		$id   = $this->running( $post );
		$this->assertSame( 1, $set( array( 'own_page' => false ) ) );
		$this->assertSame( 1, $set( array( 'remember' => 'always' ) ) );
		$this->assertSame( 1, $set( array( 'without_consent' => 'original' ) ) );
		$this->assertSame( 0, $set( array( 'traffic' => 50 ) ) );
		delete_option( Settings\OPTION );
		$this->assertSame( 1, $set( array( 'own_page' => true ) ), 'The first time they are stored.' );

		$said = count( Store\log( $id ) );
		do_action( Poll\HOOK );
		$this->assertSame( array( null, $said ), array( Store\get( $id )['job'], count( Store\log( $id ) ) ), 'Nobody has to follow them.' );
	}

	public function test_it_mends_itself(): void {
		$post = $this->post();
		$this->running( $post );
		$compiled = get_option( Compile\OPTION );
		update_option( Compile\OPTION, array() );
		delete_option( Collect\COUNTING );
		do_action( Poll\HOOK );
		$this->assertSame( $compiled, get_option( Compile\OPTION ) );
		$this->assertNotSame( array(), $this->counting() );
	}

	public function test_what_another_process_has_changed_is_not_overwritten_with_what_this_one_had_read(): void {
		global $wpdb;
		$post = $this->post();
		$id   = $this->running( $post );
		$mine = Store\get( $id );
		$mine['remote']['page']['titles'] = array( 'Changed elsewhere' );
		// Past the caches of this process.
		$wpdb->update( $wpdb->postmeta, array( 'meta_value' => wp_json_encode( $mine['remote'] ) ), array( 'post_id' => $id, 'meta_key' => Store\PREFIX . 'remote' ) );
		$this->assertSame( array( 'A new headline' ), Store\get( $id )['remote']['page']['titles'] );
		Compile\rebuild();
		$this->assertSame( array( 'Changed elsewhere' ), $this->on_page( $post )[4] );
	}

	public function test_experiments_of_other_engines_are_not_in_it(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		Store\write( $id, array( 'engine' => 'optimizely' ) );
		Compile\rebuild();
		$this->assertSame( array( array(), array() ), array( Compile\page(), $this->counting()['e'] ) );
	}

	public function test_limits_are_the_sites_choice(): void {
		add_filter( 'two_heads_beacons_per_address', static fn (): int => 7 );
		add_filter( 'two_heads_beacons', static fn (): int => 70 );
		$this->running( $this->post() );
		$this->assertSame( array( 7, 70 ), array( $this->counting()['address'], $this->counting()['all'] ) );
	}

	public function test_a_page_asks_nothing_and_hundreds_are_compiled_with_a_handful_of_queries(): void {
		global $wpdb;
		$id = $this->running( $this->post() );
		Compile\rebuild();
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		Compile\page();
		$this->assertSame( $before, $wpdb->num_queries );

		$queries = function () use ( $wpdb ): int {
			wp_cache_flush();
			wp_load_alloptions();
			$before = $wpdb->num_queries;
			Compile\rebuild();
			return $wpdb->num_queries - $before;
		};
		$one     = $queries();
		$meta    = array_map( static fn ( string $field ): string => Store\PREFIX . $field, array( 'engine', 'setup', 'original', 'remote' ) );
		$empty   = array_fill_keys( array( 'post_content', 'post_title', 'post_excerpt', 'to_ping', 'pinged', 'post_content_filtered' ), '' );
		for ( $more = 0; $more < 300; $more++ ) {
			$wpdb->insert( $wpdb->posts, $empty + array( 'post_type' => Store\TYPE, 'post_status' => Store\STATUSES['running'], 'post_parent' => 1_000_000 + $more ) );
			$copy = "INSERT INTO $wpdb->postmeta (post_id, meta_key, meta_value)"
				. " SELECT %d, meta_key, meta_value FROM $wpdb->postmeta WHERE post_id = %d AND meta_key IN ( %s, %s, %s, %s )";
			$wpdb->query( $wpdb->prepare( $copy, $wpdb->insert_id, $id, ...$meta ) );
		}
		$began = microtime( true );
		$this->assertLessThanOrEqual( $one + 4, $queries() );
		$this->assertCount( 301, Compile\page() );
		$this->assertLessThan( 1.0, microtime( true ) - $began );
	}
}
