<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Experiments;

use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\TestCase;

final class CodeRestTest extends TestCase {

	use Experimenting;

	private const ROUTE = '/two-heads/v1/headline-code';

	public function test_an_administrator_without_the_right_to_add_scripts_only_looks(): void {
		$this->become( 'administrator' );
		add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		$state = $this->rest( 'GET', self::ROUTE );
		$this->assertSame( array( 200, false ), array( $state->get_status(), $state->get_data()['may_edit'] ) );
		$this->assertSame( 403, $this->rest( 'PUT', self::ROUTE, array( 'variation' => 'a', 'activation' => '' ) )->get_status() );
		$this->assertSame( Templates\DEFAULT_VARIATION, Templates\code()['variation'] );
	}

	public function test_tells_who_changed_it(): void {
		$this->become( 'administrator' );
		$before = $this->rest( 'GET', self::ROUTE )->get_data();
		$this->assertSame( array( true, null, '' ), array( $before['may_edit'], $before['changed_at'], $before['changed_by'] ) );
		$after = $this->rest( 'PUT', self::ROUTE, array( 'variation' => 'mine({{title}})', 'activation' => '' ) )->get_data();
		$this->assertSame( array( 'mine({{title}})', Templates\DEFAULT_ACTIVATION ), array_values( $after['code'] ) );
		$this->assertSame( wp_get_current_user()->display_name, $after['changed_by'] );
		$this->assertTrue( rest_validate_value_from_schema( $after, Schema\load( 'headline-code-state' ) ) );
	}

	public function test_what_is_too_long_is_refused_by_name_and_the_old_code_stays(): void {
		$this->become( 'administrator' );
		$this->rest( 'PUT', self::ROUTE, array( 'variation' => 'kept()', 'activation' => '' ) );
		$answer = $this->rest( 'PUT', self::ROUTE, array( 'variation' => str_repeat( 'a', 100_001 ), 'activation' => '' ) );
		$this->assertSame( array( 400, array( 'variation' ) ), array( $answer->get_status(), array_keys( $answer->get_data()['data']['params'] ) ) );
		$this->assertSame( 'kept()', Templates\code()['variation'] );
	}

	public function test_previews_what_is_typed_with_a_posts_own_values_and_stores_nothing(): void {
		$this->become( 'administrator' );
		$post = $this->post( array( 'post_title' => 'Old "one"' ) );
		$id   = Store\create( $post, 'optimizely', $this->setup_of( array( 'titles' => array( 'New </script>' ) ) ) )['id'];
		$data = $this->rest( 'POST', self::ROUTE . '/preview', array( 'variation' => '[{{post_id}},{{original_title}},{{title}},{{experiment_id}},{{variation}}]', 'activation' => '', 'post' => $post ) )->get_data();
		$this->assertSame( array( $post, 'Old “one”', 'New </script>', Store\get( $id )['key'], 1 ), json_decode( $data['variation'], true ) );
		$this->assertSame( strlen( $data['variation'] ), $data['bytes'] );
		$this->assertStringStartsWith( 'function(activate)', $data['activation'] );
		$this->assertTrue( rest_validate_value_from_schema( $data, Schema\load( 'headline-code-preview' ) ) );
		$this->assertSame( '', Templates\stored()['variation'] );
	}

	public function test_a_post_without_an_experiment_has_a_headline_made_up(): void {
		$this->become( 'administrator' );
		$data = $this->rest( 'POST', self::ROUTE . '/preview', array( 'variation' => '{{title}}', 'activation' => '', 'post' => $this->post() ) )->get_data();
		$this->assertSame( 'Another headline', json_decode( $data['variation'] ) );
	}

	public function test_previews_posts_one_may_edit_only(): void {
		$this->become( 'administrator' );
		$record = Store\create( $this->post(), 'optimizely', $this->setup_of() )['id'];
		foreach ( array( $record, 99999999 ) as $post ) {
			$answer = $this->rest( 'POST', self::ROUTE . '/preview', array( 'variation' => '', 'activation' => '', 'post' => $post ) );
			$this->assertSame( array( 400, array( 'post' ) ), array( $answer->get_status(), array_keys( $answer->get_data()['data']['params'] ) ) );
		}
		$post = $this->post();
		add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'edit_post' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		$this->assertSame( 400, $this->rest( 'POST', self::ROUTE . '/preview', array( 'variation' => '', 'activation' => '', 'post' => $post ) )->get_status() );
	}
}
