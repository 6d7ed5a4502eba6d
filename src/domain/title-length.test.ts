import { titleLength, titleLengthHint } from './title-length';

describe( 'titleLength', () => {
	it( 'counts as a reader does', () => {
		expect( titleLength( ' Héllo 👩‍👩‍👧‍👦 ' ).characters ).toBe( 7 );
		expect( titleLength( 'Cafe\u0301' ).characters ).toBe( 4 );
		expect( titleLength( '' ) ).toEqual( {
			characters: 0,
			pixels: 0,
			long: false,
		} );
	} );
	it( 'knows that letters differ in width', () => {
		expect( titleLength( 'i'.repeat( 100 ) ).long ).toBe( false );
		expect( titleLength( 'W'.repeat( 40 ) ).long ).toBe( true );
		expect( titleLength( '字'.repeat( 31 ) ).long ).toBe( true );
		expect( titleLength( '字'.repeat( 30 ) ).long ).toBe( false );
	} );
	it( 'finds about sixty characters of a sentence to be the most', () => {
		const sentence =
			'The town council voted against the new bridge on Monday night and will vote again';
		expect( titleLength( sentence.slice( 0, 58 ) ).long ).toBe( false );
		expect( titleLength( sentence.slice( 0, 75 ) ).long ).toBe( true );
	} );
} );

describe( 'the hint', () => {
	it( 'says the number, and what it means where it is long', () => {
		expect( titleLengthHint( ' ' ) ).toBe( '' );
		expect( titleLengthHint( 'X' ) ).toBe( '1 character' );
		expect( titleLengthHint( 'Fresh news' ) ).toBe( '10 characters' );
		expect( titleLengthHint( 'abcdefghij'.repeat( 8 ) ) ).toMatch(
			/^80 characters: search results show about 60/
		);
	} );
	it.each( [
		'W'.repeat( 50 ),
		'東京の夜行列車が十一年ぶりに谷へ戻り乗客二百十二人と帽子の犬が乗った',
	] )(
		'goes by the width where a few wide letters are too many: %s',
		( wide ) => {
			expect( titleLengthHint( wide ) ).toBe(
				'Wide for search results, which may cut the end.'
			);
		}
	);
} );
