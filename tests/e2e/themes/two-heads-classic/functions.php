<?php
/**
 * A classic theme for tests.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

add_theme_support( 'title-tag' );
add_theme_support( 'automatic-feed-links' );
