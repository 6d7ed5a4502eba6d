/**
 * The marks that plugins and services leave on a page when they delay, rewrite or combine
 * its scripts, and what to set in each so that it leaves the snippet alone.
 *
 * Sources: the HTML these products write, as seen on public sites and in their
 * documentation. A product without a sure mark falls under "something" at the end.
 */
import { __, sprintf } from '@wordpress/i18n';

export interface Optimiser {
	name: string;
	/** What to set, so that it leaves alone what holds this text. */
	mend: ( exclude: string ) => string;
	/** Does a script tag that carries the snippet show its mark? */
	rewrote?: ( script: Element ) => boolean;
	/** Addresses under which it serves combined scripts. */
	combined?: RegExp;
}

const attribute = ( name: string ) => ( script: Element ) =>
	script.hasAttribute( name );

const type = ( pattern: RegExp ) => ( script: Element ) =>
	pattern.test( script.getAttribute( 'type' ) ?? '' );

const either =
	( ...tests: ( ( script: Element ) => boolean )[] ) =>
	( script: Element ) =>
		tests.some( ( test ) => test( script ) );

function optimisers(): Optimiser[] {
	return [
		{
			name: 'WP Rocket',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude, such as cdn.optimizely.com/js/1.js. */
					__(
						'In WP Rocket, under File Optimization, add %s to the excluded JavaScript files of “Delay JavaScript execution”, “Load JavaScript deferred” and “Minify JavaScript”. Then clear its cache.',
						'two-heads'
					),
					exclude
				),
			rewrote: either(
				type( /^rocketlazyloadscript$/i ),
				attribute( 'data-rocket-src' ),
				attribute( 'data-rocket-type' )
			),
			combined: /\/cache\/min\//,
		},
		{
			name: 'LiteSpeed Cache',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In LiteSpeed Cache, under Page Optimization → Tuning, add %s to “JS Excludes”, “JS Deferred / Delayed Excludes” and “Guest Mode JS Excludes”. Then purge all.',
						'two-heads'
					),
					exclude
				),
			rewrote: either(
				type( /^litespeed\/javascript$/i ),
				attribute( 'data-litespeed-src' )
			),
			combined: /\/litespeed\/js\//,
		},
		{
			name: 'Cloudflare Rocket Loader',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'Cloudflare’s Rocket Loader ignored data-cfasync="false" on the tag of %s. In Cloudflare, under Speed → Settings, switch Rocket Loader off, or add a configuration rule that does so for this site.',
						'two-heads'
					),
					exclude
				),
			rewrote: type(
				/^[0-9a-f]{8,}-(?:text\/javascript|application\/javascript|module)$/i
			),
		},
		{
			name: 'Perfmatters',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Perfmatters, under Assets → JavaScript, add %s to the exclusions of “Delay JavaScript” and “Defer JavaScript”. Then clear the page cache.',
						'two-heads'
					),
					exclude
				),
			rewrote: either(
				type( /^pmdelayedscript$/i ),
				attribute( 'data-pmdelayedscript' ),
				attribute( 'data-perfmatters-type' )
			),
			combined: /\/cache\/perfmatters\//,
		},
		{
			name: 'PageSpeed Module',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'The web server’s PageSpeed module delays %s. Ask your host to switch its defer_javascript filter off, or to disallow it for this address.',
						'two-heads'
					),
					exclude
				),
			rewrote: either(
				type( /^text\/psajs$/i ),
				attribute( 'data-pagespeed-orig-type' ),
				attribute( 'pagespeed_orig_type' )
			),
			combined: /\.pagespeed\.(?:jc|jm|ce)\./,
		},
		{
			name: 'NitroPack',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In NitroPack, under Advanced settings → Excluded resources, exclude the script %s from all optimisations. Then purge its cache.',
						'two-heads'
					),
					exclude
				),
			rewrote: either(
				type( /^nitropack\//i ),
				attribute( 'nitro-src' ),
				attribute( 'data-nitro-src' ),
				attribute( 'nitro-delay-ms' )
			),
			combined: /\/\/[^/]*\.nitrocdn\.com\//,
		},
		{
			name: 'FlyingPress',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In FlyingPress, under Optimizations → JavaScript, add %s to the exclusions of “Defer” and “Delay”. Then purge its cache.',
						'two-heads'
					),
					exclude
				),
			rewrote: attribute( 'data-loading-method' ),
			combined: /\/cache\/flying-press\//,
		},
		{
			name: 'Flying Scripts',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Flying Scripts, take the keyword that matches %s out of the list of delayed scripts.',
						'two-heads'
					),
					exclude
				),
			rewrote: ( script ) =>
				script.getAttribute( 'data-type' ) === 'lazy' ||
				/^flying/i.test( script.getAttribute( 'type' ) ?? '' ),
		},
		{
			name: 'Hummingbird',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Hummingbird, under Asset Optimization → Delay JavaScript, exclude %s, and take it out of the combined files. Then clear its cache.',
						'two-heads'
					),
					exclude
				),
			rewrote: type( /^wphb-/i ),
			combined: /\/uploads\/hummingbird-assets\//,
		},
		{
			name: 'Autoptimize',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Autoptimize, add %s to “Exclude scripts from Autoptimize”. Then delete its cache.',
						'two-heads'
					),
					exclude
				),
			combined: /\/cache\/autoptimize\//,
		},
		{
			name: 'SiteGround Speed Optimizer',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Speed Optimizer, under Frontend → JavaScript, exclude %s from “Combine”, “Minify” and “Defer”. Then purge its cache.',
						'two-heads'
					),
					exclude
				),
			combined: /\/uploads\/siteground-optimizer-assets\//,
		},
		{
			name: 'Jetpack Boost',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Jetpack Boost, add %s to the exceptions of “Concatenate JS”, and switch “Defer non-essential JavaScript” off if the tag still moves.',
						'two-heads'
					),
					exclude
				),
			combined: /\/_jb_static\/|\/boost-cache\//,
		},
		{
			name: 'WP-Optimize',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In WP-Optimize, under Minify → JavaScript, exclude %s from processing, delay and defer. Then reset the minified files.',
						'two-heads'
					),
					exclude
				),
			combined: /\/cache\/wpo-minify\//,
		},
		{
			name: 'W3 Total Cache',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In W3 Total Cache, under Minify, add %s to “Never minify the following JS files”. Then empty its caches.',
						'two-heads'
					),
					exclude
				),
			combined: /\/cache\/minify\//,
		},
		{
			name: 'WP Fastest Cache',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In WP Fastest Cache, under Exclude, add a JavaScript rule that contains %s. Then delete the cache and the minified files.',
						'two-heads'
					),
					exclude
				),
			combined: /\/cache\/wpfc-minified\//,
		},
		{
			name: 'Asset CleanUp',
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'In Asset CleanUp, under Settings → Optimize JavaScript, add %s to the exceptions. Then clear its cache.',
						'two-heads'
					),
					exclude
				),
			combined: /\/cache\/asset-cleanup\//,
		},
		{
			name: __( 'A consent tool', 'two-heads' ),
			mend: ( exclude ) =>
				sprintf(
					/* translators: %s: the text to exclude. */
					__(
						'Your cookie banner holds the script back until the visitor agrees. If that is what you want, choose “Do not load before consent” above and take %s out of the banner’s own list, so that one of the two decides.',
						'two-heads'
					),
					exclude
				),
			rewrote: either(
				type( /^text\/plain$/i ),
				// With "ignore" Cookiebot is told to leave the script alone.
				( script ) =>
					! /^(?:|ignore)$/i.test(
						script.getAttribute( 'data-cookieconsent' ) ?? ''
					),
				attribute( 'data-cookieyes' ),
				attribute( 'consent-original-src-_' ),
				attribute( 'data-cmplz-src' )
			),
		},
	];
}

