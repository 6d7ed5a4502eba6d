/**
 * Who is behind a Bearer token.
 */
import type { Account } from '../state';
import type { Store } from '../store';

/** The token of an Authorization header, or null. */
export function bearer( header: string | null | undefined ): string | null {
	return /^Bearer\s+(\S+)\s*$/i.exec( header ?? '' )?.[ 1 ] ?? null;
}

/**
 * Finds the account a token stands for.
 *
 * @return The account and how the client came by its token; null when the token is unknown, expired or revoked.
 */
export function whoIs(
	store: Store,
	token: string | null
): { account: Account; client: string } | null {
	const { accounts, apps } = store.state;
	const personal = store.state.personal_tokens.find(
		( one ) => one.token === token
	);
	const access = store.state.access_tokens.find(
		( one ) => one.token === token
	);
	const found = personal ?? access;
	if (
		! found ||
		found.revoked ||
		( access && access.expires <= store.now() )
	) {
		return null;
	}
	const account = accounts.find( ( one ) => one.id === found.account_id );
	if ( ! account ) {
		return null;
	}
	const app =
		access && apps.find( ( one ) => one.client_id === access.client_id );
	return {
		account,
		client: `${ app ? `OAuth app "${ app.name }"` : 'personal token' } of ${ account.name }`,
	};
}
