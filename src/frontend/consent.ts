/**
 * Keeps Optimizely's snippet quiet, or away, until the visitor consents.
 *
 * Printed inside the head of every page, before the snippet, and the same for every visitor: pages are cached. It has
 * to decide while the head is parsed, before the WP Consent API's own script has run, so it reads that API's cookie
 * itself; later changes come as events.
 */

interface ConsentConfig {
	/** always: only Global Privacy Control counts. opt_out: loaded but silent. blocked: not loaded. */
	mode: 'always' | 'opt_out' | 'blocked';
	/** Whether Global Privacy Control is a refusal. */
	gpc: boolean;
	/** Category of the WP Consent API. */
	category: string;
	/** Cookie holding `allow` or `deny`. */
	cookie: string;
	/** `optin`, `optout`, or empty where PHP does not know. */
	type: string;
	/** Attributes of the snippet's tag, in mode blocked. */
	tag?: Record< string, string >;
}

declare global {
	interface Window {
		twoHeadsConsent?: ConsentConfig;
		optimizely?: unknown;
		wp_consent_type?: string;
	}
	interface Navigator {
		globalPrivacyControl?: boolean;
	}
}

/** Remembers that the opt-out was ours: one that the visitor chose at Optimizely is never undone. */
const MARK = 'two-heads-opted-out';

const config = window.twoHeadsConsent!;
const refused = config.gpc && !! navigator.globalPrivacyControl;
// For a Content Security Policy: what may run this script may run the snippet.
const nonce = document.currentScript?.nonce;
let loaded = false;

function written(): boolean {
	const value = ( '; ' + document.cookie ).split(
		'; ' + config.cookie + '='
	)[ 1 ];
	if ( value ) {
		return value.split( ';' )[ 0 ] === 'allow';
	}
	return ( window.wp_consent_type || config.type ).includes( 'optout' );
}

function mark( value: '1' | null ): string | null {
	try {
		const old = localStorage.getItem( MARK );
		if ( value ) {
			localStorage.setItem( MARK, value );
		} else {
			localStorage.removeItem( MARK );
		}
		return old;
	} catch {
		// Storage can be forbidden. Then an opt-out of ours outlasts a later consent: the safe side.
		return null;
	}
}

function optOut( isOptOut: boolean ): void {
	const queue = ( window.optimizely = window.optimizely || [] ) as {
		push: ( call: object ) => void;
	};
	queue.push( { type: 'optOut', isOptOut } );
}

function load(): void {
	if ( loaded || config.mode !== 'blocked' ) {
		return;
	}
	loaded = true;
	const script = document.createElement( 'script' );
	const attributes = { ...config.tag };
	if ( nonce ) {
		attributes.nonce = nonce;
	}
	for ( const name in attributes ) {
		script.setAttribute( name, attributes[ name ]! );
	}
	if ( document.readyState === 'loading' && document.currentScript ) {
		// Consent was there before the page: the parser waits for the snippet, so that nothing flickers.
		document.write( script.outerHTML );
	} else {
		document.head.append( script );
	}
}

function decide( granted: boolean ): void {
	if ( granted && ! refused ) {
		if ( mark( null ) ) {
			optOut( false );
		}
		load();
	} else if ( config.mode !== 'blocked' || loaded ) {
		mark( '1' );
		optOut( true );
	}
}

if ( config.mode === 'always' ) {
	decide( true );
} else {
	const read = () => decide( written() );
	read();
	document.addEventListener( 'wp_consent_type_defined', read );
	document.addEventListener( 'wp_listen_for_consent_change', ( event ) => {
		const value = ( event as CustomEvent< Record< string, string > > )
			.detail[ config.category ];
		if ( value ) {
			decide( value === 'allow' );
		}
	} );
	document.addEventListener( 'two-heads-consent', ( event ) =>
		decide(
			( event as CustomEvent< { granted: boolean } > ).detail.granted
		)
	);
}

export {};
