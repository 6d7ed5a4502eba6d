import { useEffect, useMemo, useState } from '@wordpress/element';
import { foldTitle, plainTitle } from '../domain/titles';
import type { Host } from './host';

/** How long a form that was sent may take to leave the page, in milliseconds. */
const LEAVING = 10000;

/**
 * The classic editor around the panel.
 *
 * @param postId   Id of the post.
 * @param input    Its title field; null where the post type has none.
 * @param form     The form around both.
 * @param onNotify Shows a sentence above the panel.
 */
export function useClassicHost(
	postId: number,
	input: HTMLInputElement | null,
	form: HTMLFormElement | null,
	onNotify: ( message: string ) => void
): Host {
	const [ value, setValue ] = useState( input?.value ?? '' );
	const memory = useMemo(
		() => ( {
			/** As the page came. */
			first: input?.defaultValue ?? '',
			sentAt: 0,
		} ),
		[ input ]
	);

	useEffect( () => {
		const read = () => setValue( input?.value ?? '' );
		const sent = () => {
			memory.sentAt = Date.now();
		};
		input?.addEventListener( 'input', read );
		form?.addEventListener( 'submit', sent );
		return () => {
			input?.removeEventListener( 'input', read );
			form?.removeEventListener( 'submit', sent );
		};
	}, [ input, form, memory ] );

	return {
		postId,
		title: plainTitle( value ),
		titleEdited: input !== null && value !== input.defaultValue,
		writes: true,
		isLeaving: () => Date.now() - memory.sentAt < LEAVING,
		notify: onNotify,
		onTitleWritten: ( title ) => {
			if ( ! input || input.value !== input.defaultValue ) {
				// What is typed there is somebody's own.
				return;
			}
			// Saving the form must not bring the old title back.
			input.value =
				foldTitle( plainTitle( memory.first ) ) === foldTitle( title )
					? memory.first
					: storedTitle( title );
			input.defaultValue = input.value;
			setValue( input.value );
		},
	};
}

/** Plain text as WordPress stores it in a title: HTML that shows exactly the text. */
function storedTitle( title: string ): string {
	return title
		.replace( /&(?=#?[a-z0-9]{1,31};)/gi, '&amp;' )
		.replace( /</g, '&lt;' )
		.replace( />/g, '&gt;' );
}
