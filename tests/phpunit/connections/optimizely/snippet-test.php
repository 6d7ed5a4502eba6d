<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Snippet;
use TwoHeads\Connections\Optimizely\SnippetSettings;
use TwoHeads\Core\PageCache;
use TwoHeads\Core\Schema;
use TwoHeads\Tests\TestCase;

final class SnippetTest extends TestCase {

	use Connected;

	private function head(): string {
		ob_start();
		Snippet\print_tags();
		return (string) ob_get_clean();
	}

	/**
	 * @param array<string, mixed> $changes Fields of the setting.
	 */
	private function settings( array $changes ): void {
		update_option( SnippetSettings\OPTION, $changes + SnippetSettings\DEFAULTS );
	}

	/**
	 * The tags of the head in order, each as its name and attributes.
	 *
	 * @return list<array<string, string|true>>
	 */
	private function tags( string $html ): array {
		$tags = array();
		$read = new \WP_HTML_Tag_Processor( $html );
		while ( $read->next_tag() ) {
			$tag = array( 'tag' => $read->get_tag() );
			foreach ( (array) $read->get_attribute_names_with_prefix( '' ) as $name ) {
				$tag[ $name ] = $read->get_attribute( $name );
			}
			$tags[] = $tag;
		}
		return $tags;
	}

	public function test_prints_hints_and_one_synchronous_script(): void {
		$this->connect_with_token( '20000000137' );
		$tags = $this->tags( $this->head() );
		$this->assertSame( array( 'LINK', 'LINK', 'LINK', 'SCRIPT' ), array_column( $tags, 'tag' ) );
		$this->assertSame( array( 'https://cdn.optimizely.com', 'https://logx.optimizely.com', 'https://cdn.optimizely.com/js/20000000137.js' ), array_column( $tags, 'href' ) );
		$this->assertSame( array( 'preconnect', 'preconnect', 'preload' ), array_column( $tags, 'rel' ) );
		$this->assertSame( 'https://cdn.optimizely.com/js/20000000137.js', $tags[3]['src'] );
		foreach ( array( 'async', 'defer', 'type' ) as $attribute ) {
			$this->assertContains( $tags[3][ $attribute ] ?? 'text/javascript', array( 'text/javascript' ), $attribute );
		}
	}

	public function test_is_the_first_in_wp_head(): void {
		$this->assertSame( -1000, has_action( 'wp_head', 'TwoHeads\Connections\Optimizely\Snippet\print_tags' ) );
		global $wp_filter;
		$this->assertSame( -1000, min( array_keys( $wp_filter['wp_head']->callbacks ) ) );
		$this->assertSame( array( 'wp_head' ), array_keys( array_filter( $wp_filter, static fn ( $hook ) => $hook->has_filter( '', 'TwoHeads\Connections\Optimizely\Snippet\print_tags' ) ) ) );
	}

	public function test_carries_what_keeps_optimisers_away_in_the_order_they_need(): void {
		$this->connect_with_token( '123' );
		$html = $this->head();
		foreach ( array( 'data-cfasync="false"', 'data-no-optimize="1"', 'data-no-defer="1"', 'data-noptimize="1"', 'data-no-minify="1"', 'data-jetpack-boost="ignore"' ) as $attribute ) {
			$this->assertStringContainsString( $attribute, $html );
		}
		// Rocket Loader only honours it before src.
		$this->assertLessThan( strpos( $html, ' src=' ), strpos( $html, 'data-cfasync' ) );
	}

	/**
	 * @dataProvider optimisers
	 */
	public function test_tells_each_optimiser_by_its_filter( string $hook, mixed $before, mixed $expected ): void {
		$this->connect_with_token( '123' );
		Snippet\tell_optimisers();
		$this->assertSame( $expected, apply_filters( $hook, $before ) );
	}

