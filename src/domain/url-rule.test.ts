import { judgeUrl, meetsRule, mistakeIn } from './url-rule';
import type { UrlRule } from './url-rule';

const HOME = 'https://news.example/';
const rule = (
	type: UrlRule[ 'type' ],
	value: string,
	negate = false
): UrlRule => ( { type, value, negate } );

describe( 'meetsRule', () => {
	it.each( [
		// simple: host and path.
		[ 'simple', 'https://news.example/a', 'https://news.example/a', true ],
		[
			'simple',
			'https://news.example/a',
			'http://www.news.example/a/',
			true,
		],
		[
			'simple',
			'news.example/a',
			'https://news.example/a?utm=1#top',
			true,
		],
		[ 'simple', 'https://news.example/A', 'https://NEWS.example/a', true ],
		[ 'simple', 'https://news.example', 'https://news.example/', true ],
		[
			'simple',
			'https://news.example/a',
			'https://news.example/a/b',
			false,
		],
		[
			'simple',
			'https://news.example/a',
			'https://m.news.example/a',
			false,
		],
		[
			'simple',
			'https://news.example/a',
			'https://news.example/a.html',
			false,
		],
		[
			'simple',
			'http://localhost:8881/a',
			'http://localhost:8881/a',
			true,
		],
		[
			'simple',
			'http://localhost:8881/a',
			'http://localhost:8882/a',
			false,
		],
		[
			'simple',
			'https://news.example/?p=1',
			'https://news.example/?p=2',
			true,
		],
		// exact: with query and fragment.
		[
			'exact',
			'https://news.example/?p=1',
			'https://news.example/?p=1',
			true,
		],
		[
			'exact',
			'https://news.example/?p=1',
			'https://news.example/?p=2',
			false,
		],
		[
			'exact',
			'https://news.example/a',
			'https://news.example/a?x=1',
			false,
		],
		[
			'exact',
			'https://news.example/a#b',
			'https://news.example/a',
			false,
		],
		[
			'exact',
			'https://news.example/a/?x=1',
			'http://www.news.example/a?x=1',
			true,
		],
		// substring: anywhere, as typed.
		[ 'substring', '', 'https://news.example/a', true ],
		[ 'substring', '', 'https://other.example/a', false ],
		[ 'substring', '/SPORT/', 'https://news.example/sport/a', true ],
		[ 'substring', 'http://news.example', 'https://news.example/', false ],
		// regex: JavaScript's, with capitals.
		[
			'regex',
			'^https://news\\.example/\\d+/$',
			'https://news.example/2026/',
			true,
		],
		[ 'regex', '/sport/', 'https://news.example/Sport/', false ],
		[ 'regex', '(?<=/)a(?!b)', 'https://news.example/ac', true ],
		[ 'regex', '(', 'https://news.example/(', false ],
	] as const )( '%s "%s" and %s: %p', ( type, value, url, met ) => {
		expect( meetsRule( rule( type, value ), url, HOME ) ).toBe( met );
	} );

	it( 'turns round with "is not", but not for a rule with a mistake', () => {
		const at = 'https://news.example/sport/';
		expect(
			meetsRule( rule( 'substring', 'sport', true ), at, HOME )
		).toBe( false );
		expect( meetsRule( rule( 'substring', 'shop', true ), at, HOME ) ).toBe(
			true
		);
		expect( meetsRule( rule( 'regex', '(', true ), at, HOME ) ).toBe(
			false
		);
	} );
} );

describe( 'mistakeIn', () => {
	it.each( [
		[
			'regex',
			'(a',
			/not a valid regular expression: Unterminated group\./,
		],
		[ 'regex', '*', /Nothing to repeat/ ],
		[ 'regex', '[:', /Unterminated character class/ ],
		[ 'regex', '', /Type an address/ ],
		[ 'simple', ' ', /Type an address/ ],
		[ 'exact', '', /Type an address/ ],
		[ 'simple', '/news/', /not an address/ ],
		[ 'exact', 'javascript:alert(1)', /not an address/ ],
		[ 'simple', 'ftp://news.example/', /not an address/ ],
		[ 'simple', 'news example', /not an address/ ],
	] as const )(
		'names what is wrong with %s "%s"',
		( type, value, words ) => {
			expect( mistakeIn( rule( type, value ) ) ).toMatch( words );
		}
	);

	it.each( [
		[ 'substring', '' ],
		[ 'regex', 'a{2,}(?:b|c)' ],
		[ 'simple', 'localhost/a' ],
		[ 'exact', '//news.example/' ],
	] as const )( 'finds none in %s "%s"', ( type, value ) => {
		expect( mistakeIn( rule( type, value ) ) ).toBe( '' );
	} );
} );

describe( 'the length of a value', () => {
	it( 'is counted in characters, as PHP counts them', () => {
		const most = '🎉'.repeat( 2000 );
		expect( mistakeIn( rule( 'substring', most ) ) ).toBe( '' );
		expect( mistakeIn( rule( 'substring', most + 'x' ) ) ).toMatch(
			/at most 2000/
		);
	} );
} );

describe( 'judgeUrl', () => {
	const rules = [
		rule( 'substring', '' ),
		rule( 'substring', '/shop', true ),
	];
	it.each( [
		[ 'any', 'https://news.example/shop/', [ true, false ], true ],
		[ 'all', 'https://news.example/shop/', [ true, false ], false ],
		[ 'all', 'https://news.example/', [ true, true ], true ],
		[ 'any', 'https://other.example/shop/', [ false, false ], false ],
	] as const )( '%s of the rules at %s', ( match, url, each, whole ) => {
		expect( judgeUrl( { match, rules }, url, HOME ) ).toEqual( {
			matches: whole,
			rules: each,
		} );
	} );
	it( 'lets nothing through without a rule', () => {
		expect( judgeUrl( { match: 'all', rules: [] }, HOME, HOME ) ).toEqual( {
			matches: false,
			rules: [],
		} );
	} );
} );
