<?php
/**
 * The JavaScript that a headline experiment puts into Optimizely: the admin's templates, filled in.
 *
 * Whoever may write templates may run JavaScript in every visitor's browser, so only they can: through whatever path
 * the option is written. What editors type (titles) goes in as literals that stay words wherever in a template they
 * stand: in a string, a comment, a template literal or, by mistake, between quotes of the template's own.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Templates;

use TwoHeads\Core\Assets;
use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Site;
use WP_Error;

/** Not autoloaded. JSON of {variation, activation, at, by, hash}, all of it ASCII, so that no charset of a database changes a byte. */
const OPTION = 'two_heads_headline_code';

const DEFAULT_VARIATION  = '(window.twoHeads=window.twoHeads||[]).push({id:{{experiment_id}},post:{{post_id}},url:{{post_url}},'
	. 'from:{{original_title}},to:{{title}},v:{{variation}},own:{{places}}})';
const DEFAULT_ACTIVATION = 'function(activate){(window.twoHeads=window.twoHeads||[]).push({id:{{experiment_id}},post:{{post_id}},'
	. 'url:{{post_url}},from:{{original_title}},seen:activate})}';

/** For pages that this WordPress does not serve: both bring the library, since the activation comes first. */
const SELF_CONTAINED = array(
	'variation'  => "{{library}}\n" . DEFAULT_VARIATION,
	'activation' => "function(activate){\n{{library}}\n(" . DEFAULT_ACTIVATION . ")(activate)}",
);

/** Longest template, in characters. The schema's rule. */
const LONGEST = 100_000;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// On both ways into the options table: add_option() knows only the first.
	add_filter( 'sanitize_option_' . OPTION, __NAMESPACE__ . '\\accept' );
	add_filter( 'pre_update_option_' . OPTION, __NAMESPACE__ . '\\accept' );
	// What runs is made anew when its template changes, also by an update of the plugin.
	add_filter( 'two_heads_experiment_rules', static fn ( $rules ) => array_merge( (array) $rules, array( made_from() ) ) );
}

/**
 * The variation's code for one headline.
 *
 * @param array{key: string, post: int, url: string, original: string, title: string, index: int, own: bool} $values
 *        What is filled in: the experiment's key, the post and its permalink, its title as rendered (plain text), this
 *        variation's title and number (0: the original), and whether the post's own page shows it too.
 */
function variation( array $values ): string {
	return fill( code()['variation'], $values );
}

/**
 * The code of the page's activation.
 *
 * @param array<string, mixed> $values See variation().
 */
function activation( array $values ): string {
	return fill( code()['activation'], $values );
}

/**
 * The templates in force.
 *
 * @return array{variation: string, activation: string}
 */
function code(): array {
	return in_force( stored(), is_disabled() );
}

/**
 * Whether wp-config.php has the defaults used, whatever is stored.
 */
function is_disabled(): bool {
	return defined( 'TWO_HEADS_DISABLE_CUSTOM_CODE' ) && constant( 'TWO_HEADS_DISABLE_CUSTOM_CODE' );
}

/**
 * What experiments are made from: the templates, and the library where they bring it along.
 *
 * @return array<string, string>
 */
function made_from(): array {
	$code = code();
	return str_contains( implode( '', $code ), '{{library}}' ) ? $code + array( 'library' => hash( 'sha256', library() ) ) : $code;
}

/**
 * The templates in force, of what is stored.
 *
 * @param array{variation: string, activation: string} $stored   Empty: the default.
 * @param bool                                         $disabled Whether wp-config.php has the defaults used.
 * @return array{variation: string, activation: string}
 */
function in_force( array $stored, bool $disabled ): array {
	return array(
		'variation'  => $disabled || '' === $stored['variation'] ? DEFAULT_VARIATION : $stored['variation'],
		'activation' => $disabled || '' === $stored['activation'] ? DEFAULT_ACTIVATION : $stored['activation'],
	);
}

/**
 * Fills in a template in one pass: what is filled in is never looked at again.
 *
 * @param string               $template With {{placeholders}}, or those of the official plugin ($POST_ID …).
 * @param array<string, mixed> $values   See variation().
 * @return string JavaScript.
 */
