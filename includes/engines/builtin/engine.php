<?php
/**
 * This site as an engine of headline experiments: it needs no account.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn;

use TwoHeads\Core\Assets;
use TwoHeads\Experiments\Engine as EngineInterface;
use WP_Error;
use WP_Post;

/**
 * Only the table of contents: what is done stands in the files beside this one.
 *
 * What it keeps of an experiment (`remote`) is written by Steps and Judging, always within the experiment's lock.
 */
final class Engine implements EngineInterface {

	/** {@inheritDoc} */
	public function id(): string {
		return 'builtin';
	}

	/** {@inheritDoc} */
	public function name(): string {
		return __( 'This site', 'two-heads' );
	}

	/** {@inheritDoc} */
	public function is_here(): bool {
		return true;
	}

	/** {@inheritDoc} */
	public function problem(): ?WP_Error {
		return match ( true ) {
			! Assets\built()        => new WP_Error( 'two_heads_not_built', __( 'The scripts of Two Heads are missing, so visitors would see no test. Run “npm run build”, or install the plugin from its package.', 'two-heads' ), array( 'status' => 409 ) ),
			! Steps\prepare_table() => Steps\no_table(),
			default                 => null,
		};
	}

	/** {@inheritDoc} */
	public function plan( string $action, array $experiment ): array {
		return Steps\plan( $action );
	}

	/** {@inheritDoc} */
	public function step( string $step, array $experiment ): ?WP_Error {
		return Steps\carry_out( $step, $experiment );
	}

	/** {@inheritDoc} */
	public function status( array $experiment ): string|WP_Error {
		return in_array( $experiment['status'], array( 'running', 'paused' ), true ) ? $experiment['status'] : 'archived';
	}

	/** {@inheritDoc} */
	public function look_after( array $experiment ): void {
		Judging\look_after( $experiment );
	}

	/** {@inheritDoc} */
	public function results( array $experiment ): array|WP_Error {
		return Judging\results( $experiment );
	}

	/** {@inheritDoc} */
	public function series( array $experiment ): array|WP_Error {
		return Figures\series( $experiment );
	}

	/** {@inheritDoc} */
	public function forecast( WP_Post $post ): ?array {
		return Forecast\of( $post );
	}

	/** {@inheritDoc} */
	public function link( array $experiment ): ?string {
		return null;
	}
}
