<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Tests\FakeService;

/**
 * Puts a connection into place.
 */
trait Connected {

	/** The personal access token of these tests. */
	private static string $token = '2:canary-personal-token-wxyz';

	/**
	 * Connects with a personal access token and, if given, a project.
	 */
	private function connect_with_token( ?string $project = null ): void {
		$tokens = array(
			'access_token'  => self::$token,
			'refresh_token' => null,
			'expires_at'    => null,
			'client_id'     => null,
			'client_secret' => null,
		);
		Connection\established( 'token', $tokens, array( 'token_hint' => 'wxyz' ) );
		// Experiments of these tests run there unless they say otherwise.
		update_option( 'two_heads_headlines', array( 'engine' => 'optimizely' ) + (array) get_option( 'two_heads_headlines', array() ) );
		if ( null !== $project ) {
			Connection\update(
				array(
					'project' => array(
						'id'   => $project,
						'name' => 'The Project',
					),
				)
			);
		}
	}

	/**
	 * Connects by OAuth with an access token that ends in so many seconds.
	 */
	private function connect_by_oauth( int $seconds ): void {
		$tokens = array(
			'access_token'  => 'canary-access-old',
			'refresh_token' => 'canary-refresh-old',
			'expires_at'    => time() + $seconds,
			'renewed_at'    => time() + $seconds - 7200,
			'client_id'     => 'client',
			'client_secret' => 'canary-client-secret',
		);
		Connection\established( 'oauth', $tokens, array( 'client_id' => 'client' ) );
	}

	/**
	 * Has the token endpoint answer.
	 */
	private function on_token( mixed $status, mixed $body = '', int $times = -1 ): void {
		FakeService::on( '#POST https://app\.optimizely\.com/oauth2/token$#', $status, $body, array(), $times );
	}

	/**
	 * A page of projects as Optimizely describes them.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function projects( int $from, int $to ): array {
		return array_map(
			static fn ( int $number ): array => array(
				'id'       => 20000000000 + $number,
				'name'     => "Project $number",
				'status'   => 'active',
				'platform' => 'web',
			),
			range( $from, $to )
		);
	}
}
