<?php
/**
 * Optimizely Web Experimentation as an engine of headline experiments.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Experiments\Copies;
use TwoHeads\Experiments\Engine as EngineInterface;
use WP_Error;
use WP_Post;

/**
 * Only the table of contents: what is done stands in the files beside this one.
 */
final class Engine implements EngineInterface {

	/** {@inheritDoc} */
	public function id(): string {
		return 'optimizely';
	}

	/** {@inheritDoc} */
	public function name(): string {
		return 'Optimizely';
	}

	/** {@inheritDoc} */
	public function is_here(): bool {
		return false;
	}

	/** {@inheritDoc} */
	public function problem(): ?WP_Error {
		$status = Connection\status();
		return match ( true ) {
			'disconnected' === $status                => Errors\not_connected(),
			'copied' === $status                      => Errors\copied_site(),
			'reconnect' === $status                   => Errors\unauthorized( (string) Connection\record()['problem'] ),
			null === Connection\record()['project']   => new WP_Error( 'two_heads_no_project', __( 'No Optimizely project is chosen. Choose one under Two Heads → Connections.', 'two-heads' ), array( 'status' => 409 ) ),
			default                                   => null,
		};
	}

	/** {@inheritDoc} */
	public function plan( string $action, array $experiment ): array {
		return Steps\plan( $action, $experiment );
	}

	/** {@inheritDoc} */
	public function step( string $step, array $experiment ): ?WP_Error {
		return $this->of_another_site( $experiment ) ?? Steps\carry_out( $step, $experiment );
	}

	/** {@inheritDoc} */
	public function status( array $experiment ): string|WP_Error {
		if ( empty( $experiment['remote']['experiment'] ) ) {
			return 'missing';
		}
		$foreign = $this->of_another_site( $experiment );
		if ( null !== $foreign ) {
			return $foreign;
		}
		$row = Client\get( '/experiments/' . $experiment['remote']['experiment'] );
		if ( is_wp_error( $row ) ) {
			$unseen = Project\unseen( $experiment, $row );
			return match ( true ) {
				null !== $unseen                                 => 'two_heads_no_project' === $unseen->get_error_code() ? 'elsewhere' : $unseen,
				'two_heads_not_found' === $row->get_error_code() => 'missing',
				default                                          => $row,
			};
		}
		return match ( $row['status'] ?? '' ) {
			'running'                                  => 'running',
			'archived', 'concluded'                    => 'archived',
			'paused', 'campaign_paused', 'not_started' => 'paused',
			default                                    => Errors\bad_answer(),
		};
	}

	/**
	 * Optimizely does.
	 *
	 * @param array<string, mixed> $experiment Record.
	 */
	public function look_after( array $experiment ): void {}

	/** {@inheritDoc} */
	public function results( array $experiment ): array|WP_Error {
		return $this->of_another_site( $experiment ) ?? Results\results( $experiment );
	}

	/** {@inheritDoc} */
	public function series( array $experiment ): array|WP_Error {
		return $this->of_another_site( $experiment ) ?? Results\series( $experiment );
	}

	/**
	 * Why nothing is sent about an experiment that came with the posts of another site: its ids name that site's objects.
	 *
	 * @param array<string, mixed> $experiment Record.
	 */
	private function of_another_site( array $experiment ): ?WP_Error {
		return Copies\is_foreign( $experiment )
			? new WP_Error( 'two_heads_refused', __( 'This experiment belongs to another site, from which its record was copied. Nothing is sent to Optimizely about it.', 'two-heads' ), array( 'status' => 409 ) )
			: null;
	}

	/** {@inheritDoc} */
	public function forecast( WP_Post $post ): ?array {
		return null;
	}

	/** {@inheritDoc} */
	public function link( array $experiment ): ?string {
		$remote = $experiment['remote'];
		return empty( $remote['experiment'] ) || empty( $remote['project'] )
			? null
			: 'https://app.optimizely.com/v2/projects/' . rawurlencode( (string) $remote['project'] )
				. '/experiments/' . rawurlencode( (string) $remote['experiment'] );
	}
}
