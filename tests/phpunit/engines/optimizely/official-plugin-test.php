<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Admin\EditorPanel;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Core\Capabilities;
use TwoHeads\Engines\Optimizely\Results;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;
use const TwoHeads\DIR;

/**
 * What Optimizely's own plugins for WordPress got wrong, one by one. Their faults on visitors' pages (nothing matched,
 * only the first match changed, everybody counted) are in tests/e2e/official-plugin.spec.ts; that it had no uninstallation (X16) is in UninstallTest.
 */
final class OfficialPluginTest extends TestCase {

	use Experimenting;

	private FakeOptimizely $optimizely;

	protected function setUp(): void {
		parent::setUp();
		$this->optimizely = new FakeOptimizely();
		$this->become( 'administrator' );
	}

	public function test_x3_an_experiment_of_a_draft_measures_the_final_address(): void {
		$post = $this->post( array( 'post_status' => 'draft' ) );
		$id   = $this->draft( $post );
		wp_update_post( array( 'ID' => $post, 'post_status' => 'publish', 'post_name' => 'the-final-one' ) );
		$this->carry_through( $id, 'start' );
		$page = $this->optimizely->live( 'pages' )[1];
		$this->assertSame( get_permalink( $post ), $page['edit_url'] );
		$this->assertStringContainsString( 'the-final-one', $page['conditions'] );
	}

	public function test_x5_one_time_out_is_neither_fatal_nor_remembered(): void {
		$id = $this->running( $this->post() );
		for ( $try = 0; $try < 3; $try++ ) {
			$this->optimizely->faults[ count( $this->optimizely->calls ) + $try ] = array( new WP_Error( 'http_request_failed', 'cURL error 28' ), false );
		}
		$this->assertSame( 'two_heads_unreachable', Poll\ask( Store\get( $id ), 'results' )->get_error_code() );
		$this->assertSame( 200, $this->rest( 'GET', '/two-heads/v1/experiments' )->get_status() );
		$this->optimizely->faults[ count( $this->optimizely->calls ) ] = array( FakeService::response( 204 ), false );
		$this->assertNull( Poll\ask( Store\get( $id ), 'results' ) );
	}

	public function test_x6_a_429_is_waited_for_as_long_as_it_says_and_not_repeated_at_once(): void {
		$id   = $this->draft( $this->post() );
		$from = count( $this->optimizely->calls );
		$this->optimizely->faults[ $from ] = array( FakeService::response( 429, '', array( 'X-RateLimit-Reset' => '40' ) ), false );
		$started = microtime( true );
		$panel   = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" )->get_data();
		$this->assertCount( $from + 1, $this->optimizely->calls );
		$this->assertLessThan( 5.0, microtime( true ) - $started );
		$this->assertEqualsWithDelta( 40, $panel['current']['job']['problem']['retry_after'], 2 );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" );
		$this->assertCount( $from + 1, $this->optimizely->calls, 'Nothing is sent before the time is over.' );
	}

	public function test_x7_nobody_below_an_administrator_lists_projects(): void {
		foreach ( array( '', 'subscriber', 'author', 'editor' ) as $role ) {
			$this->become( $role );
			$this->assertContains( $this->rest( 'GET', '/two-heads/v1/connections/optimizely/projects' )->get_status(), array( 401, 403 ) );
		}
		$this->assertSame( array(), preg_grep( '#/projects$#', $this->optimizely->calls ) );
	}

	public function test_x8_two_projects_of_one_name_are_two(): void {
		FakeService::install();
		FakeService::on( '#/projects#', 200, array( array( 'id' => 1, 'name' => 'News' ), array( 'id' => 2, 'name' => 'News' ) ) );
		$this->assertSame( array( '1', '2' ), array_column( Projects\all( true )['projects'], 'id' ) );
	}

	public function test_x9_significance_is_a_share_of_one_not_rounded_to_it(): void {
		FakeService::install();
		FakeService::on( '#/results$#', 200, '{"metrics":[{"event_id":2,"results":{"20":{"samples":100,"value":10,"lift":{"significance":0.92}}}}]}' );
		$record  = array( 'remote' => array( 'experiment' => '1', 'events' => array( 'click' => '2' ), 'metrics' => array( 'click' ), 'variations' => array( '10', '20' ) ) );
		$results = Results\results( $record );
		$this->assertSame( .92, $results['metrics'][0]['variations'][1]['significance'] );
	}

