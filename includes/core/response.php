<?php
/**
 * What a service answered.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Http;

/**
 * An HTTP answer, of any status.
 */
final class Response {

	/**
	 * @param int                   $status  HTTP status.
	 * @param array<string, string> $headers By lower-case name; of repeated headers the last.
	 * @param string                $body    As received.
	 */
	public function __construct(
		public readonly int $status,
		public readonly array $headers,
		public readonly string $body
	) {}

	/**
	 * Whether the status is 2xx.
	 */
	public function ok(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/**
	 * Whether the body is longer than is read of one, and so cut off.
	 */
	public function cut(): bool {
		return strlen( $this->body ) >= MAX_BYTES;
	}

	/**
	 * The body as JSON object or list.
	 *
	 * @return array<mixed>|null Null when it is neither. Numbers too big for PHP stay digits in a string.
	 */
	public function json(): ?array {
		$decoded = json_decode( $this->body, true, 512, JSON_BIGINT_AS_STRING );
		return is_array( $decoded ) ? $decoded : null;
	}

	/**
	 * A header's value, or an empty string.
	 */
	public function header( string $name ): string {
		return $this->headers[ strtolower( $name ) ] ?? '';
	}

	/**
	 * How long the service asks to wait before the next request.
	 *
	 * Retry-After is seconds or an HTTP date; X-RateLimit-Reset, which Optimizely sends, is seconds to wait, but
	 * other services send the epoch, so a value that can only be an epoch is read as one.
	 *
	 * @return int|null Seconds, at least 1 and at most an hour; null when it does not say.
	 */
	public function retry_after(): ?int {
		$wait  = null;
		$after = $this->header( 'retry-after' );
		if ( is_numeric( $after ) ) {
			$wait = (int) ceil( (float) $after );
		} elseif ( '' !== $after && false !== strtotime( $after ) ) {
			$wait = strtotime( $after ) - time();
		} elseif ( 429 === $this->status ) {
			$wait = $this->reset();
		}
		return null === $wait ? null : min( HOUR_IN_SECONDS, max( 1, $wait ) );
	}

	/**
	 * How long nothing is left of the rate limit, though this request was within it.
	 *
	 * @return int|null Seconds, as retry_after(); null when there is something left, or the service does not say.
	 */
	public function spent_for(): ?int {
		$wait = '0' === $this->header( 'x-ratelimit-remaining' ) ? $this->reset() : null;
		return null === $wait ? null : min( HOUR_IN_SECONDS, max( 1, $wait ) );
	}

	/**
	 * Seconds until the rate limit begins anew; null when the service does not say.
	 */
	private function reset(): ?int {
		if ( ! is_numeric( $this->header( 'x-ratelimit-reset' ) ) ) {
			return null;
		}
		$reset = (int) ceil( (float) $this->header( 'x-ratelimit-reset' ) );
		return $reset > 1_000_000_000 ? $reset - time() : $reset;
	}
}
