/**
 * REST v2: /me and /plan.
 */
import { timestamp } from '../projects';
import type { Operations } from './answers';

const MONTH = 30 * 86_400_000;

export const accountOperations: Operations = {
	'GET /me': ( { account, store, query } ) => ( {
		status: 200,
		body: {
			id: account.user.id,
			profile: {
				email: account.user.email,
				first_name: account.user.first_name,
				last_name: account.user.last_name,
				profile_image: '',
			},
			accounts: [ { id: account.id, name: account.name } ],
			current_account: {
				id: account.id,
				...( query.include_features === true ? { features: {} } : {} ),
			},
			project_roles: store.state.projects
				.filter( ( project ) => project.account_id === account.id )
				.map( ( project ) => ( {
					project_id: project.id,
					role: 'administrator',
				} ) ),
		},
	} ),

	'GET /plan': ( { account, store } ) => {
		const web = store.state.projects.filter(
			( project ) =>
				project.account_id === account.id && project.platform === 'web'
		);
		return {
			status: 200,
			body: {
				account_id: account.id,
				plan_name: 'Web Experimentation (local stand-in)',
				status: 'active',
				unit_of_measurement: 'Monthly Unique Visitors',
				product_usages: [
					{
						product_name: 'Optimizely X AB Testing',
						allocation_term_in_months: 12,
						usage_allowance: 1_000_000,
						usage: 0,
						overage_cents_per_visitor: 0,
						start_time: timestamp( store.now() - 6 * MONTH ),
						end_time: timestamp( store.now() + 6 * MONTH ),
						last_update_time: timestamp( store.now() ),
						projects: Object.fromEntries(
							web.map( ( project ) => [
								String( project.id ),
								0,
							] )
						),
					},
				],
			},
		};
	},
};
