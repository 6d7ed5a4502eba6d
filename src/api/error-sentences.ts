/**
 * What a person reads when a request failed and the server had no sentence of its own.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { RequestError } from './errors';

/** A sentence for the person at the screen: what happened, and the way on. */
export function sentence(
	kind: Exclude< RequestError[ 'kind' ], 'limited' >
): string {
	switch ( kind ) {
		case 'network':
			return __(
				'Your browser could not reach this site. Check your internet connection, then try again.',
				'two-heads'
			);
		case 'aborted':
			return __( 'The request was cancelled.', 'two-heads' );
		case 'unreadable':
			return __(
				'This site gave an answer that could not be read. Another plugin, a firewall or a PHP error may have got in the way. Try again, then look into the error log.',
				'two-heads'
			);
		case 'session':
			return __(
				'You have been signed out. Sign in again in another tab, then try again here.',
				'two-heads'
			);
		case 'forbidden':
			return __(
				'You are not allowed to do this. Ask an administrator of this site.',
				'two-heads'
			);
		case 'missing':
			return __(
				'This site does not know the request. The plugin may have been switched off, or something blocks the REST API. Reload the page.',
				'two-heads'
			);
		case 'site':
			return __(
				'This site ran into an error of its own. Try again, then look into the error log.',
				'two-heads'
			);
		case 'fields':
			return __(
				'Something you entered is not right. Check the marked fields.',
				'two-heads'
			);
		case 'unreachable':
			return __(
				'The service could not be reached from this site. Try again in a minute; if it stays so, ask your host whether outgoing requests are blocked.',
				'two-heads'
			);
		case 'unauthorized':
			return __(
				'The service refused the authorisation. Check it or make a new one, then try again.',
				'two-heads'
			);
		case 'service':
			return __(
				'The service has a problem at the moment. Try again in a few minutes.',
				'two-heads'
			);
		case 'answer':
			return __(
				'The service gave an answer that could not be understood. Try again in a few minutes.',
				'two-heads'
			);
		case 'not-connected':
			return __(
				'This site is not connected any more. Reload the page and connect again.',
				'two-heads'
			);
		case 'copied':
			return __(
				'This database was copied from another site, so nothing is sent. Reload the page and say which site is the live one.',
				'two-heads'
			);
		case 'busy':
			return __(
				'The same is being done already, perhaps in another tab. Wait a moment, then try again.',
				'two-heads'
			);
		case 'conflict':
			return __(
				'Somebody else has changed this meanwhile. Look at what is there now, then try again.',
				'two-heads'
			);
		case 'not-published':
			return __(
				'The post is not published yet. Publish it first, then try again.',
				'two-heads'
			);
		case 'insecure-redirect':
			return __(
				'The service sends people back to https addresses only, and this site’s admin does not use https. Connect with a token instead.',
				'two-heads'
			);
		case 'unknown':
			return __(
				'Something went wrong. Try again, then look into the error log.',
				'two-heads'
			);
	}
}

/** The sentence for too many requests, with the seconds to wait where they are known. */
export function limitSentence( seconds: number | null ): string {
	if ( seconds === null ) {
		return __(
			'Too many requests in a short time. Try again in a minute.',
			'two-heads'
		);
	}
	if ( seconds < 60 ) {
		return sprintf(
			/* translators: %d: number of seconds. */
			_n(
				'Too many requests in a short time. Try again in %d second.',
				'Too many requests in a short time. Try again in %d seconds.',
				seconds,
				'two-heads'
			),
			seconds
		);
	}
	const minutes = Math.ceil( seconds / 60 );
	return sprintf(
		/* translators: %d: number of minutes. */
		_n(
			'Too many requests in a short time. Try again in %d minute.',
			'Too many requests in a short time. Try again in %d minutes.',
			minutes,
			'two-heads'
		),
		minutes
	);
}
