/*
 * @jest-environment jsdom
 */
import { evaluate, isOnPage } from './conditions';
import { matchesUrl } from './urls';

it.each( [
	// match, value, address, whether it fits
	[
		'simple',
		'https://site.test/post/',
		'http://www.site.test/post?utm=1#x',
		true,
	],
	[ 'simple', 'site.test/post', 'https://site.test/POST/', true ],
	[ 'simple', 'https://site.test/post', 'https://site.test/post/2/', false ],
	[ 'simple', 'https://site.test/', 'https://site.test', true ],
	[ 'simple', 'https://site.test/', 'https://other.site.test/', false ],
	[
		'exact',
		'https://site.test/post?a=1',
		'http://www.site.test/post/?a=1',
		true,
	],
	[ 'exact', 'https://site.test/post', 'https://site.test/post?a=1', false ],
	[
		'exact',
		'https://site.test/post',
		'https://site.test/post?optimizely_x=1',
		true,
	],
	[
		'exact',
		'https://site.test/post?a=1',
		'https://site.test/post?a=1&optimizely_log=x',
		true,
	],
	[ 'substring', 'site.test', 'https://www.site.test/any/where?x', true ],
	[ 'substring', 'https://site.test/news', 'http://site.test/News/1', true ],
	[ 'substring', '?s=cat', 'https://site.test/?s=cat', true ],
	[ 'substring', 'www.site.test', 'https://site.test/', false ],
	[ 'regex', '^https://site\\.test/\\d+$', 'https://site.test/12', true ],
	[ 'regex', '^https://site\\.test/\\d+$', 'https://site.test/12?x', false ],
	[ 'regex', '(', 'https://site.test/(', false ],
	[ 'unknown', 'a', 'a', false ],
] )( '%s %s on %s: %s', ( match, value, url, fits ) => {
	expect( matchesUrl( url, match, value ) ).toBe( fits );
} );

const url = ( value: string ) => ( {
	type: 'url',
	match_type: 'substring',
	value,
} );

it.each( [
	[ 'everywhere without conditions', null, true ],
	[ 'nothing to be', [ 'and' ], true ],
	[ 'or', [ 'and', [ 'or', url( '/b' ), url( '/a' ) ] ], true ],
	[ 'and', [ 'and', url( '/a' ), url( '/b' ) ], false ],
	[
		'not',
		[ 'and', [ 'or', url( '/a' ) ], [ 'not', [ 'or', url( 'print' ) ] ] ],
		true,
	],
	[ 'not, met', [ 'not', url( '/a' ) ], false ],
	[ 'an element', { type: 'element_present', value: 'body' }, true ],
	[ 'no element', { type: 'element_present', value: '.nowhere' }, false ],
] )( 'conditions: %s', ( _name, conditions, holds ) => {
	expect( isOnPage( conditions, 'https://site.test/a' ) ).toBe( holds );
} );

it( 'takes a list without an operator for one that never holds', () => {
	expect( evaluate( [ 'maybe' ], () => true ) ).toBe( false );
} );
