/**
 * Is a template of the headline experiments JavaScript once its placeholders are filled in?
 * The parser (acorn) is loaded when it is first needed.
 */
import { __, sprintf } from '@wordpress/i18n';

/**
 * What stands in the place of a placeholder: a number, any other JSON literal, or the
 * compiled code itself. As the server fills them in.
 */
export const PLACEHOLDERS = {
	'{{post_id}}': 'number',
	'{{post_url}}': 'literal',
	'{{original_title}}': 'literal',
	'{{title}}': 'literal',
	'{{experiment_id}}': 'literal',
	'{{variation}}': 'number',
	'{{places}}': 'number',
	'{{library}}': 'code',
	$POST_ID: 'number',
	$OLD_TITLE: 'literal',
	$NEW_TITLE: 'literal',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

export interface SyntaxFault {
	/** Counted from 1, in the person's own text. Only \n, \r and \r\n end a line, as on the screen. */
	line: number;
	/** Counted from 1, in UTF-16 units. */
	column: number;
	/** Counted from 0, in UTF-16 units. */
	offset: number;
	/** A sentence with the place in it. */
	message: string;
}

const ANY_PLACEHOLDER =
	// $POST_IDENTITY is a variable of the template's own.
	/\{\{\w+\}\}|\$(?:POST_ID|OLD_TITLE|NEW_TITLE)(?![\w$])/g;

/**
 * The first thing wrong with a template; null when nothing is.
 *
 * @param template As typed. Empty is right: it stands for the default.
 * @param kind     `script`: statements. `function`: one function expression.
 * @throws When the parser cannot be loaded.
 */
export async function syntaxFault(
	template: string,
	kind: 'script' | 'function'
): Promise< SyntaxFault | null > {
	if ( template.trim() === '' ) {
		return null;
	}
	for ( const { 0: name, index } of template.matchAll( ANY_PLACEHOLDER ) ) {
		if ( ! isPlaceholder( name ) ) {
			return faultAt(
				template,
				index,
				sprintf(
					/* translators: %s: what was typed, such as {{headline}}. */
					__( 'there is no placeholder %s', 'two-heads' ),
					name
				)
			);
		}
	}

	const { parse } = await import( /* webpackChunkName: "acorn" */ 'acorn' );
	const filled = fillIn( template );
	try {
		if ( kind === 'script' ) {
			parse( filled, { ecmaVersion: 'latest' } );
			return null;
		}
		// The line break ends a comment that the text may end with.
		const { body } = parse( `(${ filled }\n)`, { ecmaVersion: 'latest' } );
		const [ statement ] = body;
		return body.length === 1 &&
			statement?.type === 'ExpressionStatement' &&
			/^(?:Arrow)?FunctionExpression$/.test( statement.expression.type )
			? null
			: faultAt(
					template,
					0,
					__(
						'this has to be one function, such as function(activate){ … }',
						'two-heads'
					)
				);
	} catch ( thrown ) {
		if ( ! isSyntaxError( thrown ) ) {
			throw thrown;
		}
		return faultAt(
			template,
			thrown.pos - ( kind === 'function' ? 1 : 0 ),
			// Acorn puts its own place behind: "Unexpected token (1:5)".
			thrown.message.replace( /\s*\(\d+:\d+\)$/, '' )
		);
	}
}

/** Every placeholder as something of its kind and of its length, so that places stay the same. */
function fillIn( template: string ): string {
	return template.replace( ANY_PLACEHOLDER, ( name ) => {
		switch ( isPlaceholder( name ) ? PLACEHOLDERS[ name ] : null ) {
			case 'number':
				return '1'.repeat( name.length );
			case 'literal':
				return `"${ '_'.repeat( name.length - 2 ) }"`;
			case 'code':
				return 'void 0;'.padEnd( name.length );
			case null:
				return name;
		}
	} );
}

function isPlaceholder( name: string ): name is Placeholder {
	return Object.hasOwn( PLACEHOLDERS, name );
}

function isSyntaxError(
	thrown: unknown
): thrown is SyntaxError & { pos: number } {
	return thrown instanceof Error && 'pos' in thrown;
}

function faultAt( template: string, at: number, reason: string ): SyntaxFault {
	const offset = Math.max( 0, Math.min( at, template.length ) );
	const lines = template.slice( 0, offset ).split( /\r\n?|\n/ );
	const line = lines.length;
	const column = ( lines.at( -1 ) ?? '' ).length + 1;
	return {
		line,
		column,
		offset,
		message: sprintf(
			/* translators: 1: number of a line, 2: number of a column, 3: what is wrong there, such as "Unexpected token". */
			__( 'Line %1$d, column %2$d: %3$s.', 'two-heads' ),
			line,
			column,
			reason
		),
	};
}
