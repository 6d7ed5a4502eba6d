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

const REST_NAMESPACE = 'two-heads/v1';

// A visitor's beacon: counted here, before anything else of a page is done. See includes/engines/builtin/doors.php.
if ( isset( $_GET['two-heads-tally'] ) ) {
	require DIR . '/includes/engines/builtin/door.php';
}

require DIR . '/includes/core/install.php';
require DIR . '/includes/core/capabilities.php';
require DIR . '/includes/core/site.php';
require DIR . '/includes/core/schema.php';
require DIR . '/includes/core/javascript-regex.php';
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
require DIR . '/includes/experiments/engine.php';
require DIR . '/includes/experiments/engines.php';
require DIR . '/includes/experiments/settings.php';
require DIR . '/includes/experiments/store.php';
require DIR . '/includes/experiments/running.php';
require DIR . '/includes/experiments/titles.php';
require DIR . '/includes/experiments/setup.php';
require DIR . '/includes/experiments/lifecycle.php';
require DIR . '/includes/experiments/jobs.php';
require DIR . '/includes/experiments/schedule.php';
require DIR . '/includes/experiments/verdict.php';
require DIR . '/includes/experiments/poll.php';
require DIR . '/includes/experiments/drift.php';
require DIR . '/includes/experiments/copies.php';
require DIR . '/includes/experiments/describe.php';
require DIR . '/includes/experiments/listing.php';
require DIR . '/includes/experiments/rest.php';
require DIR . '/includes/engines/builtin/counters.php';
require DIR . '/includes/engines/builtin/limits.php';
require DIR . '/includes/engines/builtin/buffer.php';
require DIR . '/includes/engines/builtin/collect.php';
require DIR . '/includes/engines/builtin/doors.php';
require DIR . '/includes/engines/builtin/site-health.php';
require DIR . '/includes/engines/builtin/page.php';
require DIR . '/includes/engines/builtin/badge.php';
require DIR . '/includes/engines/optimizely/templates.php';
require DIR . '/includes/engines/optimizely/targeting.php';
require DIR . '/includes/experiments/code-rest.php';
require DIR . '/includes/experiments/previews.php';
require DIR . '/includes/experiments/marks.php';
require DIR . '/includes/experiments/head.php';
require DIR . '/includes/engines/builtin/steps.php';
require DIR . '/includes/engines/builtin/compile.php';
require DIR . '/includes/engines/builtin/figures.php';
require DIR . '/includes/engines/builtin/judging.php';
require DIR . '/includes/engines/builtin/prior.php';
require DIR . '/includes/engines/builtin/forecast.php';
require DIR . '/includes/engines/builtin/privacy.php';
require DIR . '/includes/engines/builtin/engine.php';
require DIR . '/includes/engines/optimizely/objects.php';
require DIR . '/includes/engines/optimizely/creation.php';
require DIR . '/includes/engines/optimizely/events.php';
require DIR . '/includes/engines/optimizely/project.php';
require DIR . '/includes/engines/optimizely/steps.php';
require DIR . '/includes/engines/optimizely/results.php';
require DIR . '/includes/engines/optimizely/audiences.php';
require DIR . '/includes/engines/optimizely/doctor.php';
require DIR . '/includes/engines/optimizely/engine.php';
require DIR . '/includes/engines/optimizely/import.php';
require DIR . '/includes/engines/optimizely/import-experiments.php';
require DIR . '/includes/engines/builtin/special-functions.php';
require DIR . '/includes/engines/builtin/best-arm.php';
require DIR . '/includes/engines/builtin/always-valid.php';
require DIR . '/includes/engines/builtin/statistics.php';
require DIR . '/includes/engines/builtin/epochs.php';
require DIR . '/includes/engines/builtin/judge-health.php';
require DIR . '/includes/engines/builtin/judge-figures.php';
require DIR . '/includes/engines/builtin/judge-weights.php';
require DIR . '/includes/engines/builtin/judge.php';
require DIR . '/includes/admin/screen.php';
require DIR . '/includes/admin/connections-page.php';
require DIR . '/includes/admin/experiments-page.php';
require DIR . '/includes/admin/settings-page.php';
require DIR . '/includes/admin/editor-panel.php';
require DIR . '/includes/admin/classic-editor.php';
require DIR . '/includes/admin/posts-list.php';
require DIR . '/includes/admin/row-actions.php';

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
Experiments\Settings\bootstrap();
Experiments\Store\bootstrap();
Experiments\Running\bootstrap();
Experiments\Jobs\bootstrap();
Experiments\Schedule\bootstrap();
Experiments\Poll\bootstrap();
Experiments\Drift\bootstrap();
Experiments\Copies\bootstrap();
Experiments\Rest\bootstrap();
// The first is the one where nothing says otherwise.
Experiments\Engines\all( new Engines\BuiltIn\Engine() );
Experiments\Engines\all( new Engines\Optimizely\Engine() );
Engines\BuiltIn\Counters\bootstrap();
Engines\BuiltIn\Doors\bootstrap();
Engines\BuiltIn\SiteHealth\bootstrap();
Engines\BuiltIn\Steps\bootstrap();
Engines\BuiltIn\Compile\bootstrap();
Engines\BuiltIn\Prior\bootstrap();
Engines\BuiltIn\Privacy\bootstrap();
Engines\BuiltIn\Page\bootstrap();
Engines\Optimizely\Audiences\bootstrap();
Engines\Optimizely\Doctor\bootstrap();
Engines\Optimizely\Templates\bootstrap();
Experiments\CodeRest\bootstrap();
Experiments\Previews\bootstrap();
Experiments\Marks\bootstrap();
Experiments\Head\bootstrap();
Engines\Optimizely\Import\bootstrap();
Admin\Screen\bootstrap();
Admin\ExperimentsPage\bootstrap();
Admin\SettingsPage\bootstrap();
Admin\ConnectionsPage\bootstrap();
Admin\EditorPanel\bootstrap();
Admin\ClassicEditor\bootstrap();
Admin\PostsList\bootstrap();
Admin\RowActions\bootstrap();
