<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\Optimisers;
use TwoHeads\Core\PageCache;
use TwoHeads\Core\Site;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Doors;
use TwoHeads\Engines\BuiltIn\Privacy;
use TwoHeads\Engines\BuiltIn\Steps;
use TwoHeads\Experiments\Describe;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * What is the built-in engine's own. What all engines do is in shared-engine-test.php.
 */
final class EngineTest extends TestCase {

	use Counting;
	use Experimenting;

	protected function setUp(): void {
		parent::setUp();
		$this->doors_are_checked();
		$this->become( 'administrator' );
	}

	public function test_it_is_the_one_where_nothing_says_otherwise(): void {
		$this->assertSame( 'builtin', Engines\default_engine()->id() );
		$this->assertSame( 'builtin', array_key_first( Engines\all() ) );
		$this->assertNull( Engines\default_engine()->problem() );
		$id = $this->running( $this->post() );
		$this->assertSame( 'builtin', Store\get( $id )['engine'] );
		$this->assertNull( Engines\default_engine()->link( Store\get( $id ) ) );
		$this->assertSame( array(), FakeService::$requests, 'Nothing is sent.' );
	}

	public function test_a_database_without_the_table_is_named_with_its_mend_and_starts_nothing(): void {
		$id = $this->draft( $this->post() );
		update_option( Counters\VERSION_OPTION, 0 );
		// A user that may create none.
		add_filter( 'query', static fn ( $sql ) => preg_match( '/^\s*CREATE TABLE|SHOW TABLES|DESCRIBE/', (string) $sql ) ? 'SELECT 1 WHERE 0' : $sql );
		$problem = Engines\default_engine()->problem();
		$this->assertSame( 'two_heads_no_table', $problem?->get_error_code() );
		$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assertSame( array( 409, 'two_heads_no_table' ), array( $answer->get_status(), $answer->get_data()['code'] ) );
		$this->assertSame( 'two_heads_no_table', Steps\carry_out( 'table', Store\get( $id ) )?->get_error_code() );
		remove_all_filters( 'query' );
		$this->carry_through( $id, 'start' );
		$this->assertSame( 'running', Store\get( $id )['status'], 'Mended by itself once it may.' );
	}

	public function test_a_start_looks_for_the_door_that_nobody_looked_for_yet(): void {
		update_option( Doors\OPTION, array() );
		FakeService::on( '#^POST #', new \WP_Error( 'http_request_failed', 'The site does not reach itself.' ) );
		$id = $this->running( $this->post() );
		$this->assertNotSame( array(), FakeService::$requests );
		$this->assertSame( Doors\UNREACHABLE, get_option( Doors\OPTION )['problem'] );
		FakeService::$requests = array();
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->doors_are_checked();
		$this->running( $this->post( array( 'post_title' => 'Next' ) ) );
		$this->assertSame( array(), FakeService::$requests, 'What is known is not asked again.' );
	}

	public function test_a_draft_from_before_there_were_engines_to_choose_stays_where_it_is(): void {
		$post  = $this->post();
		$setup = array_diff_key( $this->setup_of(), array_flip( array( 'engine', 'mode', 'max_views', 'auto_apply' ) ) );
		$id    = Store\create( $post, 'optimizely', $setup )['id'];
		$this->assertSame( 'optimizely', Store\get( $id )['setup']['engine'] );
		$this->assertSame( $id, $this->draft( $post, array( 'hypothesis' => 'Because.' ) ) );
		$this->assertSame( array( 'optimizely', 'optimizely' ), array( Store\get( $id )['engine'], Store\get( $id )['setup']['engine'] ) );
	}

	public function test_what_it_lacks_is_not_mended_at_the_connections_and_is_told_of_what_runs(): void {
		$post  = $this->post();
		$words = static fn (): array => array_column( Describe\panel( $post )['engines'], null, 'id' )['builtin'];
		$this->draft( $post );
		update_option( Counters\VERSION_OPTION, 0 );
		add_filter( 'query', static fn ( $sql ) => preg_match( '/^\s*CREATE TABLE|SHOW TABLES|DESCRIBE/', (string) $sql ) ? 'SELECT 1 WHERE 0' : $sql );
		$this->assertSame( array( false, '' ), array( $words()['ready'], $words()['settings_url'] ) );
		$this->become( 'editor' );
		$this->assertStringContainsString( 'cannot be started', $words()['message'] );
		Store\change_status( Store\current( $post )['id'], array( 'draft' ), 'running' );
		$this->assertStringNotContainsString( 'cannot be started', $words()['message'] );
		$this->assertStringContainsString( 'Give an administrator', $words()['message'] );
	}

