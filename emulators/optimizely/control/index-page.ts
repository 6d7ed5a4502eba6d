/**
 * The page at /: what is here, for the person who runs the demo.
 */
import { html } from 'hono/html';
import { page, type Html } from '../html';
import type { Control } from './control';
import { experimentsTable } from './experiments-table';

type Button = readonly [ label: string, path: string, order: unknown ];

const FAULTS: readonly Button[] = [
	[
		'Next API call: 500',
		'faults',
		{ service: 'api', fault: { type: 'status', status: 500 } },
	],
	[
		'Next API call: 403',
		'faults',
		{ service: 'api', fault: { type: 'status', status: 403 } },
	],
	[
		'Next API call: cut',
		'faults',
		{ service: 'api', fault: { type: 'cut' } },
	],
	[
		'Next API call: 20 s late',
		'faults',
		{ service: 'api', fault: { type: 'delay', ms: 20_000 } },
	],
	[
		'Next API call: broken JSON',
		'faults',
		{ service: 'api', fault: { type: 'malformed' } },
	],
	[
		'Next API call: rate limit',
		'faults',
		{ service: 'api', fault: { type: 'rate_limit', retryAfter: 30 } },
	],
	[
		'Token endpoint down',
		'faults',
		{
			service: 'app',
			path: '^/oauth2/token',
			times: null,
			fault: { type: 'status', status: 503 },
		},
	],
	[
		'Snippet host down',
		'faults',
		{ service: 'cdn', times: null, fault: { type: 'cut' } },
	],
	[ 'Clear all faults', 'faults/clear', {} ],
];

const TOKEN_BUTTONS: readonly Button[] = [
	[ 'Expire access tokens', 'tokens/expire', {} ],
	[ 'Revoke OAuth access', 'tokens/revoke', { kind: 'oauth' } ],
	[ 'Revoke personal tokens', 'tokens/revoke', { kind: 'personal' } ],
	[ 'Restore personal tokens', 'tokens/restore', {} ],
];

function buttons( list: readonly Button[] ): Html {
	return html`<div class="actions">
		${ list.map(
			( [ label, path, order ] ) =>
				html`<form method="post" action="/_control/${ path }">
					<input
						type="hidden"
						name="json"
						value="${ JSON.stringify( order ) }"
					/><button>${ label }</button>
				</form>`
		) }
	</div>`;
}

/** The index page. */
export function indexPage( control: Control ): Html {
	const {
		accounts,
		projects,
		personal_tokens: tokens,
		apps,
	} = control.state();
	const violations = control.violations();
	return page(
		'Optimizely emulator',
		html`
			<h2>Accounts and personal access tokens</h2>
			<table>
				<thead>
					<tr>
						<th scope="col">Account</th>
						<th scope="col">Projects</th>
						<th scope="col">Token</th>
					</tr>
				</thead>
				<tbody>
					${ accounts.map( ( account ) => {
						const own = projects.filter(
							( one ) => one.account_id === account.id
						);
						const token = tokens.find(
							( one ) => one.account_id === account.id
						);
						return html`<tr>
							<td>
								${ account.name }<br /><small
									>id ${ account.id }</small
								>
							</td>
							<td>${ own.length }</td>
							<td>
								<code>${ token?.token ?? 'none' }</code
								>${ token?.revoked ? ' (revoked)' : '' }
							</td>
						</tr>`;
					} ) }
				</tbody>
			</table>
			${ buttons( TOKEN_BUTTONS ) }
			<h2>Experiments</h2>
			${ experimentsTable( control.experimentSummaries() ) }
			<h2>OAuth app</h2>
			${ apps.map(
				( app ) =>
					html`<p>
						${ app.name }: client id
						<code>${ app.client_id }</code>, client secret
						<code>${ app.client_secret }</code>. Redirect URIs:
						${ app.redirect_uris.length ? app.redirect_uris.join( ', ' ) : 'none registered' }.
					</p>`
			) }
			<h2>Faults</h2>
			<p>
				Pending:
				${
					control.faults().length
						? control
								.faults()
								.map(
									( one ) =>
										`${ one.service ?? 'any' } ${ one.path ?? '' } ${ one.fault.type }`
								)
								.join( ', ' )
						: 'none'
				}.
			</p>
			${ buttons( FAULTS ) }
			<h2>What happened</h2>
			<p>
				<a href="/_control/requests"
					>Requests (${ control.requests().length })</a
				>,
				<a href="/_control/violations"
					>contract violations (${ violations.length })</a
				>,
				<a href="/_control/events"
					>visitor events (${ control.events().length })</a
				>, <a href="/_control/state">everything kept</a>.
			</p>
			${
				violations.length
					? html`<ul>
							${ violations
								.slice( -5 )
								.map(
									( one ) =>
										html`<li>
											<code
												>${ one.method }
												${ one.path }</code
											>: ${ one.problems.join( '; ' ) }
										</li>`
								) }
						</ul>`
					: ''
			}
			${ buttons( [ [ 'Reset everything', 'reset', {} ] ] ) }
		`
	);
}
