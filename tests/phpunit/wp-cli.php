<?php
/**
 * WP-CLI as far as the plugin's commands use it, in its place.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

/**
 * Notes what a command says, and answers its question.
 */
final class WP_CLI { // phpcs:ignore Squiz.Classes.ValidClassName.NotCamelCaps

	/** @var list<string> What was said, each with its kind before it. */
	public static array $said = array();

	/** Whether whoever is asked says yes. */
	public static bool $yes = true;

	public static function log( string $text ): void {
		self::$said[] = "log: $text";
	}

	public static function success( string $text ): void {
		self::$said[] = "success: $text";
	}

	/**
	 * WP-CLI ends the process.
	 */
	public static function error( string $text ): never {
		self::$said[] = "error: $text";
		throw new \RuntimeException( $text );
	}

	/**
	 * @param array<string, string> $flags Of the command.
	 */
	public static function confirm( string $question, array $flags ): void {
		if ( isset( $flags['yes'] ) ) {
			return;
		}
		self::$said[] = "confirm: $question";
		if ( ! self::$yes ) {
			throw new \RuntimeException( 'No.' );
		}
	}
}

require __DIR__ . '/wp-cli-utils.php';
