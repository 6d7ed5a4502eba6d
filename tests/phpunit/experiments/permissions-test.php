<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Core\Schema;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Engines\Optimizely\FakeOptimizely;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

/**
 * Who may do what with the experiments of whose post.
 */
final class PermissionsTest extends TestCase {

	use Experimenting;

	private const ROLES = array( '', 'subscriber', 'contributor', 'author', 'editor', 'administrator' );

	/** Routes of one experiment: method, path below it, body. */
	private const RUNNING = array(
		array( 'POST', 'start' ),
		array( 'POST', 'pause' ),
		array( 'POST', 'resume' ),
		array( 'POST', 'continue' ),
		array( 'POST', 'revert' ),
		array( 'POST', 'refresh' ),
		array( 'POST', 'publish-anyway' ),
		array( 'POST', 'stop-trying' ),
		array( 'PUT', 'setup' ),
		array( 'POST', 'end' ),
		array( 'GET', 'series' ),
		array( 'GET', '' ),
	);

	protected function setUp(): void {
		parent::setUp();
		new FakeOptimizely();
	}

	public function test_every_route_of_an_experiment_is_in_the_table(): void {
		$routes = array();
		foreach ( rest_get_server()->get_routes() as $route => $handlers ) {
			foreach ( str_starts_with( $route, '/two-heads/v1/experiments/(' ) ? $handlers : array() as $handler ) {
				$routes[] = implode( array_keys( $handler['methods'] ) ) . ' ' . ltrim( (string) strstr( $route, ')' ), ')/' );
			}
		}
		$this->assertEqualsCanonicalizing( array_map( static fn ( array $row ): string => implode( ' ', $row ), self::RUNNING ), $routes );
	}

	/**
	 * @return array<string, array{string, bool, bool}> Role; whether it may run; whether it may propose on its own post.
	 */
	public function roles(): array {
		$rows = array();
		foreach ( self::ROLES as $role ) {
			$rows[ $role ?: 'nobody' ] = array( $role, in_array( $role, array( 'editor', 'administrator' ), true ), in_array( $role, array( 'author', 'editor', 'administrator' ), true ) );
		}
		return $rows;
	}

	/**
	 * @dataProvider roles
	 */
	public function test_somebody_elses_post( string $role, bool $may ): void {
		$this->become( 'administrator' );
		$post = $this->post();
		$id   = $this->draft( $post );
		$this->become( $role );
		FakeService::$requests = array();
		foreach ( self::RUNNING as list( $method, $path ) ) {
			$status = $this->rest( $method, rtrim( "/two-heads/v1/experiments/$id/$path", '/' ), $this->body_of( $path ) )->get_status();
			$this->assert_status( $may, $role, $status, "$method $path" );
		}
		foreach ( array( 'GET', 'PUT', 'DELETE' ) as $method ) {
			$status = $this->rest( $method, "/two-heads/v1/posts/$post/headlines", 'PUT' === $method ? $this->setup_of() : array() )->get_status();
			$this->assert_status( $may, $role, $status, "$method headlines" );
		}
		$this->assert_status( $may, $role, $this->rest( 'GET', '/two-heads/v1/experiments' )->get_status(), 'GET experiments' );
		$this->assert_status( $may, $role, $this->rest( 'GET', '/two-heads/v1/connections/optimizely/audiences' )->get_status(), 'GET audiences' );
		if ( ! $may ) {
			$this->assertSame( array(), FakeService::$requests );
			$this->assertSame( array( 'A new headline' ), Store\get( $id )['setup']['titles'] );
		}
	}

