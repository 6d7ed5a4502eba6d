<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Import;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Connections\Optimizely\Connected;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

final class ImportTest extends TestCase {

	use Connected;
	use Experimenting;

	private const ROUTE = '/two-heads/v1/import/optimizely';

	/** As version 1.2.3 writes it. */
	private const THEIR_DEFAULT = "var utils = window['optimizely'].get('utils');\n\nutils.waitForElement( '.post-\$POST_ID h1' ).then( function () {\n\tvar element = document.querySelector( '.post-\$POST_ID h1' );\n\telement.innerText = \$NEW_TITLE;\n} );";

	protected function setUp(): void {
		parent::setUp();
		$this->become( 'administrator' );
	}

	/**
	 * Writes options of the official plugin.
	 *
	 * @param array<string, mixed> $options Without their prefix.
	 */
	private function theirs( array $options ): void {
		foreach ( $options as $name => $value ) {
			update_option( "optimizely_x_$name", $value );
		}
	}

	/**
	 * A post with an experiment of the official plugin, and Optimizely's answer about it.
	 *
	 * @param list<string>         $titles Headlines.
	 * @param array<string, mixed> $more   Of the answer.
	 */
	private function their_experiment( string $id, array $titles, string $status = 'running', string $remote = 'running', array $more = array() ): int {
		$post = $this->post( array( 'post_title' => "Post $id" ) );
		update_post_meta( $post, 'optimizely_experiment_id', $id );
		update_post_meta( $post, 'optimizely_experiment_status', $status );
		update_post_meta( $post, 'optimizely_variations_num', count( $titles ) );
		foreach ( $titles as $index => $title ) {
			update_post_meta( $post, "optimizely_variations_$index", wp_slash( $title ) );
		}
		$variations = array_map( static fn ( int $index ): array => array( 'variation_id' => (int) "{$id}0$index", 'weight' => 1 ), range( 0, count( $titles ) ) );
		$answer     = array( 'id' => (int) $id, 'project_id' => 123, 'name' => "WordPress [$post]: Post $id", 'status' => $remote, 'variations' => $variations );
		FakeService::on( "#GET .*/v2/experiments/$id\$#", 200, $more + $answer );
		return $post;
	}

	/**
	 * @return array<string, mixed>
	 */
	private function import(): array {
		$answer = $this->rest( 'POST', self::ROUTE );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertTrue( rest_validate_value_from_schema( $answer->get_data(), Schema\load( 'optimizely-import' ) ) );
		return $answer->get_data();
	}

	public function test_nothing_is_there(): void {
		$answer = $this->rest( 'GET', self::ROUTE )->get_data();
		$this->assertTrue( rest_validate_value_from_schema( $answer, Schema\load( 'optimizely-import' ) ) );
		$this->assertSame( array( false, '', false, array(), 0 ), array( $answer['found'], $answer['project'], $answer['has_token'], $answer['settings'], $answer['experiments'] ) );
		$this->assertSame( array( array(), array() ), array( $this->import()['imported'], $this->import()['skipped'] ) );
	}

	public function test_looking_changes_nothing_and_tells_no_secret(): void {
		$this->theirs( array( 'token' => '2:canary-their-token', 'project_id' => '321', 'project_name' => 'Their <b>project</b>', 'num_variations' => 3 ) );
		$this->their_experiment( '77', array( 'B' ) );
		$answer = $this->rest( 'GET', self::ROUTE );
		$this->assertSame( array( true, true, 1 ), array( $answer->get_data()['found'], $answer->get_data()['has_token'], $answer->get_data()['experiments'] ) );
		$this->assertStringNotContainsString( 'canary', (string) wp_json_encode( $answer->get_data() ) );
		$this->assertSame( array(), FakeService::$requests );
		$this->assertSame( Settings\DEFAULTS, Settings\current_settings() );
	}

