<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Core;

use TwoHeads\Core\Schema;
use TwoHeads\Tests\TestCase;
use const TwoHeads\DIR;

final class SchemaTest extends TestCase {

	/**
	 * @return array<string, array{string}>
	 */
	public function names(): array {
		$names = array();
		foreach ( (array) glob( dirname( __DIR__, 3 ) . '/schemas/*.json' ) as $file ) {
			$names[ basename( $file, '.json' ) ] = array( basename( $file, '.json' ) );
		}
		return $names;
	}

	/**
	 * @dataProvider names
	 */
	public function test_each_schema_uses_only_what_wordpress_checks( string $name ): void {
		$this->assertDirectoryExists( DIR . '/schemas' );
		$known = array_merge(
			array( '$schema', 'title', 'description', 'default', 'required', 'additionalProperties' ),
			rest_get_allowed_schema_keywords()
		);
		$walk  = function ( array $schema, string $at ) use ( &$walk, $known ): void {
			foreach ( array_keys( $schema ) as $keyword ) {
				$this->assertContains( $keyword, $known, "$at: WordPress ignores '$keyword'" );
			}
			foreach ( $schema['oneOf'] ?? array() as $number => $inner ) {
				$walk( $inner, "$at, one of: $number" );
			}
			$this->assertTrue( isset( $schema['type'] ) || ! empty( $schema['oneOf'] ), "$at has no type" );
			foreach ( $schema['properties'] ?? array() as $property => $inner ) {
				$walk( $inner, "$at.$property" );
			}
			if ( isset( $schema['items'] ) ) {
				$walk( $schema['items'], "$at\[]" );
			}
		};
		$walk( Schema\load( $name ), $name );
	}

	public function test_arguments_refuse_with_the_mend(): void {
		$args = Schema\rest_args( 'optimizely-token', array( 'token' => 'Paste the whole token.' ) );
		$this->assertTrue( $args['token']['required'] );
		$refused = ( $args['token']['validate_callback'] )( 'a b c d e f', null, 'token' );
		$this->assertSame( 'Paste the whole token.', $refused->get_error_message() );
		$this->assertTrue( ( $args['token']['validate_callback'] )( '2:abcdefgh', null, 'token' ) );
	}
}
