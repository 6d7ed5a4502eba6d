<?php
/**
 * What an engine is.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments;

use WP_Error;
use WP_Post;

/**
 * Buckets visitors, counts and judges.
 *
 * What is to be done at an engine is a plan of small steps, each at most a few seconds long and safe to repeat: whoever
 * comes next, a browser or the background job, does the first step that is not done. So a plan that is cut off anywhere
 * is finished by the next call.
 *
 * An experiment is a record as Store\get() gives it.
 */
interface Engine {

	/**
	 * Its name in records.
	 */
	public function id(): string;

	/**
	 * Its name for people.
	 */
	public function name(): string;

	/**
	 * Whether its experiments are on this site and nowhere else: nothing there changes by itself, nobody has to be asked
	 * how it stands, and a copy of the site has experiments of its own. See look_after().
	 */
	public function is_here(): bool;

	/**
	 * Why nothing can be done at it now, as a sentence with the way on; null when all is well.
	 */
	public function problem(): ?WP_Error;

	/**
	 * What an action takes.
	 *
	 * @param string               $action     start, pause, resume, update or end.
	 * @param array<string, mixed> $experiment Record.
	 * @return array<string, string> Name of the step to what it does, for the person; in order. Of an update: nothing
	 *                               when this experiment cannot be changed.
	 */
	public function plan( string $action, array $experiment ): array;

	/**
	 * Carries out one step, noting with Store\remember() whatever it creates as soon as it knows of it. A step that is
	 * already done does nothing.
	 *
	 * @param string               $step       Of plan().
	 * @param array<string, mixed> $experiment Record, with its job.
	 * @return WP_Error|null Null when it is done.
	 */
	public function step( string $step, array $experiment ): ?WP_Error;

	/**
	 * The experiment's status there.
	 *
	 * @param array<string, mixed> $experiment Record.
	 * @return string|WP_Error running, paused, archived, missing when it is not there any more, or elsewhere when it
	 *                         belongs to an account that is not connected now.
	 */
	public function status( array $experiment ): string|WP_Error;

	/**
	 * Looks after a running experiment, if the engine is here: judges when it is due, and decides when it is over. Comes
	 * with every minute's tick, and when its time to stop has come.
	 *
	 * @param array<string, mixed> $experiment Record.
	 */
	public function look_after( array $experiment ): void;

	/**
	 * The figures.
	 *
	 * @param array<string, mixed> $experiment Record.
	 * @return array<string, mixed>|WP_Error Schema `results` without fetched_at; without verdict, leader and
	 *                                       warning, too, where Verdict\judge() is to say them.
	 */
	public function results( array $experiment ): array|WP_Error;

	/**
	 * The figures over time.
	 *
	 * @param array<string, mixed> $experiment Record.
	 * @return array<string, mixed>|WP_Error Schema `series`.
	 */
	public function series( array $experiment ): array|WP_Error;

	/**
	 * What it would take to test this post's headline.
	 *
	 * @return array{needed: non-empty-list<int>, a_day: ?int, mode: string}|null Schema headline-panel, forecast; null when the
	 *                                                                       engine does not say.
	 */
	public function forecast( WP_Post $post ): ?array;

	/**
	 * The experiment in the engine's own interface.
	 *
	 * @param array<string, mixed> $experiment Record.
	 */
	public function link( array $experiment ): ?string;
}
