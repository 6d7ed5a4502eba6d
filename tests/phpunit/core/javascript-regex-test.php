<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Core;

use TwoHeads\Core\JavaScriptRegex;
use TwoHeads\Tests\TestCase;

final class JavaScriptRegexTest extends TestCase {

	/**
	 * @dataProvider right
	 */
	public function test_takes_what_a_browser_takes( string $pattern ): void {
		$this->assertNull( JavaScriptRegex\fault( $pattern ) );
	}

	/**
	 * Each of them was given to `new RegExp()`; the one with flags in a group is for browsers of 2025 and later.
	 *
	 * @return array<string, array{string}>
	 */
	public function right(): array {
		$patterns = array(
			'', 'a', '^https?://example\.org/(news|sport)/', '/\d{4}/\d{2}/', '[^]', '[]', '[^/]+$', '(?:a|b)*?', '(?<=x{2,3}y*)a',
			'(?<!a|bc)d', '(?<year>\d+)-\k<year>', '\u00e9\x41\cA\0\9', 'a{', 'a{b}', ']', '}', '{', '[\w-.]', '[\d-z]', '[a-]', '[-a]',
			'[+--]', '[[]', '\[', 'x{2}', 'x{2,}', 'x{2,2}?', '(?=a)*', '(?!a)+', '()', '(|a)', 'a||b', '|', 'é+', '😀+', '[😀é]', '\/', '\Q\E\A\Z',
			"a\nb", '(a)(b)\1\2\3', '[\b]', '[\]a]', '[\\\\]', '(?i:a)b', '[\u0041-\u005a]', '[\\--\\.]',
		);
		$names = array_map( static fn ( $pattern ) => "pattern $pattern", $patterns );
		return array_combine( $names, array_map( static fn ( $pattern ) => array( $pattern ), $patterns ) );
	}

	/**
	 * @dataProvider wrong
	 */
	public function test_refuses_what_no_browser_takes( string $pattern, string $says ): void {
		$this->assertStringContainsString( $says, (string) JavaScriptRegex\fault( $pattern ) );
	}

	/**
	 * @return array<string, array{string, string}>
	 */
	public function wrong(): array {
		return array(
			'group open'            => array( 'a(b', 'never closed' ),
			'group closed'          => array( 'a)b', 'no opening' ),
			'class open'            => array( '[a-z', 'never closed' ),
			'class with its end escaped' => array( '[a\]', 'never closed' ),
			'backslash'             => array( 'a\\', 'backslash' ),
			'glob'                  => array( '*.php', 'nothing before *' ),
			'twice'                 => array( 'a**', 'nothing before *' ),
			'possessive'            => array( 'a++', 'nothing before +' ),
			'after bar'             => array( 'a|+b', 'nothing before +' ),
			'in group'              => array( '(?)', 'nothing before ?' ),
			'atomic group'          => array( '(?>a)', 'nothing before ?' ),
			'flags in front'        => array( '(?i)a', 'nothing before ?' ),
			'name of Python'        => array( '(?P<a>b)', 'nothing before ?' ),
			'comment'               => array( '(?#a)', 'nothing before ?' ),
			'verb'                  => array( '(*FAIL)', 'nothing before *' ),
			'after edge'            => array( '^*', 'nothing before *' ),
			'after word edge'       => array( '\b+', 'nothing before +' ),
			'after looking behind'  => array( '(?<=a)*', 'nothing before *' ),
			'count'                 => array( '{2}', 'nothing before {2}' ),
			'numbers'               => array( 'a{3,2}', 'wrong order' ),
			'range'                 => array( '[z-a]', 'z-a' ),
			'range of escapes'      => array( '[\u005a-\u0041]', 'backwards' ),
		);
	}
}
