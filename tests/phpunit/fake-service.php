<?php
/**
 * Answers the plugin's outgoing requests inside a test.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests;

use WP_Error;

/**
 * A queue of answers by address. A request without an answer fails the test that sent it.
 */
final class FakeService {

	/** @var list<array{method: string, url: string, args: array<string, mixed>}> Requests seen. */
	public static array $requests = array();

	/** @var list<array{pattern: string, answer: mixed, times: int}> Answers to give. */
	private static array $answers = array();

	/**
	 * Forgets everything and stands in for the network.
	 */
	public static function install(): void {
		self::$requests = array();
		self::$answers  = array();
		add_filter( 'pre_http_request', array( self::class, 'answer' ), 10, 3 );
	}

	/**
	 * Gives an answer to requests whose "METHOD url" matches.
	 *
	 * @param string                                                      $pattern Regular expression with delimiters.
	 * @param int|WP_Error|callable                                       $status  HTTP status, an error of the transport,
	 *                                                                             or what makes the answer from (url, args).
	 * @param mixed                                                       $body    Sent as JSON unless it is a string.
	 * @param array<string, string>                                       $headers Of the answer.
	 * @param int                                                         $times   How often; -1 for ever.
	 */
	public static function on( string $pattern, int|WP_Error|callable $status, mixed $body = '', array $headers = array(), int $times = -1 ): void {
		$answer          = is_int( $status ) ? self::response( $status, $body, $headers ) : $status;
		self::$answers[] = compact( 'pattern', 'answer', 'times' );
	}

	/**
	 * An answer in the shape of wp_remote_request().
	 *
	 * @param array<string, string> $headers Of the answer.
	 * @return array<string, mixed>
	 */
	public static function response( int $status, mixed $body = '', array $headers = array() ): array {
		return array(
			'headers'  => new \WpOrg\Requests\Utility\CaseInsensitiveDictionary( $headers ),
			'body'     => is_string( $body ) ? $body : wp_json_encode( $body ),
			'response' => array(
				'code'    => $status,
				'message' => '',
			),
			'cookies'  => array(),
		);
	}

	/**
	 * Requests whose "METHOD url" matches.
	 *
	 * @return list<array{method: string, url: string, args: array<string, mixed>}>
	 */
	public static function requests_to( string $pattern ): array {
		$matches = static fn ( $request ): bool => 1 === preg_match( $pattern, $request['method'] . ' ' . $request['url'] );
		return array_values( array_filter( self::$requests, $matches ) );
	}

	/**
	 * The filter.
	 *
	 * @param mixed                $preempted Unused.
	 * @param array<string, mixed> $args      Of the request.
	 * @param string               $url       Of the request.
	 */
	public static function answer( $preempted, $args, $url ): array|WP_Error {
		self::$requests[] = array(
			'method' => $args['method'],
			'url'    => $url,
			'args'   => $args,
		);
		foreach ( self::$answers as &$candidate ) {
			if ( 0 !== $candidate['times'] && preg_match( $candidate['pattern'], $args['method'] . ' ' . $url ) ) {
				--$candidate['times'];
				return is_callable( $candidate['answer'] ) ? ( $candidate['answer'] )( $url, $args ) : $candidate['answer'];
			}
		}
		throw new \LogicException( "The test has no answer for {$args['method']} $url" );
	}
}
