import {
	foldTitle,
	oneLine,
	plainTitle,
	titleProblems,
	titleProblemSentence,
	trimmedTitle,
	variationName,
} from './titles';

describe( 'a headline', () => {
	it.each( [
		[ 'One\nTwo', 'One Two' ],
		[ 'One \r\n\r\n Two', 'One Two' ],
		[ 'One\u2028Two', 'One Two' ],
		[ 'Still typing ', 'Still typing ' ],
		[ 'Two  spaces', 'Two  spaces' ],
	] )( 'is one line: %p', ( typed, line ) => {
		expect( oneLine( typed ) ).toBe( line );
	} );
	it( 'is sent without white space around it', () => {
		expect( trimmedTitle( '\n Fresh news 🎉 \n' ) ).toBe( 'Fresh news 🎉' );
	} );
	it.each( [
		[ 'Plain', 'Plain' ],
		[ 'Fish &amp; chips', 'Fish & chips' ],
		[ 'An <em>old</em> story', 'An old story' ],
		[ '1 &lt; 2', '1 < 2' ],
		[ 'AT&T', 'AT&T' ],
		[ '<script>alert( 1 )</script>News', 'News' ],
	] )( 'that the editor keeps as %p reads as text', ( raw, text ) => {
		expect( plainTitle( raw ) ).toBe( text );
	} );
	it.each( [
		[ 'It’s “new” – really…', 'It\'s "new" - really...' ],
		[ 'A -- b', 'A — b' ],
		[ ' Two\u00A0 words ', 'Two words' ],
		[ 'Zu\u00ADsammen', 'Zusammen' ],
		[ 'Cafe\u0301', 'Café' ],
		[ 'A 4x6 photo of 10x20x30', 'A 4×6 photo of 10×20×30' ],
		[ 'Heads (tm) up', 'Heads ™ up' ],
		[ "``News''", '“News”' ],
		[ '"Non", dit-elle', '«\u00A0Non\u00A0», dit-elle' ],
		[ 'Wordpress grows', 'WordPress grows' ],
	] )( 'is the same for a reader: %p and %p', ( one, other ) => {
		expect( foldTitle( one ) ).toBe( foldTitle( other ) );
	} );
	it.each( [
		[ 'News', 'news' ],
		[ 'News', 'News!' ],
		[ 'Axb', 'A×b' ],
		[ 'שלום', 'שלוםם' ],
	] )( 'is another one: %p and %p', ( one, other ) => {
		expect( foldTitle( one ) ).not.toBe( foldTitle( other ) );
	} );
} );

describe( 'titleProblems', () => {
	it( 'names what is empty, the original again, and the later of two', () => {
		expect(
			titleProblems( 'It’s old', [
				'New',
				' \u200B ',
				"It's  old",
				'Other',
				'New ',
				'New',
			] )
		).toEqual( [
			null,
			{ kind: 'empty' },
			{ kind: 'original' },
			null,
			{ kind: 'duplicate', of: 0 },
			{ kind: 'duplicate', of: 0 },
		] );
	} );
	it( 'says which one, counting as the fields do', () => {
		expect( titleProblemSentence( { kind: 'duplicate', of: 1 } ) ).toMatch(
			/same as variation 2/
		);
		expect( titleProblemSentence( { kind: 'empty' } ) ).toMatch( /empty/ );
		expect( titleProblemSentence( { kind: 'original' } ) ).toMatch(
			/post’s title/
		);
		expect( [ 0, 1, 9 ].map( variationName ) ).toEqual( [
			'Original',
			'Variation 1',
			'Variation 9',
		] );
	} );
} );
