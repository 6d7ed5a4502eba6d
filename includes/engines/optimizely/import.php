<?php
/**
 * Takes over what the official plugin ("Optimizely X", last changed in 2019) left behind: its settings, its token and
 * the experiments that have not ended.
 *
 * Nothing of theirs is changed or deleted, and nothing is taken twice.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Import;

use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\ImportExperiments;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Settings;
use WP_Error;
use const TwoHeads\REST_NAMESPACE;

/** Before the names of its options. */
const THEIRS = 'optimizely_x_';

/** Not autoloaded: names of what was taken over. */
const TAKEN = 'two_heads_optimizely_imported';

/** Its default templates, without white space: they find no headline in most themes, and count nothing. */
const THEIR_VARIATION  = "varutils=window['optimizely'].get('utils');utils.waitForElement('.post-\$POST_IDh1')";
const THEIR_ACTIVATION = "functionpollingFn(){returndocument.querySelectorAll('.post-\$POST_ID').length>0;}";

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register' );
}

/**
 * Registers the routes.
 */
function register(): void {
	$route = static fn ( string $method, callable $answer ): array => array(
		'methods'             => $method,
		'permission_callback' => static fn (): bool => current_user_can( Capabilities\MANAGE ),
		'callback'            => $answer,
	);
	register_rest_route(
		REST_NAMESPACE,
		'/import/optimizely',
		array(
			$route( 'GET', static fn (): array => look() ),
			$route( 'POST', static fn (): array => run() ),
			'schema' => static fn (): array => Schema\load( 'optimizely-import' ),
		)
	);
}

/**
 * Whether the official plugin left anything.
 */
function found(): bool {
	global $wpdb;
	foreach ( array( 'token', 'project_id', 'variation_template', 'version' ) as $name ) {
		if ( false !== get_option( THEIRS . $name ) ) {
			return true;
		}
	}
	return null !== $wpdb->get_var( "SELECT 1 FROM $wpdb->postmeta WHERE meta_key = 'optimizely_experiment_id' LIMIT 1" );
}

/**
 * What is there and not taken over yet.
 *
 * @param list<string> $imported Sentences on what was taken over just now.
 * @param list<string> $skipped  Sentences on what was not, and why.
 * @return array<string, mixed> Schema `optimizely-import`.
 */
function look( array $imported = array(), array $skipped = array() ): array {
	return array(
		'found'       => found(),
		'project'     => their( 'project_name' ),
		'has_token'   => '' !== their( 'token' ),
		'settings'    => array_values( array_intersect_key( names(), array_flip( left() ) ) ),
		'experiments' => count( ImportExperiments\left() ),
		'imported'    => $imported,
		'skipped'     => $skipped,
	);
}

/**
 * Takes over what can be.
 *
 * @return array<string, mixed> Schema `optimizely-import`.
 */
function run(): array {
	$imported = array();
	$skipped  = array();
	$note     = static function ( string|WP_Error|null $result ) use ( &$imported, &$skipped ): void {
		if ( is_wp_error( $result ) ) {
			$skipped[] = $result->get_error_message();
		} elseif ( null !== $result ) {
			$imported[] = $result;
		}
	};
	$note( connect() );
	$note( choose_project() );
	$note( stay() );
	foreach ( left() as $name ) {
		$result = take( $name );
		if ( ! is_wp_error( $result ) ) {
			update_option( TAKEN, array_values( array_unique( array( ...taken(), $name ) ) ), false );
		}
		$note( $result );
	}
	array_map( $note, ImportExperiments\run() );
	return look( $imported, $skipped );
}

/**
 * One of its options as text.
 */
function their( string $name ): string {
	$value = get_option( THEIRS . $name, '' );
	return is_scalar( $value ) ? trim( (string) $value ) : '';
}

/**
 * Its settings that have a counterpart here.
 *
 * @return array<string, string> Name to words.
 */
function names(): array {
	return array(
		'post_types'         => __( 'Post types', 'two-heads' ),
		'num_variations'     => __( 'Number of variations', 'two-heads' ),
		'url_targeting'      => __( 'URL targeting', 'two-heads' ),
		'variation_template' => __( 'Variation code', 'two-heads' ),
		'activation_mode'    => __( 'Activation code', 'two-heads' ),
	);
}

/**
 * Names of those that are there and were not taken over yet.
 *
 * @return list<string>
 */
function left(): array {
	$there = static fn ( string $name ): bool => match ( $name ) {
		'post_types'         => array() !== array_filter( (array) get_option( THEIRS . $name, array() ) ),
		// Only what somebody wrote: its own defaults are what this plugin mends.
		'variation_template' => '' !== their( $name ) && ! str_starts_with( squeezed( their( $name ) ), THEIR_VARIATION ),
		'activation_mode'    => 'conditional' === their( $name )
			&& ! in_array( squeezed( their( 'conditional_activation_code' ) ), array( '', THEIR_ACTIVATION ), true ),
		default              => '' !== their( $name ),
	};
	return array_values( array_diff( array_filter( array_keys( names() ), $there ), taken() ) );
}

/**
 * @return list<string> Names of what was taken over.
 */
function taken(): array {
	return array_values( array_filter( (array) get_option( TAKEN, array() ), 'is_string' ) );
}

/**
 * Code without white space.
 */
function squeezed( string $code ): string {
	return (string) preg_replace( '/\s+/', '', $code );
}

/**
 * Takes one setting over.
 *
 * @return string|WP_Error A sentence, either way.
 */
