/**
 * The visitor: whether they are followed at all, who they are, what is known of them.
 */
import {
	ensureVisitorId,
	OPT_OUT,
	readCookie,
	TEN_YEARS,
	writeCookie,
} from './cookies';

type Status = {
	/** Everything is off, by `disable` or `optimizely_disable`. */
	disabled: boolean;
	/** No events are sent, by `disable` with scope `tracking`. */
	trackingDisabled: boolean;
	/** Opted out when the page was loaded: opting in again takes effect on the next one. */
	optedOut: boolean;
};

export const status: Status = {
	disabled: false,
	trackingDisabled: false,
	optedOut: false,
};

export const attributes: Record< string, unknown > = {};

let visitorId: string | null = null;

function parameter( name: string ): string | null {
	return new URLSearchParams( window.location.search ).get( name );
}

/** Reads cookie and address before the queue's early commands are carried out. */
export function readStatus(): void {
	status.disabled = parameter( 'optimizely_disable' ) === 'true';
	const wish = parameter( 'optimizely_opt_out' );
	if ( wish !== null ) {
		optOut( wish === 'true' );
	}
	status.optedOut = readCookie( OPT_OUT ) === 'true';
}

/** Opts out for ten years, or in from the next page on. */
export function optOut( isOptOut: boolean ): void {
	writeCookie( OPT_OUT, isOptOut ? 'true' : null, TEN_YEARS );
	if ( isOptOut ) {
		status.optedOut = true;
	}
}

/**
 * Whether the visitor may be followed. An opt-in that was queued before the snippet counts at once: nothing has
 * happened yet that would have to be made up for.
 */
export function settleStatus(): void {
	status.optedOut = readCookie( OPT_OUT ) === 'true';
}

export function isFollowed(): boolean {
	return ! status.disabled && ! status.optedOut;
}

/** The visitor's id; null while they are not followed. */
export function identify(): string | null {
	if ( isFollowed() ) {
		visitorId ??= ensureVisitorId();
		return visitorId;
	}
	return null;
}

/** What is known of the visitor, as `get('visitor')` shows it. */
export function profile(): Record< string, unknown > {
	return {
		visitorId: identify(),
		referrer: document.referrer,
		language: navigator.language,
		currentTimestamp: Date.now(),
		offset: new Date().getTimezoneOffset(),
		custom: { ...attributes },
	};
}
