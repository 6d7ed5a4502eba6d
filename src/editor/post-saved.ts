import { __ } from '@wordpress/i18n';
import type { HeadlineTest } from './use-headline-test';

/**
 * What follows when the post was saved: the words of the draft are saved too, and what
 * hangs on the post (is it published, under which address) is read again.
 */
export async function postSaved( {
	draft,
	handle,
	host,
}: HeadlineTest ): Promise< void > {
	if ( ! handle.panel?.may.propose || ! draft.words || ! draft.dirty ) {
		await handle.reload();
		return;
	}
	if ( ! ( await draft.save( { quiet: true } ) ) ) {
		host.notify(
			__(
				'The post was saved, but not the draft of its headline test. The panel “Headline test” says why; the words are still there.',
				'two-heads'
			)
		);
		await handle.reload();
	}
}
