<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Core;

use TwoHeads\Core\Vault;
use TwoHeads\Tests\TestCase;

final class VaultTest extends TestCase {

	public function test_gives_back_what_it_was_given(): void {
		foreach ( array( 'simple', '', "bytes \0\xff\n", str_repeat( 'long ', 5000 ) ) as $secret ) {
			Vault\store( 'test', $secret );
			$this->assertSame( $secret, Vault\read( 'test' ) );
		}
	}

	public function test_keeps_nothing_readable_and_nothing_autoloaded(): void {
		global $wpdb;
		Vault\store( 'test', 'canary-secret-1234' );
		$row = $wpdb->get_row( "SELECT * FROM $wpdb->options WHERE option_name = 'two_heads_secret_test'" );
		$this->assertContains( $row->autoload, array( 'off', 'no' ) );
		$this->assertStringNotContainsString( 'canary', $row->option_value );
		$this->assertStringNotContainsString( 'canary', (string) base64_decode( explode( ':', $row->option_value )[2] ) );
		$this->assertArrayNotHasKey( 'two_heads_secret_test', wp_load_alloptions() );
	}

	public function test_seals_the_same_secret_differently_each_time(): void {
		$this->assertNotSame( Vault\seal( 'test', 'secret' ), Vault\seal( 'test', 'secret' ) );
	}

	public function test_knows_none(): void {
		$this->assertNull( Vault\read( 'nothing' ) );
		Vault\store( 'test', 'secret' );
		Vault\forget( 'test' );
		$this->assertNull( Vault\read( 'test' ) );
	}

	public function test_refuses_a_value_moved_to_another_name(): void {
		Vault\store( 'one', 'secret' );
		update_option( 'two_heads_secret_two', get_option( 'two_heads_secret_one' ), false );
		$this->assertSame( 'two_heads_sealed', Vault\read( 'two' )->get_error_code() );
	}

	public function test_refuses_a_value_of_another_blog(): void {
		$sealed             = Vault\seal( 'test', 'secret' );
		$GLOBALS['blog_id'] = 7;
		try {
			$this->assertSame( 'two_heads_sealed', Vault\open( 'test', $sealed )->get_error_code() );
		} finally {
			$GLOBALS['blog_id'] = 1;
		}
	}

	public function test_refuses_every_altered_byte(): void {
		$parts = explode( ':', Vault\seal( 'test', 'secret' ) );
		$bytes = base64_decode( $parts[2] );
		for ( $at = 0; $at < strlen( $bytes ); $at++ ) {
			$altered        = $bytes;
			$altered[ $at ] = chr( ord( $altered[ $at ] ) ^ 1 );
			$sealed         = "$parts[0]:$parts[1]:" . base64_encode( $altered );
			$this->assertSame( 'two_heads_sealed', Vault\open( 'test', $sealed )->get_error_code(), "byte $at" );
		}
	}

	/**
	 * @dataProvider damaged
	 */
	public function test_damage_is_an_error_and_no_crash( string $damaged ): void {
		$error = Vault\open( 'test', $damaged );
		$this->assertSame( 'two_heads_sealed', $error->get_error_code() );
		$this->assertStringContainsString( 'Connect again', $error->get_error_message() );
	}

	/**
	 * @return list<array{string}>
	 */
	public function damaged(): array {
		return array( array( '' ), array( 'plain text' ), array( 'v1:00000000:AAAA' ), array( 'v9:a:b' ), array( 'v1:' . '%%%' . ':x' ) );
	}

	public function test_another_key_cannot_open_it(): void {
		$parts    = explode( ':', Vault\seal( 'test', 'secret' ) );
		$parts[1] = 'ffffffff';
		$this->assertSame( 'two_heads_sealed', Vault\open( 'test', implode( ':', $parts ) )->get_error_code() );
	}

	public function test_reads_past_the_cache_when_asked(): void {
		global $wpdb;
		Vault\store( 'test', 'old' );
		$this->assertSame( 'old', Vault\read( 'test' ) );
		$wpdb->update( $wpdb->options, array( 'option_value' => Vault\seal( 'test', 'new' ) ), array( 'option_name' => 'two_heads_secret_test' ) );
		$this->assertSame( 'old', Vault\read( 'test' ) );
		$this->assertSame( 'new', Vault\read( 'test', true ) );
	}

	public function test_hints_at_long_secrets_only(): void {
		$this->assertSame( '1234', Vault\hint( '2:abcdefghijk1234' ) );
		$this->assertSame( '', Vault\hint( 'short1234' ) );
	}

	public function test_the_tests_own_keys_are_not_weak(): void {
		$this->assertFalse( Vault\key_is_weak() );
	}
}