	public function test_a_start_that_is_given_up_leaves_the_draft_as_it_was(): void {
		$id = $this->draft( $this->post() );
		Store\locked( $id, static fn () => Jobs\set( $id, 'start' ) );
		$this->assertSame( 'earn', Store\get( $id )['setup']['mode'] );
		Store\write( $id, array( 'job' => array( 'problem' => array( 'needs_person' => true ) ) + Store\get( $id )['job'] ) );
		$this->assertNull( Jobs\stop_trying( $id ) );
		$this->assertSame( array( null, 'auto' ), array( Store\get( $id )['job'], Store\get( $id )['setup']['mode'] ) );
		$this->carry_through( $id, 'start' );
		$this->assertSame( 'earn', Store\get( $id )['setup']['mode'] );
	}

	public function test_a_setup_that_the_person_has_not_seen_is_not_started(): void {
		$post = $this->post();
		$id   = $this->draft( $post );
		$seen = Describe\experiment( Store\get( $id ) )['revision'];
		$this->draft( $post, array( 'auto_apply' => true ) );
		$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start", array( 'titles' => array( 'A new headline' ), 'revision' => $seen ) );
		$this->assertSame( array( 409, 'draft' ), array( $answer->get_status(), Store\get( $id )['status'] ) );
		$this->carry_through( $id, 'start', array( 'revision' => Describe\experiment( Store\get( $id ) )['revision'] ) );
		$this->assertSame( 'running', Store\get( $id )['status'] );
	}

	public function test_it_knows_how_long_it_ran_without_its_pauses(): void {
		$id = $this->running( $this->post() );
		$this->later( $id, HOUR_IN_SECONDS );
		$this->carry_through( $id, 'pause' );
		$this->later( $id, HOUR_IN_SECONDS );
		$this->assertEqualsWithDelta( HOUR_IN_SECONDS, Steps\ran( Store\get( $id ) ), 5 );
		$this->carry_through( $id, 'resume' );
		$this->later( $id, HOUR_IN_SECONDS );
		$this->assertEqualsWithDelta( 2 * HOUR_IN_SECONDS, Steps\ran( Store\get( $id ) ), 5 );
		// The clock is set back by two.
		$this->later( $id, -2 * HOUR_IN_SECONDS );
		$this->assertEqualsWithDelta( HOUR_IN_SECONDS, Steps\ran( Store\get( $id ) ), 5 );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->assertNull( Store\get( $id )['remote']['since'] ?? null );
	}

