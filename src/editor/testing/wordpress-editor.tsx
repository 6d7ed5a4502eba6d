/**
 * Stands in for @wordpress/editor in the tests: as much of its store as the panel reads,
 * and a panel that is always open.
 */
import { createReduxStore } from '@wordpress/data';
import type { ReactNode } from 'react';

interface State {
	id: number | string;
	type: string;
	stored: Record< string, unknown >;
	edited: Record< string, unknown >;
	saving: boolean;
	autosaving: boolean;
	succeeded: boolean;
	opened: string[];
}

const initial: State = {
	id: 7,
	type: 'post',
	stored: { title: 'Old news' },
	edited: {},
	saving: false,
	autosaving: false,
	succeeded: true,
	opened: [],
};

export const store = createReduxStore( 'core/editor', {
	reducer: (
		state: State = initial,
		action: { type: string; change?: Partial< State > }
	) => ( action.type === 'CHANGE' ? { ...state, ...action.change } : state ),
	actions: {
		/** For the tests: what the real editor would do by itself. */
		change: ( change: Partial< State > ) => ( { type: 'CHANGE', change } ),
		toggleEditorPanelOpened: ( name: string ) => ( {
			type: 'CHANGE',
			change: { opened: [ name ] },
		} ),
		toggleEditorPanelEnabled: () => ( { type: 'NOTHING' } ),
	},
	selectors: {
		getCurrentPostId: ( state: State ) => state.id,
		getCurrentPostType: ( state: State ) => state.type,
		getCurrentPostAttribute: ( state: State, name: string ) =>
			state.stored[ name ],
		getEditedPostAttribute: ( state: State, name: string ) =>
			state.edited[ name ] ?? state.stored[ name ],
		isSavingPost: ( state: State ) => state.saving,
		isAutosavingPost: ( state: State ) => state.saving && state.autosaving,
		didPostSaveRequestSucceed: ( state: State ) => state.succeeded,
		isEditorPanelEnabled: () => true,
		isEditorPanelOpened: ( state: State, name: string ) =>
			state.opened.includes( name ),
	},
} );

export function PluginDocumentSettingPanel( {
	title,
	children,
}: {
	title: string;
	children: ReactNode;
} ) {
	return (
		<section aria-label={ title }>
			<h2>{ title }</h2>
			{ children }
		</section>
	);
}
