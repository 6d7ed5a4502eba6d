/**
 * The one shape in which a failed request reaches the screens, whoever failed: the
 * network, WordPress, our routes, or the service behind them.
 */
import { limitSentence, sentence } from './error-sentences';

/** Kinds that are told apart by their sentence alone. */
export type PlainErrorKind =
	/** The browser did not reach this site. */
	| 'network'
	/** The request was given up by the screen itself; nothing to show. */
	| 'aborted'
	/** This site answered with something else than JSON. */
	| 'unreadable'
	/** Signed out, or signed in anew elsewhere. */
	| 'session'
	/** This user may not do it. */
	| 'forbidden'
	/** The route does not exist: plugin off, or REST API blocked. */
	| 'missing'
	/** WordPress or PHP failed. */
	| 'site'
	/** This site did not reach the service. */
	| 'unreachable'
	/** The service refused the authorisation. */
	| 'unauthorized'
	/** The service failed. */
	| 'service'
	/** The service answered with something unexpected. */
	| 'answer'
	/** Nothing is connected (any more). */
	| 'not-connected'
	/** The database came from another site. */
	| 'copied'
	/** The same action is under way already. */
	| 'busy'
	/** Somebody else acted meanwhile: what is shown is old. */
	| 'conflict'
	/** Needs a published post. */
	| 'not-published'
	/** OAuth needs https. */
	| 'insecure-redirect'
	| 'unknown';

export type RequestError =
	| { kind: PlainErrorKind; message: string }
	| {
			/** What was sent is not valid. */
			kind: 'fields';
			message: string;
			/** Field name → what is wrong with it. May be empty. */
			fields: Record< string, string >;
	  }
	| {
			/** Too many requests. */
			kind: 'limited';
			message: string;
			/** Seconds until the same call can succeed, where known. */
			retryAfter: number | null;
	  };

/** Our routes' own codes (schemas/error.json) and WordPress's. */
const KINDS: Record< string, RequestError[ 'kind' ] > = {
	fetch_error: 'network',
	offline_error: 'network',
	invalid_json: 'unreadable',
	rest_cookie_invalid_nonce: 'session',
	rest_not_logged_in: 'session',
	rest_forbidden: 'forbidden',
	rest_no_route: 'missing',
	rest_invalid_param: 'fields',
	rest_missing_callback_param: 'fields',
	rest_invalid_json: 'fields',
	internal_server_error: 'site',
	two_heads_invalid_field: 'fields',
	two_heads_unreachable: 'unreachable',
	two_heads_rate_limited: 'limited',
	two_heads_unauthorized: 'unauthorized',
	two_heads_service_error: 'service',
	two_heads_bad_answer: 'answer',
	two_heads_not_connected: 'not-connected',
	two_heads_copied_site: 'copied',
	two_heads_busy: 'busy',
	two_heads_conflict: 'conflict',
	two_heads_not_published: 'not-published',
	two_heads_insecure_redirect: 'insecure-redirect',
};

/**
 * What apiFetch threw, as a RequestError. Takes anything: apiFetch rejects with parsed
 * JSON bodies, with objects of its own, with DOMExceptions and with Errors.
 */
export function toRequestError( thrown: unknown ): RequestError {
	if ( ! isObject( thrown ) ) {
		return { kind: 'unknown', message: sentence( 'unknown' ) };
	}
	if ( thrown.name === 'AbortError' ) {
		return { kind: 'aborted', message: sentence( 'aborted' ) };
	}
	const code = typeof thrown.code === 'string' ? thrown.code : '';
	const data = isObject( thrown.data ) ? thrown.data : {};
	// core-data asks for bare responses, and rejects with them too.
	const kind = KINDS[ code ] ?? kindOfStatus( data.status ?? thrown.status );
	// Our routes answer in sentences for the person; WordPress's speak of parameters.
	const own = code.startsWith( 'two_heads_' ) && textOf( thrown.message );

	if ( kind === 'fields' ) {
		return {
			kind,
			message: own || sentence( kind ),
			fields: textsOf( data.params ),
		};
	}
	if ( kind === 'limited' ) {
		const retryAfter = secondsOf( data.retry_after );
		return { kind, message: limitSentence( retryAfter ), retryAfter };
	}
	return { kind, message: own || sentence( kind ) };
}

function kindOfStatus( status: unknown ): RequestError[ 'kind' ] {
	if ( typeof status !== 'number' ) {
		return 'unknown';
	}
	const known: Record< number, RequestError[ 'kind' ] > = {
		401: 'session',
		403: 'forbidden',
		404: 'missing',
		429: 'limited',
	};
	return known[ status ] ?? ( status >= 500 ? 'site' : 'unknown' );
}

function isObject( value: unknown ): value is Record< string, unknown > {
	return typeof value === 'object' && value !== null;
}

function textOf( value: unknown ): string {
	return typeof value === 'string' ? value.trim() : '';
}

function textsOf( value: unknown ): Record< string, string > {
	if ( ! isObject( value ) || Array.isArray( value ) ) {
		return {};
	}
	return Object.fromEntries(
		Object.entries( value ).flatMap( ( [ name, text ] ) =>
			textOf( text ) ? [ [ name, textOf( text ) ] ] : []
		)
	);
}

function secondsOf( value: unknown ): number | null {
	return typeof value === 'number' && Number.isFinite( value ) && value > 0
		? Math.ceil( value )
		: null;
}
