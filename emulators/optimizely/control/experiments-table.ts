/**
 * The experiments on the index page.
 */
import { html } from 'hono/html';
import type { Html } from '../html';
import type { ExperimentSummary } from './experiments';

/** A table of experiments, newest first. */
export function experimentsTable( list: readonly ExperimentSummary[] ): Html {
	if ( list.length === 0 ) {
		return html`<p>No experiments yet.</p>`;
	}
	return html`<table>
		<thead>
			<tr>
				<th scope="col">Experiment</th>
				<th scope="col">Status</th>
				<th scope="col">Variations and visitors</th>
			</tr>
		</thead>
		<tbody>
			${ [ ...list ].reverse().map(
				( one ) =>
					html`<tr>
						<td>
							${ one.name }<br /><small
								>id ${ one.id }, project
								${ one.project_id }</small
							>
						</td>
						<td>
							${ one.status.replace( '_', ' ' ) }${
								one.drafted ? ' (drafted changes)' : ''
							}
						</td>
						<td>
							${ one.variations.map(
								( variation ) =>
									html`<div>
										${ variation.name }
										(${ variation.weight / 100 } %):
										${ variation.visitors }
									</div>`
							) }
						</td>
					</tr>`
			) }
		</tbody>
	</table>`;
}
