/**
 * What PHP knows and the page needs at once (window.twoHeadsSettings). The screen mounts
 * in #two-heads-settings.
 */
import type { HeadlinePanel } from '../../contracts/headline-panel';
import type { CodeEditorSettings } from './code/code-editor';

export interface Boot {
	/** Address of the front page: what an empty "contains" rule stands for. */
	homeUrl: string;
	/** Public post types with a title, by name, each with its plural label. */
	postTypes: { name: string; label: string }[];
	/** May this person say which scripts visitors load? On a network only super admins may. */
	mayChooseScripts: boolean;
	/**
	 * What `wp_enqueue_code_editor( array( 'type' => 'text/javascript' ) )` returned; null
	 * instead of false, which means that this person has turned syntax highlighting off.
	 */
	codeEditor: CodeEditorSettings | null;
	/** Is anything of the official Optimizely plugin there? Then GET /import/optimizely is asked. */
	hasImport: boolean;
	/** Where experiments can run. */
	engines: HeadlinePanel[ 'engines' ];
}

declare global {
	interface Window {
		twoHeadsSettings?: Boot;
	}
}
