<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Core\Schema;
use TwoHeads\Experiments\Settings;
use TwoHeads\Tests\TestCase;

final class SettingsTest extends TestCase {

	/**
	 * @param array<string, mixed> $changes Of the setting.
	 * @return array<string, mixed>
	 */
	private function whole( array $changes ): array {
		return array_merge( Settings\DEFAULTS, $changes );
	}

	/**
	 * @return array<string, mixed>
	 */
	private function targeting( string $type, string $value ): array {
		return array(
			'match' => 'all',
			'rules' => array(
				array(
					'type'   => $type,
					'value'  => $value,
					'negate' => true,
				),
			),
		);
	}

	public function test_the_defaults_are_what_the_schema_says(): void {
		$schema = Schema\load( 'headline-settings' );
		$this->assertTrue( rest_validate_value_from_schema( Settings\DEFAULTS, $schema ) );
		foreach ( $schema['properties'] as $field => $rule ) {
			if ( isset( $rule['default'] ) ) {
				$this->assertSame( $rule['default'], Settings\DEFAULTS[ $field ], $field );
			}
		}
		$this->assertSame( Settings\DEFAULTS, Settings\current_settings() );
	}

	public function test_are_saved_and_shown_by_cores_route(): void {
		$this->become( 'administrator' );
		$new = array(
			'post_types'     => array( 'post', 'page' ),
			'engine'         => 'optimizely',
			'remember'       => 'always',
			'without_consent' => 'original',
			'max_variations' => 9,
			'traffic'        => 50,
			'own_page'       => true,
			'run'            => 'publish_posts',
			'propose'        => 'run',
			'targeting'      => $this->targeting( 'regex', '^https://example\.org/[^/]+/$' ),
		);
		$answer = $this->rest( 'POST', '/wp/v2/settings', array( Settings\OPTION => $new ) );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertEquals( $new, $answer->get_data()[ Settings\OPTION ] );
		wp_cache_flush();
		$this->assertSame( $new, Settings\current_settings() );
	}

	public function test_the_panel_knows_on_which_pages_experiments_run(): void {
		$this->become( 'editor' );
		$targeting = $this->targeting( 'substring', '/news/' );
		update_option( Settings\OPTION, $this->whole( array( 'targeting' => $targeting ) ) );
		$post  = wp_insert_post( array( 'post_title' => 'Old', 'post_status' => 'publish', 'post_author' => get_current_user_id() ) );
		$panel = $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data();
		$this->assertSame( $targeting, $panel['targeting'] );
		$this->assertSame( home_url( '/' ), $panel['home_url'] );
		$this->assertSame( home_url( '/' ), $panel['post']['places'][0]['visited'] );
		$this->assertStringContainsString( 'two-heads-visitor', $panel['post']['places'][0]['url'] );
	}

	public function test_who_does_not_manage_the_connection_gets_a_message_to_pass_on(): void {
		update_option( Settings\OPTION, $this->whole( array( 'engine' => 'optimizely' ) ) );
		$message = function ( string $role ): string {
			$this->become( $role );
			$post = wp_insert_post( array( 'post_title' => 'Old', 'post_status' => 'publish', 'post_author' => get_current_user_id() ) );
			return $this->rest( 'GET', "/two-heads/v1/posts/$post/headlines" )->get_data()['engines'][0]['message'];
		};
		$mend    = $message( 'administrator' );
		$this->assertStringContainsString( 'Two Heads → Connections', $mend );
		$this->assertStringEndsWith( "Give an administrator of this site this message: “{$mend}”", $message( 'editor' ) );
	}

	/**
	 * @dataProvider faulty
	 */
	public function test_a_rule_that_cannot_work_is_named_and_the_old_one_stays( string $type, string $value, string $says ): void {
		$this->become( 'administrator' );
		$old = $this->whole( array( 'targeting' => $this->targeting( 'regex', '/news/' ) ) );
		update_option( Settings\OPTION, $old );
		$answer = $this->rest(
			'POST',
			'/wp/v2/settings',
			array(
				'blogname'       => 'Not saved either',
				Settings\OPTION => array(
					'traffic'   => 7,
					'targeting' => array(
						'match' => 'any',
						'rules' => array( ...$this->targeting( 'simple', 'https://example.org/a' )['rules'], ...$this->targeting( $type, $value )['rules'] ),
					),
				) + $old,
			)
		);
		$this->assertSame( 400, $answer->get_status() );
		$this->assertSame( 'two_heads_invalid_field', $answer->get_data()['code'] );
		$this->assertSame( array( 'targeting.rules.1.value' ), array_keys( $answer->get_data()['data']['params'] ) );
		$this->assertStringContainsString( $says, $answer->get_data()['data']['params']['targeting.rules.1.value'] );
		$this->assertSame( $old, Settings\current_settings() );
		$this->assertNotSame( 'Not saved either', get_option( 'blogname' ) );

		// The same past the route keeps the old rules too, and takes the rest.
		update_option( Settings\OPTION, array( 'traffic' => 7, 'targeting' => $this->targeting( $type, $value ) ) );
		$this->assertSame( array_merge( $old, array( 'traffic' => 7 ) ), Settings\current_settings() );
	}

