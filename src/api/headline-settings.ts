/**
 * The routes behind the screen of settings, one function each; all resolve, none reject.
 * The setting two_heads_headlines itself goes through core's own route.
 */
import { addQueryArgs } from '@wordpress/url';
import type { HeadlineCode } from '../contracts/headline-code';
import type { HeadlineCodePreview } from '../contracts/headline-code-preview';
import type { HeadlineCodeState } from '../contracts/headline-code-state';
import type { OptimizelyImport } from '../contracts/optimizely-import';
import { request } from './request';
import type { Result } from './request';

const BASE = '/two-heads/v1';

/** The templates that experiments on Optimizely are made from. Needs `manage_options`. */
export function getHeadlineCode(): Promise< Result< HeadlineCodeState > > {
	return request( { path: `${ BASE }/headline-code` } );
}

/** Stores the templates, byte for byte. Needs the right to choose scripts. */
export function saveHeadlineCode(
	code: HeadlineCode
): Promise< Result< HeadlineCodeState > > {
	return request( {
		path: `${ BASE }/headline-code`,
		method: 'PUT',
		data: code,
	} );
}

/**
 * Templates, stored or not, filled in for one post. Stores nothing.
 *
 * @param code Empty templates stand for the defaults.
 * @param post Id of a post that this person may edit.
 */
export function previewHeadlineCode(
	code: HeadlineCode,
	post: number
): Promise< Result< HeadlineCodePreview > > {
	return request( {
		path: `${ BASE }/headline-code/preview`,
		method: 'POST',
		data: { ...code, post },
	} );
}

/** What the official Optimizely plugin left behind. */
export function getImport(): Promise< Result< OptimizelyImport > > {
	return request( { path: `${ BASE }/import/optimizely` } );
}

/** Takes it over. Can be done again: what is there already is left alone. */
export function runImport(): Promise< Result< OptimizelyImport > > {
	return request( { path: `${ BASE }/import/optimizely`, method: 'POST' } );
}

/** A post found by a search; `title` is HTML. */
export interface FoundPost {
	id: number;
	title: string;
	url: string;
}

/**
 * Published posts of every type that core's REST API knows, by a part of their text;
 * the latest without one. Core's own route.
 *
 * @param search What was typed.
 */
export function searchPosts(
	search: string
): Promise< Result< FoundPost[] > > {
	return request( {
		path: addQueryArgs( '/wp/v2/search', {
			type: 'post',
			subtype: 'any',
			per_page: 20,
			_fields: 'id,title,url',
			...( search.trim() ? { search: search.trim() } : {} ),
		} ),
	} );
}
