/**
 * The page on which a person lets an app in, or does not.
 */
import { html } from 'hono/html';
import { page, type Html } from '../html';
import type { App } from '../state';
import type { Store } from '../store';

/**
 * The page that asks.
 *
 * @param store   Where the accounts are.
 * @param app     The app that asks.
 * @param search  The request's parameters, carried through the form.
 * @param problem What was wrong with the last answer, if any.
 */
export function consentPage(
	store: Store,
	app: App,
	search: URLSearchParams,
	problem: string | null = null
): Html {
	const { accounts, projects } = store.state;
	const wanted = search.get( 'account_id' );
	const chosen =
		accounts.find( ( account ) => String( account.id ) === wanted ) ??
		accounts.at( -1 );
	const webProjects = ( id: number ) =>
		projects.filter(
			( one ) =>
				one.account_id === id &&
				one.platform === 'web' &&
				one.status === 'active'
		).length;
	return page(
		`Allow ${ app.name } to use your account?`,
		html`
			${ problem ? html`<p role="alert"><strong>${ problem }</strong></p>` : '' }
			<p>
				<strong>${ app.name }</strong> at
				<code
					>${ new URL( search.get( 'redirect_uri' ) ?? 'about:blank' ).host }</code
				>
				asks for full access to the account you choose.
			</p>
			<form method="post" action="/oauth2/authorize">
				${ [ ...search ]
					.filter(
						( [ name ] ) =>
							name !== 'account_id' && name !== 'decision'
					)
					.map(
						( [ name, value ] ) =>
							html`<input
								type="hidden"
								name="${ name }"
								value="${ value }"
							/>`
					) }
				<fieldset>
					<legend>Account</legend>
					${ accounts.map(
						( account ) =>
							html`<label class="choice"
								><input
									type="radio"
									name="account_id"
									value="${ account.id }"
									required
									${ account === chosen ? 'checked' : '' }
								/><span
									>${ account.name }<br /><small
										>${ account.user.email } · id
										${ account.id } · active web projects:
										${ webProjects( account.id ) }</small
									></span
								></label
							>`
					) }
				</fieldset>
				<div class="actions">
					<button class="primary" name="decision" value="allow">
						Allow
					</button>
					<button name="decision" value="deny">Deny</button>
				</div>
			</form>
		`,
		true
	);
}

/** The page that says why nobody is asked. */
export function refusedPage( reason: string ): Html {
	return page(
		'This app cannot be authorised',
		html`<p role="alert">${ reason }</p>
			<p>
				Nothing was sent to the app. Go back to it, and compare its
				client id and redirect URI with what is registered here.
			</p>`,
		true
	);
}
