<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Experiments\Store;

/**
 * Posts and experiments to work with.
 */
trait Experimenting {

	/**
	 * A published post by the current user.
	 *
	 * @param array<string, mixed> $fields Of wp_insert_post().
	 */
	private function post( array $fields = array() ): int {
		return wp_insert_post(
			wp_slash(
				$fields + array(
					'post_title'   => 'The old headline',
					'post_content' => 'Text.',
					'post_status'  => 'publish',
				)
			)
		);
	}

	/**
	 * A setup as a browser sends it.
	 *
	 * @param array<string, mixed> $fields To differ in.
	 * @return array<string, mixed>
	 */
	private function setup_of( array $fields = array() ): array {
		return $fields + array(
			'titles'         => array( 'A new headline' ),
			'weights'        => array(),
			'traffic'        => 100,
			'goal'           => 'click',
			'engine'         => '',
			'mode'           => 'auto',
			'max_views'      => 0,
			'auto_apply'     => false,
			'hypothesis'     => '',
			'start_at'       => '',
			'stop_at'        => '',
			'audiences'      => array(),
			'audience_match' => 'any',
		);
	}

	/**
	 * Writes a draft and returns the experiment's id.
	 *
	 * @param array<string, mixed> $fields Of the setup.
	 */
	private function draft( int $post, array $fields = array() ): int {
		$answer = $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of( $fields ) );
		$this->assertSame( 200, $answer->get_status(), (string) wp_json_encode( $answer->get_data() ) );
		return $answer->get_data()['current']['id'];
	}

	/**
	 * Does something with an experiment until its job is done, as a browser does.
	 *
	 * @param array<string, mixed> $body Of the first request.
	 * @return array<string, mixed> The last panel.
	 */
	private function carry_through( int $id, string $action, array $body = array() ): array {
		$method = 'setup' === $action ? 'PUT' : 'POST';
		$answer = $this->rest( $method, "/two-heads/v1/experiments/$id/$action", $body );
		$this->assertSame( 200, $answer->get_status(), (string) wp_json_encode( $answer->get_data() ) );
		for ( $round = 0; null !== ( Store\get( $id )['job'] ?? null ) && $round < 20; $round++ ) {
			$answer = $this->rest( 'POST', "/two-heads/v1/experiments/$id/continue" );
		}
		return $answer->get_data();
	}

	/**
	 * A running experiment.
	 *
	 * @param array<string, mixed> $fields Of the setup.
	 */
	private function running( int $post, array $fields = array() ): int {
		$id = $this->draft( $post, $fields );
		$this->carry_through( $id, 'start' );
		$this->assertSame( 'running', Store\get( $id )['status'] );
		return $id;
	}
}