function fill( string $template, array $values ): string {
	$literals = array(
		'post_id'        => (string) (int) $values['post'],
		'post_url'       => literal( $values['url'] ),
		'original_title' => literal( $values['original'] ),
		'title'          => literal( $values['title'] ),
		'experiment_id'  => literal( $values['key'] ),
		'variation'      => (string) (int) $values['index'],
		'places'         => $values['own'] ? '1' : '0',
	);
	$official = array(
		'POST_ID'   => 'post_id',
		'OLD_TITLE' => 'original_title',
		'NEW_TITLE' => 'title',
	);
	$replace  = static function ( array $found ) use ( $literals, $official ): string {
		$name = isset( $found[2] ) ? $official[ $found[2] ] : $found[1];
		return 'library' === $name ? library() : $literals[ $name ];
	};
	$ours     = implode( '|', array( 'library', ...array_keys( $literals ) ) );
	// $POST_IDENTITY is a variable of the template's own.
	$theirs = implode( '|', array_keys( $official ) );
	return (string) preg_replace_callback( "/\\{\\{($ours)\\}\\}|\\$($theirs)(?![A-Za-z0-9_$])/", $replace, $template );
}

/**
 * A text as a literal of JavaScript that is safe anywhere: in a script of a page, and in any place of a template.
 *
 * Everything that could mean something to JavaScript or HTML outside a string is written as an escape, which means
 * nothing there: a title between quotes that the template has already put around it breaks the code at worst.
 *
 * @return string With its quotes.
 */
