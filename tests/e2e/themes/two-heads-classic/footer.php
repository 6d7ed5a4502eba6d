<?php
/**
 * End of every page.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

wp_footer();
?>
</body>
</html>