	/**
	 * @return array<string, array{string, mixed, mixed}>
	 */
	public function optimisers(): array {
		$ours  = array( 'two-heads-', 'cdn.optimizely.com/js/123.js' );
		$cases = array();
		foreach ( array( 'rocket_delay_js_exclusions', 'rocket_exclude_defer_js', 'rocket_exclude_js', 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc', 'litespeed_optm_gm_js_exc', 'sgo_javascript_combine_excluded_external_paths', 'sgo_js_async_exclude', 'perfmatters_delay_js_exclusions' ) as $hook ) {
			$cases[ $hook ] = array( $hook, array( 'theirs' ), array( 'theirs', ...$ours ) );
		}
		$cases['autoptimize list']   = array( 'autoptimize_filter_js_exclude', 'jquery.js', 'jquery.js, ' . implode( ', ', $ours ) );
		$cases['something odd']      = array( 'rocket_exclude_js', null, null );
		$cases['nothing before']     = array( 'autoptimize_filter_js_exclude', '', implode( ', ', $ours ) );
		return $cases;
	}

	public function test_leaves_alone_what_is_no_list_of_texts(): void {
		$this->connect_with_token( '123' );
		Snippet\tell_optimisers();
		// Jetpack Boost's filter of this name holds the tags it is about to move: ours in it would end up cut out of the page.
		$tags = array( array( '<script src="a.js"></script>', 12 ), array( '<script src="b.js"></script>', 40 ) );
		foreach ( array( 'jetpack_boost_render_blocking_js_exclude_scripts', 'rocket_exclude_js', 'autoptimize_filter_js_exclude' ) as $hook ) {
			$this->assertSame( $tags, apply_filters( $hook, $tags ) );
		}
	}

	public function test_tells_optimisers_nothing_while_there_is_nothing(): void {
		Snippet\tell_optimisers();
		$this->assertSame( array(), apply_filters( 'rocket_exclude_js', array() ) );
	}

	public function test_takes_a_nonce_from_cores_filter(): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'consent' => 'opt_out' ) );
		add_filter( 'wp_script_attributes', static fn ( $attributes ) => $attributes + array( 'nonce' => 'abc' ) );
		add_filter( 'wp_inline_script_attributes', static fn ( $attributes ) => $attributes + array( 'nonce' => 'abc' ) );
		// The guard, the script, and the hint for it, which the browser would refuse without.
		$this->assertSame( 3, substr_count( $this->head(), 'nonce="abc"' ) );
	}

	public function test_prints_nothing_without_connection_or_project_or_on_a_copy(): void {
		$this->assertSame( '', $this->head() );
		$this->connect_with_token();
		$this->assertSame( '', $this->head() );
		Connection\update( array( 'project' => array( 'id' => '123', 'name' => 'x' ) ) );
		$this->assertNotSame( '', $this->head() );
		update_option( 'home', 'https://staging.example.net' );
		$this->assertSame( '', $this->head() );
		update_option( 'home', 'https://example.org' );
		Connection\disconnect();
		$this->assertSame( '', $this->head() );
	}

	public function test_goes_on_while_the_connection_waits_to_be_renewed(): void {
		$this->connect_with_token( '123' );
		Connection\needs_reconnecting( 'Revoked.' );
		$this->assertStringContainsString( '/js/123.js', $this->head() );
	}

	/**
	 * @dataProvider pages_that_are_none
	 */
	public function test_prints_nothing_where_no_visitor_reads( callable $go_there ): void {
		global $wp_query;
		$this->connect_with_token( '123' );
		$before  = clone $wp_query;
		$pagenow = $GLOBALS['pagenow'];
		$go_there();
		$html      = $this->head();
		$wp_query  = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		unset( $GLOBALS['current_screen'], $GLOBALS['wp_customize'], $GLOBALS['two_heads_test_amp'] );
		$GLOBALS['pagenow'] = $pagenow; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->assertSame( '', $html );
	}

	/**
	 * @return array<string, array{callable}>
	 */
	public function pages_that_are_none(): array {
		return array(
			'feed'             => array( static fn () => $GLOBALS['wp_query']->is_feed = true ),
			'embed'            => array( static fn () => $GLOBALS['wp_query']->is_embed = true ),
			'preview'          => array( static fn () => $GLOBALS['wp_query']->is_preview = true ),
			'admin'            => array( static fn () => set_current_screen( 'dashboard' ) ),
			'ajax'             => array( static fn () => add_filter( 'wp_doing_ajax', '__return_true' ) ),
			'customizer'       => array(
				static function (): void {
					require_once ABSPATH . WPINC . '/class-wp-customize-manager.php';
					$manager                 = ( new \ReflectionClass( 'WP_Customize_Manager' ) )->newInstanceWithoutConstructor();
					$previewing              = new \ReflectionProperty( $manager, 'previewing' );
					$previewing->setAccessible( true );
					$previewing->setValue( $manager, true );
					$GLOBALS['wp_customize'] = $manager;
				},
			),
			'sign-up page'     => array( static fn () => $GLOBALS['pagenow'] = 'wp-signup.php' ),
			'activation page'  => array( static fn () => $GLOBALS['pagenow'] = 'wp-activate.php' ),
			'AMP'              => array( static fn () => $GLOBALS['two_heads_test_amp'] = true ),
			'a filter says so' => array( static fn () => add_filter( 'two_heads_optimizely_print_snippet', '__return_false' ) ),
		);
	}

	public function test_leaves_editors_out_when_told_to(): void {
		$this->connect_with_token( '123' );
		$this->become( 'editor' );
		$this->assertNotSame( '', $this->head() );
		$this->settings( array( 'skip_editors' => true ) );
		$this->assertSame( '', $this->head() );
		$_GET['two-heads-visitor'] = '1';
		$this->assertNotSame( '', $this->head() );
		$_GET = array();
		$this->become( 'subscriber' );
		$this->assertNotSame( '', $this->head() );
		$this->become( '' );
		$this->assertNotSame( '', $this->head() );
	}

	public function test_waits_for_consent_in_front_of_the_snippet(): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'consent' => 'opt_out', 'consent_category' => 'marketing' ) );
		$html = $this->head();
		$tags = array_values( array_filter( $this->tags( $html ), static fn ( $tag ) => 'SCRIPT' === $tag['tag'] ) );
		$this->assertSame( array( 'two-heads-consent-js', 'two-heads-optimizely-js' ), array_column( $tags, 'id' ) );
		$this->assertStringContainsString( '"cookie":"wp_consent_marketing"', $html );
		$this->assertStringContainsString( '"mode":"opt_out"', $html );
		$this->assertStringNotContainsString( '"tag"', $html );
	}

	public function test_loads_nothing_before_consent_when_told_so(): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'consent' => 'blocked' ) );
		$tags = $this->tags( $this->head() );
		// Not even a connection is made.
		$this->assertSame( array( 'SCRIPT' ), array_column( $tags, 'tag' ) );
		$this->assertSame( 'two-heads-consent-js', $tags[0]['id'] );
		$this->assertStringContainsString( '"src":"https://cdn.optimizely.com/js/123.js"', $this->head() );
	}

	public function test_guards_for_global_privacy_control_alone(): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'respect_gpc' => true ) );
		$this->assertStringContainsString( '"mode":"always","gpc":true', $this->head() );
	}

	public function test_consent_sources_can_be_changed_and_stay_json(): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'consent' => 'opt_out' ) );
		add_filter( 'two_heads_consent_sources', static fn ( $sources ) => array( 'cookie' => '</script><script>alert(1)' ) + $sources );
		add_filter( 'wp_get_consent_type', static fn () => 'optout' );
		$this->assertCount( 2, array_keys( array_column( $this->tags( $this->head() ), 'tag' ), 'SCRIPT', true ) );
	}

	/**
	 * @dataProvider addresses
	 */
	public function test_takes_the_documented_addresses_and_no_others( string $address, ?string $url ): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'address' => $address ) );
		$this->assertSame( $url ?? 'https://cdn.optimizely.com/js/123.js', Snippet\url() );
		// The schema says the same, so that nothing is stored that is not used.
		$rule = Schema\load( 'optimizely-snippet-settings' )['properties']['address'];
		$this->assertSame( null !== $url, true === rest_validate_value_from_schema( $address, $rule, 'address' ) );
	}

	/**
	 * @return array<string, array{string, ?string}>
	 */
	public function addresses(): array {
		$good  = array(
			'https://cdn.optimizely.com/js/456.js',
			'https://cdn-pci.optimizely.com/js/456.js',
			'https://cdn.optimizely.com/public/789/s/my_snippet-2.js',
			'https://cdn-pci.optimizely.com/public/789/s/x.js',
		);
		$bad   = array(
			'http://cdn.optimizely.com/js/456.js',
			'https://cdn.optimizely.com.evil.example/js/456.js',
			'https://evil.example/js/456.js',
			'https://cdn.optimizely.com/js/456.js?x=1',
			'https://cdn.optimizely.com/js/456.js"onload="x',
			'https://cdn.optimizely.com/js/abc.js',
			'https://user@cdn.optimizely.com/js/456.js',
			"https://cdn.optimizely.com/js/456.js\n",
			'//cdn.optimizely.com/js/456.js',
			'//evil.example/x.js',
			'/../x.js',
			'/a/../x.js',
			'/a//x.js',
			'/x.php',
			'x.js',
			'/x.js#y',
			'/x y.js',
			'javascript:alert(1)//.js',
			'/' . str_repeat( 'a', 600 ) . '.js',
		);
		$cases = array(
			'empty'       => array( '', 'https://cdn.optimizely.com/js/123.js' ),
			'self-hosted' => array( '/optimizelyjs/456.js', 'https://example.org/optimizelyjs/456.js' ),
			'in a folder' => array( '/a-b/~c/4.5.6.js', 'https://example.org/a-b/~c/4.5.6.js' ),
		);
		foreach ( $good as $address ) {
			$cases[ $address ] = array( $address, $address );
		}
		foreach ( $bad as $address ) {
			$cases[ $address ] = array( $address, null );
		}
		return $cases;
	}

	/**
	 * @dataProvider values_past_the_screen
	 * @param array<string, mixed> $expected Fields that differ from the defaults.
	 */
	public function test_a_value_written_past_the_screen_is_made_whole_and_never_less_private( mixed $stored, array $expected ): void {
		global $wpdb;
		SnippetSettings\current_settings();
		$wpdb->update( $wpdb->options, array( 'option_value' => maybe_serialize( $stored ) ), array( 'option_name' => SnippetSettings\OPTION ) );
		wp_cache_flush();
		$this->assertSame( array_merge( SnippetSettings\DEFAULTS, $expected ), SnippetSettings\current_settings() );
		// The form can show it, and so mend it.
		$this->become( 'administrator' );
		$shown = $this->rest( 'GET', '/wp/v2/settings' )->get_data()[ SnippetSettings\OPTION ];
		$this->assertSame( array_merge( SnippetSettings\DEFAULTS, $expected ), $shown );
	}

	/**
	 * @return array<string, array{mixed, array<string, mixed>}>
	 */
	public function values_past_the_screen(): array {
		return array(
			'a typing error'      => array( array( 'consent' => 'optout' ), array( 'consent' => 'blocked' ) ),
			'a text for yes'      => array( array( 'respect_gpc' => 'true', 'skip_editors' => '1' ), array( 'respect_gpc' => true, 'skip_editors' => true ) ),
			'a text for no'       => array( array( 'respect_gpc' => 'false' ), array() ),
			'lists for texts'     => array( array( 'address' => array( 'x' ), 'consent_category' => array(), 'respect_gpc' => array( 1 ) ), array() ),
			'nothing but a text'  => array( 'nonsense', array( 'consent' => 'blocked' ) ),
			'an older, short one' => array( array( 'skip_editors' => true ), array( 'skip_editors' => true ) ),
		);
	}

	public function test_a_change_of_one_field_leaves_the_others(): void {
		$this->become( 'administrator' );
		$this->settings( array( 'respect_gpc' => true, 'address' => '/a.js' ) );
		update_option( SnippetSettings\OPTION, array( 'consent' => 'blocked' ) );
		$this->assertSame( array( 'address' => '/a.js', 'consent' => 'blocked', 'consent_category' => 'statistics', 'respect_gpc' => true, 'skip_editors' => false ), SnippetSettings\current_settings() );
	}

	public function test_the_guard_stays_to_take_back_its_own_opt_outs(): void {
		// As the screen stores it: with the setting and its default registered.
		SnippetSettings\register();
		$this->connect_with_token( '123' );
		$this->assertStringNotContainsString( 'two-heads-consent-js', $this->head() );
		$this->settings( array( 'consent' => 'opt_out' ) );
		$this->settings( array( 'consent' => 'always' ) );
		$this->assertStringContainsString( '"mode":"always","gpc":false', $this->head() );
	}

	public function test_who_may_not_add_scripts_can_set_all_but_the_address(): void {
		$this->become( 'administrator' );
		$this->settings( array( 'address' => '/mine.js' ) );
		add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		$this->settings( array( 'address' => 'https://cdn.optimizely.com/js/999.js', 'consent' => 'opt_out' ) );
		$this->assertSame( array( '/mine.js', 'opt_out' ), array_values( array_slice( SnippetSettings\current_settings(), 0, 2 ) ) );
	}

	public function test_makes_no_connection_hints_for_a_self_hosted_snippet(): void {
		$this->connect_with_token( '123' );
		$this->settings( array( 'address' => '/optimizelyjs/123.js' ) );
		$this->assertSame( array( 'https://logx.optimizely.com', 'https://example.org/optimizelyjs/123.js' ), array_column( $this->tags( $this->head() ), 'href' ) );
	}

	public function test_costs_no_query(): void {
		global $wpdb;
		foreach ( array( false, true ) as $connected ) {
			if ( $connected ) {
				$this->connect_with_token( '123' );
			}
			wp_cache_flush();
			wp_load_alloptions();
			$before = $wpdb->num_queries;
			Snippet\tell_optimisers();
			$html = $this->head();
			$this->assertSame( $before, $wpdb->num_queries );
			$this->assertSame( $connected, '' !== $html );
		}
	}

	public function test_has_cached_pages_made_anew_when_they_change_and_only_then(): void {
		SnippetSettings\register();
		$purged = 0;
		add_action(
			PageCache\HOOK,
			static function () use ( &$purged ): void {
				++$purged;
			}
		);
		$after = function ( callable $change ) use ( &$purged ): int {
			$purged = 0;
			$change();
			if ( has_action( 'shutdown', 'TwoHeads\Core\PageCache\purge' ) ) {
				PageCache\purge();
			}
			return $purged;
		};
		$this->assertSame( 1, $after( fn () => $this->connect_with_token( '123' ) ) );
		$this->assertSame( 0, $after( static fn () => Connection\needs_reconnecting( 'Revoked.' ) ) );
		$this->assertSame( 1, $after( fn () => $this->settings( array( 'consent' => 'opt_out' ) ) ) );
		$this->assertSame( 0, $after( fn () => $this->settings( array( 'consent' => 'opt_out' ) ) ) );
		$this->assertSame( 1, $after( static fn () => Connection\disconnect() ) );
	}

	public function test_purges_the_caches_that_are_there(): void {
		$this->assertContains( PageCache\HOOK, apply_filters( 'cloudflare_purge_everything_actions', array( 'switch_theme' ) ) );
		$before = did_action( 'litespeed_purge_all' );
		PageCache\purge();
		$this->assertSame( $before + 1, did_action( 'litespeed_purge_all' ) );
	}
}
