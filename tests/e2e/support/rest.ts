import type { Page } from '@playwright/test';
import type { Site } from '../../../bin/site';

export type Answer = { status: number; body: any }; // eslint-disable-line @typescript-eslint/no-explicit-any -- Any JSON.

/** Sends REST requests with the cookies of a logged-in page, as the screens do. */
export class Rest {
	private nonce = '';

	constructor(
		private readonly page: Page,
		private readonly site: Site
	) {}

	async send(
		method: string,
		path: string,
		data?: unknown,
		nonce?: string | null
	): Promise< Answer > {
		if ( nonce === undefined && ! this.nonce ) {
			this.nonce = await this.freshNonce();
		}
		const sent = nonce === undefined ? this.nonce : nonce;
		const response = await this.page.request.fetch(
			`${ this.site.url }/wp-json${ path }`,
			{
				method,
				...( data === undefined ? {} : { data } ),
				headers: sent ? { 'X-WP-Nonce': sent } : {},
				timeout: 60_000,
			}
		);
		const text = await response.text();
		return {
			status: response.status(),
			body: text ? JSON.parse( text ) : null,
		};
	}

	async freshNonce(): Promise< string > {
		const response = await this.page.request.get(
			`${ this.site.url }/wp-admin/admin-ajax.php?action=rest-nonce`
		);
		return response.text();
	}
}

export const OPTIMIZELY = '/two-heads/v1/connections/optimizely';
