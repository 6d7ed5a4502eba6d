import { readFileSync } from 'node:fs';
import { faultsOf, weightFaults } from './build-faults';

const check = ( content: string ) =>
	faultsOf( 'a.js', content, '/home/somebody/two-heads' );

test.each( [
	'react/cjs/react.production.min.js',
	'react/cjs/react-jsx-runtime.production.min.js',
	'react/cjs/react-jsx-runtime.development.js',
	'react-dom/cjs/react-dom.production.min.js',
] )( 'finds %s without its comments', ( file ) => {
	const code = readFileSync(
		require.resolve( `../../node_modules/${ file }` ),
		'utf8'
	);
	expect( check( code.replace( /\/\*[\s\S]*?\*\//g, '' ) ) ).toHaveLength(
		1
	);
} );

test( 'WordPress’s copies are no copies', () => {
	expect(
		check(
			'const r=window.React,j=window.ReactJSXRuntime;(0,j.jsx)("p",{children:"react"})'
		)
	).toEqual( [] );
} );

test( 'finds source maps and paths', () => {
	expect( check( 'a()\n//# sourceMappingURL=a.js.map' ) ).toHaveLength( 1 );
	expect( check( 'a("/home/somebody/two-heads/src/a.ts")' ) ).toHaveLength(
		1
	);
	expect( check( '/* ../node_modules/some/index.js */' ) ).toHaveLength( 1 );
} );

test( 'weighs what is printed inline', () => {
	expect( weightFaults( 'headlines.js', 1638 ) ).toEqual( [] );
	expect( weightFaults( 'headlines.js', 1639 ) ).toEqual( [
		'build/headlines.js: 1639 bytes gzipped, 1 more than its budget of 1638',
	] );
	expect( weightFaults( 'editor.js', 100_000 ) ).toEqual( [] );
} );
