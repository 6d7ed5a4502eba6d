<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Engines\Optimizely\Targeting;
use TwoHeads\Experiments\Settings;
use TwoHeads\Tests\TestCase;

final class TargetingTest extends TestCase {

	public function test_by_default_it_is_the_whole_site(): void {
		$this->assertSame(
			'["and",["or",{"type":"url","match_type":"substring","value":"https://example.org/"}]]',
			Targeting\conditions( Settings\DEFAULTS['targeting'] )
		);
		$this->assertSame( 'https://example.org/', Targeting\edit_url() );
	}

	public function test_rules_are_joined_and_turned_around(): void {
		$targeting = array(
			'match' => 'all',
			'rules' => array(
				array( 'type' => 'regex', 'value' => '^https?://"é"\.example/\d+$', 'negate' => false ),
				array( 'type' => 'simple', 'value' => 'https://example.org/shop/', 'negate' => true ),
			),
		);
		$this->assertSame(
			array(
				'and',
				array(
					'and',
					array( 'type' => 'url', 'match_type' => 'regex', 'value' => '^https?://"é"\.example/\d+$' ),
					array( 'not', array( 'type' => 'url', 'match_type' => 'simple', 'value' => 'https://example.org/shop/' ) ),
				),
			),
			json_decode( Targeting\conditions( $targeting ), true )
		);
	}

	public function test_a_post_is_known_by_its_address(): void {
		$this->assertSame(
			'["and",["or",{"type":"url","match_type":"simple","value":"https://example.org/2026/11/post/"}]]',
			Targeting\post_conditions( 'https://example.org/2026/11/post/' )
		);
	}

	public function test_with_plain_permalinks_the_query_decides_and_no_other_number(): void {
		$rule = json_decode( Targeting\post_conditions( 'https://example.org/blog.v2/?post_type=a+b&p=12' ), true )[1][1];
		$this->assertSame( 'regex', $rule['match_type'] );
		$matches = static fn ( string $url ): bool => 1 === preg_match( '~' . str_replace( '~', '\~', $rule['value'] ) . '~', $url );
		foreach ( array( 'https://example.org/blog.v2/?post_type=a+b&p=12', 'http://example.org/blog.v2/?x=1&post_type=a+b&p=12&utm=1', 'https://example.org/blog.v2/?post_type=a+b&p=12#top' ) as $url ) {
			$this->assertTrue( $matches( $url ), $url );
		}
		foreach ( array( 'https://example.org/blog.v2/?post_type=a+b&p=123', 'https://example.org/blogXv2/?post_type=a+b&p=12', 'https://example.org/blog.v2/?xpost_type=a+b&p=12', 'https://example.org/blog.v2/', 'https://example.org/blog.v2/?a#?post_type=a+b&p=12' ) as $url ) {
			$this->assertFalse( $matches( $url ), $url );
		}
	}
}
