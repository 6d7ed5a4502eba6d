/**
 * Names of decisions, for analytics tools.
 */
import type { Named } from './project-data';

/** Makes a name fit for analytics tools that take few characters. */
function clean( name: string ): string {
	return name.replace( /[^a-zA-Z0-9.~!*()']+/g, '_' );
}

/** Shortens names evenly until, with the ids in brackets, all fit into so many characters. */
export function joined(
	parts: Named[],
	suffix: string,
	maxLength: number,
	shouldClean: boolean
): string {
	const names = parts.map( ( part ) =>
		shouldClean ? clean( part.name ) : part.name
	);
	const text = ( length: number ) =>
		parts
			.map(
				( part, index ) =>
					`${ names[ index ]?.slice( 0, length ) }(${ part.id })`
			)
			.join( ':' ) + suffix;
	let length = Math.max( 0, ...names.map( ( name ) => name.length ) );
	while ( length > 0 && text( length ).length > maxLength ) {
		length -= 1;
	}
	return text( length );
}
