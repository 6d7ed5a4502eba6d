import { __ } from '@wordpress/i18n';
import type { OptimizelyOauthStart } from '../../../contracts/optimizely-oauth-start';

export type OauthField = keyof OptimizelyOauthStart;

/**
 * What can be told about an app without asking; the limits are those of
 * schemas/optimizely-oauth-start.json. null when all is well.
 *
 * @param app       What was typed.
 * @param hasSecret Whether a secret of this client id is stored already.
 */
export function mistakesIn(
	app: OptimizelyOauthStart,
	hasSecret: boolean
): Partial< Record< OauthField, string > > | null {
	const mistakes: Partial< Record< OauthField, string > > = {};
	if ( app.client_id === '' ) {
		mistakes.client_id = __(
			'Enter the client ID of the app.',
			'two-heads'
		);
	} else if ( ! isOneWord( app.client_id, 255 ) ) {
		mistakes.client_id = __(
			'A client ID holds no spaces or special characters. Copy it again as a whole.',
			'two-heads'
		);
	}
	if ( app.client_secret === '' ) {
		if ( ! hasSecret ) {
			mistakes.client_secret = __(
				'Enter the client secret of the app.',
				'two-heads'
			);
		}
	} else if ( ! isOneWord( app.client_secret, 1024 ) ) {
		mistakes.client_secret = __(
			'A client secret holds no spaces or special characters. Copy it again as a whole.',
			'two-heads'
		);
	}
	return Object.keys( mistakes ).length > 0 ? mistakes : null;
}

function isOneWord( text: string, limit: number ): boolean {
	return /^[!-~]+$/.test( text ) && text.length <= limit;
}
