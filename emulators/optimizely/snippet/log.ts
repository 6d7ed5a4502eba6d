/**
 * Messages in the console: silent unless asked for by `optimizely_log` in the address or by push.
 */

let enabled = /[?&]optimizely_log=/.test( window.location.search );

/** Turns messages on or off. */
export function setLog( on: boolean ): void {
	enabled = on;
}

/** Says something to whoever debugs. */
export function log( ...message: unknown[] ): void {
	if ( enabled ) {
		console.log( 'Optimizely (stand-in):', ...message );
	}
}

/** Says that something is wrong, always. */
export function warn( ...message: unknown[] ): void {
	console.warn( 'Optimizely (stand-in):', ...message );
}