	public function test_x10_a_template_keeps_every_byte(): void {
		$template = "// A comment\r\nif ( 1 < 2 && '%41' !== \"\\u2028\" ) { x( \$NEW_TITLE ); } // </b> <!-- \u{2028} \u{1F418} $& \\\\";
		$this->assertNull( Templates\store( array( 'variation' => $template, 'activation' => '' ) ) );
		wp_cache_flush();
		$this->assertSame( $template, Templates\stored()['variation'] );
		$id   = $this->running( $this->post(), array( 'titles' => array( '20%de < 30%41' ) ) );
		$code = $this->optimizely->live( 'experiments' )[0]['variations'][1]['actions'][0]['changes'][0]['value'];
		$this->assertStringContainsString( "// A comment\r\nif ( 1 < 2 && '%41'", $code );
		preg_match( '/x\( (".*?") \)/', $code, $literal );
		$this->assertSame( '20%de < 30%41', json_decode( str_replace( array( '\\x', "\u{2028}" ), array( '\\u00', '' ), $literal[1] ) ) );
		$this->assertSame( 'running', Store\get( $id )['status'] );
	}

	public function test_x11_a_title_that_looks_like_a_placeholder_stays_a_title(): void {
		$this->assertNull( Templates\store( array( 'variation' => 'x( $POST_ID, $OLD_TITLE, $NEW_TITLE, {{title}} )', 'activation' => '' ) ) );
		$this->running( $this->post(), array( 'titles' => array( 'Is $OLD_TITLE a {{post_id}}?' ) ) );
		$code = $this->optimizely->live( 'experiments' )[0]['variations'][1]['actions'][0]['changes'][0]['value'];
		$this->assertSame( 1, substr_count( $code, 'The old headline' ) );
	}

	public function test_x12_editors_run_experiments(): void {
		$post = $this->post();
		$this->become( 'editor' );
		$this->assertTrue( current_user_can( Capabilities\RUN, $post ) );
		$this->running( $post );
	}

	/** X13, orphans and a second experiment by a double click, is LifecycleTest's faults and tests/e2e/headline-faults.spec.ts. */
	public function test_x13_pressing_start_twice_is_pressing_it_once(): void {
		$id = $this->draft( $this->post() );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->carry_through( $id, 'start' );
		$this->assertCount( 1, $this->optimizely->live( 'experiments' ) );
		$this->assertCount( 2, $this->optimizely->live( 'pages' ) );
	}

	public function test_x14_only_experiments_made_here_are_listed_and_archived(): void {
		$this->optimizely->objects['experiments'][5] = array( 'id' => 5, 'name' => 'Our WordPress redesign', 'status' => 'running', 'description' => 'WordPress' );
		$id = $this->running( $this->post() );
		$this->assertSame( array( $id ), array_column( $this->rest( 'GET', '/two-heads/v1/experiments' )->get_data()['experiments'], 'id' ) );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->assertSame( array( 5 ), array_column( $this->optimizely->live( 'experiments' ), 'id' ) );
	}

	public function test_x16_a_post_can_have_another_experiment_after_the_first(): void {
		$post = $this->post();
		$this->carry_through( $this->running( $post ), 'end', array( 'variation' => 0 ) );
		$this->running( $post, array( 'titles' => array( 'Another' ) ) );
		$panel = $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data();
		$this->assertSame( 'running', $panel['current']['status'] );
		$this->assertCount( 1, $panel['earlier'] );
	}

	public function test_x16_a_title_edited_during_an_experiment_is_followed(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		wp_update_post( array( 'ID' => $post, 'post_title' => 'Edited meanwhile' ) );
		$this->carry_through( $id, 'continue' );
		$this->assertStringContainsString( 'Edited meanwhile', $this->optimizely->live( 'experiments' )[0]['variations'][0]['actions'][0]['changes'][0]['value'] );
	}

