/**
 * Carries out the changes of a variation. One that fails stops neither the others nor the page.
 */
import { emit } from './listeners';
import { warn } from './log';
import type { ChangeData, SnippetCode } from './project-data';

function applyChange( change: ChangeData, code: SnippetCode ): void {
	switch ( change.type ) {
		case 'custom_code':
			code.changes[ change.id ]?.();
			return;
		case 'custom_css': {
			const style = document.createElement( 'style' );
			style.textContent = ( change.css ?? '' ).replace(
				/<\/?style[^>]*>/gi,
				''
			);
			( document.head ?? document.documentElement ).append( style );
			return;
		}
		default:
			warn( 'Not built: change', change.type );
	}
}

/** Carries out changes in their order, before it returns. */
export function applyChanges(
	changes: readonly ChangeData[],
	code: SnippetCode
): void {
	for ( const change of changes ) {
		try {
			applyChange( change, code );
		} catch ( error ) {
			warn( 'A change failed', change.id, error );
		}
		emit( {
			type: 'action',
			name: 'applied',
			data: { changeId: change.id },
		} );
	}
}