function take( string $name ): string|WP_Error {
	switch ( $name ) {
		case 'post_types':
			$types = array_filter( (array) get_option( THEIRS . $name ), 'is_string' );
			$types = array_values( array_filter( $types, 'TwoHeads\Experiments\Settings\is_choosable' ) );
			return array() === $types
				? refused( __( 'Its post types do not exist on this site any more.', 'two-heads' ) )
				/* translators: %s: list of names. */
				: set( array( 'post_types' => $types ), sprintf( __( 'Headlines of these post types can be tested: %s.', 'two-heads' ), implode( ', ', $types ) ) );
		case 'num_variations':
			$number = max( 1, min( 9, (int) their( $name ) ) );
			/* translators: %d: number of headlines. */
			return set( array( 'max_variations' => $number ), sprintf( _n( 'At most %d headline is tested against the original.', 'At most %d headlines are tested against the original.', $number, 'two-heads' ), $number ) );
		case 'url_targeting':
			return take_targeting();
		case 'variation_template':
			return take_code(
				'variation',
				(string) get_option( THEIRS . $name ),
				__( 'The variation code was taken over as it is. Clicks are counted only if it hands the headline to window.twoHeads, as the default does. Compare the two under Settings.', 'two-heads' )
			);
		default:
			return take_code(
				'activation',
				as_callback( (string) get_option( THEIRS . 'conditional_activation_code' ) ),
				__( 'The activation code was taken over: it is asked every 50 milliseconds until it says yes.', 'two-heads' )
			);
	}
}

/**
 * Its condition is a function that is asked again and again; ours is called once, with what to call when it is time.
 */
function as_callback( string $code ): string {
	$function = rtrim( trim( $code ), "; \t\r\n" );
	return "function(activate){\nvar ready=$function\n;(function ask(){ready()?activate():setTimeout(ask,50)})()\n}";
}

/**
 * @return string|WP_Error A sentence.
 */
function take_targeting(): string|WP_Error {
	$targeting = array(
		'match' => 'any',
		'rules' => array(
			array(
				'type'   => their( 'url_targeting_type' ) ?: 'substring',
				'value'  => their( 'url_targeting' ),
				'negate' => false,
			),
		),
	);
	$faults    = Settings\faults( $targeting );
	return array() === $faults
		? set( array( 'targeting' => $targeting ), __( 'The URL targeting was taken over.', 'two-heads' ) )
		/* translators: %s: what is wrong with it. */
		: refused( sprintf( __( 'Its URL targeting cannot work: %s', 'two-heads' ), reset( $faults ) ) );
}

/**
 * Has new experiments run where they always did. Once: who then chooses otherwise is not overruled by importing the rest.
 *
 * @return string|null A sentence.
 */
function stay(): ?string {
	if ( in_array( 'engine', taken(), true ) || 'connected' !== Connection\status() ) {
		return null;
	}
	update_option( TAKEN, array( ...taken(), 'engine' ), false );
	return 'optimizely' === Settings\current_settings()['engine']
		? null
		: set( array( 'engine' => 'optimizely' ), __( 'New experiments run on Optimizely, as before. Settings can change that.', 'two-heads' ) );
}

/**
 * Changes our settings.
 *
 * @param array<string, mixed> $changes  Fields.
 * @param string               $sentence What then holds.
 */
function set( array $changes, string $sentence ): string {
	update_option( Settings\OPTION, array_merge( Settings\current_settings(), $changes ) );
	return $sentence;
}

/**
 * Stores one of its templates, unless there is one of our own already.
 *
 * @param string $field    `variation` or `activation`.
 * @param string $code     JavaScript with its placeholders.
 * @param string $sentence What then holds.
 */
function take_code( string $field, string $code, string $sentence ): string|WP_Error {
	$stored = Templates\stored();
	if ( '' !== $stored[ $field ] ) {
		return refused( __( 'Its code was left alone: you have written code of your own here.', 'two-heads' ) );
	}
	return Templates\store( array( $field => $code ) + array_intersect_key( $stored, array_flip( array( 'variation', 'activation' ) ) ) ) ?? $sentence;
}

/**
 * Connects with its token, if nothing is connected.
 *
 * @return string|WP_Error|null A sentence; null when there is nothing to say.
 */
function connect(): string|WP_Error|null {
	$token = their( 'token' );
	if ( '' === $token ) {
		return null;
	}
	if ( 'disconnected' !== Connection\status() ) {
		return in_array( 'token', taken(), true ) ? null : refused( __( 'Its token was left alone: an Optimizely account is connected already.', 'two-heads' ) );
	}
	$error = Account\connect_with_token( $token );
	if ( null !== $error ) {
		return $error;
	}
	update_option( TAKEN, array_values( array_unique( array( ...taken(), 'token' ) ) ), false );
	return __( 'Connected with its token. It is kept encrypted here; the old plugin’s copy in the database is not, so delete that plugin’s data when you no longer need it.', 'two-heads' );
}

/**
 * Chooses its project, if none is chosen.
 *
 * @return string|WP_Error|null A sentence; null when there is nothing to say.
 */
function choose_project(): string|WP_Error|null {
	$project = their( 'project_id' );
	if ( 1 !== preg_match( '/\A[0-9]{1,20}\z/', $project ) || 'connected' !== Connection\status() || null !== Connection\record()['project'] ) {
		return null;
	}
	if ( ! current_user_can( Capabilities\CHOOSE_SCRIPTS ) ) {
		return refused( __( 'Its project was not chosen: a project brings its own scripts, and WordPress does not let you add scripts to this site.', 'two-heads' ) );
	}
	/* translators: %s: name of a project. */
	return Projects\choose( $project ) ?? sprintf( __( 'Project “%s” was chosen.', 'two-heads' ), Connection\record()['project']['name'] ?? $project );
}

/**
 * Something that was not taken over.
 */
function refused( string $sentence ): WP_Error {
	return new WP_Error( 'two_heads_not_imported', $sentence );
}
