<?php
/**
 * Head of every page.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

?><!doctype html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo( 'charset' ); ?>">
<meta name="viewport" content="width=device-width">
<?php if ( is_single() ) : ?>
<meta property="og:title" content="<?php the_title_attribute(); ?>">
<script type="application/ld+json"><?php echo wp_json_encode( array( '@type' => 'NewsArticle', 'headline' => get_the_title() ), JSON_HEX_TAG ); ?></script>
<?php endif; ?>
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<?php wp_body_open(); ?>
<header><a href="<?php echo esc_url( home_url( '/' ) ); ?>"><?php bloginfo( 'name' ); ?></a></header>
