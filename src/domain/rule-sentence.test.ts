import { wantedAddress } from './rule-sentence';
import type { UrlRule } from './url-rule';

const HOME = 'https://news.example/';
const rule = (
	type: UrlRule[ 'type' ],
	value: string,
	negate = false
): UrlRule => ( { type, value, negate } );
const wanted = ( match: 'any' | 'all', ...rules: UrlRule[] ) =>
	wantedAddress( { match, rules }, `${ HOME }sports/`, HOME );

it( 'says nothing of an address that the rules let in', () => {
	expect( wanted( 'any', rule( 'substring', '' ) ) ).toBe( '' );
	expect(
		wanted( 'any', rule( 'substring', '/a/' ), rule( 'regex', 'sports' ) )
	).toBe( '' );
} );

it( 'names the rules that keep it out', () => {
	expect( wanted( 'any', rule( 'substring', '/news/' ) ) ).toBe(
		'contains “/news/”'
	);
	expect(
		wanted(
			'any',
			rule( 'simple', `${ HOME }a` ),
			rule( 'exact', `${ HOME }b` ),
			rule( 'regex', '^a' )
		)
	).toBe(
		`is the page “${ HOME }a”, is exactly “${ HOME }b”, or matches the pattern “^a”`
	);
} );

it( 'names only those of several that are not met', () => {
	expect(
		wanted(
			'all',
			rule( 'substring', '' ),
			rule( 'substring', '/sports/', true ),
			rule( 'regex', 'news/$' )
		)
	).toBe( 'does not contain “/sports/” and matches the pattern “news/$”' );
} );

it( 'calls the site’s own address by its name', () => {
	expect( wanted( 'any', rule( 'substring', '', true ) ) ).toBe(
		`does not contain “${ HOME }”`
	);
} );
