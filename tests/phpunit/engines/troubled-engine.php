<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines;

use TwoHeads\Experiments\Engine;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Store;
use WP_Error;
use WP_Post;

/**
 * An engine whose process can be made to die at any step, or to do each step twice.
 */
final class TroubledEngine implements Engine {

	/** Number of the step to die at, from 0; null to live. */
	public ?int $dies_at = null;

	/** Whether that step is done before. */
	public bool $dies_after = false;

	public bool $twice = false;

	/** @var list<string> Steps asked for. */
	public array $steps = array();

	public function __construct( private Engine $engine ) {}

	/**
	 * Stands before an engine from now on.
	 */
	public static function before( string $id ): self {
		$troubled = new self( Engines\all()[ $id ] );
		Engines\all( $troubled );
		return $troubled;
	}

	/**
	 * Goes away again.
	 */
	public function leave(): void {
		Engines\all( $this->engine );
	}

	public function id(): string {
		return $this->engine->id();
	}

	public function name(): string {
		return $this->engine->name();
	}

	public function is_here(): bool {
		return $this->engine->is_here();
	}

	public function problem(): ?WP_Error {
		return $this->engine->problem();
	}

	/** {@inheritDoc} */
	public function plan( string $action, array $experiment ): array {
		return $this->engine->plan( $action, $experiment );
	}

	/** {@inheritDoc} */
	public function step( string $step, array $experiment ): ?WP_Error {
		$dies          = count( $this->steps ) === $this->dies_at;
		$this->steps[] = $step;
		$error         = $dies && ! $this->dies_after ? null : $this->engine->step( $step, $experiment );
		if ( $dies ) {
			throw new \RuntimeException( 'killed' );
		}
		if ( ! $this->twice || null !== $error ) {
			return $error;
		}
		// As it is noted by now; the job does not know yet that it is done.
		return $this->engine->step( $step, array( 'remote' => Store\get( $experiment['id'] )['remote'] ) + $experiment );
	}

	/** {@inheritDoc} */
	public function status( array $experiment ): string|WP_Error {
		return $this->engine->status( $experiment );
	}

	/** {@inheritDoc} */
	public function look_after( array $experiment ): void {
		$this->engine->look_after( $experiment );
	}

	/** {@inheritDoc} */
	public function results( array $experiment ): array|WP_Error {
		return $this->engine->results( $experiment );
	}

	/** {@inheritDoc} */
	public function series( array $experiment ): array|WP_Error {
		return $this->engine->series( $experiment );
	}

	public function forecast( WP_Post $post ): ?array {
		return $this->engine->forecast( $post );
	}

	/** {@inheritDoc} */
	public function link( array $experiment ): ?string {
		return $this->engine->link( $experiment );
	}
}
