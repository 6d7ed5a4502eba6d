import { useSelect } from '@wordpress/data';
import {
	PluginDocumentSettingPanel,
	store as editorStore,
} from '@wordpress/editor';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { goTo } from '../admin/connections/navigate';
import type { Boot } from './boot';
import { Commands } from './commands';
import { PANEL, takeArrival, useOpenPanel } from './open-panel';
import { HeadlinePanel } from './panel/headline-panel';
import { postSaved } from './post-saved';
import { useBlockHost } from './use-block-host';
import { useHeadlineTest } from './use-headline-test';

/** The panel in the block editor, for posts whose headlines may be tested. */
export default function EditorPlugin( { boot }: { boot: Boot } ) {
	const { id, type } = useSelect( ( select ) => {
		const editor = select( editorStore );
		return {
			id: editor.getCurrentPostId(),
			type: editor.getCurrentPostType(),
		};
	}, [] );
	// Templates and the like have names for ids.
	return typeof id === 'number' && type && boot.postTypes.includes( type ) ? (
		<OfPost key={ id } id={ id } type={ type } boot={ boot } />
	) : null;
}

function OfPost( {
	id,
	type,
	boot,
}: {
	id: number;
	type: string;
	boot: Boot;
} ) {
	const test = useHeadlineTest( useBlockHost( id, type ) );
	const open = useOpenPanel();
	useAfterSave( () => void postSaved( test ) );
	useArrival( open );
	return (
		<>
			<PluginDocumentSettingPanel
				name={ PANEL }
				title={ __( 'Headline test', 'two-heads' ) }
			>
				<HeadlinePanel test={ test } resultsUrl={ boot.resultsUrl } />
			</PluginDocumentSettingPanel>
			<Commands
				test={ test }
				resultsUrl={ boot.resultsUrl }
				onOpen={ open }
				onLeave={ goTo }
			/>
		</>
	);
}

/** Runs for who comes by a link to the panel. */
function useArrival( run: () => void ) {
	const latest = useRef( run );
	latest.current = run;
	useEffect( () => {
		if ( takeArrival() ) {
			latest.current();
		}
	}, [] );
}

/** Runs when a save that a person asked for has succeeded. */
function useAfterSave( run: () => void ) {
	const { saving, succeeded } = useSelect( ( select ) => {
		const editor = select( editorStore );
		return {
			saving: editor.isSavingPost() && ! editor.isAutosavingPost(),
			succeeded: editor.didPostSaveRequestSucceed(),
		};
	}, [] );
	const latest = useRef( run );
	latest.current = run;
	const was = useRef( saving );
	useEffect( () => {
		if ( was.current && ! saving && succeeded ) {
			latest.current();
		}
		was.current = saving;
	}, [ saving, succeeded ] );
}