	public function test_takes_over_settings_once(): void {
		$this->theirs(
			array(
				'post_types'                  => array( 'page', 'gone' ),
				'num_variations'              => '3',
				'url_targeting'               => 'https://example.org/news/',
				'url_targeting_type'          => 'substring',
				'variation_template'          => "go(\$POST_ID, \$NEW_TITLE); // \$OLD_TITLE </script>\n",
				'activation_mode'             => 'conditional',
				'conditional_activation_code' => 'function pollingFn() { return 1 < 2; };',
			)
		);
		$this->assertCount( 5, $this->rest( 'GET', self::ROUTE )->get_data()['settings'] );
		$answer = $this->import();
		$this->assertSame( array(), $answer['skipped'] );
		$this->assertCount( 5, $answer['imported'] );
		$this->assertSame( array(), $answer['settings'] );
		$settings = Settings\current_settings();
		$this->assertSame( array( array( 'page' ), 3 ), array( $settings['post_types'], $settings['max_variations'] ) );
		$this->assertSame( array( 'type' => 'substring', 'value' => 'https://example.org/news/', 'negate' => false ), $settings['targeting']['rules'][0] );
		$this->assertSame( "go(\$POST_ID, \$NEW_TITLE); // \$OLD_TITLE </script>\n", Templates\code()['variation'] );
		$this->assertSame(
			"function(activate){\nvar ready=function pollingFn() { return 1 < 2; }\n;(function ask(){ready()?activate():setTimeout(ask,50)})()\n}",
			Templates\code()['activation']
		);

		update_option( Settings\OPTION, array( 'max_variations' => 7 ) );
		$again = $this->import();
		$this->assertSame( array( array(), array() ), array( $again['imported'], $again['skipped'] ) );
		$this->assertSame( 7, Settings\current_settings()['max_variations'] );
		$this->assertSame( '3', get_option( 'optimizely_x_num_variations' ) );
	}

	public function test_new_experiments_go_on_where_they_ran_unless_somebody_chose_otherwise(): void {
		$this->connect_with_token( '123' );
		$this->theirs( array( 'num_variations' => '3' ) );
		update_option( Settings\OPTION, array( 'engine' => 'builtin' ) + Settings\current_settings() );
		$this->import();
		$this->assertSame( 'optimizely', Settings\current_settings()['engine'] );
		update_option( Settings\OPTION, array( 'engine' => 'builtin' ) + Settings\current_settings() );
		$this->import();
		$this->assertSame( 'builtin', Settings\current_settings()['engine'] );
	}

	public function test_its_own_defaults_are_not_worth_taking(): void {
		$flat = (string) preg_replace( '/\s+/', ' ', self::THEIR_DEFAULT );
		foreach ( array( self::THEIR_DEFAULT, $flat ) as $template ) {
			$this->theirs( array( 'variation_template' => $template, 'activation_mode' => 'conditional', 'conditional_activation_code' => "function pollingFn() {\n\treturn document.querySelectorAll( '.post-\$POST_ID' ).length > 0;\n}" ) );
			$this->assertSame( array(), $this->rest( 'GET', self::ROUTE )->get_data()['settings'] );
		}
		$this->import();
		$this->assertSame( Templates\DEFAULT_VARIATION, Templates\code()['variation'] );
	}

	public function test_what_cannot_work_stays_with_a_reason(): void {
		$this->theirs( array( 'post_types' => array( 'gone' ), 'url_targeting' => '/news/(', 'url_targeting_type' => 'regex', 'version' => '1.2.3' ) );
		$answer = $this->import();
		$this->assertSame( array(), $answer['imported'] );
		$this->assertCount( 2, $answer['skipped'] );
		$this->assertStringContainsString( 'never closed', $answer['skipped'][1] );
		$this->assertSame( Settings\DEFAULTS, Settings\current_settings() );
	}

	public function test_code_comes_only_with_the_right_to_add_scripts(): void {
		$this->theirs( array( 'variation_template' => 'evil()', 'num_variations' => 2 ) );
		add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		$answer = $this->import();
		$this->assertCount( 1, $answer['imported'] );
		$this->assertCount( 1, $answer['skipped'] );
		$this->assertSame( Templates\DEFAULT_VARIATION, Templates\code()['variation'] );
		$this->assertCount( 1, $answer['settings'] );
	}

