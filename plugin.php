<?php
/**
 * Plugin Name:       Two Heads
 * Description:       Test headlines where you write them, on Optimizely Web Experimentation or on your own site.
 * Version:           0.1.0
 * Requires at least: 6.8
 * Requires PHP:      8.1
 * Author:            The Two Heads team
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       two-heads
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;
const DIR     = __DIR__;

require DIR . '/includes/core/install.php';
require DIR . '/includes/core/capabilities.php';
require DIR . '/includes/core/site.php';
require DIR . '/includes/core/schema.php';
require DIR . '/includes/core/vault.php';
require DIR . '/includes/core/lock.php';
require DIR . '/includes/core/service.php';
require DIR . '/includes/core/response.php';
require DIR . '/includes/core/request-log.php';
require DIR . '/includes/core/breaker.php';
require DIR . '/includes/core/http.php';
require DIR . '/includes/core/assets.php';
require DIR . '/includes/core/consent.php';
require DIR . '/includes/core/optimisers.php';
require DIR . '/includes/core/page-cache.php';
require DIR . '/includes/core/visitor-page.php';
require DIR . '/includes/core/site-health.php';
require DIR . '/includes/core/front-page.php';
require DIR . '/includes/connections/optimizely/endpoints.php';
require DIR . '/includes/connections/optimizely/connection.php';
require DIR . '/includes/connections/optimizely/errors.php';
require DIR . '/includes/connections/optimizely/tokens.php';
require DIR . '/includes/connections/optimizely/oauth.php';
require DIR . '/includes/connections/optimizely/client.php';
require DIR . '/includes/connections/optimizely/account.php';
require DIR . '/includes/connections/optimizely/projects.php';
require DIR . '/includes/connections/optimizely/snippet-settings.php';
require DIR . '/includes/connections/optimizely/snippet.php';
require DIR . '/includes/connections/optimizely/rest.php';
require DIR . '/includes/connections/optimizely/site-health.php';
require DIR . '/includes/connections/optimizely/privacy.php';
require DIR . '/includes/admin/connections-page.php';

Core\Install\bootstrap();
Core\Capabilities\bootstrap();
Core\RequestLog\bootstrap();
Core\Consent\bootstrap();
Core\PageCache\bootstrap();
Core\SiteHealth\bootstrap();
Connections\Optimizely\Connection\bootstrap();
Connections\Optimizely\OAuth\bootstrap();
Connections\Optimizely\SnippetSettings\bootstrap();
Connections\Optimizely\Snippet\bootstrap();
Connections\Optimizely\Rest\bootstrap();
Connections\Optimizely\SiteHealth\bootstrap();
Connections\Optimizely\Privacy\bootstrap();
Admin\ConnectionsPage\bootstrap();
