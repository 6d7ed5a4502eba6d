/**
 * The points of the installation check that look at the script tag: alone, first,
 * synchronous, untouched. `carrier` is the tag of the snippet or, before consent, the
 * inline script that will put it in.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { FoundScripts } from './find-snippet';
import { whoCombines, whoRewrote } from './optimisers';
import type { Point } from './point';

export function oncePoint( found: FoundScripts, waits: boolean ): Point {
	const title = __( 'Only one snippet', 'two-heads' );
	const tooMany =
		found.snippets.length + found.others.length - ( waits ? 0 : 1 );
	if ( tooMany === 0 ) {
		return {
			id: 'once',
			status: 'ok',
			title,
			detail: __( 'No second snippet gets in its way.', 'two-heads' ),
		};
	}
	return {
		id: 'once',
		status: 'error',
		title,
		detail: sprintf(
			/* translators: 1: number of script tags, 2: what they are, separated by commas. */
			_n(
				'%1$d more snippet of Optimizely is on the page: %2$s',
				'%1$d more snippets of Optimizely are on the page: %2$s',
				tooMany,
				'two-heads'
			),
			tooMany,
			[ ...found.snippets.slice( 1 ), ...found.others ]
				.map( nameOf )
				.join( ', ' )
		),
		mend: __(
			'Remove it from the theme, the tag manager or the other plugin that prints it: with two snippets visitors are counted twice, or one breaks the other.',
			'two-heads'
		),
	};
}

export function firstPoint( found: FoundScripts, carrier: Element ): Point {
	const title = __( 'First script on the page', 'two-heads' );
	const before = found.scripts
		.slice( 0, found.scripts.indexOf( carrier ) )
		.filter(
			( script ) =>
				script !== found.guard &&
				// These run only after the page was parsed.
				! script.matches(
					'[defer][src], [type="module" i], [nomodule]'
				)
		);
	const inHead = carrier.closest( 'head' ) !== null;
	const [ first ] = before;
	if ( ! first && inHead ) {
		return {
			id: 'first',
			status: 'ok',
			title,
			detail: __( 'No other script runs before it.', 'two-heads' ),
		};
	}
	if ( ! inHead ) {
		return {
			id: 'first',
			status: 'error',
			title,
			detail: __(
				'The tag stands in the body of the page, so visitors see the original before it runs.',
				'two-heads'
			),
			mend: __(
				'Something moved it there: switch off “move scripts to the footer” in the theme or the optimiser, then clear the page cache.',
				'two-heads'
			),
		};
	}
	return {
		id: 'first',
		status: 'warning',
		title,
		detail: sprintf(
			/* translators: 1: number of scripts, 2: the first of them. */
			_n(
				'%1$d script stands before it: %2$s',
				'%1$d scripts stand before it, the first of them: %2$s',
				before.length,
				'two-heads'
			),
			before.length,
			first ? nameOf( first ) : ''
		),
		mend: __(
			'If that script need not be first, move it further down where it is added: the experiment starts only after it, and headlines may flicker.',
			'two-heads'
		),
	};
}

export function synchronousPoint( carrier: Element, waits: boolean ): Point {
	const title = __( 'Loads before the page is shown', 'two-heads' );
	const async = [ 'async', 'defer' ].filter( ( name ) =>
		carrier.hasAttribute( name )
	);
	if ( carrier.getAttribute( 'type' )?.toLowerCase() === 'module' ) {
		async.push( 'type="module"' );
	}
	if ( async.length === 0 ) {
		return {
			id: 'synchronous',
			status: 'ok',
			title,
			detail: waits
				? __(
						'The script that waits for consent runs at once.',
						'two-heads'
					)
				: __( 'Neither async nor defer is set.', 'two-heads' ),
		};
	}
	return {
		id: 'synchronous',
		status: 'error',
		title,
		detail: sprintf(
			/* translators: %s: attributes of a script tag. */
			__(
				'The tag has been given %s, so visitors see the original first and then the change.',
				'two-heads'
			),
			async.join( ', ' )
		),
		mend: __(
			'Exclude the snippet in the plugin or theme that adds this to scripts, then clear the page cache.',
			'two-heads'
		),
	};
}

export function optimiserPoint(
	page: Document,
	found: FoundScripts,
	carrier: Element | null,
	snippetUrl: string
): Point {
	const title = __( 'Left alone by optimisers', 'two-heads' );
	const exclude = snippetUrl.replace( /^https?:\/\//, '' );
	const culprit = [ carrier, found.guard ]
		.map( ( script ) => script && whoRewrote( script ) )
		.find( ( optimiser ) => optimiser !== null );
	if ( culprit ) {
		return {
			id: 'optimiser',
			status: 'error',
			title,
			detail: sprintf(
				/* translators: %s: name of a plugin or service. */
				__(
					'%s rewrote the tag, so it runs late or not at all.',
					'two-heads'
				),
				culprit.name
			),
			mend: culprit.mend( exclude ),
		};
	}
	const combining = carrier ? [] : whoCombines( page );
	if ( combining.length > 0 ) {
		return {
			id: 'optimiser',
			status: 'error',
			title,
			detail: sprintf(
				/* translators: %s: names of plugins or services, separated by commas. */
				__(
					'%s combines the scripts of this page and may have taken the tag out.',
					'two-heads'
				),
				combining.map( ( { name } ) => name ).join( ', ' )
			),
			mend: combining
				.map( ( optimiser ) => optimiser.mend( exclude ) )
				.join( ' ' ),
		};
	}
	return {
		id: 'optimiser',
		status: 'ok',
		title,
		detail: carrier
			? __( 'Nothing delays or rewrites the tag.', 'two-heads' )
			: __(
					'No plugin that combines scripts left its mark on the page.',
					'two-heads'
				),
	};
}

/** A script in a few words: its address, its id, or how its code begins. */
function nameOf( script: Element ): string {
	const source = script.getAttribute( 'src' );
	if ( source ) {
		return source;
	}
	if ( script.id ) {
		return `#${ script.id }`;
	}
	const code = ( script.textContent ?? '' ).trim().replace( /\s+/g, ' ' );
	return code.length > 60 ? `${ code.slice( 0, 60 ) }…` : code;
}
