/**
 * What this folder uses of packages of WordPress that bring no types, or several hundred
 * packages with them. WordPress brings the packages themselves.
 */
declare module '@wordpress/editor' {
	import type {
		ReduxStoreConfig,
		StoreDescriptor,
	} from '@wordpress/data/build-types/types';
	import type { ComponentType, ReactNode } from 'react';

	/** Since WordPress 6.6. */
	export const PluginDocumentSettingPanel: ComponentType< {
		name: string;
		title: string;
		className?: string;
		children: ReactNode;
	} >;

	export interface EditorSelectors {
		getCurrentPostId: ( state: unknown ) => number | string | null;
		getCurrentPostType: ( state: unknown ) => string | null;
		getCurrentPostAttribute: ( state: unknown, name: string ) => unknown;
		getEditedPostAttribute: ( state: unknown, name: string ) => unknown;
		isSavingPost: ( state: unknown ) => boolean;
		isAutosavingPost: ( state: unknown ) => boolean;
		didPostSaveRequestSucceed: ( state: unknown ) => boolean;
		isEditorPanelEnabled: ( state: unknown, name: string ) => boolean;
		isEditorPanelOpened: ( state: unknown, name: string ) => boolean;
	}
	export interface EditorActions {
		toggleEditorPanelEnabled: ( name: string ) => object;
		toggleEditorPanelOpened: ( name: string ) => object;
	}
	export const store: StoreDescriptor<
		ReduxStoreConfig<
			unknown,
			Record< keyof EditorActions, EditorActions[ keyof EditorActions ] >,
			EditorSelectors
		>
	>;
}

declare module '@wordpress/commands' {
	import type { ReactElement } from 'react';

	export const store: object;
	export function useCommand( command: {
		name: string;
		label: string;
		icon?: ReactElement;
		disabled?: boolean;
		callback: ( options: { close: () => void } ) => void;
	} ): void;
}
