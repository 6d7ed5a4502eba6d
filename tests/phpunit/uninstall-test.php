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
use const TwoHeads\DIR;

final class UninstallTest extends TestCase {

	public function test_leaves_nothing_behind(): void {
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
		RequestLog\flush();
		$this->assertGreaterThan( 8, (int) $wpdb->get_var( $count ) );
		define( 'WP_UNINSTALL_PLUGIN', 'two-heads/plugin.php' );
		require DIR . '/uninstall.php';
		$this->assertSame( array( 'somebody_elses_two_heads' ), $wpdb->get_col( str_replace( 'COUNT(*)', 'option_name', $count ) ) );
	}
}
