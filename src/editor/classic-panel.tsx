import { Notice } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import type { Boot } from './boot';
import { HeadlinePanel } from './panel/headline-panel';
import { useClassicHost } from './use-classic-host';
import { useHeadlineTest } from './use-headline-test';

interface ClassicPanelProps {
	boot: Boot;
	postId: number;
	/** The post's title field. */
	input: HTMLInputElement | null;
	/** The post's form. */
	form: HTMLFormElement | null;
}

/** The panel as a meta box of the classic editor. It never sends the form around it. */
export function ClassicPanel( {
	boot,
	postId,
	input,
	form,
}: ClassicPanelProps ) {
	const [ notice, setNotice ] = useState( '' );
	const test = useHeadlineTest(
		useClassicHost( postId, input, form, setNotice )
	);

	const latest = useRef( test );
	latest.current = test;
	useEffect( () => {
		// The page goes away with the form: the browser is told to finish this all the same.
		// Should it be refused, the words come back from the browser's own copy.
		const sent = () => {
			const { draft, handle } = latest.current;
			if ( handle.panel?.may.propose && draft.dirty ) {
				void draft.save( { keepalive: true, quiet: true } );
			}
		};
		form?.addEventListener( 'submit', sent );
		return () => form?.removeEventListener( 'submit', sent );
	}, [ form ] );

	useEffect( () => {
		// Enter in a field saves the post: not from in here.
		const stay = ( event: KeyboardEvent ) => {
			const { target, key } = event;
			if (
				key === 'Enter' &&
				target instanceof HTMLInputElement &&
				target.closest( '.two-heads-panel' )
			) {
				event.preventDefault();
			}
		};
		form?.addEventListener( 'keydown', stay );
		return () => form?.removeEventListener( 'keydown', stay );
	}, [ form ] );

	return (
		<>
			{ notice && (
				<Notice status="warning" onRemove={ () => setNotice( '' ) }>
					{ notice }
				</Notice>
			) }
			<HeadlinePanel test={ test } resultsUrl={ boot.resultsUrl } />
		</>
	);
}
