/**
 * How a journey to Optimizely's authorize page ended. PHP's callback puts the code into
 * the address of the screen (`two-heads-optimizely=CODE`).
 */
import { __ } from '@wordpress/i18n';

export interface OauthOutcome {
	status: 'success' | 'warning' | 'error';
	/** What happened. */
	sentence: string;
	/** What to do next. */
	wayOn: string;
}

/** The name of the query argument. */
export const OAUTH_OUTCOME_ARGUMENT = 'two-heads-optimizely';

/**
 * @param code What stands in the address; anything, as people can write there what they like.
 * @return null for a code we do not know.
 */
export function oauthOutcome( code: string ): OauthOutcome | null {
	switch ( code ) {
		case 'connected':
			return {
				status: 'success',
				sentence: __(
					'This site is connected to Optimizely.',
					'two-heads'
				),
				wayOn: __( 'Next, choose a project.', 'two-heads' ),
			};
		case 'denied':
			return {
				status: 'warning',
				sentence: __(
					'Access was denied on Optimizely’s page, so nothing was connected.',
					'two-heads'
				),
				wayOn: __(
					'Press Connect again and choose Allow, or ask a colleague whose Optimizely account may do this.',
					'two-heads'
				),
			};
		case 'state':
			return {
				status: 'error',
				sentence: __(
					'The answer from Optimizely does not belong to a connection that you started in this session, or more than ten minutes had passed.',
					'two-heads'
				),
				wayOn: __(
					'Press Connect again, and come back in the same browser.',
					'two-heads'
				),
			};
		case 'code':
			return {
				status: 'error',
				sentence: __(
					'Optimizely did not accept its own one-time code: it had expired or was used already.',
					'two-heads'
				),
				wayOn: __(
					'Press Connect again, and allow access within ten minutes.',
					'two-heads'
				),
			};
		case 'client':
			return {
				status: 'error',
				sentence: __(
					'Optimizely did not accept the client ID or the client secret.',
					'two-heads'
				),
				wayOn: __(
					'Copy both again from the app you registered at Optimizely, check that its redirect URI is the one shown here, then connect again.',
					'two-heads'
				),
			};
		case 'unreachable':
			return {
				status: 'error',
				sentence: __(
					'Optimizely could not be reached from this site.',
					'two-heads'
				),
				wayOn: __(
					'Try again in a minute; if it stays so, ask your host whether outgoing requests are blocked.',
					'two-heads'
				),
			};
		case 'limited':
			return {
				status: 'error',
				sentence: __(
					'Optimizely takes no more requests for the moment.',
					'two-heads'
				),
				wayOn: __( 'Wait a minute, then connect again.', 'two-heads' ),
			};
		case 'answer':
			return {
				status: 'error',
				sentence: __(
					'Optimizely gave an answer that could not be understood.',
					'two-heads'
				),
				wayOn: __(
					'Try again in a few minutes, or connect with a personal access token.',
					'two-heads'
				),
			};
		default:
			return null;
	}
}