function literal( string $text ): string {
	$flags = JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;
	// Slashes stay escaped (no end of a comment), and so do U+2028 and U+2029, which end lines.
	$json = (string) json_encode( $text, $flags ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode
	return (string) preg_replace_callback(
		'/[#$%()*+;=@\[\]^`{|}~\x7F]/',
		static fn ( array $sign ): string => sprintf( '\\u%04x', ord( $sign[0] ) ),
		$json
	);
}

/**
 * The compiled code that finds and swaps headlines; empty while it is not built.
 */
function library(): string {
	return Assets\built() ? trim( Assets\inline_source( 'headlines' ) ) : '';
}

/**
 * What is stored.
 *
 * @return array{variation: string, activation: string, at: ?string, by: int, hash: string} Empty templates mean the
 *         defaults; `by` is a user's id, 0 when none; `hash` is of both templates.
 */
function stored(): array {
	return decode( get_option( OPTION, '' ) ) ?? array(
		'variation'  => '',
		'activation' => '',
		'at'         => null,
		'by'         => 0,
		'hash'       => hash_of( '', '' ),
	);
}

/**
 * Keeps new templates, byte for byte.
 *
 * @param array{variation: string, activation: string} $code Empty, or the default's own text: the default, also after
 *                                                           it has changed in a later version.
 * @return WP_Error|null Null when stored; `two_heads_forbidden`, or `two_heads_invalid_field` with `params`.
 */
function store( array $code ): ?WP_Error {
	if ( ! may_store() ) {
		return new WP_Error(
			'two_heads_forbidden',
			__( 'This code runs in the browser of every visitor, and WordPress does not let you add scripts to this site. Ask somebody who may: on a network that is a super admin.', 'two-heads' ),
			array( 'status' => 403 )
		);
	}
	$faults = faults( $code );
	if ( array() !== $faults ) {
		return new WP_Error(
			'two_heads_invalid_field',
			reset( $faults ),
			array(
				'status' => 400,
				'params' => $faults,
			)
		);
	}
	update_option( OPTION, encode( $code ), false );
	return null;
}

/**
 * Whether whoever is acting may store code: a person who may add scripts to the site, or the site's own command line
 * or background job without a person. A request of nobody's is neither.
 */
function may_store(): bool {
	$unattended = ! is_user_logged_in() && ( wp_doing_cron() || ( defined( 'WP_CLI' ) && WP_CLI ) );
	return $unattended || current_user_can( Capabilities\CHOOSE_SCRIPTS );
}

/**
 * What may be written into the option, by whatever path: options.php, another plugin, WP-CLI.
 *
 * @param mixed $value Text as encode() makes it, or {variation, activation}.
 * @return string The new value, or the present one when the new one is refused.
 */
function accept( $value ): string {
	$present = get_option( OPTION, '' );
	$present = is_string( $present ) ? $present : '';
	if ( $value === $present || ! may_store() ) {
		return $present;
	}
	if ( is_array( $value ) ) {
		return array() === faults( $value ) ? encode( $value ) : $present;
	}
	$code = decode( $value );
	return null === $code ? ( '' === $value ? '' : $present ) : (string) wp_json_encode( $code );
}

/**
 * What is wrong with new templates.
 *
 * @param array<mixed> $code As in store().
 * @return array<string, string> Field to sentence.
 */
function faults( array $code ): array {
	$faults = array();
	foreach ( array( 'variation', 'activation' ) as $field ) {
		$text = $code[ $field ] ?? null;
		if ( ! is_string( $text ) || 1 !== preg_match( '//u', $text ) ) {
			$faults[ $field ] = __( 'This is not a text in UTF-8. Write the code anew.', 'two-heads' );
		} elseif ( mb_strlen( $text, 'UTF-8' ) > LONGEST ) {
			$faults[ $field ] = __( 'This code is longer than 100,000 characters. Load what is long from a file of your own.', 'two-heads' );
		}
	}
	return $faults;
}

/**
 * Templates as they are stored.
 *
 * @param array{variation: string, activation: string} $code As in store().
 */
function encode( array $code ): string {
	$variation  = DEFAULT_VARIATION === $code['variation'] ? '' : $code['variation'];
	$activation = DEFAULT_ACTIVATION === $code['activation'] ? '' : $code['activation'];
	return (string) wp_json_encode(
		array(
			'variation'  => $variation,
			'activation' => $activation,
			'at'         => Site\now(),
			'by'         => get_current_user_id(),
			'hash'       => hash_of( $variation, $activation ),
		)
	);
}

/**
 * Stored templates read back.
 *
 * @return array{variation: string, activation: string, at: ?string, by: int, hash: string}|null Null when it is
 *         nothing that encode() made.
 */
function decode( mixed $stored ): ?array {
	$code = is_string( $stored ) ? json_decode( $stored, true ) : null;
	if ( ! is_array( $code ) || array() !== faults( $code ) ) {
		return null;
	}
	return array(
		'variation'  => $code['variation'],
		'activation' => $code['activation'],
		'at'         => is_string( $code['at'] ?? null ) ? $code['at'] : null,
		'by'         => is_int( $code['by'] ?? null ) ? $code['by'] : 0,
		'hash'       => hash_of( $code['variation'], $code['activation'] ),
	);
}

/**
 * Tells one pair of templates from another.
 */
function hash_of( string $variation, string $activation ): string {
	return hash( 'sha256', strlen( $variation ) . '|' . $variation . $activation );
}

/**
 * The shape of schema `headline-code-state`.
 *
 * @return array<string, mixed>
 */
function describe(): array {
	return described( stored(), is_disabled() );
}

/**
 * What is stored, which is not what runs where wp-config.php has the defaults used: then it can only be read.
 *
 * @param array{variation: string, activation: string, at: ?string, by: int} $stored   See stored().
 * @param bool                                                               $disabled See is_disabled().
 * @return array<string, mixed>
 */
function described( array $stored, bool $disabled ): array {
	$author = 0 === $stored['by'] ? false : get_userdata( $stored['by'] );
	return array(
		'code'           => in_force( $stored, false ),
		'defaults'       => array(
			'variation'  => DEFAULT_VARIATION,
			'activation' => DEFAULT_ACTIVATION,
		),
		'self_contained' => SELF_CONTAINED,
		'disabled'       => $disabled,
		'may_edit'       => ! $disabled && current_user_can( Capabilities\CHOOSE_SCRIPTS ),
		'changed_at'     => $stored['at'],
		'changed_by'     => $author ? $author->display_name : '',
	);
}
