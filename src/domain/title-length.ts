/**
 * How much of a headline search results show: a hint, never an error.
 */
import { __, _n, sprintf } from '@wordpress/i18n';

/** Where Google's desktop results cut a title: about 600 pixels of 20 pixel Arial. */
export const MOST_PIXELS = 600;
/** The rule of thumb people know. */
export const MOST_CHARACTERS = 60;

/** Advance widths of Arial in thousandths of the font size, by groups of characters. */
const WIDTHS: [ string, number ][] = [
	[ "'", 191 ],
	[ 'ijl|', 222 ],
	[ ' !,./:;I[\\]ft', 278 ],
	[ '()-`r{}', 333 ],
	[ '"*', 372 ],
	[ '?Jckvsxyz', 500 ],
	[ '&ABEKPSVXY', 667 ],
	[ 'CDHNRUw', 722 ],
	[ 'GOQ', 778 ],
	[ 'Mm', 833 ],
	[ '%', 889 ],
	[ 'W@', 1000 ],
];
const WIDTH_OF = new Map(
	WIDTHS.flatMap( ( [ characters, width ] ) =>
		[ ...characters ].map( ( one ) => [ one, width ] as const )
	)
);
const FONT_SIZE = 20;
/** Digits and most small letters. */
const COMMON = 556;
/** Chinese, Japanese, Korean and emoji take a whole square. */
const WIDE =
	/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

export interface TitleLength {
	/** As a reader counts: an emoji of several code points is one. */
	characters: number;
	/** Estimated width in search results. */
	pixels: number;
	/** Search results are likely to cut it. */
	long: boolean;
}

export function titleLength( text: string ): TitleLength {
	const characters = graphemes( text.trim() );
	const pixels = Math.round(
		( characters.reduce( ( sum, one ) => sum + widthOf( one ), 0 ) *
			FONT_SIZE ) /
			1000
	);
	return {
		characters: characters.length,
		pixels,
		long: pixels > MOST_PIXELS,
	};
}

/** The length in a phrase, with what it means where it is long. */
export function titleLengthHint( text: string ): string {
	const { characters, long } = titleLength( text );
	if ( characters === 0 ) {
		return '';
	}
	if ( long && characters <= MOST_CHARACTERS ) {
		// The rule of thumb is about letters of the usual width.
		return __(
			'Wide for search results, which may cut the end.',
			'two-heads'
		);
	}
	return long
		? sprintf(
				/* translators: 1: number of characters of a headline, 2: number of characters search results show. */
				_n(
					'%1$d character: search results show about %2$d and may cut the rest.',
					'%1$d characters: search results show about %2$d and may cut the rest.',
					characters,
					'two-heads'
				),
				characters,
				MOST_CHARACTERS
			)
		: sprintf(
				/* translators: %d: number of characters of a headline. */
				_n( '%d character', '%d characters', characters, 'two-heads' ),
				characters
			);
}

function graphemes( text: string ): string[] {
	return typeof Intl.Segmenter === 'function'
		? [ ...new Intl.Segmenter().segment( text ) ].map(
				( { segment } ) => segment
			)
		: [ ...text ];
}

function widthOf( grapheme: string ): number {
	if ( WIDE.test( grapheme ) ) {
		return 1000;
	}
	// An accent adds no width.
	const base = grapheme.normalize( 'NFD' ).charAt( 0 );
	return WIDTH_OF.get( base ) ?? ( /\p{Lu}/u.test( base ) ? 667 : COMMON );
}
