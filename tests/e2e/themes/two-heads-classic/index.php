<?php
/**
 * Lists: the first post as a card that is one link, the others as classic entries; the latest again in a sidebar.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

get_header();
$two_heads_first = true;
?>
<main>
<?php
while ( have_posts() ) :
	the_post();
	?>
	<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
	<?php if ( $two_heads_first ) : ?>
		<a class="card" href="<?php the_permalink(); ?>">
			<?php the_title( '<h2 class="card-title">', '</h2>' ); ?>
			<?php the_excerpt(); ?>
		</a>
	<?php else : ?>
		<?php the_title( '<h2 class="entry-title"><a href="' . esc_url( get_permalink() ) . '" rel="bookmark">', '</a></h2>' ); ?>
		<?php the_excerpt(); ?>
		<a class="more" href="<?php the_permalink(); ?>">Continue reading<span class="screen-reader-text"> <?php the_title(); ?></span></a>
	<?php endif; ?>
	</article>
	<?php
	$two_heads_first = false;
endwhile;
?>
</main>
<aside>
	<ul>
	<?php wp_get_archives( array( 'type' => 'postbypost', 'limit' => 5 ) ); ?>
	</ul>
</aside>
<?php
get_footer();
