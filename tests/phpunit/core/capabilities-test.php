<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Core;

use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\TestCase;

final class CapabilitiesTest extends TestCase {

	private const ROLES = array( '', 'subscriber', 'contributor', 'author', 'editor', 'administrator' );

	/**
	 * Which roles may do something with their own post and with somebody else's.
	 *
	 * @return array{own: list<string>, others: list<string>}
	 */
	private function who( string $capability, string $type = 'post', string $status = 'publish' ): array {
		$who    = array( 'own' => array(), 'others' => array() );
		$others = wp_insert_post( array( 'post_title' => 'Others', 'post_type' => $type, 'post_status' => $status, 'post_author' => 1 ) );
		foreach ( self::ROLES as $role ) {
			$user = $this->become( $role );
			$own  = wp_insert_post( array( 'post_title' => 'Own', 'post_type' => $type, 'post_status' => $status, 'post_author' => $user ) );
			foreach ( array( 'own' => $own, 'others' => $others ) as $whose => $post ) {
				if ( current_user_can( $capability, $post ) && ( 0 !== $user || 'others' === $whose ) ) {
					$who[ $whose ][] = $role;
				}
			}
		}
		return $who;
	}

	/**
	 * @param array<string, mixed> $changes Of the setting.
	 */
	private function settings( array $changes ): void {
		update_option( Settings\OPTION, $changes + Settings\DEFAULTS );
	}

	public function test_authors_propose_for_their_own_posts_and_editors_run(): void {
		$editors = array( 'editor', 'administrator' );
		$this->assertSame( array( 'own' => array( 'author', ...$editors ), 'others' => $editors ), $this->who( 'two_heads_propose' ) );
		$this->assertSame( array( 'own' => $editors, 'others' => $editors ), $this->who( 'two_heads_run' ) );
	}

	public function test_contributors_propose_for_their_own_drafts_only(): void {
		$this->assertSame( array( 'contributor', 'author', 'editor', 'administrator' ), $this->who( 'two_heads_propose', 'post', 'draft' )['own'] );
		$this->assertSame( array( 'editor', 'administrator' ), $this->who( 'two_heads_run', 'post', 'draft' )['own'] );
	}

	public function test_the_settings_say_who(): void {
		$this->settings( array( 'run' => 'publish_posts' ) );
		$editors = array( 'editor', 'administrator' );
		$this->assertSame( array( 'own' => array( 'author', ...$editors ), 'others' => $editors ), $this->who( 'two_heads_run' ) );
		$this->settings( array( 'run' => 'manage_options', 'propose' => 'run' ) );
		$this->assertSame( array( 'own' => array( 'administrator' ), 'others' => array( 'administrator' ) ), $this->who( 'two_heads_run' ) );
		$this->assertSame( array( 'own' => array( 'administrator' ), 'others' => array( 'administrator' ) ), $this->who( 'two_heads_propose' ) );
	}

	public function test_another_type_is_asked_for_its_own_capabilities(): void {
		$this->settings( array( 'post_types' => array( 'page', 'book' ) ) );
		register_post_type( 'book', array( 'public' => true, 'capability_type' => 'book', 'map_meta_cap' => true ) );
		$books = $this->who( 'two_heads_run', 'book' );
		$user  = wp_get_current_user();
		$user->add_cap( 'edit_books' );
		$user->add_cap( 'edit_published_books' );
		$own = wp_insert_post( array( 'post_title' => 'Own', 'post_type' => 'book', 'post_status' => 'publish', 'post_author' => $user->ID ) );
		$can = array( current_user_can( 'two_heads_propose', $own ), current_user_can( 'two_heads_run', $own ) );
		$user->add_cap( 'edit_others_books' );
		$can[] = current_user_can( 'two_heads_run', $own );
		unregister_post_type( 'book' );
		$this->assertSame( array( 'own' => array(), 'others' => array() ), $books );
		$this->assertSame( array( true, false, true ), $can );
		$this->assertSame( array( 'editor', 'administrator' ), $this->who( 'two_heads_run', 'page' )['own'] );
		$this->assertSame( array(), $this->who( 'two_heads_run' )['own'] );
	}

	public function test_of_a_type_no_longer_tested_what_began_can_be_managed(): void {
		$this->become( 'editor' );
		$post = wp_insert_post( array( 'post_title' => 'Under test', 'post_status' => 'publish' ) );
		$this->settings( array( 'post_types' => array( 'page' ) ) );
		$this->assertFalse( current_user_can( 'two_heads_run', $post ) );
		Store\create( $post, 'optimizely', array() );
		$this->assertTrue( current_user_can( 'two_heads_run', $post ) );
		$this->assertTrue( current_user_can( 'two_heads_propose', $post ) );
	}

	public function test_without_a_post_nobody_may(): void {
		$this->become( 'administrator' );
		$shown           = wp_insert_post( array( 'post_title' => 'Shown' ) );
		$GLOBALS['post'] = get_post( $shown ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$nothing = array( array(), array( 0 ), array( '' ), array( null ), array( -1 ), array( 99999999 ), array( 'abc' ), array( array( 1 ) ) );
		foreach ( $nothing as $args ) {
			$this->assertFalse( current_user_can( 'two_heads_run', ...$args ) );
			$this->assertFalse( current_user_can( 'two_heads_propose', ...$args ) );
		}
		$this->assertTrue( current_user_can( 'two_heads_run', $GLOBALS['post'] ) );
		unset( $GLOBALS['post'] );
	}

	public function test_a_record_of_ours_is_no_post_to_test(): void {
		$this->become( 'administrator' );
		$record = Store\create( (int) wp_insert_post( array( 'post_title' => 'Under test' ) ), 'optimizely', array() );
		$this->assertFalse( current_user_can( 'two_heads_run', $record['id'] ) );
		$this->assertFalse( current_user_can( 'edit_post', $record['id'] ) );
	}
}
