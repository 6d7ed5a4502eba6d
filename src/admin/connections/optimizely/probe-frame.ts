import { __ } from '@wordpress/i18n';
import type { FrameFinding } from '../../../domain/frame-outcome';

/** How long the page may take, in milliseconds. */
export const TIME_LIMIT = 15000;
/** How long the snippet may take once the page has loaded. */
export const GRACE = 1500;
const INTERVAL = 200;

/** What the check needs of Optimizely's API on the page. */
interface OptimizelyWindow {
	optimizely?: {
		get?: ( name: 'data' ) => { projectId?: unknown } | undefined;
	};
}

/**
 * Loads a page of this origin in a frame that nobody sees, and asks the snippet in it for
 * its project. The frame is gone when the promise resolves; it never rejects.
 */
export function probeFrame( url: string ): Promise< FrameFinding > {
	return new Promise( ( resolve ) => {
		const frame = document.createElement( 'iframe' );
		let timer: ReturnType< typeof setTimeout > | undefined;
		let giveUpAt = Date.now() + TIME_LIMIT;
		let loaded = false;

		const finish = ( finding: FrameFinding ) => {
			clearTimeout( timer );
			frame.remove();
			resolve( finding );
		};
		const look = () => {
			clearTimeout( timer );
			const seen = projectIn( frame );
			if ( seen === 'refused' ) {
				finish( { kind: 'refused' } );
			} else if ( seen !== null ) {
				finish( { kind: 'project', projectId: seen } );
			} else if ( Date.now() >= giveUpAt ) {
				finish( { kind: loaded ? 'missing' : 'timeout' } );
			} else {
				timer = setTimeout( look, INTERVAL );
			}
		};

		frame.title = __( 'Installation check', 'two-heads' );
		frame.setAttribute( 'aria-hidden', 'true' );
		frame.tabIndex = -1;
		// Rendered at the size of a screen, as a frame that is not displayed may not run.
		frame.style.cssText =
			'position:fixed;inset:0;width:1280px;height:800px;border:0;opacity:0;pointer-events:none;z-index:-1';
		frame.addEventListener( 'load', () => {
			loaded = true;
			giveUpAt = Math.min( giveUpAt, Date.now() + GRACE );
			look();
		} );
		frame.src = url;
		document.body.append( frame );
		timer = setTimeout( look, INTERVAL );
	} );
}

/** The id of the project whose snippet runs in the frame; null while none does. */
function projectIn( frame: HTMLIFrameElement ): string | null | 'refused' {
	try {
		const page = frame.contentWindow as
			( Window & OptimizelyWindow ) | null;
		// Reading this throws where the browser shows a page that is not ours,
		// its own "refused to connect" among them.
		void page?.document;
		const projectId = page?.optimizely?.get?.( 'data' )?.projectId;
		return projectId === undefined || projectId === null
			? null
			: String( projectId );
	} catch {
		return frame.contentDocument === null ? 'refused' : null;
	}
}
