/** Shows the panel as an editor would, on a site that answers as it is told. */
import { act, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from '@wordpress/element';
import type { HeadlinePanel as PanelData } from '../../contracts/headline-panel';
import type { Host } from '../host';
import { HeadlinePanel } from '../panel/headline-panel';
import { useHeadlineTest } from '../use-headline-test';

export { failure, gate, serve } from '../../admin/connections/test-support';

// What is said to screen readers stands in the page a second time.
configure( { defaultIgnore: 'script, style, [aria-live]' } );

export const RESULTS = 'admin.php?page=two-heads-experiments&experiment=';

/** What a test changes and looks at. */
export interface Editor {
	/** Types a title, without saving the post. */
	retitle: ( title: string ) => void;
	/** Closes and opens the panel, as editors do. */
	toggle: () => void;
	written: string[];
	notices: string[];
}

export function show(
	more: Partial< Host > = {},
	options: Parameters< typeof userEvent.setup >[ 0 ] = {}
) {
	const editor = { written: [], notices: [] } as unknown as Editor;

	function Screen() {
		const [ title, setTitle ] = useState( 'Old news' );
		const [ open, setOpen ] = useState( true );
		editor.retitle = ( text ) => act( () => setTitle( text ) );
		editor.toggle = () => act( () => setOpen( ( was ) => ! was ) );
		const test = useHeadlineTest( {
			postId: 7,
			title,
			titleEdited: title !== 'Old news',
			writes: true,
			isLeaving: () => false,
			notify: ( message ) => editor.notices.push( message ),
			onTitleWritten: ( text ) => editor.written.push( text ),
			...more,
		} );
		return open ? (
			<HeadlinePanel test={ test } resultsUrl={ RESULTS } />
		) : null;
	}

	const view = render( <Screen /> );
	return {
		...view,
		editor,
		user: userEvent.setup( options ),
	};
}

/** The pages of the site, as the check finds them. */
export function pages( bodies: Record< string, string | number > ) {
	const fetched: RequestInit[] = [];
	window.fetch = ( async ( input: string, init: RequestInit ) => {
		fetched.push( init );
		const body = bodies[ new URL( input ).pathname ];
		if ( body === undefined ) {
			throw new TypeError( 'Failed to fetch' );
		}
		return {
			ok: typeof body === 'string',
			status: typeof body === 'number' ? body : 200,
			url: input,
			text: async () => String( body ),
		};
	} ) as unknown as typeof window.fetch;
	return fetched;
}

export type { PanelData };
