<?php
/**
 * See wp-cli.php.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace WP_CLI\Utils;

use WP_CLI;

/**
 * @param list<array<string, string>> $items  Rows.
 * @param list<string>                $fields Columns.
 */
function format_items( string $format, array $items, array $fields ): void {
	$cells          = static fn ( array $item ): array => array_map( static fn ( string $field ): string => $item[ $field ], $fields );
	$rows           = array_map( static fn ( array $item ): string => implode( ',', $cells( $item ) ), $items );
	WP_CLI::$said[] = "$format: " . implode( ' | ', $rows );
}
