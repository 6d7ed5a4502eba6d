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
	// Printed inline in the head of visitors' pages: it imports nothing, so that
	// what is built is one function without a module runtime around it.
	consent: 'src/frontend/consent.ts',
};

module.exports = {
	...wordpress,
	entry: Object.fromEntries(
		Object.entries( entries )
			.map( ( [ name, file ] ) => [ name, resolve( __dirname, file ) ] )
			.filter( ( [ , file ] ) => existsSync( file ) )
	),
	optimization: {
		...wordpress.optimization,
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
