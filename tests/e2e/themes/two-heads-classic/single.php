<?php
/**
 * A post.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

get_header();
while ( have_posts() ) :
	the_post();
	?>
	<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
		<?php the_title( '<h1 class="entry-title">', '</h1>' ); ?>
		<?php the_content(); ?>
	</article>
	<div id="comments"><?php wp_list_comments( array(), get_comments( array( 'post_id' => get_the_ID() ) ) ); ?></div>
	<?php
endwhile;
get_footer();
