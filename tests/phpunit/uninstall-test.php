<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests;

use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\OAuth;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Core\Breaker;
use TwoHeads\Core\Lock;
use TwoHeads\Core\RequestLog;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use const TwoHeads\DIR;

final class UninstallTest extends TestCase {

	/** X16 of Optimizely's own plugin: it had no uninstallation. */
	public function test_x16_uninstalling_leaves_nothing_behind(): void {
		global $wpdb;
		$count = "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%two\\_heads%'";
		FakeService::on( '#.#', 200, '[]' );
		$this->become( 'administrator' );
		Account\connect_with_token( '2:canary-personal-token' );
		OAuth\start( 'client', 'secret' );
		Projects\all();
		Lock\acquire( 'test', 30 );
		Breaker\failed( 'test' );
		update_option( 'somebody_elses_two_heads', 'kept' );
		$post  = wp_insert_post( array( 'post_title' => 'Its applied title', 'post_status' => 'publish' ) );
		$tests = array();
		foreach ( array( 'draft', 'running', 'archived' ) as $status ) {
			$tests[] = $id = Store\create( $post, 'optimizely', array( 'titles' => array( 'B' ) ) )['id'];
			Store\note( $id, 'proposed', 'Text.' );
			Store\change_status( $id, array( 'draft' ), $status );
			wp_schedule_single_event( time() + 60, 'two_heads_continue', array( $id ) );
		}
		wp_schedule_event( time() + 60, 'hourly', 'two_heads_poll' );
		wp_schedule_single_event( time() + 60, 'somebody_elses_two_heads' );
		Templates\store( array( 'variation' => 'mine()', 'activation' => '' ) );
		update_option( Settings\OPTION, array( 'traffic' => 5 ) );
		RequestLog\flush();
		$this->assertGreaterThan( 8, (int) $wpdb->get_var( $count ) );
		// To drop a table would end the transaction that this test is undone by.
		$dropped = array();
		add_filter(
			'query',
			static function ( $sql ) use ( &$dropped ) {
				if ( ! str_starts_with( (string) $sql, 'DROP' ) ) {
					return $sql;
				}
				$dropped[] = $sql;
				return 'SELECT 1';
			}
		);
		define( 'WP_UNINSTALL_PLUGIN', 'two-heads/plugin.php' );
		require DIR . '/uninstall.php';
		$this->assertSame( array( 'somebody_elses_two_heads' ), $wpdb->get_col( str_replace( 'COUNT(*)', 'option_name', $count ) ) );
		$this->assertSame( array( 'DROP TABLE IF EXISTS ' . Counters\table() ), $dropped );
		$this->assertSame( array(), array_filter( array_map( 'get_post', $tests ) ) );
		$this->assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'two_heads_experiment'" ) );
		$this->assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_key LIKE '%two\\_heads%'" ) );
		$this->assertSame( 'Its applied title', get_post( $post )->post_title );
		$hooks = array_keys( array_merge( ...array_values( array_filter( _get_cron_array(), 'is_array' ) ) ) );
		$this->assertSame( array( 'somebody_elses_two_heads' ), array_values( preg_grep( '/two_heads/', $hooks ) ) );
	}
}
