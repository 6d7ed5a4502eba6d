<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Titles;
use TwoHeads\Experiments\Verdict;
use TwoHeads\Tests\TestCase;

/**
 * Shares, texts and what figures mean.
 */
final class SetupTest extends TestCase {

	public function test_any_split_sums_to_exactly_10000_and_each_share_is_within_one_of_its_own(): void {
		mt_srand( 7 );
		for ( $round = 0; $round < 500; $round++ ) {
			$parts    = array_map( static fn (): int => mt_rand( 0, 10000 ), range( 1, mt_rand( 2, 10 ) ) );
			$parts[0] = max( 1, $parts[0] );
			$shares   = Setup\shares( $parts );
			$this->assertSame( 10000, array_sum( $shares ) );
			foreach ( $parts as $index => $part ) {
				$this->assertEqualsWithDelta( $part * 10000 / array_sum( $parts ), $shares[ $index ], 1.0 );
			}
		}
		$this->assertSame( array( 3334, 3333, 3333 ), Setup\shares( array( 1, 1, 1 ) ) );
	}

	public function test_on_this_site_no_headline_goes_without_a_share(): void {
		$setup = array( 'titles' => array( 'One', 'Two' ), 'weights' => array( 5000, 5000, 0 ), 'start_at' => '', 'stop_at' => '' );
		$this->assertNull( Setup\not_ready( array( 'engine' => 'optimizely' ) + $setup, 'Original' ) );
		$fault = Setup\not_ready( array( 'engine' => 'builtin' ) + $setup, 'Original' );
		$this->assertArrayHasKey( 'weights', $fault?->get_error_data()['params'] ?? array() );
		$this->assertNull( Setup\not_ready( array( 'engine' => 'builtin', 'weights' => array( 5000, 4999, 1 ) ) + $setup, 'Original' ) );
	}

	public function test_a_post_without_a_date_counts_as_young(): void {
		foreach ( array( '0000-00-00 00:00:00', 'no date' ) as $date ) {
			$this->assertSame( 'earn', Setup\mode_for( new \WP_Post( (object) array( 'post_date_gmt' => $date ) ) ), $date );
		}
		$this->assertSame( 'learn', Setup\mode_for( new \WP_Post( (object) array( 'post_date_gmt' => '2020-01-01 10:00:00' ) ) ) );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function texts(): array {
		return array(
			'markup'      => array( '<b>Bold</b> & "quoted"' ),
			'entities'    => array( 'R&amp;D &#8217; &lt;i&gt; AT&T' ),
			'backslashes' => array( 'C:\\new\\table $& $1 \\u2028' ),
			'emoji'       => array( '👩‍👩‍👧 خبر عاجل' ),
			'script'      => array( '</script><!-- <script>' ),
			'long'        => array( str_repeat( 'ä', 10000 ) ),
		);
	}

	/**
	 * @dataProvider texts
	 */
	public function test_what_is_stored_shows_what_was_typed( string $text ): void {
		remove_all_filters( 'the_title' );
		$this->assertSame( $text, Titles\plain( Titles\as_stored( $text ) ) );
		$this->assertSame( $text, Titles\as_rendered( $text, 1 ) );
	}

	public function test_headlines_are_set_as_wordpress_sets_titles(): void {
		$this->assertSame( "\u{201C}It\u{2019}s\u{201D} \u{2014} here\u{2026}", Titles\as_rendered( '"It\'s" --- here...', 1 ) );
	}

	/**
	 * @return array<string, array{list<array{float, bool, ?float, ?array{float, float}, int}>, string, ?int}>
	 */
	public function figures(): array {
		// Of each variation beside the original (rate .1): rate, significant, improvement, interval, visitors.
		return array(
			'too early'         => array( array( array( .12, false, .2, array( -.1, .5 ), 200 ) ), 'more_time', 1 ),
			'a winner'          => array( array( array( .12, true, .2, array( .1, .3 ), 2000 ) ), 'winner', 1 ),
			'the original'      => array( array( array( .08, true, -.2, array( -.3, -.1 ), 2000 ) ), 'original', 0 ),
			'one of two is worse' => array(
				array( array( .08, true, -.2, array( -.3, -.1 ), 2000 ), array( .101, false, .01, array( -.1, .1 ), 2000 ) ),
				'more_time',
				2,
			),
			'a winner that is not the leader' => array(
				array( array( .12, true, .2, array( .1, .3 ), 2000 ), array( .13, false, .3, array( -.1, .7 ), 2000 ) ),
				'more_time',
				2,
			),
			'no difference'     => array( array( array( .1001, false, .001, array( -.03, .04 ), 50000 ) ), 'no_difference', 1 ),
			'no difference, but few' => array( array( array( .1001, false, .001, array( -.03, .04 ), 500 ) ), 'more_time', 1 ),
			'equal'             => array( array( array( .1, false, .0, null, 500 ) ), 'more_time', null ),
		);
	}

	/**
	 * @dataProvider figures
	 * @param list<array{float, bool, ?float, ?array{float, float}, int}> $others Variations beside the original.
	 */
	public function test_what_figures_mean( array $others, string $verdict, ?int $leader ): void {
		$variations = array( $this->variation( 0, .1, false, null, null, $others[0][4] ) );
		foreach ( $others as $index => $other ) {
			$variations[] = $this->variation( $index + 1, ...$other );
		}
		$judged = Verdict\judge( array( 'state' => 'ready', 'metrics' => array( array( 'id' => 'click', 'variations' => $variations ) ) ) );
		$this->assertSame( array( $verdict, $leader ), array( $judged['verdict'], $judged['leader'] ) );
	}

	public function test_more_clicked_but_less_read_is_said(): void {
		$click = array( $this->variation( 0, .1, false, null, null, 2000 ), $this->variation( 1, .12, true, .2, array( .1, .3 ), 2000 ) );
		$read  = array( $this->variation( 0, .1, false, null, null, 2000 ), $this->variation( 1, .05, true, -.5, array( -.6, -.4 ), 2000 ) );
		$judge = static function ( array $read ) use ( $click ): ?string {
			$metrics = array( array( 'id' => 'click', 'variations' => $click ), array( 'id' => 'read', 'variations' => $read ) );
			return Verdict\judge( array( 'state' => 'ready', 'metrics' => $metrics ) )['warning'];
		};
		$this->assertSame( 'clicks_not_read', $judge( $read ) );
		$read[1]['significant'] = false;
		$this->assertNull( $judge( $read ) );
	}

	/**
	 * @param array{float, float}|null $interval Of the improvement.
	 * @return array<string, mixed>
	 */
	private function variation( int $index, float $rate, bool $significant, ?float $improvement, ?array $interval, int $visitors ): array {
		return compact( 'index', 'rate', 'significant', 'improvement', 'interval', 'visitors' );
	}
}
