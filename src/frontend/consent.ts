/**
 * Keeps Optimizely's snippet quiet, or away, until the visitor consents.
 *
 * Printed inside the head of every page, before the snippet, and the same for every visitor: pages are cached. It has
 * to decide while the head is parsed, before the WP Consent API's own script has run, so it reads that API's cookie
 * itself; later changes come as events.
 */
import { cookie } from './cookie';

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
const own = document.currentScript;
// For a Content Security Policy: what may run this script may run the snippet.
const nonce = own?.nonce;
let loaded = false;

function written(): boolean {
	const value = cookie( config.cookie );
	return value
		? value === 'allow'
		: ( window.wp_consent_type || config.type ).includes( 'optout' );
}

/** Whether the mark was set; sets or removes it. */
function mark( set: boolean ): boolean {
	try {
		const was = localStorage.getItem( MARK ) !== null;
		if ( set ) {
			localStorage.setItem( MARK, '1' );
		} else {
			localStorage.removeItem( MARK );
		}
		return was;
	} catch {
		// Storage can be forbidden. Then an opt-out of ours outlasts a later consent: the safe side.
		return false;
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
	if ( own && document.currentScript === own ) {
		// Consent was there before the page: the parser waits for the snippet, so that nothing flickers.
		document.write( script.outerHTML );
	} else {
		document.head.append( script );
	}
}

function decide( granted: boolean ): void {
	if ( granted && ! refused ) {
		if ( mark( false ) ) {
			optOut( false );
		}
		load();
	} else if ( config.mode !== 'blocked' || loaded ) {
		// One that is there already is ours and marked, or the visitor's own.
		if ( cookie( 'optimizelyOptOut' ) !== 'true' ) {
			mark( true );
		}
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
		const value = (
			event as CustomEvent< Record< string, string > | undefined >
		 ).detail?.[ config.category ];
		if ( value ) {
			decide( value === 'allow' );
		}
	} );
	document.addEventListener( 'two-heads-consent', ( event ) =>
		decide(
			!! ( event as CustomEvent< { granted: boolean } | undefined > )
				.detail?.granted
		)
	);
}