	/**
	 * @dataProvider roles
	 */
	public function test_ones_own_post( string $role, bool $run, bool $propose ): void {
		$user = $this->become( $role );
		$post = $this->post( array( 'post_author' => $user ) );
		$put  = $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of() );
		$this->assert_status( $propose, $role, $put->get_status(), 'PUT' );
		if ( $propose ) {
			$id     = $put->get_data()['current']['id'];
			$status = $this->rest( 'POST', "/two-heads/v1/experiments/$id/start" )->get_status();
			$this->assert_status( $run, $role, $status, 'start' );
			$this->assertSame( array( $propose, $run ), array_values( array_slice( $put->get_data()['may'], 0, 2 ) ) );
		}
	}

	public function test_a_contributor_may_propose_for_a_draft_of_their_own(): void {
		$user = $this->become( 'contributor' );
		$post = $this->post( array( 'post_author' => $user, 'post_status' => 'draft' ) );
		$this->assertSame( 200, $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of() )->get_status() );
	}

	public function test_proposing_can_be_left_to_those_who_run(): void {
		update_option( Settings\OPTION, array( 'propose' => 'run' ) + Settings\current_settings() );
		$user = $this->become( 'author' );
		$post = $this->post( array( 'post_author' => $user ) );
		$this->assertSame( 403, $this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of() )->get_status() );
	}

	public function test_who_may_edit_only_a_type_of_their_own_sees_the_list(): void {
		register_post_type( 'story', array( 'public' => true, 'capability_type' => 'story', 'map_meta_cap' => true ) );
		update_option( Settings\OPTION, array( 'post_types' => array( 'post', 'story' ) ) + Settings\current_settings() );
		$user = $this->become( 'subscriber' );
		$this->assertSame( 403, $this->rest( 'GET', '/two-heads/v1/experiments' )->get_status() );
		get_userdata( $user )->add_cap( 'edit_others_storys' );
		wp_set_current_user( 0 );
		wp_set_current_user( $user );
		$this->assertSame( 200, $this->rest( 'GET', '/two-heads/v1/experiments' )->get_status() );
		unregister_post_type( 'story' );
	}

	public function test_a_post_type_that_is_not_tested_has_no_experiments(): void {
		$this->become( 'administrator' );
		$page = $this->post( array( 'post_type' => 'page' ) );
		$this->assertSame( 403, $this->rest( 'PUT', "/two-heads/v1/posts/$page/headlines", $this->setup_of() )->get_status() );
	}

	public function test_experiments_have_no_other_door(): void {
		$this->become( 'administrator' );
		$id = $this->draft( $this->post() );
		$this->assertFalse( current_user_can( 'edit_post', $id ) );
		$this->assertFalse( current_user_can( 'delete_post', $id ) );
		$this->assertSame( 404, $this->rest( 'GET', "/wp/v2/two_heads_experiment/$id" )->get_status() );
		$this->assertFalse( is_post_publicly_viewable( $id ) );
		$meta = get_registered_meta_keys( 'post', Store\TYPE );
		$this->assertSame( array(), $meta );
		$this->assertTrue( is_protected_meta( Store\PREFIX . 'setup', 'post' ) );
	}

	/** No field an editor or author can write becomes code: words go in as words. */
	public function test_no_field_can_carry_code(): void {
		$user = $this->become( 'author' );
		$post = $this->post( array( 'post_author' => $user ) );
		$evil = array( 'code' => 'alert(1)', 'custom_code' => 'alert(1)', 'changes' => array( array( 'type' => 'custom_code', 'value' => 'alert(1)' ) ) );
		$this->rest( 'PUT', "/two-heads/v1/posts/$post/headlines", $this->setup_of( array( 'titles' => array( '"});alert(1);//</script>' ), 'hypothesis' => '<script>alert(1)</script>' ) ) + $evil );
		$record = Store\current( $post );
		$this->assertEqualsCanonicalizing( array_keys( $this->setup_of() ), array_keys( $record['setup'] ) );
		$this->become( 'editor' );
		$this->carry_through( $record['id'], 'start' );
		foreach ( FakeService::requests_to( '#POST .*/(pages|experiments)$#' ) as $request ) {
			$sent = json_decode( $request['args']['body'], true );
			$code = $sent['activation_code'] ?? $sent['variations'][1]['actions'][0]['changes'][0]['value'] ?? '';
			$this->assertStringNotContainsString( '</script', $code );
			$this->assertStringNotContainsString( '"});alert(1)', str_replace( '\\"', '', $code ) );
		}
	}

	public function test_answers_fit_their_schemas(): void {
		$this->become( 'administrator' );
		$post = $this->post();
		$id   = $this->draft( $post );
		$this->assert_fits( 'headline-panel', "/two-heads/v1/posts/$post/headlines" );
		$this->rest( 'POST', "/two-heads/v1/experiments/$id/start" );
		$this->assert_fits( 'headline-panel', "/two-heads/v1/posts/$post/headlines" );
		$this->carry_through( $id, 'start' );
		$this->assert_fits( 'headline-panel', "/two-heads/v1/posts/$post/headlines" );
		$this->assert_fits( 'experiment-list', '/two-heads/v1/experiments' );
		$this->carry_through( $id, 'end', array( 'variation' => 1 ) );
		$this->assert_fits( 'headline-panel', "/two-heads/v1/posts/$post/headlines" );
	}

	private function assert_fits( string $schema, string $route ): void {
		$data  = json_decode( (string) wp_json_encode( $this->rest( 'GET', $route )->get_data() ), true );
		$valid = rest_validate_value_from_schema( $data, Schema\load( $schema ), $schema );
		$this->assertTrue( $valid, is_wp_error( $valid ) ? $valid->get_error_message() : '' );
	}

	private function assert_status( bool $may, string $role, int $status, string $what ): void {
		if ( $may ) {
			$this->assertNotContains( $status, array( 401, 403 ), "$role: $what" );
		} else {
			$this->assertSame( '' === $role ? 401 : 403, $status, "$role: $what" );
		}
	}

	/**
	 * @return array<string, mixed>
	 */
	private function body_of( string $path ): array {
		return match ( $path ) {
			'setup' => $this->setup_of(),
			'end'   => array( 'variation' => 0 ),
			default => array(),
		};
	}
}