	public function test_code_of_ones_own_is_left_alone(): void {
		Templates\store( array( 'variation' => 'mine()', 'activation' => '' ) );
		$this->theirs( array( 'variation_template' => 'theirs()' ) );
		$this->assertCount( 1, $this->import()['skipped'] );
		$this->assertSame( 'mine()', Templates\code()['variation'] );
	}

	public function test_connects_with_its_token_only_if_nothing_is_connected(): void {
		$this->theirs( array( 'token' => '2:canary-their-token', 'project_id' => '20000000001' ) );
		FakeService::on( '#GET .*/v2/projects\?#', 200, $this->projects( 1, 1 ) );
		FakeService::on( '#GET .*/v2/projects/20000000001$#', 200, $this->projects( 1, 1 )[0] );
		FakeService::on( '#GET .*/v2/me#', 404 );
		$answer = $this->import();
		$this->assertSame( array(), $answer['skipped'] );
		$this->assertCount( 3, $answer['imported'] );
		$this->assertSame( array( 'connected', '20000000001' ), array( Connection\status(), Connection\record()['project']['id'] ) );
		$this->assertStringNotContainsString( 'canary', (string) wp_json_encode( $answer ) );
		$id = Connection\record()['id'];
		$this->import();
		$this->assertSame( $id, Connection\record()['id'] );
	}

	public function test_a_token_that_is_refused_is_told(): void {
		$this->theirs( array( 'token' => '2:canary-their-token' ) );
		FakeService::on( '#.#', 401, array( 'message' => 'Invalid' ) );
		$answer = $this->import();
		$this->assertStringContainsString( 'refuses this token', $answer['skipped'][0] );
		$this->assertSame( 'disconnected', Connection\status() );
	}

	public function test_another_connection_stays(): void {
		$this->connect_with_token( '123' );
		$before = Connection\record();
		$this->theirs( array( 'token' => '2:canary-their-token', 'project_id' => '20000000001' ) );
		$this->their_experiment( '77', array( 'B' ) );
		$answer = $this->import();
		$this->assertCount( 2, $answer['skipped'] );
		$this->assertStringContainsString( 'another', str_replace( 'not the one', 'another', $answer['skipped'][1] ) );
		$this->assertSame( $before, Connection\record() );
		$this->assertSame( 1, $answer['experiments'] );
	}

	public function test_experiments_become_records_once(): void {
		$this->connect_with_token( '123' );
		$this->theirs( array( 'project_id' => '123' ) );
		$running = $this->their_experiment( '77', array( 'B <i>\\"x"</i>', 'C' ) );
		$paused  = $this->their_experiment( '78', array( 'D' ), 'running', 'paused' );
		$this->their_experiment( '79', array( 'E' ), 'running', 'archived' );
		$this->their_experiment( '80', array( 'F' ), 'archived' );
		$this->their_experiment( '81', array() );
		$answer = $this->import();
		$this->assertCount( 2, $answer['imported'] );
		$this->assertCount( 2, $answer['skipped'] );

		$record = Store\current( $running );
		$this->assertSame( array( 'running', 'Post 77', array( 'B <i>\\"x"</i>', 'C' ) ), array( $record['status'], $record['original'], $record['setup']['titles'] ) );
		$this->assertTrue( rest_validate_value_from_schema( $record['setup'], Schema\load( 'experiment-setup' ) ) );
		$this->assertSame( 10000, array_sum( $record['setup']['weights'] ) );
		$this->assertSame( '77', $record['remote']['experiment'] );
		$this->assertSame( array( '7700', '7701', '7702' ), $record['remote']['variations'] );
		$this->assertSame( 'paused', Store\current( $paused )['status'] );
		$this->assertSame( array( $running ), array_keys( Running\posts() ) );

		FakeService::$requests = array();
		$again                 = $this->import();
		$this->assertSame( array(), $again['imported'] );
		$this->assertCount( 1, Store\of_post( $running ) );
		$this->assertSame( array(), FakeService::requests_to( '#experiments/7[78]#' ) );
		$this->assertSame( '77', get_post_meta( $running, 'optimizely_experiment_id', true ) );
	}

