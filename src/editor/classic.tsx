import { createRoot } from '@wordpress/element';
import { ClassicPanel } from './classic-panel';
import './editor.scss';

const container = document.getElementById( 'two-heads-headlines' );
const input = document.getElementById( 'title' );
const boot = window.twoHeadsEditor;

if ( container && boot?.postId ) {
	createRoot( container ).render(
		<ClassicPanel
			boot={ boot }
			postId={ boot.postId }
			input={ input instanceof HTMLInputElement ? input : null }
			form={ container.closest( 'form' ) }
		/>
	);
}