	/**
	 * @return array<string, array{string, string, string}>
	 */
	public function faulty(): array {
		return array(
			'regex'       => array( 'regex', '/news/(a', 'never closed' ),
			'glob'        => array( 'regex', '*/news', 'nothing before *' ),
			'empty exact' => array( 'exact', '', 'Write what the address' ),
			'blank regex' => array( 'regex', ' ', 'Write what the address' ),
		);
	}

	public function test_nobody_learns_of_faults_who_may_not_save(): void {
		$this->become( 'editor' );
		$answer = $this->rest( 'POST', '/wp/v2/settings', array( Settings\OPTION => $this->whole( array( 'targeting' => $this->targeting( 'regex', '(' ) ) ) ) );
		$this->assertSame( 403, $answer->get_status() );
		$this->assertSame( 'rest_forbidden', $answer->get_data()['code'] );
	}

	/**
	 * @dataProvider damaged
	 */
	public function test_whatever_is_stored_becomes_whole( mixed $stored, array $differs ): void {
		global $wpdb;
		$wpdb->replace( $wpdb->options, array( 'option_name' => Settings\OPTION, 'option_value' => maybe_serialize( $stored ) ) );
		wp_cache_flush();
		$this->assertSame( array_merge( Settings\DEFAULTS, $differs ), Settings\current_settings() );
		$this->become( 'administrator' );
		$this->assertNotNull( $this->rest( 'GET', '/wp/v2/settings' )->get_data()[ Settings\OPTION ] );
	}

	/**
	 * @return array<string, array{mixed, array<string, mixed>}>
	 */
	public function damaged(): array {
		$rule = array( 'type' => 'simple', 'value' => 'https://example.org/', 'negate' => false );
		return array(
			'nothing'       => array( '', array() ),
			'a text'        => array( 'x', array() ),
			'an object'     => array( (object) array( 'traffic' => 5 ), array() ),
			'wrong numbers' => array( array( 'max_variations' => 10, 'traffic' => array() ), array() ),
			'texts'         => array( array( 'max_variations' => '3', 'own_page' => '1', 'run' => 'read', 'propose' => 1 ), array( 'max_variations' => 3, 'own_page' => true ) ),
			'types'         => array( array( 'post_types' => array( 'page', 'page', "a\n", 5, 'b b' ) ), array( 'post_types' => array( 'page' ) ) ),
			'no types'      => array( array( 'post_types' => array() ), array( 'post_types' => array() ) ),
			'half a rule'   => array( array( 'targeting' => array( 'rules' => array( $rule, array( 'type' => 'simple' ) ) ) ), array() ),
			'too many'      => array( array( 'targeting' => array( 'rules' => array_fill( 0, 21, $rule ) ) ), array() ),
			'match'         => array(
				array( 'targeting' => array( 'match' => 'x', 'rules' => array( 'a' => $rule + array( 'more' => 1 ) ) ) ),
				array( 'targeting' => array( 'match' => 'any', 'rules' => array( $rule ) ) ),
			),
		);
	}

	public function test_which_types_can_be_tested(): void {
		register_post_type( 'book', array( 'public' => true ) );
		register_post_type( 'secret', array( 'public' => false ) );
		register_post_type( 'untitled', array( 'public' => true, 'supports' => array( 'editor' ) ) );
		update_option( Settings\OPTION, $this->whole( array( 'post_types' => array( 'book', 'secret', 'untitled', 'gone', 'attachment' ) ) ) );
		$testable = array_filter( array( 'post', 'book', 'secret', 'untitled', 'gone', 'attachment', '' ), 'TwoHeads\Experiments\Settings\is_testable' );
		foreach ( array( 'book', 'secret', 'untitled' ) as $type ) {
			unregister_post_type( $type );
		}
		$this->assertSame( array( 'book' ), array_values( $testable ) );
	}
}
