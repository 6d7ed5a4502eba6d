<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Core\Http;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;

final class ClientTest extends TestCase {

	use Connected;

	public function test_sends_the_token_and_only_documented_parameters(): void {
		$this->connect_with_token();
		FakeService::on( '#.#', 200, '[]' );
		Client\get_all( '/projects' );
		$this->assertSame( 'https://api.optimizely.com/v2/projects?page=1&per_page=100', FakeService::$requests[0]['url'] );
		$this->assertSame( 'Bearer ' . self::$token, FakeService::$requests[0]['args']['headers']['Authorization'] );
	}

	/**
	 * @dataProvider next_links
	 */
	public function test_follows_the_list_to_its_end( string $next, string $last ): void {
		$this->connect_with_token();
		FakeService::on( '#page=1&#', 200, $this->projects( 1, 100 ), array( 'Link' => $next ) );
		FakeService::on( '#page=2&#', 200, $this->projects( 101, 200 ), array( 'Link' => $next ) );
		FakeService::on( '#page=3&#', 200, $this->projects( 201, 250 ), $last ? array( 'Link' => $last ) : array() );
		$rows = Client\get_all( '/projects' );
		$this->assertCount( 250, $rows );
		$this->assertSame( 20000000250, end( $rows )['id'] );
		$this->assertCount( 3, FakeService::$requests );
	}

	/**
	 * @return array<string, array{string, string}>
	 */
	public function next_links(): array {
		$url = '<https://api.optimizely.com/v2/projects?page=2&per_page=100>';
		return array(
			'unquoted, as seen' => array( "$url; rel=next, $url; rel=last", "$url; rel=prev" ),
			'quoted'            => array( "$url; rel=\"next\"", "$url; rel=\"prev\"" ),
			'no header at all'  => array( '', '' ),
		);
	}

	public function test_a_full_last_page_without_a_header_costs_one_more_request(): void {
		$this->connect_with_token();
		FakeService::on( '#page=1&#', 200, $this->projects( 1, 100 ) );
		FakeService::on( '#page=2&#', 200, '[]' );
		$this->assertCount( 100, Client\get_all( '/projects' ) );
	}

	public function test_a_list_without_end_is_cut_off(): void {
		$this->connect_with_token();
		FakeService::on( '#.#', 200, array( array( 'id' => 1 ) ), array( 'Link' => '<x>; rel=next' ) );
		$this->assertCount( Client\MAX_PAGES, Client\get_all( '/projects' ) );
	}

	/**
	 * A list of heavy objects: what is longer than the plugin reads arrives cut off.
	 *
	 * @param int $most  Objects that fit into an answer.
	 * @param int $total Objects there are.
	 */
	private function heavy( int $most, int $total ): void {
		FakeService::on(
			'#/experiments\?#',
			static function ( string $url ) use ( $most, $total ): array {
				wp_parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
				$from = ( $query['page'] - 1 ) * $query['per_page'];
				$ids  = $from < $total ? range( $from + 1, min( $total, $from + $query['per_page'] ) ) : array();
				$rows = array_map( static fn ( int $id ): array => array( 'id' => $id ), $ids );
				return FakeService::response( 200, count( $ids ) > $most ? str_repeat( '[', Http\MAX_BYTES ) : (string) wp_json_encode( $rows ) );
			}
		);
	}

	public function test_a_list_that_is_too_long_to_read_is_read_in_smaller_pages(): void {
		$this->connect_with_token();
		$this->heavy( 12, 95 );
		$rows = Client\get_all( '/experiments' );
		$this->assertSame( range( 1, 95 ), is_wp_error( $rows ) ? $rows->get_error_code() : array_column( $rows, 'id' ) );
		$this->assertCount( 2 + 10, FakeService::$requests, 'Once too many at forty and at twenty, then ten at a time.' );
	}

	public function test_pages_that_grow_too_long_later_are_read_on_from_where_it_was(): void {
		$this->connect_with_token();
		FakeService::on( '#page=1&per_page=40#', 200, array_map( static fn ( int $id ): array => array( 'id' => $id ), range( 1, 40 ) ) );
		$this->heavy( 25, 95 );
		$this->assertSame( range( 1, 95 ), array_column( Client\get_all( '/experiments' ), 'id' ) );
	}

	public function test_a_single_object_that_is_too_long_is_an_error_of_its_own(): void {
		$this->connect_with_token();
		$this->heavy( 0, 95 );
		$error = Client\get_all( '/experiments' );
		$this->assertSame( 'two_heads_too_long', $error->get_error_code() );
		$this->assertStringContainsString( '8 MB', $error->get_error_message() );
	}

	public function test_a_fault_in_the_middle_is_an_error_and_not_half_a_list(): void {
		$this->connect_with_token();
		FakeService::on( '#page=1&#', 200, $this->projects( 1, 100 ) );
		FakeService::on( '#page=2&#', 500 );
		$this->assertSame( 'two_heads_service_error', Client\get_all( '/projects' )->get_error_code() );
	}

	/**
	 * @dataProvider unusable
	 */
	public function test_an_answer_that_is_no_list_is_an_error( string $body ): void {
		$this->connect_with_token();
		FakeService::on( '#.#', 200, $body );
		$this->assertSame( 'two_heads_bad_answer', Client\get_all( '/projects' )->get_error_code() );
	}

	/**
	 * @return list<array{string}>
	 */
	public function unusable(): array {
		return array( array( '' ), array( '[{"id":1}' ), array( '{"id":1}' ), array( '<html>' ), array( 'null' ) );
	}

	public function test_says_what_a_refusal_means(): void {
		$this->connect_with_token();
		FakeService::on( '#/one#', 403, '{}' );
		FakeService::on( '#/two#', 404, '{"code":"not_found","message":"Nothing matches the given URI"}' );
		FakeService::on( '#/three#', 400, array( 'message' => "<b>'edit_url'</b> is a required property" ) );
		$this->assertStringContainsString( 'does not let this account', Client\get( '/one' )->get_error_message() );
		$this->assertSame( 'two_heads_not_found', Client\get( '/two' )->get_error_code() );
		$this->assertStringContainsString( "'edit_url' is a required property", Client\get( '/three' )->get_error_message() );
		// None of these says anything about the authorisation.
		$this->assertSame( 'connected', Connection\status() );
	}

	public function test_asks_nobody_while_not_connected_or_on_a_copy(): void {
		$this->assertSame( 'two_heads_not_connected', Client\get( '/projects' )->get_error_code() );
		$this->connect_with_token();
		update_option( 'home', 'https://staging.example.net' );
		$this->assertSame( 'copied', Connection\status() );
		$this->assertSame( 'two_heads_copied_site', Client\get( '/projects' )->get_error_code() );
		$this->assertSame( array(), FakeService::$requests );
	}

	/**
	 * @dataProvider same_sites
	 */
	public function test_a_moved_scheme_www_or_port_is_no_copy( string $home ): void {
		$this->connect_with_token();
		update_option( 'home', $home );
		$this->assertSame( 'connected', Connection\status() );
	}

	/**
	 * @return list<array{string}>
	 */
	public function same_sites(): array {
		return array( array( 'http://example.org' ), array( 'https://www.example.org' ), array( 'https://EXAMPLE.org/' ), array( 'https://example.org:8443' ) );
	}

	public function test_a_site_of_several_hosts_can_name_itself(): void {
		add_filter( 'two_heads_site_address', static fn () => 'the herd' );
		$this->connect_with_token();
		update_option( 'home', 'https://other.example.net' );
		$this->assertSame( 'connected', Connection\status() );
	}
}
