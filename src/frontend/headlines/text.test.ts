import { fold } from './text';

describe( 'fold', () => {
	test.each( [
		[ 'It\'s "here" - now...', 'It’s “here” – now…' ],
		[ "'Tis 6'2\" -- tall", '‘Tis 6′2″ — tall' ],
		[ 'Guillemets "ok"', '« Guillemets » „ok‟' ],
		[ 'A\u00a0hard\u202fspace', 'A hard space' ],
		[ '\n\t\tMarkup   space\n', 'Markup space' ],
		[ 'Soft\u00adhy\u00adphen', 'Softhyphen' ],
		[ 'Zero\u200bwidth\ufeff', 'Zerowidth' ],
	] )( '%j reads like %j', ( a, b ) => {
		expect( fold( a ) ).toBe( fold( b ) );
		expect( fold( a ) ).not.toBe( '' );
	} );

	test.each( [
		[ 'Ten things', 'Two things' ],
		[ 'Party', 'Party 🎉' ],
		[ '5 + 3', '5 × 3' ],
		[ 'שלום', 'עולם' ],
		[ 'Résumé', 'Resume' ],
		[ 'C', 'C++' ],
	] )( '%j does not read like %j', ( a, b ) => {
		expect( fold( a ) ).not.toBe( fold( b ) );
	} );

	test( 'nothing is nothing', () => {
		expect( fold( null ) + fold( undefined ) + fold( ' … ' ) ).toBe( '' );
	} );
} );
