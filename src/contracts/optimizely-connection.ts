/* Generated from schemas/optimizely-connection.json by `npm run contracts`. Do not edit. */

/**
 * What the site knows of its Optimizely connection. Holds no secret: of each secret only the last four characters.
 */
export interface OptimizelyConnection {
	/**
	 * disconnected: nothing stored. connected: usable. reconnect: Optimizely no longer accepts the stored authorisation. copied: the database came from another site, so nothing is sent until an admin confirms.
	 */
	status: 'disconnected' | 'connected' | 'reconnect' | 'copied';
	/**
	 * How the site signs in to Optimizely.
	 */
	method: 'oauth' | 'token' | null;
	/**
	 * Last four characters of the personal access token.
	 */
	token_hint: string | null;
	/**
	 * OAuth client id of the app the admin registered. Not a secret.
	 */
	client_id: string | null;
	/**
	 * Last four characters of the OAuth client secret.
	 */
	client_secret_hint: string | null;
	/**
	 * UTC.
	 */
	connected_at: string | null;
	/**
	 * The WordPress user who connected; name as it was then.
	 */
	connected_by: {
		id: number;
		name: string;
	} | null;
	/**
	 * The Optimizely account and user behind the authorisation, as far as Optimizely tells (its /me is alpha).
	 */
	account: {
		name: string;
		user: string;
	} | null;
	project: {
		id: string;
		name: string;
	} | null;
	/**
	 * Why the status is reconnect or copied, as a sentence for the admin.
	 */
	problem: string | null;
	/**
	 * The address to register with the app at Optimizely.
	 */
	redirect_uri: string;
	/**
	 * False when the redirect URI is not https: Optimizely refuses such apps.
	 */
	oauth_available: boolean;
	/**
	 * True when wp-config.php defines no secret keys of its own, so that secrets are encrypted with keys kept in the same database.
	 */
	weak_key: boolean;
	/**
	 * The script address visitors load, or null while nothing is printed.
	 */
	snippet_url: string | null;
}