	public function test_a_post_copied_with_its_meta_takes_no_experiment_twice(): void {
		$this->connect_with_token( '123' );
		$first  = $this->their_experiment( '77', array( 'B' ) );
		$copy   = $this->their_experiment( '77', array( 'B' ) );
		$answer = $this->import();
		$this->assertCount( 1, $answer['imported'] );
		$this->assertNotNull( Store\current( $first ) );
		$this->assertNull( Store\current( $copy ) );
	}

	public function test_an_experiment_that_does_not_fit_is_left_alone(): void {
		$this->connect_with_token( '123' );
		$busy = $this->their_experiment( '77', array( 'B' ) );
		$this->draft( $busy );
		$page = $this->their_experiment( '78', array( 'B' ) );
		set_post_type( $page, 'page' );
		$other = $this->their_experiment( '79', array( 'B' ) );
		update_post_meta( $other, 'optimizely_variations_5', 'One more that Optimizely does not have' );
		$gone = $this->their_experiment( '80', array( 'B' ) );
		wp_trash_post( $gone );
		$odd = $this->their_experiment( '81', array( 'B' ) );
		update_post_meta( $odd, 'optimizely_experiment_id', '81/../../projects' );
		$answer = $this->import();
		$this->assertSame( array(), $answer['imported'] );
		$this->assertCount( 3, $answer['skipped'] );
		foreach ( array( $page, $other, $gone, $odd ) as $post ) {
			$this->assertSame( array(), Store\of_post( $post ) );
		}
		$this->assertSame( 'draft', Store\current( $busy )['status'] );
	}

	/**
	 * @return array<string, array{array<string, mixed>}>
	 */
	public function not_theirs(): array {
		return array(
			'somebody else\'s, by its name' => array( array( 'name' => 'Checkout redesign' ) ),
			'of another post'                => array( array( 'name' => 'WordPress [99999]: Post 77' ) ),
			'only nearly of this post'       => array( array( 'name' => 'New WordPress [1]: Post 77' ) ),
			'of another project'             => array( array( 'project_id' => 999 ) ),
			'of no project'                  => array( array( 'project_id' => null ) ),
			'without a name'                 => array( array( 'name' => null ) ),
		);
	}

	/**
	 * The meta that names an experiment can be written by whoever may edit the post.
	 *
	 * @dataProvider not_theirs
	 * @param array<string, mixed> $answer What Optimizely says of the experiment.
	 */
	public function test_an_experiment_that_the_official_plugin_did_not_make_is_left_alone( array $answer ): void {
		$this->connect_with_token( '123' );
		$post   = $this->their_experiment( '77', array( 'B' ), 'running', 'running', $answer );
		$answer = $this->import();
		$this->assertSame( array( array(), 1 ), array( $answer['imported'], count( $answer['skipped'] ) ) );
		$this->assertStringContainsString( '“Post 77” was left alone', $answer['skipped'][0] );
		$this->assertNull( Store\current( $post ) );
	}

	public function test_it_started_when_it_was_started_there(): void {
		$this->connect_with_token( '123' );
		$post = $this->their_experiment( '77', array( 'B' ), 'running', 'running', array( 'earliest' => '2026-10-05T18:00:00.000000Z' ) );
		$this->import();
		$this->assertSame( '2026-10-05T18:00:00Z', Store\current( $post )['started_at'] );
	}

	public function test_an_outage_leaves_all_for_the_next_time(): void {
		$this->connect_with_token( '123' );
		$post = $this->post();
		update_post_meta( $post, 'optimizely_experiment_id', '90' );
		update_post_meta( $post, 'optimizely_variations_0', 'B' );
		FakeService::on( '#.#', 503 );
		$answer = $this->import();
		$this->assertSame( array( 1, 1, 0 ), array( $answer['experiments'], count( $answer['skipped'] ), count( $answer['imported'] ) ) );
		$this->assertSame( array(), Store\of_post( $post ) );
	}

	public function test_an_editor_may_not(): void {
		$this->theirs( array( 'token' => '2:canary-their-token' ) );
		$this->become( 'editor' );
		$this->assertSame( array( 403, 403 ), array( $this->rest( 'GET', self::ROUTE )->get_status(), $this->rest( 'POST', self::ROUTE )->get_status() ) );
	}
}
