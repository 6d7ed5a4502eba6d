const wordpress = require( '@wordpress/scripts/config/jest-unit.config' );

/**
 * wp-scripts hands this over as JSON: strings only, no functions or RegExps.
 *
 * These packages of node_modules are published as ES modules only, and are compiled
 * for the tests like our own code.
 */
const modules = [
	'uuid',
	'parsel-js',
	'marked',
	'@wordpress/theme',
	'@wordpress/ui',
	'@base-ui',
	'colorjs\\.io',
	'is-plain-obj',
	'memize',
	'client-zip',
];

module.exports = {
	...wordpress,
	roots: [ '<rootDir>/src', '<rootDir>/bin', '<rootDir>/emulators' ],
	testMatch: [ '**/*.test.[jt]s?(x)' ],
	testPathIgnorePatterns: [ '/node_modules/', '/build/', '/dist/' ],
	moduleNameMapper: {
		...wordpress.moduleNameMapper,
		// Brings hundreds of packages; WordPress brings it itself.
		'^@wordpress/editor$':
			'<rootDir>/src/editor/testing/wordpress-editor.tsx',
	},
	transform: {
		'\\.m?[jt]sx?$': '<rootDir>/tests/jest/babel-transform.cjs',
	},
	transformIgnorePatterns: [
		`/node_modules/(?!(?:.*/node_modules/)?(?:${ modules.join( '|' ) })/)`,
	],
	setupFiles: [ '<rootDir>/tests/jest/setup-globals.cjs' ],
	setupFilesAfterEnv: [ '<rootDir>/tests/jest/setup-tests.ts' ],
};
