<?php
/**
 * Who may call what: every route of the plugin, as every kind of user.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests;

use TwoHeads\Admin\Screen;
use TwoHeads\Experiments\Settings;

final class PermissionsTest extends TestCase {

	/** Each route and method with the least role that may call it. A new route without a row fails. */
	private const LEAST = array(
		'GET /two-heads/v1'                                    => '',
		'GET /two-heads/v1/connections/optimizely'             => 'administrator',
		'DELETE /two-heads/v1/connections/optimizely'          => 'administrator',
		'POST /two-heads/v1/connections/optimizely/oauth'      => 'administrator',
		'POST /two-heads/v1/connections/optimizely/token'      => 'administrator',
		'GET /two-heads/v1/connections/optimizely/projects'    => 'administrator',
		'PUT /two-heads/v1/connections/optimizely/project'     => 'administrator',
		'POST /two-heads/v1/connections/optimizely/confirm-site' => 'administrator',
		'GET /two-heads/v1/connections/optimizely/front-page'  => 'administrator',
		'GET /two-heads/v1/site-health/optimizely-snippet'     => 'administrator',
		'POST /two-heads/v1/tally'                             => '',
		'GET /two-heads/v1/headline-code'                      => 'administrator',
		'PUT /two-heads/v1/headline-code'                      => 'administrator',
		'POST /two-heads/v1/headline-code/preview'             => 'administrator',
		'GET /two-heads/v1/import/optimizely'                  => 'administrator',
		'POST /two-heads/v1/import/optimizely'                 => 'administrator',
	);

	/** Routes that ask about a post: experiments/permissions-test.php has their table. */
	private const ABOUT_A_POST = '#^[A-Z]+ /two-heads/v1/(posts/\(|experiments(/\(|$)|connections/optimizely/audiences$)#';

	/** Bodies that pass the schema, so that what refuses is the permission. */
	private const BODIES = array(
		'/two-heads/v1/connections/optimizely/oauth'   => array( 'client_id' => 'client', 'client_secret' => 'secret' ),
		'/two-heads/v1/connections/optimizely/token'   => array( 'token' => '2:abcdefghijkl' ),
		'/two-heads/v1/connections/optimizely/project' => array( 'project_id' => '123' ),
		'/two-heads/v1/headline-code'                  => array( 'variation' => 'a()', 'activation' => '' ),
		'/two-heads/v1/headline-code/preview'          => array( 'variation' => 'a()', 'activation' => '', 'post' => 1 ),
	);

	private const ROLES = array( '', 'subscriber', 'contributor', 'author', 'editor', 'administrator' );

	public function test_every_route_has_a_row_in_the_table(): void {
		$routes = array();
		foreach ( rest_get_server()->get_routes() as $route => $handlers ) {
			if ( ! str_starts_with( $route, '/two-heads/' ) ) {
				continue;
			}
			foreach ( $handlers as $handler ) {
				foreach ( array_keys( $handler['methods'] ) as $method ) {
					$routes[] = "$method $route";
				}
			}
		}
		$routes = array_values( preg_grep( self::ABOUT_A_POST, $routes, PREG_GREP_INVERT ) );
		sort( $routes );
		$listed = array_keys( self::LEAST );
		sort( $listed );
		$this->assertSame( $listed, $routes );
	}

	/**
	 * @return array<string, array{string, string, bool}>
	 */
	public function table(): array {
		$rows = array();
		foreach ( self::LEAST as $route => $least ) {
			foreach ( self::ROLES as $role ) {
				$may = array_search( $role, self::ROLES, true ) >= array_search( $least, self::ROLES, true );
				$rows[ "$route as " . ( $role ?: 'nobody' ) ] = array( $route, $role, $may );
			}
		}
		return $rows;
	}

	/**
	 * @dataProvider table
	 */
	public function test_routes( string $route, string $role, bool $may ): void {
		FakeService::on( '#.#', 500 );
		$this->become( $role );
		list( $method, $path ) = explode( ' ', $route, 2 );
		$status = $this->rest( $method, $path, self::BODIES[ $path ] ?? array() )->get_status();
		if ( $may ) {
			$this->assertNotContains( $status, array( 401, 403, 404 ) );
		} else {
			$this->assertSame( '' === $role ? 401 : 403, $status );
			$this->assertSame( array(), FakeService::$requests );
		}
	}

	/**
	 * @dataProvider table
	 */
	public function test_settings_are_for_administrators( string $route, string $role ): void {
		$this->become( $role );
		$status = $this->rest( 'POST', '/wp/v2/settings', array( 'two_heads_optimizely_snippet' => null ) )->get_status();
		$this->assertSame( 'administrator' === $role, $status < 400 );
	}

	/**
	 * @dataProvider table
	 */
	public function test_the_connection_and_its_secrets_are_no_settings( string $route, string $role ): void {
		$this->become( $role );
		$names = array_keys( (array) $this->rest( 'GET', '/wp/v2/settings' )->get_data() );
		$this->assertSame( array(), preg_grep( '/^two_heads_(?!(?:optimizely_snippet|headlines)$)/', $names ) );
	}

	/**
	 * The menu as a role gets it: slug of each of its screens the role may open.
	 *
	 * @return list<string>
	 */
	private function menu( string $role ): array {
		global $submenu, $menu;
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
		$menu    = array(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$submenu = array(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		$this->become( $role );
		do_action( 'admin_menu' );
		$may = static fn ( array $entry ): bool => current_user_can( $entry[1] );
		$top = array_filter( $menu, static fn ( array $entry ): bool => Screen\MENU === $entry[2] && $may( $entry ) );
		return $top ? array_column( array_filter( $submenu[ Screen\MENU ] ?? array(), $may ), 2 ) : array();
	}

	public function test_each_screen_is_for_those_who_may_use_it(): void {
		$this->assertSame( array( 'two-heads-experiments', 'two-heads-settings', 'two-heads-connections' ), $this->menu( 'administrator' ) );
		$this->assertSame( array( 'two-heads-experiments' ), $this->menu( 'editor' ) );
		foreach ( array( 'author', 'contributor', 'subscriber', '' ) as $role ) {
			$this->assertSame( array(), $this->menu( $role ), $role );
		}
		update_option( Settings\OPTION, array( 'run' => 'manage_options' ) );
		$this->assertSame( array(), $this->menu( 'editor' ) );
		update_option( Settings\OPTION, array( 'run' => 'publish_posts' ) );
		$this->assertSame( array( 'two-heads-experiments' ), $this->menu( 'author' ) );
	}
}
