/**
 * /js/{project}.js and /public/{account}/s/{name}.js: the snippet.
 */
import { Hono, type Context } from 'hono';
import type { ServedData } from '../snippet/project-data';
import type { CustomSnippet, Project } from '../state';
import type { Store } from '../store';
import { scriptJson, snippetCode } from './bundle';
import { published, type Published } from './published';

/**
 * What the snippet knows of its project.
 *
 * @param project The project.
 * @param custom  The custom snippet it is served as, if any.
 * @param origin  Where its events go.
 * @param parts   What is published in it.
 */
export function snippetData(
	project: Project,
	custom: CustomSnippet | null,
	origin: string,
	parts: Published[ 'data' ]
): ServedData {
	return {
		accountId: String( project.account_id ),
		projectId: String( project.id ),
		snippetId: String( custom?.id ?? project.id ),
		revision: String( project.web_snippet.code_revision ),
		clientName: 'js',
		clientVersion: '0.200.0',
		dcpServiceId:
			project.dcp_service_id === undefined
				? null
				: String( project.dcp_service_id ),
		anonymizeIP: project.web_snippet.ip_anonymization,
		eventUrl: `${ origin }/v1/events`,
		groups: {},
		...parts,
	};
}

/** The snippet's routes, from the root. */
export function cdnRoutes( store: Store ): Hono {
	const routes = new Hono();

	async function serve(
		context: Context,
		project: Project | undefined,
		custom: CustomSnippet | null
	) {
		// Only web projects have a snippet.
		if ( ! project || project.platform !== 'web' ) {
			return context.text( 'Not found', 404 );
		}
		const { data: parts, code } = published( store, project );
		const data = snippetData(
			project,
			custom,
			new URL( context.req.url ).origin,
			parts
		);
		return context.body(
			`(function(optimizelyData,optimizelyCode){${ await snippetCode() }})(${ scriptJson( data ) },${ code });\n`,
			200,
			{
				'Content-Type': 'text/javascript; charset=utf-8',
				'Cache-Control': `max-age=${ store.state.settings.snippet_max_age }`,
			}
		);
	}

	routes.get( '/js/:file{[0-9]+\\.js}', ( context ) => {
		const id = Number( context.req.param( 'file' ).slice( 0, -3 ) );
		return serve(
			context,
			store.state.projects.find( ( one ) => one.id === id ),
			null
		);
	} );

	routes.get( '/public/:account{[0-9]+}/s/:file{.+\\.js}', ( context ) => {
		const custom = store.state.custom_snippets.find(
			( one ) =>
				String( one.account_id ) === context.req.param( 'account' ) &&
				`${ one.name }.js` === context.req.param( 'file' )
		);
		const project = store.state.projects.find(
			( one ) => one.id === custom?.project_id
		);
		return serve( context, project, custom ?? null );
	} );

	return routes;
}