/** Types with which a browser runs a script. */
const RUNNABLE =
	/^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;

/** Will a browser run this script, as far as its type says? */
export function isRunnable( script: Element ): boolean {
	return RUNNABLE.test( script.getAttribute( 'type' )?.trim() ?? '' );
}

/** Who rewrote this tag; null when nobody did. */
export function whoRewrote( script: Element ): Optimiser | null {
	const known = optimisers().find( ( { rewrote } ) => rewrote?.( script ) );
	if ( known ) {
		return known;
	}
	// An inline script has no address to lose.
	const lostAddress =
		! script.hasAttribute( 'src' ) && script.textContent?.trim() === '';
	if ( isRunnable( script ) && ! lostAddress ) {
		return null;
	}
	return {
		name: __( 'An optimiser', 'two-heads' ),
		mend: ( exclude ) =>
			sprintf(
				/* translators: %s: the text to exclude. */
				__(
					'Find the plugin or service that delays scripts, exclude %s there, and clear the page cache.',
					'two-heads'
				),
				exclude
			),
	};
}

/** Those that serve combined scripts on this page. */
export function whoCombines( page: Document ): Optimiser[] {
	const sources = [ ...page.querySelectorAll( 'script' ) ].map(
		( script ) => script.getAttribute( 'src' ) ?? ''
	);
	return optimisers().filter(
		( { combined } ) =>
			combined && sources.some( ( source ) => combined.test( source ) )
	);
}
