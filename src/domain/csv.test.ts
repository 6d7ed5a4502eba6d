import { csvFileName, toCsv } from './csv';

describe( 'toCsv', () => {
	it( 'ends every row with CRLF and leaves null empty', () => {
		expect(
			toCsv( [
				[ 'a', 'b' ],
				[ 1, null ],
			] )
		).toBe( 'a,b\r\n1,\r\n' );
		expect( toCsv( [] ) ).toBe( '' );
	} );

	it.each( [
		[ 'plain', 'plain' ],
		[ 'a,b', '"a,b"' ],
		[ 'say "hi"', '"say ""hi"""' ],
		[ 'two\nlines', '"two\nlines"' ],
		[ ' blank ', '" blank "' ],
		[ 'Größe 🎉', 'Größe 🎉' ],
		[ 'a = b - c', 'a = b - c' ],
	] )( 'writes %j as %j', ( text, cell ) => {
		expect( toCsv( [ [ text ] ] ) ).toBe( `${ cell }\r\n` );
	} );

	it.each( [
		'=HYPERLINK("https://evil.example")',
		'+1',
		'-2+3',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		' =1',
		'\uFEFF=1',
		'＝1',
	] )( 'lets no spreadsheet compute %j', ( text ) => {
		expect( toCsv( [ [ text ] ] ) ).toBe(
			`"'${ text.replaceAll( '"', '""' ) }"\r\n`
		);
	} );

	it.each( [
		[ -0.25, '-0.25' ],
		[ 0, '0' ],
		[ 1200.5, '1200.5' ],
		[ Number.NaN, '' ],
		[ Infinity, '' ],
	] )( 'keeps the number %p a number', ( number, cell ) => {
		expect( toCsv( [ [ number ] ] ) ).toBe( `${ cell }\r\n` );
	} );
} );

describe( 'csvFileName', () => {
	it.each( [
		[ [ 'Daily Herd', 'A / B: "c"?' ], 'daily-herd-a-b-c.csv' ],
		[ [ '../..', '' ], 'export.csv' ],
		[ [ 'Größe', '12' ], 'größe-12.csv' ],
		[ [ 'خبر عاجل' ], 'خبر-عاجل.csv' ],
	] )( 'of %j is %s', ( parts, name ) => {
		expect( csvFileName( ...parts ) ).toBe( name );
	} );
	it( 'tells two of one post apart, however long its title is', () => {
		const title = 'Night trains return to the valley '.repeat( 4 );
		const name = ( ...more: string[] ) =>
			csvFileName( 'Daily Herd', title, ...more );
		expect( name( '45' ) ).toMatch(
			/^daily-herd-night-trains-.*-45\.csv$/
		);
		expect( name( '45', 'over-time' ) ).toMatch( /-45-over-time\.csv$/ );
		expect( name( '45', 'over-time' ).length ).toBeLessThanOrEqual( 84 );
	} );
	it( 'is not too long for a disk', () => {
		expect( csvFileName( 'x'.repeat( 500 ) ) ).toHaveLength( 84 );
	} );
} );
