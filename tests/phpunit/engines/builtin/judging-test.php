<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\Lock;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Figures;
use TwoHeads\Engines\BuiltIn\Judging;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

/**
 * What the site decides by itself.
 */
final class JudgingTest extends TestCase {

	use Counting;
	use Experimenting;

	/** Counts with which the second headline is significantly better. */
	private const BETTER = array( array( 3000, 60 ), array( 3000, 150, 90 ) );

	private int $post;

	/** How often the post was written. */
	private int $written = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->doors_are_checked();
		$this->become( 'editor' );
		$this->post = $this->post( array( 'post_date' => '2020-01-01 10:00:00' ) );
		add_action(
			'post_updated',
			function ( $id ): void {
				$this->written += (int) ( $this->post === $id );
			}
		);
	}

	/**
	 * An experiment that has run for two hours.
	 *
	 * @param array<string, mixed> $fields Of the setup.
	 */
	private function under_way( array $fields = array() ): int {
		$id = $this->running( $this->post, $fields );
		$this->later( $id, 2 * HOUR_IN_SECONDS );
		$this->written = 0;
		return $id;
	}

	/**
	 * Its time is over.
	 */
	private function over( int $id ): void {
		Store\write( $id, array( 'setup' => array( 'stop_at' => wp_date( 'Y-m-d\TH:i', time() - 60 ) ) + Store\get( $id )['setup'] ) );
	}

	/**
	 * @return list<string>
	 */
	private function events( int $id ): array {
		return array_column( Store\log( $id ), 'event' );
	}

	public function test_it_is_looked_at_every_five_minutes_by_whatever_clock(): void {
		$id = $this->under_way();
		$this->tick( $id );
		$polled = Store\get( $id )['polled']['results'];
		$this->assertSame( 'none', Store\get( $id )['results']['state'] );
		$this->visit( $id, self::BETTER );
		$this->later( $id, 4 * MINUTE_IN_SECONDS );
		do_action( Poll\HOOK );
		$this->assertSame( 'none', Store\get( $id )['results']['state'], 'Not yet.' );
		$this->later( $id, 2 * MINUTE_IN_SECONDS );
		do_action( Poll\HOOK );
		$this->assertSame( array( 'ready', 'winner' ), array( Store\get( $id )['results']['state'], Store\get( $id )['results']['verdict'] ) );
		$this->assertGreaterThanOrEqual( $polled, Store\get( $id )['polled']['results'] );

		// The clock is set back by an hour: what was looked at last lies ahead.
		$this->later( $id, -HOUR_IN_SECONDS );
		$this->visit( $id, array( array( 1000, 20 ), array( 1000, 50 ) ) );
		do_action( Poll\HOOK );
		$this->assertSame( 8000, Store\get( $id )['results']['visitors'] );
		$this->assertLessThanOrEqual( time(), Store\get( $id )['polled']['results'] );
	}

	public function test_many_are_looked_at_by_one_tick(): void {
		$ids = array();
		for ( $more = 0; $more < 12; $more++ ) {
			$ids[] = $id = $this->running( $this->post( array( 'post_title' => "Post $more" ) ) );
			$this->visit( $id, array( array( 100, 5 ), array( 100, 6 ) ) );
		}
		do_action( Poll\HOOK );
		$states = array_map( static fn ( int $id ): string => Store\get( $id )['results']['state'] ?? '', $ids );
		$this->assertSame( array( 'ready' ), array_values( array_unique( $states ) ) );
	}

	public function test_nothing_is_applied_unless_somebody_chose_that(): void {
		$id = $this->under_way();
		$this->visit( $id, self::BETTER );
		$this->tick( $id );
		$this->assertSame( array( 'running', 'winner', 'The old headline' ), array( Store\get( $id )['status'], Store\get( $id )['results']['verdict'], get_the_title( $this->post ) ) );
	}

	public function test_what_is_found_better_is_applied_by_the_site_itself_and_can_be_put_back(): void {
		$content = '<p>Text</p><iframe src="https://example.org/"></iframe>';
		kses_remove_filters();
		wp_update_post( array( 'ID' => $this->post, 'post_content' => $content ) );
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		// Cron is nobody, whose words are filtered.
		wp_set_current_user( 0 );
		kses_init();
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'archived', null, null ), array( $record['status'], $record['job'], $record['attention'] ) );
		$this->assertSame( array( 'A new headline', $content ), array( get_post( $this->post )->post_title, get_post( $this->post )->post_content ) );
		$this->assertSame( array( 1, '', false ), array( $record['outcome']['applied'], $record['outcome']['by'], $record['outcome']['reverted'] ) );
		$log = Store\log( $id );
		$this->assertSame( array( 'proposed', 'started', 'applied', 'ended' ), array_column( $log, 'event' ) );
		$this->assertSame( array( '', '' ), array_slice( array_column( $log, 'by' ), 2 ) );
		$this->assertStringContainsString( '3,000', end( $log )['text'] );
		$this->assertNotEmpty( wp_get_post_revisions( $this->post ) );
		$this->assertSame( 1, $this->written );
		$this->assertNull( $this->on_page( $this->post ) );

		$this->become( 'editor' );
		$this->carry_through( $id, 'revert' );
		$this->assertSame( 'The old headline', get_the_title( $this->post ) );
		do_action( Poll\HOOK );
		$this->assertSame( 'The old headline', get_the_title( $this->post ), 'What somebody put back stays.' );
		kses_remove_filters();
	}

	public function test_the_original_is_kept_when_it_is_better(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, array_reverse( self::BETTER ) );
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'archived', 0, '' ), array( $record['status'], $record['outcome']['applied'], $record['outcome']['by'] ) );
		$this->assertSame( array( 0, array( 'proposed', 'started', 'kept', 'ended' ) ), array( $this->written, $this->events( $id ) ) );
	}

	public function test_prove_takes_nothing_that_is_only_likely(): void {
		$likely = array( array( 3000, 100 ), array( 3000, 135 ) );
		$id     = $this->under_way( array( 'auto_apply' => true, 'mode' => 'prove' ) );
		$this->visit( $id, $likely );
		$this->tick( $id );
		$this->assertSame( array( 'running', 'more_time' ), array( Store\get( $id )['status'], Store\get( $id )['results']['verdict'] ) );
		$this->visit( $id, self::BETTER );
		$this->tick( $id );
		$this->assertSame( array( 'archived', 1 ), array( Store\get( $id )['status'], Store\get( $id )['outcome']['applied'] ) );
	}

	public function test_clicked_more_and_read_less_is_not_applied(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, array( array( 6000, 120, 110 ), array( 6000, 300, 20 ) ) );
		$this->tick( $id );
		$this->assertSame( array( 'running', 'clicks_not_read' ), array( Store\get( $id )['status'], Store\get( $id )['results']['warning'] ) );
		$this->over( $id );
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( 'The old headline', get_the_title( $this->post ) );
		if ( 'paused' === $record['status'] ) {
			$this->assertSame( 'decided', $record['attention']['code'] );
			$this->assertStringContainsString( 'read less', $record['attention']['message'] );
		} else {
			$this->assertSame( array( 'archived', 0 ), array( $record['status'], $record['outcome']['applied'] ) );
		}
	}

	public function test_a_spoiled_sample_is_said_once_and_nothing_follows_from_it(): void {
		$id = $this->under_way( array( 'auto_apply' => true, 'mode' => 'earn' ) );
		$this->visit( $id, self::BETTER, 1, array( 6000, 3500 ) );
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'running', 'sample_ratio', 'unreliable' ), array( $record['status'], $record['attention']['code'], $record['results']['verdict'] ) );
		$this->assertStringContainsString( $record['results']['sample_ratio']['cause'], $record['attention']['message'] );
		$this->assertCount( 1, $record['remote']['epochs'], 'Nor do others see it more.' );
		// Somebody has seen to it.
		Store\write( $id, array( 'attention' => null ) );
		$this->tick( $id );
		$this->assertNull( Store\get( $id )['attention'] );
		$this->assertSame( 1, count( array_keys( $this->events( $id ), 'attention', true ) ) );

		$this->over( $id );
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'paused', 'decided', 0 ), array( $record['status'], $record['attention']['code'], $this->written ) );
		$this->assertStringContainsString( 'keep the original', $record['attention']['message'] );
	}

	public function test_what_does_better_gets_more_visitors_in_earn(): void {
		$id = $this->under_way( array( 'mode' => 'earn', 'traffic' => 50 ) );
		$this->visit( $id, array( array( 1000, 30 ), array( 1000, 45 ) ) );
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( 'running', $record['status'] );
		$this->assertCount( 2, $record['remote']['epochs'] );
		$weights = $record['remote']['epochs'][1]['weights'];
		$this->assertSame( 10000, array_sum( $weights ) );
		$this->assertGreaterThan( 6000, $weights[1] );
		$this->assertGreaterThanOrEqual( 200, $weights[0] );
		$this->assertSame( array( array( intdiv( $weights[0], 2 ), 5000 ), 2 ), array_slice( $this->on_page( $this->post ), 5 ) );
		$this->tick( $id );
		$this->assertCount( 2, Store\get( $id )['remote']['epochs'], 'Nothing new.' );
		$this->assertSame( $weights, Store\get( $id )['results']['weights'] );

		// What an editor notes keeps them; other shares, which they choose, do not.
		$this->become( 'editor' );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'mode' => 'earn', 'traffic' => 50, 'hypothesis' => 'Because.' ) ) );
		$this->assertCount( 2, Store\get( $id )['remote']['epochs'] );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'mode' => 'earn', 'traffic' => 50, 'weights' => array( 9000, 1000 ) ) ) );
		$this->assertSame( array( array( 4500, 5000 ), 3 ), array_slice( $this->on_page( $this->post ), 5 ) );
	}

	public function test_words_that_nobody_has_seen_are_not_decided_by_what_the_old_ones_counted(): void {
		$id = $this->under_way( array( 'mode' => 'earn', 'max_views' => 7000 ) );
		$this->visit( $id, array( array( 1000, 30 ), array( 1000, 45 ) ) );
		$this->tick( $id );
		$this->visit( $id, self::BETTER );
		$this->become( 'editor' );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'auto_apply' => true, 'mode' => 'earn', 'max_views' => 7000, 'titles' => array( 'Words nobody has seen' ) ) ) );
		$record = Store\get( $id );
		$this->assertSame( array( null, array(), true ), array( $record['results'], $record['remote']['before'] ?? array(), $record['setup']['auto_apply'] ) );
		$this->assertSame( array( array( 5000, 10000 ), 3 ), array_slice( $this->on_page( $this->post ), 5 ), 'By the shares that an editor chose.' );
		$said = implode( ' ', array_column( Store\log( $id ), 'text' ) );
		$this->assertStringContainsString( 'counting begins anew', $said );
		$this->assertStringContainsString( '1,000', $said, 'With what was counted until then.' );
		$this->tick( $id );
		$this->assertSame( array( 'running', 'none', 0 ), array( Store\get( $id )['status'], Store\get( $id )['results']['state'], Store\get( $id )['results']['visitors'] ) );
		$this->assertSame( 'none', Figures\series( Store\get( $id ) )['state'] );
		$this->visit( $id, self::BETTER, 3 );
		$this->tick( $id );
		$this->assertSame( array( 'running', 6000 ), array( Store\get( $id )['status'], Store\get( $id )['results']['visitors'] ), 'Its first hour begins anew too.' );
		$this->later( $id, HOUR_IN_SECONDS );
		$this->tick( $id );
		$this->assertSame( array( 'archived', 'Words nobody has seen' ), array( Store\get( $id )['status'], get_the_title( $this->post ) ) );
	}

	public function test_a_title_that_somebody_writes_ends_that_one_is_applied_by_itself(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		$this->become( 'editor' );
		wp_update_post( array( 'ID' => $this->post, 'post_title' => 'Written by hand' ) );
		do_action( Jobs\HOOK, $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'Written by hand', null, false ), array( $record['original'], $record['job'], $record['setup']['auto_apply'] ) );
		$this->assertStringContainsString( 'applied by itself any more', implode( ' ', array_column( Store\log( $id ), 'text' ) ) );
		$this->visit( $id, self::BETTER, 2 );
		$this->later( $id, 2 * HOUR_IN_SECONDS );
		$this->tick( $id );
		$this->assertSame( array( 'running', 'winner', 'Written by hand' ), array( Store\get( $id )['status'], Store\get( $id )['results']['verdict'], get_the_title( $this->post ) ) );
	}

	public function test_words_changed_while_it_is_paused_begin_anew_when_it_goes_on(): void {
		$id = $this->under_way();
		$this->visit( $id, self::BETTER );
		$this->tick( $id );
		$this->become( 'editor' );
		$this->carry_through( $id, 'pause' );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'titles' => array( 'A new headline, corrected' ) ) ) );
		$this->assertSame( array( 6000, 1 ), array( Store\get( $id )['results']['visitors'], count( Store\get( $id )['remote']['epochs'] ) ) );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( null, 2 ), array( Store\get( $id )['results'], $this->on_page( $this->post )[6] ) );
	}

	public function test_how_many_take_part_stays_while_it_runs(): void {
		$id = $this->under_way( array( 'traffic' => 50 ) );
		$this->become( 'editor' );
		$answer = $this->rest( 'PUT', "/two-heads/v1/experiments/$id/setup", $this->setup_of( array( 'traffic' => 80 ) ) );
		$this->assertSame( array( 400, array( 'traffic' ) ), array( $answer->get_status(), array_keys( $answer->get_data()['data']['params'] ?? array() ) ) );
		$this->assertSame( 50, Store\get( $id )['setup']['traffic'] );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'traffic' => 50, 'hypothesis' => 'Because.' ) ) );
	}

	/**
	 * @return array<string, array{callable}>
	 */
	public function decisions_of_a_person(): array {
		return array(
			'paused'        => array( static fn ( int $id ) => Store\change_status( $id, array( 'running' ), 'paused' ) ),
			'not by itself' => array( static fn ( int $id ) => Store\write( $id, array( 'setup' => array( 'auto_apply' => false ) + Store\get( $id )['setup'] ) ) ),
			'ends later'    => array( static fn ( int $id ) => Store\write( $id, array( 'setup' => array( 'auto_apply' => false, 'stop_at' => '2099-01-01T00:00' ) + Store\get( $id )['setup'] ) ) ),
		);
	}

	/**
	 * @dataProvider decisions_of_a_person
	 */
	public function test_what_a_person_decides_between_look_and_end_stands( callable $decide ): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		$this->over( $id );
		$found = Store\locked( $id, static fn ( array $record ): array => Judging\judge( $record ) );
		$this->assertSame( array( true, 1 ), array( $found['over'], $found['judged']['apply'] ) );
		$decide( $id );
		$status = Store\get( $id )['status'];
		Judging\act( $found );
		$this->assertSame( array( $status, null, 0 ), array( Store\get( $id )['status'], Store\get( $id )['outcome'], $this->written ) );
	}

	public function test_learn_stays_with_its_shares(): void {
		$id = $this->under_way( array( 'mode' => 'learn' ) );
		$this->visit( $id, array( array( 1000, 30 ), array( 1000, 45 ) ) );
		$this->tick( $id );
		$this->assertCount( 1, Store\get( $id )['remote']['epochs'] );
	}

	/**
	 * @return array<string, array{array<int, array{int, int}>, string, string}>
	 */
	public function endings(): array {
		return array(
			'nobody came'         => array( array(), 'waiting', 'nobody was counted' ),
			'nothing shown'       => array( array( array( 200, 3 ), array( 200, 4 ) ), 'keep', 'Keep the original' ),
			'better'              => array( self::BETTER, 'winner', '“A new headline” is better' ),
			'likely better'       => array( array( array( 3000, 100 ), array( 3000, 135 ) ), 'likely', '“A new headline” is likely better' ),
			'the original better' => array( array_reverse( self::BETTER ), 'original', 'Keep the original' ),
		);
	}

	/**
	 * @dataProvider endings
	 * @param array<int, array{int, int}> $visits Counts.
	 */
	public function test_when_its_time_is_over_it_pauses_and_says_honestly_how_it_went( array $visits, string $verdict, string $words ): void {
		$id = $this->under_way();
		$this->visit( $id, $visits );
		$this->over( $id );
		wp_set_current_user( 0 );
		do_action( Schedule\STOP, $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'paused', null, 'decided', $verdict ), array( $record['status'], $record['job'], $record['attention']['code'], $record['results']['verdict'] ) );
		$this->assertStringContainsString( $words, $record['attention']['message'] );
		$this->assertSame( array( 'The old headline', 0 ), array( get_the_title( $this->post ), $this->written ) );
		$this->assertSame( '', Store\log( $id )[2]['by'] );
	}

	public function test_the_number_of_views_is_an_end_too_and_who_resumes_goes_on_without(): void {
		$id = $this->under_way( array( 'max_views' => 500 ) );
		$this->visit( $id, array( array( 200, 3 ), array( 200, 4 ) ) );
		$this->tick( $id );
		$this->assertSame( 'running', Store\get( $id )['status'] );
		$this->visit( $id, array( array( 50, 1 ), array( 50, 1 ) ) );
		$this->tick( $id );
		$this->assertSame( array( 'paused', 'decided', 'keep' ), array( Store\get( $id )['status'], Store\get( $id )['attention']['code'], Store\get( $id )['results']['verdict'] ) );
		$this->become( 'editor' );
		$this->carry_through( $id, 'resume' );
		$this->assertSame( array( 'running', 0, null ), array( Store\get( $id )['status'], Store\get( $id )['setup']['max_views'], Store\get( $id )['attention'] ) );
		$this->tick( $id );
		$this->assertSame( array( 'running', 'more_time' ), array( Store\get( $id )['status'], Store\get( $id )['results']['verdict'] ) );
	}

	public function test_at_its_end_it_keeps_the_original_by_itself_where_that_was_chosen(): void {
		$id = $this->under_way( array( 'auto_apply' => true, 'max_views' => 400 ) );
		$this->visit( $id, array( array( 200, 3 ), array( 200, 4 ) ) );
		$this->tick( $id );
		$this->assertSame( array( 'archived', 0, '' ), array( Store\get( $id )['status'], Store\get( $id )['outcome']['applied'], Store\get( $id )['outcome']['by'] ) );
		$this->assertSame( 0, $this->written );
	}

	public function test_two_crons_at_once_apply_once(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		$this->later( $id, 5 * MINUTE_IN_SECONDS );
		$seen = Store\get( $id );
		wp_set_current_user( 0 );
		// The other one comes while this one holds the lock, and while it has just let it go; both began at the same time.
		$others = 0;
		add_filter(
			'query',
			static function ( $sql ) use ( $seen, &$others ) {
				if ( $others < 20 && str_contains( (string) $sql, 'two_heads_lock_experiment' ) ) {
					$others += 100;
					Judging\look_after( $seen );
					do_action( Poll\HOOK );
					$others -= 99;
				}
				return $sql;
			}
		);
		Judging\look_after( $seen );
		Judging\look_after( $seen );
		remove_all_filters( 'query' );
		do_action( Jobs\HOOK, $id );
		$this->assertGreaterThan( 2, $others );
		$this->assertSame( array( 'archived', 1 ), array( Store\get( $id )['status'], $this->written ) );
		$this->assertSame( array( 'proposed', 'started', 'applied', 'ended' ), $this->events( $id ) );
		$this->assertSame( 'The old headline', Store\get( $id )['outcome']['before'] );
	}

	public function test_what_has_ended_since_is_not_judged(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->tick( $id );
		$this->later( $id, 5 * MINUTE_IN_SECONDS );
		$seen = Store\get( $id );
		$this->become( 'editor' );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$ended = Store\get( $id );
		$this->visit( $id, self::BETTER );
		Judging\look_after( $seen );
		$this->assertSame( $ended, Store\get( $id ) );
	}

	public function test_a_judge_that_another_process_keeps_waiting_comes_again(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		$lock = Lock\acquire( "experiment_$id", 90 );
		$this->tick( $id );
		$this->assertSame( 'running', Store\get( $id )['status'] );
		Lock\release( "experiment_$id", (string) $lock );
		do_action( Poll\HOOK );
		$this->assertSame( 'archived', Store\get( $id )['status'] );
	}

	public function test_a_clock_set_back_by_an_hour_applies_nothing_anew(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		$this->tick( $id );
		$this->assertSame( 1, $this->written );
		$this->later( $id, -HOUR_IN_SECONDS );
		do_action( Poll\HOOK );
		do_action( Schedule\STOP, $id );
		Judging\look_after( Store\get( $id ) );
		$this->assertSame( array( 1, 'archived' ), array( $this->written, Store\get( $id )['status'] ) );
	}

	public function test_a_person_who_is_faster_decides(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		// Between the judge's look and its decision.
		add_action(
			'updated_post_meta',
			function ( $meta, $of, $key ) use ( $id ): void {
				static $done = false;
				if ( ! $done && $of === $id && Store\PREFIX . 'polled' === $key && 0 === get_current_user_id() ) {
					$done = true;
					Store\write( $id, array( 'setup' => array( 'titles' => array( 'Changed at this moment' ) ) + Store\get( $id )['setup'] ) );
				}
			},
			10,
			3
		);
		$this->tick( $id );
		$this->assertSame( array( 'running', 0 ), array( Store\get( $id )['status'], $this->written ) );
	}

	public function test_a_title_that_somebody_has_written_meanwhile_is_not_written_over(): void {
		global $wpdb;
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		$this->over( $id );
		$wpdb->update( $wpdb->posts, array( 'post_title' => 'Written elsewhere' ), array( 'ID' => $this->post ) );
		wp_set_current_user( 0 );
		do_action( Schedule\STOP, $id );
		$this->assertSame( 'Written elsewhere', get_post( $this->post )->post_title );
		$this->assertSame( array( 'paused', 'decided' ), array( Store\get( $id )['status'], Store\get( $id )['attention']['code'] ) );
	}

	public function test_what_wordpress_refuses_to_save_is_said_at_the_end_and_tried_again_before(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->visit( $id, self::BETTER );
		add_filter( 'wp_insert_post_empty_content', '__return_true' );
		$this->tick( $id );
		$this->assertSame( array( 'running', null, 'not_applied' ), array( Store\get( $id )['status'], Store\get( $id )['outcome'], Store\get( $id )['attention']['code'] ?? null ) );
		$this->assertStringContainsString( 'did not save the title', Store\get( $id )['attention']['message'] );
		$this->tick( $id );
		$this->assertSame( 1, count( array_keys( $this->events( $id ), 'attention', true ) ), 'Said once.' );
		remove_filter( 'wp_insert_post_empty_content', '__return_true' );
		$this->tick( $id );
		$this->assertSame( array( 'archived', 'A new headline', null ), array( Store\get( $id )['status'], get_the_title( $this->post ), Store\get( $id )['attention'] ) );
	}

	public function test_reads_decide_nothing_where_nobody_is_remembered_and_that_is_said(): void {
		$id = $this->under_way( array( 'auto_apply' => true, 'goal' => 'read' ) );
		$this->visit( $id, array( array( 3000, 60, 0 ), array( 3000, 150, 0 ) ) );
		Counters\add( array( array( $id, 1, 0, Counters\PAGE_VIEWS, 3000 ), array( $id, 1, 1, Counters\PAGE_VIEWS, 2800 ) ) );
		$this->tick( $id );
		$this->assertSame( 'running', Store\get( $id )['status'] );
		$this->over( $id );
		$this->tick( $id );
		$record = Store\get( $id );
		$this->assertSame( array( 'paused', null, 'decided' ), array( $record['status'], $record['outcome'], $record['attention']['code'] ) );
		$this->assertStringContainsString( 'remembered', $record['attention']['message'] );
	}

	public function test_a_corrected_word_leaves_how_it_ended(): void {
		$id = $this->under_way();
		$this->visit( $id, self::BETTER );
		$this->over( $id );
		$this->tick( $id );
		$ended = Store\get( $id );
		$this->assertSame( array( 'paused', 'decided' ), array( $ended['status'], $ended['attention']['code'] ) );
		$this->become( 'editor' );
		$same = array( 'stop_at' => $ended['setup']['stop_at'] );
		$this->carry_through( $id, 'setup', $this->setup_of( $same + array( 'titles' => array( 'A new headline, corrected' ) ) ) );
		$record = Store\get( $id );
		$this->assertSame( array( $ended['attention'], $ended['setup']['stop_at'], $ended['results'] ), array( $record['attention'], $record['setup']['stop_at'], $record['results'] ) );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/refresh" );
		$this->assertSame( 'winner', Store\get( $id )['results']['verdict'] );
		$this->carry_through( $id, 'setup', $this->setup_of( array( 'stop_at' => '2099-01-01T00:00', 'titles' => array( 'A new headline, corrected' ) ) ) );
		$this->assertNull( Store\get( $id )['attention'], 'Another end is none yet.' );
	}

	public function test_what_is_paused_is_not_judged(): void {
		$id = $this->under_way( array( 'auto_apply' => true ) );
		$this->carry_through( $id, 'pause' );
		$this->visit( $id, self::BETTER );
		$this->tick( $id );
		$this->assertSame( array( 'paused', 0 ), array( Store\get( $id )['status'], $this->written ) );
		$this->become( 'editor' );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/refresh" );
		$this->assertSame( 6000, Store\get( $id )['results']['visitors'], 'But who looks sees what came in.' );
	}
}
