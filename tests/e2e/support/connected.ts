import { TOKENS } from '../../../emulators/optimizely';
import type { OptimizelySnippetSettings } from '../../../src/contracts/optimizely-snippet-settings';
import { OPTIMIZELY, type Rest } from './rest';

/** Connects the account with 250 projects by token and chooses "Project 137". Gives the project's id. */
export async function connectWithProject( rest: Rest ): Promise< string > {
	await rest.send( 'POST', `${ OPTIMIZELY }/token`, { token: TOKENS.many } );
	const { body } = await rest.send( 'GET', `${ OPTIMIZELY }/projects` );
	const project = body.projects.find(
		( { name }: { name: string } ) => name === 'Project 137'
	);
	await rest.send( 'PUT', `${ OPTIMIZELY }/project`, {
		project_id: project.id,
	} );
	// Whoever connects means to test there; the site's own engine is the choice of those who do not say.
	await rest.send( 'POST', '/wp/v2/settings', {
		two_heads_headlines: { engine: 'optimizely' },
	} );
	return project.id;
}

export async function setSnippet(
	rest: Rest,
	changes: Partial< OptimizelySnippetSettings >
): Promise< void > {
	const { status, body } = await rest.send( 'POST', '/wp/v2/settings', {
		two_heads_optimizely_snippet: {
			address: '',
			consent: 'always',
			consent_category: 'statistics',
			respect_gpc: false,
			skip_editors: false,
			...changes,
		},
	} );
	if ( status !== 200 ) {
		throw new Error( JSON.stringify( body ) );
	}
}
