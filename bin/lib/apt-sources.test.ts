import { sourceListFor } from './apt-sources';

describe( 'sourceListFor', () => {
	test( 'takes the archive of a deb822 file and leaves its security pocket', () => {
		const text = [
			'Types: deb',
			'URIs: https://mirror.example/security',
			'Suites: bookworm-security',
			'Components: main',
			'',
			'Types: deb deb-src',
			'# a comment',
			'URIs: https://mirror.example/debian',
			'Suites: bookworm bookworm-updates',
			'Components: main contrib',
			'Signed-By: /usr/share/keyrings/some.gpg',
			'',
		].join( '\n' );
		expect( sourceListFor( text, 'deb822', 'trixie' ) ).toBe(
			[
				'Types: deb',
				'URIs: https://mirror.example/debian',
				'Signed-By: /usr/share/keyrings/some.gpg',
				'Suites: trixie',
				'Components: main',
				'',
			].join( '\n' )
		);
	} );

	test( 'passes over a stanza that is switched off or belongs to somebody else', () => {
		const text = [
			'Types: deb',
			'URIs: https://mirror.example/debian',
			'Suites: bookworm',
			'Components: main',
			'Enabled: no',
			'',
			'Types: deb',
			'URIs: https://other.example/tool',
			'Suites: stable',
			'Components: tool',
		].join( '\n' );
		expect( sourceListFor( text, 'deb822', 'sid' ) ).toBeNull();
	} );

	test( 'reads one-line files with and without options', () => {
		expect(
			sourceListFor(
				'# deb https://old.example/debian buster main\ndeb [signed-by=/k.gpg arch=amd64] https://mirror.example/debian bookworm main contrib # here\n',
				'lines',
				'sid'
			)
		).toBe(
			'deb [signed-by=/k.gpg arch=amd64] https://mirror.example/debian sid main\n'
		);
		expect(
			sourceListFor(
				'deb https://mirror.example/debian bookworm main',
				'lines',
				'sid'
			)
		).toBe( 'deb https://mirror.example/debian sid main\n' );
		expect(
			sourceListFor(
				'deb https://mirror.example/debian bookworm-backports main',
				'lines',
				'sid'
			)
		).toBeNull();
	} );
} );