	public function test_a_copied_site_goes_on_with_its_own(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		$late = $this->draft( $this->post( array( 'post_title' => 'Later' ) ), array( 'start_at' => wp_date( 'Y-m-d\TH:i', time() + HOUR_IN_SECONDS ) ) );
		$this->carry_through( $late, 'start' );
		$key = Store\get( $id )['key'];
		update_option( 'home', 'https://staging.example.net' );
		Site\settle();
		$record = Store\get( $id );
		$this->assertSame( array( 'running', Store\key_of( $id ) ), array( $record['status'], $record['key'] ) );
		$this->assertNotSame( $key, $record['key'] );
		$this->assertNotFalse( wp_next_scheduled( Schedule\START, array( $late ) ) );
		do_action( Poll\HOOK );
		do_action( Jobs\HOOK, $id );
		$this->assertSame( (string) wp_parse_url( (string) get_permalink( $post ), PHP_URL_PATH ), $this->on_page( $post )[2] );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_what_was_counted_goes_with_the_record(): void {
		$id    = $this->running( $this->post() );
		$other = $this->running( $this->post( array( 'post_title' => 'Other' ) ) );
		foreach ( array( $id, $other ) as $one ) {
			$this->visit( $one, array( array( 10, 1 ), array( 10, 2 ) ) );
		}
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->assertNotSame( array(), Counters\by_epoch( $id ), 'A record without figures tells nothing.' );
		$this->assertNotFalse( wp_next_scheduled( Steps\COMPACT, array( $id ) ) );
		wp_delete_post( $id, true );
		$this->assertSame( array(), Counters\by_epoch( $id ) );
		$this->assertFalse( wp_next_scheduled( Steps\COMPACT, array( $id ) ) );
		$this->assertNotSame( array(), Counters\by_epoch( $other ) );
	}

	public function test_hours_become_days_when_it_has_long_ended_and_not_while_it_runs(): void {
		global $wpdb;
		$id   = $this->running( $this->post() );
		$day  = intdiv( time(), DAY_IN_SECONDS ) * 24 - 48;
		$rows = static fn (): int => count( Counters\by_hour( $id ) );
		Counters\write( array( array( $id, 1, 0, Counters\VIEWED, $day + 3, 5 ), array( $id, 1, 0, Counters\VIEWED, $day + 9, 6 ) ) );
		do_action( Steps\COMPACT, $id );
		$this->assertSame( 2, $rows() );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		// Its own transaction would end that of this test.
		add_filter( 'query', static fn ( $sql ) => in_array( $sql, array( 'START TRANSACTION', 'COMMIT' ), true ) ? 'SELECT 1' : $sql );
		do_action( Steps\COMPACT, $id );
		$this->assertSame( 1, $rows() );
		$this->assertSame( 11, Counters\by_epoch( $id )[1][0][ Counters\VIEWED ] );
	}

	public function test_the_privacy_policy_says_what_is_kept_where_it_is(): void {
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-privacy-policy-content.php';
		$said = static function (): string {
			$property = new \ReflectionProperty( \WP_Privacy_Policy_Content::class, 'policy_content' );
			$property->setAccessible( true );
			$property->setValue( null, array() );
			$GLOBALS['wp_current_filter'][] = 'admin_init';
			set_current_screen( 'dashboard' );
			Privacy\suggest_policy();
			array_pop( $GLOBALS['wp_current_filter'] );
			unset( $GLOBALS['current_screen'] );
			return (string) wp_json_encode( $property->getValue() );
		};
		$this->assertStringContainsString( 'consent to statistics', $said() );
		update_option( Settings\OPTION, array( 'remember' => 'always' ) );
		$this->assertStringNotContainsString( 'consent to statistics', $said() );
		update_option( Settings\OPTION, array( 'engine' => 'optimizely' ) );
		$this->assertSame( '[]', $said(), 'Nothing runs here.' );
		$this->running( $this->post(), array( 'engine' => 'builtin' ) );
		$this->assertStringContainsString( 'random number', $said() );
	}

	public function test_batcaches_pages_are_purged(): void {
		$GLOBALS['batcache'] = (object) array( 'group' => 'batcache' );
		wp_cache_set( 'page', 'old', 'batcache' );
		wp_cache_set( 'page', 'other', 'elsewhere' );
		PageCache\purge();
		$this->assertFalse( wp_cache_get( 'page', 'batcache' ) );
		$this->assertSame( 'other', wp_cache_get( 'page', 'elsewhere' ) );
		unset( $GLOBALS['batcache'] );

		// Without groups that can be flushed, or on a network.
		wp_cache_set( 'page', 'old', 'batcache' );
		PageCache\renew_front_page( 'batcache' );
		PageCache\renew_front_page( 'batcache' );
		$this->assertSame( array( 2, 2 ), array_map( static fn ( string $url ) => wp_cache_get( md5( $url ) . '_version', 'batcache' ), array( 'https://example.org', 'https://example.org/' ) ) );
		$this->assertSame( 'old', wp_cache_get( 'page', 'batcache' ) );
	}

	public function test_nothing_is_taken_for_a_cache_or_an_optimiser_that_is_none(): void {
		$this->assertFalse( PageCache\present() );
		$this->assertFalse( Optimisers\present() );
		add_action( 'litespeed_purge_all', '__return_true' );
		$this->assertTrue( PageCache\present() );
	}
}
