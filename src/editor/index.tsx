import { lazy, Suspense } from '@wordpress/element';
import { registerPlugin } from '@wordpress/plugins';
import { PLUGIN } from './open-panel';
import './editor.scss';

const boot = window.twoHeadsEditor;

// The editor opens without waiting for it. PHP sends its translations along under the
// same name (Assets\translate_chunk): WordPress knows only scripts it was told of.
const EditorPlugin = lazy(
	() => import( /* webpackChunkName: "editor-panel" */ './editor-plugin' )
);

if ( boot ) {
	registerPlugin( PLUGIN, {
		render: () => (
			<Suspense fallback={ null }>
				<EditorPlugin boot={ boot } />
			</Suspense>
		),
	} );
}
