/**
 * /oauth2: the authorize page and the token endpoint.
 */
import { Hono, type Context } from 'hono';
import type { Store } from '../store';
import { answerTokenRequest, issueCode } from './grants';
import { consentPage, refusedPage } from './page';
import { readAuthorize, withParameters, type RedirectRules } from './request';

async function formOf( context: Context ): Promise< URLSearchParams > {
	const type = context.req.header( 'content-type' ) ?? '';
	return new URLSearchParams(
		type.startsWith( 'application/x-www-form-urlencoded' )
			? await context.req.text()
			: ''
	);
}

/** The routes below /oauth2. */
export function oauthRoutes( store: Store, rules: RedirectRules ): Hono {
	const routes = new Hono();

	routes.on( [ 'GET', 'POST' ], '/authorize', async ( context ) => {
		context.header( 'Cache-Control', 'no-store' );
		context.header( 'Content-Security-Policy', "frame-ancestors 'none'" );
		const posted = context.req.method === 'POST';
		const search = posted
			? await formOf( context )
			: new URL( context.req.url ).searchParams;
		const request = readAuthorize( store, rules, search );
		if ( request.kind === 'refused' ) {
			return context.html( refusedPage( request.reason ), 400 );
		}
		const { redirectUri, state } = request;
		if ( request.kind === 'error' ) {
			return context.redirect(
				withParameters( redirectUri, { error: request.error, state } ),
				302
			);
		}
		const decision = posted ? search.get( 'decision' ) : null;
		if ( decision === 'deny' ) {
			return context.redirect(
				withParameters( redirectUri, {
					error: 'access_denied',
					state,
				} ),
				303
			);
		}
		const account = store.state.accounts.find(
			( one ) => String( one.id ) === search.get( 'account_id' )
		);
		if ( decision === 'allow' && account ) {
			const code = issueCode( store, request, account.id );
			return context.redirect(
				withParameters( redirectUri, { code, state } ),
				303
			);
		}
		const problem = posted ? 'Choose an account, and Allow or Deny.' : null;
		return context.html(
			consentPage( store, request.app, search, problem ),
			posted ? 400 : 200
		);
	} );

	routes.post( '/token', async ( context ) => {
		// The documents put the parameters in the query string, client libraries in the body.
		const parameters = new URL( context.req.url ).searchParams;
		for ( const [ name, value ] of await formOf( context ) ) {
			parameters.set( name, value );
		}
		const { status, body } = answerTokenRequest( store, parameters );
		context.header( 'Cache-Control', 'no-store' );
		return context.json( body, status );
	} );

	return routes;
}
