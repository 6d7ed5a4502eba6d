import { store as coreStore } from '@wordpress/core-data';
import { useDispatch, useRegistry, useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { store as noticesStore } from '@wordpress/notices';
import { plainTitle } from '../domain/titles';
import type { Host } from './host';

const never = () => false;

/** The block editor around the panel. */
export function useBlockHost( postId: number, postType: string ): Host {
	const { resolveSelect } = useRegistry() as unknown as {
		resolveSelect: ( store: typeof coreStore ) => {
			getEntityRecord: ( ...args: unknown[] ) => Promise< unknown >;
		};
	};
	const { invalidateResolution } = useDispatch( coreStore ) as unknown as {
		invalidateResolution: ( selector: string, args: unknown[] ) => void;
	};
	const { createWarningNotice } = useDispatch( noticesStore ) as unknown as {
		createWarningNotice: ( text: string, options: object ) => void;
	};
	const { edited, stored } = useSelect( ( select ) => {
		const editor = select( editorStore );
		return {
			edited: textOf( editor.getEditedPostAttribute( 'title' ) ),
			stored: textOf( editor.getCurrentPostAttribute( 'title' ) ),
		};
	}, [] );

	return {
		postId,
		title: plainTitle( edited ),
		titleEdited: edited !== stored,
		writes: true,
		isLeaving: never,
		notify: ( message ) =>
			createWarningNotice( message, { id: 'two-heads-headlines' } ),
		onTitleWritten: () => {
			// The editor keeps its copy of the post until it is told to ask again.
			const record = [ 'postType', postType, postId ];
			invalidateResolution( 'getEntityRecord', record );
			void resolveSelect( coreStore ).getEntityRecord( ...record );
		},
	};
}

function textOf( value: unknown ): string {
	return typeof value === 'string' ? value : '';
}
