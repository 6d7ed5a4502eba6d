<?php
/**
 * An outside service the plugin talks to.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Http;

/**
 * A service is a fixed address with a name. No setting ever changes the address, so nobody can make the site send
 * requests elsewhere; only a constant in wp-config.php does, for development against a local stand-in.
 */
final class Service {

	/**
	 * @param string $name     For the request log and the breaker, e.g. `optimizely-api`.
	 * @param string $url      https, no trailing slash.
	 * @param string $constant Name of the constant that overrides the address.
	 */
	public function __construct(
		public readonly string $name,
		private readonly string $url,
		private readonly string $constant
	) {}

	/**
	 * The address in force, without a trailing slash.
	 */
	public function url(): string {
		return $this->overridden() ? untrailingslashit( (string) constant( $this->constant ) ) : $this->url;
	}

	/**
	 * Whether wp-config.php points this service elsewhere.
	 */
	public function overridden(): bool {
		return defined( $this->constant );
	}
}
