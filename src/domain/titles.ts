/**
 * Headlines as people type them: when are two the same, and what is wrong with one.
 */
import { __, sprintf } from '@wordpress/i18n';

/** A headline is one line: pasted line breaks become spaces. Keeps what is being typed at the end. */
export function oneLine( text: string ): string {
	return text.replace( /[ \t]*[\r\n\u2028\u2029]+[ \t]*/g, ' ' );
}

/** As it is sent: one line without white space around it. */
export function trimmedTitle( text: string ): string {
	return oneLine( text ).trim();
}

/** The text of a title that may hold tags and entities, as the editor keeps it. */
export function plainTitle( raw: string ): string {
	if ( ! /[<&]/.test( raw ) ) {
		return raw;
	}
	const { body } = new DOMParser().parseFromString( raw, 'text/html' );
	body.querySelectorAll( 'script, style' ).forEach( ( one ) => one.remove() );
	return body.textContent ?? '';
}

/**
 * What a reader could tell apart, and nothing else: WordPress turns straight quotes,
 * double hyphens, three dots and more into typographic ones when it shows a title, and
 * spells its own name right.
 */
export function foldTitle( text: string ): string {
	return text
		.normalize( 'NFC' )
		.replace( /[‘’‚‛′]/g, "'" )
		.replace( /«\s*|\s*»|[“”„‟″]|''|``/g, '"' )
		.replace( /---?|[–—]/g, '-' )
		.replace( /…/g, '...' )
		.replace( /(\d)×(?=\d)/g, '$1x' )
		.replace( / ™/g, ' (tm)' )
		.replace( /Wordpress/g, 'WordPress' )
		.replace( /[\u200B\u2060\uFEFF\u00AD]/g, '' )
		.replace( /\s+/g, ' ' )
		.trim();
}

/** A letter that is written from right to left. */
const RTL =
	/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A title as part of a sentence: its signs stay with it where its direction may be another
 * than the sentence's.
 */
export function isolated( title: string ): string {
	return RTL.test( title ) || document.dir === 'rtl'
		? `\u2068${ title }\u2069`
		: title;
}

export type TitleProblem =
	| { kind: 'empty' }
	/** The same as the original. */
	| { kind: 'original' }
	/** The same as the variation with this index, which counts from 0 in the list given. */
	| { kind: 'duplicate'; of: number };

/**
 * What is wrong with each variation; the first of two equal ones is fine.
 *
 * @param original The post's title.
 * @param titles   The variations in order.
 */
export function titleProblems(
	original: string,
	titles: readonly string[]
): ( TitleProblem | null )[] {
	const baseline = foldTitle( original );
	const folded = titles.map( foldTitle );
	return folded.map( ( title, index ) => {
		if ( title === '' ) {
			return { kind: 'empty' };
		}
		if ( title === baseline ) {
			return { kind: 'original' };
		}
		const of = folded.indexOf( title );
		return of < index ? { kind: 'duplicate', of } : null;
	} );
}

/** The problem in a sentence that names the mend. */
export function titleProblemSentence( problem: TitleProblem ): string {
	switch ( problem.kind ) {
		case 'empty':
			return __(
				'This headline is empty. Write one, or remove it.',
				'two-heads'
			);
		case 'original':
			return __(
				'This is the same as the post’s title. Change it, or remove it.',
				'two-heads'
			);
		case 'duplicate':
			return sprintf(
				/* translators: %d: number of a variation. */
				__(
					'This is the same as variation %d. Change it, or remove it.',
					'two-heads'
				),
				problem.of + 1
			);
	}
}

/** What a variation is called: index 0 is the original. */
export function variationName( index: number ): string {
	return index === 0
		? __( 'Original', 'two-heads' )
		: sprintf(
				/* translators: %d: number of a variation. */
				__( 'Variation %d', 'two-heads' ),
				index
			);
}
