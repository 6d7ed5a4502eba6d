const { existsSync } = require( 'node:fs' );
const { resolve } = require( 'node:path' );
const wordpress = require( '@wordpress/scripts/config/webpack.config' );

/**
 * Every script the plugin ships: the name of the file in build/ → where it starts.
 * React, its JSX runtime and every @wordpress package stay outside (WordPress brings
 * them); the dependency-extraction plugin of wp-scripts sees to that and writes the
 * handles into build/<name>.asset.php.
 */
const entries = {
	connections: 'src/admin/connections/index.tsx',
	settings: 'src/admin/settings/index.tsx',
	experiments: 'src/admin/experiments/index.tsx',
	// The panel "Headline test": block editor, and meta box of the classic editor.
	editor: 'src/editor/index.tsx',
	'classic-editor': 'src/editor/classic.tsx',
	// Printed inline in the head of visitors' pages: it imports nothing, so that
	// what is built is one function without a module runtime around it.
	consent: 'src/frontend/consent.ts',
	// Likewise, in modules that webpack joins into one function.
	headlines: 'src/frontend/headlines/index.ts',
	// Printed behind it while this site's own engine runs something: for visitors, and for editors.
	site: 'src/frontend/site/index.ts',
	'site-editor': 'src/frontend/site/editor.ts',
};

/** What wp-scripts minifies scripts with. */
const [ minimizer ] = wordpress.optimization.minimizer;

/** Their bytes are counted (bin/check-build.ts): minified harder than the admin's scripts. */
const inline = /^(headlines|site|site-editor)\.js$/;
const hard = new minimizer.constructor( {
	include: inline,
	extractComments: false,
	terserOptions: {
		// No strict mode to announce, and all names are its own.
		module: true,
		compress: {
			passes: 5,
			ecma: 2022,
			unsafe_arrows: true,
			booleans_as_integers: true,
		},
	},
} );
minimizer.options.exclude = inline;

module.exports = {
	...wordpress,
	module: {
		...wordpress.module,
		rules: [
			...wordpress.module.rules,
			{
				test: /frontend\/(headlines|site)\/[\w-]+\.ts$/,
				enforce: 'post',
				use: resolve( __dirname, 'bin/lib/let-loader.cjs' ),
			},
		],
	},
	entry: Object.fromEntries(
		Object.entries( entries )
			.map( ( [ name, file ] ) => [ name, resolve( __dirname, file ) ] )
			.filter( ( [ , file ] ) => existsSync( file ) )
	),
	optimization: {
		...wordpress.optimization,
		minimizer: [ minimizer, hard ],
		// The inline script has no address of its own a shared chunk could hang on.
		runtimeChunk: false,
		splitChunks: false,
	},
	performance: {
		// WordPress brings the heavy packages; what is ours has to stay small.
		hints: 'warning',
		maxEntrypointSize: 200 * 1024,
		maxAssetSize: 200 * 1024,
	},
};
