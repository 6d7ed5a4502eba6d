/**
 * Finding a project among hundreds by its name or id.
 */
import type { OptimizelyProjects } from '../contracts/optimizely-projects';

export type Project = OptimizelyProjects[ 'projects' ][ number ];

/** "name — id": two projects may have one name, never one id. */
export function projectLabel( project: Project ): string {
	return `${ project.name } — ${ project.id }`;
}

/**
 * The projects whose label holds the text, in their order, at most `limit`; `total` says
 * how many there are without the limit. Case and accents make no difference.
 */
export function searchProjects(
	projects: readonly Project[],
	text: string,
	limit: number
): { shown: Project[]; total: number } {
	const wanted = fold( text.trim() );
	const found = projects.filter( ( project ) =>
		fold( projectLabel( project ) ).includes( wanted )
	);
	return { shown: found.slice( 0, limit ), total: found.length };
}

function fold( text: string ): string {
	return text
		.normalize( 'NFD' )
		.replace( /\p{Mark}/gu, '' )
		.toLocaleLowerCase();
}
