<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Admin;

use TwoHeads\Admin\ClassicEditor;
use TwoHeads\Admin\EditorPanel;
use TwoHeads\Admin\ExperimentsPage;
use TwoHeads\Admin\SettingsPage;
use TwoHeads\Core\Assets;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

final class ScreensTest extends TestCase {

	use Experimenting;

	protected function setUp(): void {
		parent::setUp();
		require_once ABSPATH . 'wp-admin/includes/template.php';
		require_once ABSPATH . 'wp-admin/includes/post.php';
		require_once ABSPATH . 'wp-admin/includes/screen.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
		$GLOBALS['wp_scripts'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->become( 'editor' );
	}

	protected function tearDown(): void {
		set_current_screen( 'front' );
		unset( $GLOBALS['post'], $GLOBALS['wp_meta_boxes'] );
		$GLOBALS['wp_scripts'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		parent::tearDown();
	}

	/**
	 * Opens the editor of a post.
	 */
	private function edit( int $post, bool $blocks ): void {
		set_current_screen( get_post_type( $post ) );
		get_current_screen()->base = 'post';
		get_current_screen()->is_block_editor( $blocks );
		$GLOBALS['post'] = get_post( $post ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$blocks ? EditorPanel\enqueue() : ClassicEditor\enqueue();
	}

	private function is_enqueued(): bool {
		return wp_script_is( EditorPanel\HANDLE );
	}

	/**
	 * What the script finds.
	 *
	 * @return array<string, mixed>
	 */
	private function boot(): array {
		$before = implode( wp_scripts()->get_data( EditorPanel\HANDLE, 'before' ) );
		$this->assertSame( 1, preg_match( '/window\.twoHeadsEditor = (\{.*\});/s', $before, $found ) );
		return json_decode( $found[1], true );
	}

	private function needs_build(): void {
		if ( ! Assets\built() ) {
			$this->markTestSkipped( 'Nothing is built.' );
		}
	}

	public function test_the_block_editor_of_tested_types_has_the_panel(): void {
		$this->needs_build();
		$this->edit( $this->post( array( 'post_type' => 'page' ) ), true );
		$this->assertFalse( $this->is_enqueued() );
		$this->edit( $this->post(), true );
		$this->assertTrue( $this->is_enqueued() );
		$boot = $this->boot();
		$this->assertSame( array( 'postTypes', 'resultsUrl', 'postId' ), array_keys( $boot ) );
		$this->assertSame( array( array( 'post' ), null ), array( $boot['postTypes'], $boot['postId'] ) );
		$this->assertStringEndsWith( 'admin.php?page=two-heads-experiments&experiment=', $boot['resultsUrl'] );
	}

	public function test_authors_get_no_address_they_may_not_open(): void {
		$this->needs_build();
		$author = $this->become( 'author' );
		$this->edit( $this->post( array( 'post_author' => $author ) ), true );
		$this->assertSame( '', $this->boot()['resultsUrl'] );
	}

	public function test_a_type_no_longer_tested_keeps_the_panel_where_something_began(): void {
		$post = $this->post();
		update_option( Settings\OPTION, array( 'post_types' => array( 'page' ) ) );
		$this->assertFalse( EditorPanel\is_for( get_post( $post ) ) );
		Store\create( $post, 'optimizely', $this->setup_of() );
		$this->assertTrue( EditorPanel\is_for( get_post( $post ) ) );
		$this->assertSame( array( 'page', 'post' ), EditorPanel\boot( get_post( $post ) )['postTypes'] );
	}

	public function test_the_panels_first_question_is_answered_with_the_editor(): void {
		$post  = $this->post();
		$paths = static fn ( $of ) => apply_filters( 'block_editor_rest_api_preload_paths', array( '/' ), new \WP_Block_Editor_Context( array( 'post' => $of ) ) );
		$this->assertSame( array( '/', "/two-heads/v1/posts/$post/headlines" ), $paths( get_post( $post ) ) );
		$this->assertSame( array( '/' ), $paths( get_post( $this->post( array( 'post_type' => 'page' ) ) ) ) );
		$this->assertSame( array( '/' ), $paths( get_post( $this->post( array( 'post_status' => 'auto-draft' ) ) ) ) );
		$this->assertSame( array( '/' ), apply_filters( 'block_editor_rest_api_preload_paths', array( '/' ), new \WP_Block_Editor_Context() ) );
	}

	public function test_the_classic_editor_has_it_as_a_box(): void {
		global $wp_meta_boxes;
		$post = get_post( $this->post() );
		$page = get_post( $this->post( array( 'post_type' => 'page' ) ) );
		do_action( 'add_meta_boxes', 'post', $post );
		do_action( 'add_meta_boxes', 'page', $page );
		do_action( 'add_meta_boxes', 'comment', get_comment( 1 ) );
		$box = $wp_meta_boxes['post']['normal']['high']['two-heads-headline-test'];
		$this->assertTrue( $box['args']['__back_compat_meta_box'] );
		$this->assertArrayNotHasKey( 'page', $wp_meta_boxes );
		ob_start();
		$box['callback']( $post, $box );
		$this->assertStringContainsString( '<div id="two-heads-headlines">', (string) ob_get_clean() );
	}

	public function test_the_classic_editors_script_knows_its_post(): void {
		$this->needs_build();
		$post = $this->post();
		$this->edit( $post, false );
		$this->assertTrue( $this->is_enqueued() );
		$this->assertSame( $post, $this->boot()['postId'] );
		$this->assertStringEndsWith( 'build/classic-editor.js', wp_scripts()->registered[ EditorPanel\HANDLE ]->src );
		$this->assertStringContainsString( "posts/$post/headlines", implode( wp_scripts()->get_data( 'wp-api-fetch', 'after' ) ?: array() ) );
	}

	public function test_the_classic_script_stays_out_of_the_block_editor(): void {
		$post = $this->post();
		set_current_screen( 'post' );
		get_current_screen()->base = 'post';
		get_current_screen()->is_block_editor( true );
		$GLOBALS['post'] = get_post( $post ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		ClassicEditor\enqueue();
		$this->assertFalse( $this->is_enqueued() );
	}

	public function test_the_settings_screen_starts_from_what_is_there(): void {
		$this->become( 'administrator' );
		register_post_type( 'book', array( 'public' => true, 'label' => 'Books' ) );
		register_post_type( 'secret', array( 'public' => false ) );
		$boot = SettingsPage\boot();
		unregister_post_type( 'book' );
		unregister_post_type( 'secret' );
		$this->assertSame( array( 'post', 'page', 'book' ), array_column( $boot['postTypes'], 'name' ) );
		$this->assertSame( 'Books', $boot['postTypes'][2]['label'] );
		$this->assertSame( array( 'https://example.org/', true, false ), array( $boot['homeUrl'], $boot['mayChooseScripts'], $boot['hasImport'] ) );
		$this->assertContains( 'optimizely', array_column( $boot['engines'], 'id' ) );
		$optimizely = array_column( $boot['engines'], null, 'id' )['optimizely'];
		$this->assertFalse( $optimizely['ready'] );
		$this->assertStringEndsWith( 'page=two-heads-connections', $optimizely['settings_url'] );
		update_option( 'optimizely_x_version', '1.2.3' );
		$this->assertTrue( SettingsPage\boot()['hasImport'] );
	}

	public function test_the_settings_screen_has_the_code_editor(): void {
		$this->needs_build();
		$this->become( 'administrator' );
		SettingsPage\enqueue();
		$before = implode( wp_scripts()->get_data( SettingsPage\SLUG, 'before' ) );
		$this->assertStringContainsString( '"codeEditor":{"codemirror"', $before );
		$this->assertTrue( wp_script_is( 'code-editor' ) );
	}

	public function test_the_experiments_screen_offers_the_connection_to_those_who_may(): void {
		$this->assertSame( '', ExperimentsPage\boot()['connectUrl'] );
		$this->become( 'administrator' );
		foreach ( array( 'builtin', 'optimizely' ) as $engine ) {
			// Whatever the site's choice: it is an offer.
			update_option( Settings\OPTION, array( 'engine' => $engine ) );
			$this->assertStringEndsWith( 'page=two-heads-connections', ExperimentsPage\boot()['connectUrl'] );
		}
	}

	public function test_the_experiments_screen_leads_to_the_posts_of_a_tested_type(): void {
		update_option( 'blogname', 'A &amp; B' );
		$this->assertSame( array( 'edit.php', 'A & B' ), array( basename( ExperimentsPage\boot()['postsUrl'] ), ExperimentsPage\boot()['siteName'] ) );
		update_option( Settings\OPTION, array( 'post_types' => array( 'page' ) ) );
		$this->assertStringEndsWith( '/edit.php?post_type=page', ExperimentsPage\boot()['postsUrl'] );
		$this->assertStringEndsWith( 'page=two-heads-experiments&experiment=5', ExperimentsPage\url( 5 ) );
	}
}
