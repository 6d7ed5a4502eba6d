/**
 * Jest runs CommonJS, the sources are ES modules. WordPress's Babel preset turns one
 * into the other, except `import.meta`, which CommonJS does not know: the tools in bin/
 * and emulators/ use it to find their own files.
 */
const babelJest = require( 'babel-jest' ).default;

/**
 * @param {{ types: import('@babel/core').types, template: import('@babel/core').template }} babel
 */
function importMeta( { template } ) {
	const values = {
		url: template.expression
			.ast`require( 'node:url' ).pathToFileURL( __filename ).href`,
		dirname: template.expression.ast`__dirname`,
		filename: template.expression.ast`__filename`,
	};
	return {
		visitor: {
			MemberExpression( path ) {
				const { object, property } = path.node;
				const value = values[ property.name ];
				if (
					object.type === 'MetaProperty' &&
					object.meta.name === 'import' &&
					value
				) {
					path.replaceWith( value );
				}
			},
		},
	};
}

module.exports = babelJest.createTransformer( {
	presets: [ '@wordpress/babel-preset-default' ],
	plugins: [ importMeta ],
} );
