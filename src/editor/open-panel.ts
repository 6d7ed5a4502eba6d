import { useRegistry } from '@wordpress/data';
import type * as data from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';

/** Name of the plugin and of its panel, which WordPress joins with a slash. */
export const PLUGIN = 'two-heads-headlines';
export const PANEL = 'headline-test';
const NAME = `${ PLUGIN }/${ PANEL }`;

/** How often and how long apart, in milliseconds, it looks whether the panel is there. */
const LOOKS = 60;
const APART = 50;

/** Whether a link to the panel led here. Read at once: the editor soon writes an address of its own over it. */
let led = window.location.hash === `#${ PLUGIN }`;

/** Whether a link to the panel, as in the list of posts, led here. True once. The same in PHP: EditorPanel\FRAGMENT. */
export function takeArrival(): boolean {
	const was = led;
	led = false;
	return was;
}

/** Opens the panel wherever the editor has put it, and moves the focus there. */
export function useOpenPanel(): () => void {
	const { select, dispatch } = useRegistry() as unknown as Pick<
		typeof data,
		'select' | 'dispatch'
	>;
	return () => {
		// The post editor's own way; the site editor has no such store.
		const { openGeneralSidebar } = ( dispatch( 'core/edit-post' ) ??
			{} ) as { openGeneralSidebar?: ( name: string ) => void };
		openGeneralSidebar?.( 'edit-post/document' );
		if ( ! select( editorStore ).isEditorPanelEnabled( NAME ) ) {
			void dispatch( editorStore ).toggleEditorPanelEnabled( NAME );
		}
		if ( ! select( editorStore ).isEditorPanelOpened( NAME ) ) {
			void dispatch( editorStore ).toggleEditorPanelOpened( NAME );
		}
		focusSoon();
	};
}

/** Shows the panel once it is there, and while what comes above it later pushes it away. */
function focusSoon() {
	let gone = false;
	const leave = () => {
		gone = true;
		document.removeEventListener( 'pointerdown', leave, true );
		document.removeEventListener( 'keydown', leave, true );
	};
	// Who presses anything goes on from there.
	document.addEventListener( 'pointerdown', leave, true );
	document.addEventListener( 'keydown', leave, true );

	const look = ( looks: number, shown: boolean ) => {
		const panel =
			document.querySelector< HTMLElement >( '.two-heads-panel' );
		const active = panel?.ownerDocument.activeElement ?? null;
		if ( gone || looks === 0 || ( shown && active !== panel ) ) {
			leave();
			return;
		}
		panel?.scrollIntoView( { block: 'nearest' } );
		// A field of it may have the focus already.
		if ( panel && ! panel.contains( active ) ) {
			panel.focus();
		}
		setTimeout( () => look( looks - 1, panel !== null ), APART );
	};
	setTimeout( () => look( LOOKS, false ), APART );
}
