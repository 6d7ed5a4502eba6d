<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Core\Site;
use TwoHeads\Engines\Optimizely\Doctor;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_CLI;

/**
 * What is left behind, and what is not touched.
 */
final class DoctorTest extends TestCase {

	use Experimenting;

	public function test_it_finds_what_has_no_experiment_here_and_nothing_else(): void {
		$optimizely = new FakeOptimizely();
		$this->become( 'administrator' );
		$this->running( $this->post() );
		$site = Site\key();
		$optimizely->objects['experiments'] += array(
			1 => array( 'id' => 1, 'name' => 'Lost', 'description' => "Text\n[two-heads:$site-99999]" ),
			2 => array( 'id' => 2, 'name' => 'Of another site', 'description' => '[two-heads:ffffffff-99999]' ),
			3 => array( 'id' => 3, 'name' => 'A person\'s, about WordPress', 'description' => 'WordPress' ),
			4 => array( 'id' => 4, 'name' => 'Archived', 'status' => 'archived', 'description' => "[two-heads:$site-99999]" ),
		);
		$optimizely->objects['pages'] += array(
			5 => array( 'id' => 5, 'name' => 'Lost page', 'key' => "two_heads_{$site}_99999_post" ),
			6 => array( 'id' => 6, 'name' => 'A person\'s page', 'key' => 'home' ),
		);
		$this->assertSame( array( '1', '5' ), array_column( Doctor\orphans(), 'id' ) );
		$this->assertNull( Doctor\clean( Doctor\orphans() ) );
		$this->assertSame( array(), Doctor\orphans() );
		$this->assertCount( 3, $optimizely->live( 'experiments' ) );
		$this->assertCount( 3, $optimizely->live( 'pages' ) );
	}

	/**
	 * The command, as it is typed.
	 *
	 * @param array<string, string> $flags Its flags.
	 * @return list<string> What it said.
	 */
	private function command( array $flags = array() ): array {
		WP_CLI::$said = array();
		try {
			Doctor\command( array(), $flags );
		} catch ( \RuntimeException $ended ) {
			WP_CLI::$said[] = 'ended';
		}
		return WP_CLI::$said;
	}

	/**
	 * A site that has left a page and an experiment behind.
	 */
	private function with_orphans(): FakeOptimizely {
		$optimizely                         = new FakeOptimizely();
		$site                               = Site\key();
		$optimizely->objects['experiments'] = array( 1 => array( 'id' => 1, 'name' => 'Lost', 'status' => 'running', 'description' => "[two-heads:$site-99]" ) );
		$optimizely->objects['pages']       = array( 5 => array( 'id' => 5, 'name' => 'Lost page', 'key' => "two_heads_{$site}_99_page" ) );
		WP_CLI::$yes                        = true;
		return $optimizely;
	}

	public function test_the_command_lists_and_says_how_to_go_on(): void {
		$optimizely = $this->with_orphans();
		$site       = Site\key();
		$this->assertSame(
			array( "table: experiment,1,Lost,$site-99 | page,5,Lost page,$site-99", 'log: To archive them: wp two-heads optimizely doctor --clean' ),
			$this->command()
		);
		$this->assertStringStartsWith( 'json: ', $this->command( array( 'format' => 'json' ) )[0] );
		$this->assertCount( 1, $optimizely->live( 'experiments' ) );
		$this->assertSame( array(), preg_grep( '#^(?!GET)#', $optimizely->calls ) );
	}

	public function test_the_command_archives_after_a_question(): void {
		$optimizely  = $this->with_orphans();
		WP_CLI::$yes = false;
		$said        = $this->command( array( 'clean' => true ) );
		$this->assertSame( array( 'confirm: Archive these in Optimizely?', 'ended' ), array_slice( $said, 1 ) );
		$this->assertCount( 1, $optimizely->live( 'experiments' ) );
		WP_CLI::$yes = true;
		$said        = $this->command( array( 'clean' => true ) );
		$this->assertSame( 'success: Archived 2 objects.', end( $said ) );
		$this->assertSame( array( array(), array() ), array( $optimizely->live( 'experiments' ), $optimizely->live( 'pages' ) ) );
		$this->assertSame( array( 'success: Nothing is left behind in Optimizely.' ), $this->command( array( 'clean' => true ) ) );
	}

	public function test_the_command_need_not_ask(): void {
		$this->with_orphans();
		$said = $this->command( array( 'clean' => true, 'yes' => true ) );
		$this->assertSame( 'success: Archived 2 objects.', end( $said ) );
		$this->assertSame( array(), preg_grep( '/^confirm/', $said ) );
	}

	public function test_the_command_says_what_went_wrong(): void {
		$optimizely = $this->with_orphans();
		$optimizely->faults[2] = array( FakeService::response( 500 ), false );
		$said = $this->command( array( 'clean' => true, 'yes' => true ) );
		$this->assertStringStartsWith( 'error: Optimizely has a problem', $said[1] );
		Connection\disconnect();
		$this->assertStringStartsWith( 'error: Optimizely is not connected', $this->command()[0] );
	}
}
