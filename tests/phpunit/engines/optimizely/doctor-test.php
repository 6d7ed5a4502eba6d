<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Core\Site;
use TwoHeads\Engines\Optimizely\Doctor;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

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
}
