<?php
/**
 * Says of a regular expression of JavaScript what no browser would take.
 *
 * PHP has no engine for them, and its own takes another language. This reads the grammar of `new RegExp( text )`
 * without flags far enough to refuse what cannot be right; it takes everything it is not sure of. The screen's own
 * check, by the browser, is exact.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\JavaScriptRegex;

/** One piece of a pattern, and what kind it is. */
const PIECES = '#
	(?<escape>\\\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|k<[^>]*>|.))
	|(?<class>\[\^?(?:\\\\.|[^\]\\\\])*\])
	|(?<group>\((?:\?(?:[:=!]|<[=!]|<[\p{L}_$][\p{L}\p{N}_$]*>|[ims]*(?:-[ims]*)?:))?)
	|(?<close>\))
	|(?<quantifier>(?:[*+?]|\{(?<least>[0-9]+)(?:,(?<most>[0-9]*))?\})\??)
	|(?<bar>\|)
	|(?<edge>[\^$])
	|(?<other>.)
#xsu';

/**
 * What is wrong with a pattern.
 *
 * @param string $pattern Without slashes and flags.
 * @return string|null A sentence; null when nothing is known against it.
 */
function fault( string $pattern ): ?string {
	if ( ! preg_match_all( PIECES, $pattern, $pieces, PREG_SET_ORDER | PREG_UNMATCHED_AS_NULL ) ) {
		return '' === $pattern ? null : __( 'This is not a text.', 'two-heads' );
	}
	$open       = array();
	$repeatable = false;
	foreach ( $pieces as $piece ) {
		$is   = static fn ( string $kind ): bool => null !== $piece[ $kind ];
		$text = $piece[0];
		if ( $is( 'quantifier' ) ) {
			if ( ! $repeatable ) {
				/* translators: %s: a sign such as * or +. */
				return sprintf( __( 'There is nothing before %s that it could repeat. To mean the sign itself, write a backslash before it.', 'two-heads' ), $text );
			}
			if ( '' !== (string) $piece['most'] && (int) $piece['most'] < (int) $piece['least'] ) {
				/* translators: %s: a part of the expression such as {3,2}. */
				return sprintf( __( 'The numbers in %s are in the wrong order.', 'two-heads' ), $text );
			}
			$repeatable = false;
		} elseif ( $is( 'group' ) ) {
			$open[]     = $text;
			$repeatable = false;
		} elseif ( $is( 'close' ) ) {
			$group = array_pop( $open );
			if ( null === $group ) {
				return __( 'A closing bracket ) has no opening one. To mean the sign itself, write a backslash before it.', 'two-heads' );
			}
			$repeatable = ! in_array( $group, array( '(?<=', '(?<!' ), true );
		} elseif ( $is( 'class' ) ) {
			$fault = fault_in_class( $text );
			if ( null !== $fault ) {
				return $fault;
			}
			$repeatable = true;
		} elseif ( $is( 'bar' ) || $is( 'edge' ) ) {
			$repeatable = false;
		} elseif ( '\\' === $text ) {
			return __( 'The expression ends in a backslash. To mean the sign itself, write it twice.', 'two-heads' );
		} elseif ( '[' === $text ) {
			return __( 'A bracket [ is never closed. To mean the sign itself, write a backslash before it.', 'two-heads' );
		} else {
			$repeatable = ! in_array( $text, array( '\\b', '\\B' ), true );
		}
	}
	return $open ? __( 'A bracket ( is never closed. To mean the sign itself, write a backslash before it.', 'two-heads' ) : null;
}

/**
 * A range that runs backwards. Characters beyond the sixteenth bit, which are two to JavaScript, are passed over.
 *
 * @param string $text From bracket to bracket.
 */
function fault_in_class( string $text ): ?string {
	preg_match_all( '#\\\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)|.#su', ltrim( substr( $text, 1, -1 ), '^' ), $found );
	$signs = $found[0];
	$count = count( $signs );
	for ( $at = 0; $at + 2 < $count; ++$at ) {
		if ( '-' !== $signs[ $at + 1 ] ) {
			continue;
		}
		$from = code_point( $signs[ $at ] );
		$to   = code_point( $signs[ $at + 2 ] );
		if ( null !== $from && null !== $to && $from > $to ) {
			/* translators: %s: a part of the expression such as z-a. */
			return sprintf( __( 'The range %s runs backwards.', 'two-heads' ), $signs[ $at ] . '-' . $signs[ $at + 2 ] );
		}
		$at += 2;
	}
	return null;
}

/**
 * The code of one sign inside a class; null for a whole kind of signs (\d) and what is not sure.
 */
function code_point( string $sign ): ?int {
	if ( '\\' !== $sign[0] ) {
		$code = mb_ord( $sign, 'UTF-8' );
		return $code > 0xFFFF ? null : $code;
	}
	if ( strlen( $sign ) > 2 && ctype_xdigit( substr( $sign, 2 ) ) ) {
		return (int) hexdec( substr( $sign, 2 ) );
	}
	return 2 === strlen( $sign ) && ! ctype_alnum( $sign[1] ) ? ord( $sign[1] ) : null;
}
