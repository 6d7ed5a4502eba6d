/**
 * The routes of two-heads/v1/connections/optimizely, one function each. All need
 * `manage_options`; all resolve, none reject.
 */
import { addQueryArgs } from '@wordpress/url';
import type { FrontPage } from '../contracts/front-page';
import type { OptimizelyConnection } from '../contracts/optimizely-connection';
import type { OptimizelyOauthRedirect } from '../contracts/optimizely-oauth-redirect';
import type { OptimizelyOauthStart } from '../contracts/optimizely-oauth-start';
import type { OptimizelyProjectChoice } from '../contracts/optimizely-project-choice';
import type { OptimizelyProjects } from '../contracts/optimizely-projects';
import type { OptimizelyToken } from '../contracts/optimizely-token';
import { request } from './request';
import type { Result } from './request';

const BASE = '/two-heads/v1/connections/optimizely';

/** What the site knows of its connection. */
export function getConnection(): Promise< Result< OptimizelyConnection > > {
	return request( { path: BASE } );
}

/** Forgets the tokens and stops the snippet. Resolves to what is left. */
export function disconnect(): Promise< Result< OptimizelyConnection > > {
	return request( { path: BASE, method: 'DELETE' } );
}

/** Stores the app and resolves to the address at Optimizely to send the browser to. */
export function startOauth(
	app: OptimizelyOauthStart
): Promise< Result< OptimizelyOauthRedirect > > {
	return request( { path: `${ BASE }/oauth`, method: 'POST', data: app } );
}

/** Connects with a personal access token, which Optimizely is asked about first. */
export function connectWithToken(
	token: OptimizelyToken
): Promise< Result< OptimizelyConnection > > {
	return request( { path: `${ BASE }/token`, method: 'POST', data: token } );
}

/**
 * Every active web project.
 *
 * @param refresh Ask Optimizely even if the kept list is younger than ten minutes.
 */
export function getProjects(
	refresh: boolean
): Promise< Result< OptimizelyProjects > > {
	return request( {
		path: addQueryArgs( `${ BASE }/projects`, { refresh } ),
	} );
}

/** Chooses the project whose snippet the pages carry. */
export function chooseProject(
	choice: OptimizelyProjectChoice
): Promise< Result< OptimizelyConnection > > {
	return request( {
		path: `${ BASE }/project`,
		method: 'PUT',
		data: choice,
	} );
}

/** "This is the live site now": ends the state `copied`. */
export function confirmSite(): Promise< Result< OptimizelyConnection > > {
	return request( { path: `${ BASE }/confirm-site`, method: 'POST' } );
}

/** The front page as the server gets it, where the browser may not read it itself. */
export function getFrontPage(): Promise< Result< FrontPage > > {
	return request( { path: `${ BASE }/front-page` } );
}
