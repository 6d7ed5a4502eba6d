import { registerPlugin } from '@wordpress/plugins';
import { EditorPlugin } from './editor-plugin';
import { PLUGIN } from './open-panel';
import './editor.scss';

const boot = window.twoHeadsEditor;

// One file on purpose: WordPress loads translations for a script it knows, not for the
// pieces a script loads later.
if ( boot ) {
	registerPlugin( PLUGIN, { render: () => <EditorPlugin boot={ boot } /> } );
}