	public function test_x16_the_editor_of_a_new_post_has_the_panel_at_once(): void {
		require_once ABSPATH . 'wp-admin/includes/post.php';
		require_once ABSPATH . 'wp-admin/includes/screen.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
		$GLOBALS['post'] = get_default_post_to_edit( 'post', true );
		set_current_screen( 'post-new.php' );
		$this->assertSame( array( 'post', 'add' ), array( get_current_screen()->base, get_current_screen()->action ) );
		do_action( 'enqueue_block_editor_assets' );
		$this->assertTrue( wp_script_is( EditorPanel\HANDLE, 'enqueued' ) );
		set_current_screen( 'front' );
		$GLOBALS['wp_scripts'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		unset( $GLOBALS['post'] );
	}

	/** What the panel then shows is in src/editor/panel/start.test.tsx. */
	public function test_x16_a_500_is_said_and_tried_again(): void {
		$id   = $this->draft( $this->post() );
		$from = count( $this->optimizely->calls );
		for ( $try = 0; $try < 3; $try++ ) {
			$this->optimizely->faults[ $from + $try ] = array( FakeService::response( 500 ), false );
		}
		$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$job    = $answer->get_data()['current']['job'];
		$this->assertSame( array( 200, 'two_heads_service_error', false ), array( $answer->get_status(), $job['problem']['code'], $job['problem']['needs_person'] ) );
		$this->assertNotFalse( wp_next_scheduled( Jobs\HOOK, array( $id ) ) );
		$this->carry_through( $id, 'continue' );
		$this->assertSame( 'running', Store\get( $id )['status'] );
	}

	public function test_classic_no_script_of_ours_speaks_to_optimizelys_interface(): void {
		$scripts = glob( DIR . '/build/*.js' );
		$this->assertGreaterThan( 5, count( $scripts ) );
		foreach ( $scripts as $script ) {
			$this->assertStringNotContainsString( 'api.optimizely.com', (string) file_get_contents( $script ), $script );
		}
	}

	public function test_classic_a_quote_in_a_title_ends_no_string_of_the_code(): void {
		$title = 'He said "no\'); alert(1); //';
		$this->running( $this->post(), array( 'titles' => array( $title ) ) );
		$code = $this->optimizely->live( 'experiments' )[0]['variations'][1]['actions'][0]['changes'][0]['value'];
		$this->assertSame( 1, preg_match( '/,to:("(?:[^"\\\\]|\\\\.)*"),v:1,/', $code, $literal ) );
		$this->assertSame( Titles\as_rendered( $title, 1 ), json_decode( $literal[1] ) );
		$this->assertStringNotContainsString( 'alert(', $code );
	}

	/** An upgrade died of a constant that only one host defines. */
	public function test_classic_every_constant_that_is_read_is_there_or_asked_for_first(): void {
		$names = array_keys( get_defined_constants() );
		$known = array_fill_keys( array_map( static fn ( string $name ): string => (string) preg_replace( '/^.*\\\\/', '', $name ), $names ), true );
		$files = new \RegexIterator( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( DIR . '/includes' ) ), '/\.php$/' );
		$seen  = 0;
		foreach ( $files as $file ) {
			$source = (string) file_get_contents( (string) $file );
			$tokens = array_values( array_filter( \PhpToken::tokenize( $source ), static fn ( $token ): bool => ! $token->isIgnorable() ) );
			foreach ( $tokens as $place => $token ) {
				$name = (string) preg_replace( '/^.*\\\\/', '', $token->text );
				if ( ! $token->is( array( T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED ) ) || 1 !== preg_match( '/^[A-Z][A-Z0-9_]+$/D', $name ) ) {
					continue;
				}
				$of_class = $tokens[ $place - 1 ]->is( array( T_DOUBLE_COLON, T_OBJECT_OPERATOR, T_NS_SEPARATOR, T_USE ) );
				$of_class = $of_class || $tokens[ $place + 1 ]->is( array( '(', T_DOUBLE_COLON ) );
				if ( ! $of_class && ! str_contains( $source, "defined( '$name' )" ) ) {
					++$seen;
					$this->assertArrayHasKey( $name, $known, "$file:$token->line" );
				}
			}
		}
		$this->assertGreaterThan( 100, $seen );
	}

	public function test_classic_the_token_is_on_no_page_and_in_no_answer(): void {
		$post = $this->post();
		$this->running( $post );
		$said = wp_json_encode( array( $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data(), $this->rest( 'GET', '/two-heads/v1/experiments' )->get_data() ) );
		$this->assertStringNotContainsString( 'canary', $said );
	}

	public function test_classic_nobody_retitles_a_post_they_may_not_edit(): void {
		$post = $this->post();
		$id   = $this->running( $post );
		foreach ( array( '', 'subscriber', 'contributor', 'author' ) as $role ) {
			$this->become( $role );
			$this->assertContains( $this->rest( 'POST', "/two-heads/v1/experiments/$id/end", array( 'variation' => 1 ) )->get_status(), array( 401, 403 ) );
			$this->assertSame( 'The old headline', get_the_title( $post ) );
		}
	}

	public function test_classic_the_post_is_known_by_its_id_not_by_a_name(): void {
		$post = $this->post( array( 'post_title' => 'WordPress [99]: quotes " and \' and <b>markup</b>' ) );
		$id   = $this->running( $post );
		$this->assertSame( $post, Store\get( $id )['post'] );
		$code = $this->optimizely->live( 'experiments' )[0]['variations'][0]['actions'][0]['changes'][0]['value'];
		$this->assertStringContainsString( "post:$post,", $code );
		$this->assertStringNotContainsString( '<', $code );
	}
}
