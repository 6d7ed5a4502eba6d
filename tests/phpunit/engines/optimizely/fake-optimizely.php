<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Experiments\Settings;
use TwoHeads\Tests\FakeService;
use WP_Error;

/**
 * A project at Optimizely that remembers what it was sent. The real rules are the emulator's (tests/e2e); this is for
 * what the plugin does with answers.
 */
final class FakeOptimizely {

	public const PROJECT = '20000000001';

	/** @var array<string, array<int, array<string, mixed>>> Kind to id to object. */
	public array $objects = array(
		'pages'       => array(),
		'experiments' => array(),
		'events'      => array(),
		'audiences'   => array(),
	);

	/** @var list<string> Ids of the projects that the account sees. */
	public array $projects = array( self::PROJECT );

	/** @var list<string> "METHOD /path" of every request. */
	public array $calls = array();

	/** @var array<int, array{mixed, bool}> Number of a request (from 0) to what it answers and whether it is carried out all the same. */
	public array $faults = array();

	private int $last = 900;

	public function __construct() {
		FakeService::on( '#^[A-Z]+ https://api\.optimizely\.com/v2/#', fn ( string $url, array $args ) => $this->answer( $url, $args ) );
		Connection\established(
			'token',
			array(
				'access_token'  => '2:canary-personal-token-wxyz',
				'refresh_token' => null,
				'expires_at'    => null,
				'client_id'     => null,
				'client_secret' => null,
			),
			array( 'token_hint' => 'wxyz' )
		);
		// Experiments of these tests run there unless they say otherwise.
		update_option( Settings\OPTION, array( 'engine' => 'optimizely' ) + Settings\current_settings() );
		Connection\update(
			array(
				'project' => array(
					'id'   => self::PROJECT,
					'name' => 'The Project',
				),
			)
		);
	}

	/**
	 * Objects of a kind that are not archived.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function live( string $kind ): array {
		$is_live = static fn ( array $one ): bool => empty( $one['archived'] ) && 'archived' !== ( $one['status'] ?? '' );
		return array_values( array_filter( $this->objects[ $kind ], $is_live ) );
	}

	/**
	 * @param array<string, mixed> $args Of the request.
	 */
	private function answer( string $url, array $args ): array|WP_Error {
		$path          = (string) preg_replace( '#^/v2#', '', (string) wp_parse_url( $url, PHP_URL_PATH ) );
		$number        = count( $this->calls );
		$this->calls[] = $args['method'] . ' ' . $path;
		list( $fault, $after ) = $this->faults[ $number ] ?? array( null, true );
		$answer                = $after ? $this->carry_out( $url, $path, $args ) : null;
		return $fault ?? $answer;
	}

	/**
	 * @param array<string, mixed> $args Of the request.
	 */
	private function carry_out( string $url, string $path, array $args ): array {
		$body = json_decode( (string) ( $args['body'] ?? '' ), true ) ?? array();
		wp_parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
		$parts = explode( '/', trim( $path, '/' ) );
		if ( 'projects' === $parts[0] && ! isset( $parts[2] ) ) {
			$seen = in_array( $parts[1], $this->projects, true );
			return $seen ? FakeService::response( 200, array( 'id' => (int) $parts[1] ) ) : FakeService::response( 404 );
		}
		$kind = 'projects' === $parts[0] ? 'events' : $parts[0];
		$id   = (int) ( 'projects' === $parts[0] ? $parts[3] ?? 0 : $parts[1] ?? 0 );
		if ( 'POST' === $args['method'] ) {
			return $this->create( $kind, $body );
		}
		if ( 'GET' === $args['method'] && ! $id ) {
			return FakeService::response( 200, array_values( $this->objects[ $kind ] ) );
		}
		if ( ! isset( $this->objects[ $kind ][ $id ] ) ) {
			return FakeService::response( 404, array( 'message' => 'Nothing matches the given URI' ) );
		}
		$object = &$this->objects[ $kind ][ $id ];
		if ( 'DELETE' === $args['method'] && ! empty( $object['archived'] ) ) {
			return FakeService::response( 410 );
		}
		if ( 'DELETE' === $args['method'] ) {
			$object['status']   = 'archived';
			$object['archived'] = true;
			return FakeService::response( 204 );
		}
		$object = $body + $object;
		if ( isset( $query['action'] ) && 'publish' !== $query['action'] ) {
			$object['status'] = 'pause' === $query['action'] ? 'paused' : 'running';
		}
		return FakeService::response( 200, $object );
	}

	/**
	 * @param array<string, mixed> $body Of the request.
	 */
	private function create( string $kind, array $body ): array {
		$id = ++$this->last;
		if ( 'experiments' === $kind ) {
			$body['status']      = 'not_started';
			$body['campaign_id'] = ++$this->last;
			foreach ( $body['variations'] as $index => $variation ) {
				$body['variations'][ $index ]['variation_id'] = ++$this->last;
			}
		}
		$this->objects[ $kind ][ $id ] = array( 'id' => $id ) + $body;
		return FakeService::response( 201, $this->objects[ $kind ][ $id ] );
	}
}
