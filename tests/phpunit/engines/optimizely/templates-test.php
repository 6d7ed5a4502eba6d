<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\Optimizely;

use TwoHeads\Core\Assets;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Tests\TestCase;

final class TemplatesTest extends TestCase {

	/** Everything that ever got lost on the way into a database or out of it. */
	private const HARD = "// a comment\n\r\nif (a && b < c) {\t'quotes' + \"\\\"\\n\\u2028\" + `\${x}` + '</script><!-- ]]> %41 20%de \$& $1 &amp; é 😀 \u{2028}\u{2029}\u{0} \\\\'; }\n ";

	/**
	 * @param array<string, mixed> $changes Values.
	 * @return array<string, mixed>
	 */
	private function values( array $changes = array() ): array {
		return $changes + array(
			'key'      => '3f2a9c1b-45',
			'post'     => 123,
			'url'      => 'https://example.org/2026/11/a-headline-of-common-length/',
			'original' => 'Council votes to keep the old bridge open for one more year',
			'title'    => 'The bridge stays: what the council’s vote means for you',
			'index'    => 1,
			'own'      => false,
		);
	}

	private function store( string $variation, string $activation = '' ): ?\WP_Error {
		return Templates\store( compact( 'variation', 'activation' ) );
	}

	public function test_the_default_is_one_short_line(): void {
		$code = Templates\variation( $this->values() );
		$this->assertLessThanOrEqual( 400, strlen( $code ) );
		$this->assertStringNotContainsString( "\n", $code );
		$this->assertSame(
			'(window.twoHeads=window.twoHeads||[]).push({id:"3f2a9c1b-45",post:123,url:"https:\/\/example.org\/2026\/11\/a-headline-of-common-length\/",'
			. 'from:"Council votes to keep the old bridge open for one more year",to:"The bridge stays: what the council’s vote means for you",v:1,own:0})',
			$code
		);
		$this->assertStringEndsWith( ',seen:activate})}', Templates\activation( $this->values() ) );
	}

	public function test_another_library_is_a_change_where_templates_bring_it_along(): void {
		$this->become( 'administrator' );
		$rules = static fn (): array => apply_filters( 'two_heads_experiment_rules', array() );
		$hash  = hash( 'sha256', Templates\library() );
		$this->assertStringNotContainsString( $hash, (string) wp_json_encode( $rules() ) );
		$this->assertNull( $this->store( '', Templates\SELF_CONTAINED['activation'] ) );
		$this->assertStringContainsString( $hash, (string) wp_json_encode( $rules() ) );
	}

	public function test_the_original_runs_the_same_code(): void {
		$other = $this->values( array( 'title' => $this->values()['original'], 'index' => 0, 'own' => true ) );
		$this->assertSame(
			str_replace( array( '"The bridge stays: what the council’s vote means for you"', 'v:1', 'own:0' ), array( '"' . $other['original'] . '"', 'v:0', 'own:1' ), Templates\variation( $this->values() ) ),
			Templates\variation( $other )
		);
	}

	public function test_code_is_stored_byte_for_byte(): void {
		global $wpdb;
		$this->become( 'administrator' );
		$this->assertNull( $this->store( self::HARD, 'function(activate){activate(' . self::HARD ) );
		wp_cache_flush();
		$this->assertSame( self::HARD, Templates\stored()['variation'] );
		$this->assertSame( self::HARD, Templates\code()['variation'] );
		$this->assertSame( self::HARD, Templates\variation( $this->values() ) );
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $wpdb->options WHERE option_name = %s", Templates\OPTION ) );
		$this->assertSame( 'off', $row->autoload );
		$this->assertMatchesRegularExpression( '/\A[\x20-\x7E]+\z/', $row->option_value );
		$this->assertSame( wp_get_current_user()->display_name, Templates\describe()['changed_by'] );
		$this->assertTrue( rest_validate_value_from_schema( Templates\describe(), Schema\load( 'headline-code-state' ) ) );
	}

	public function test_what_is_switched_off_is_said_and_can_only_be_read(): void {
		$this->become( 'administrator' );
		$this->assertNull( $this->store( 'mine({{title}})', '' ) );
		$state = Templates\described( Templates\stored(), true );
		$this->assertTrue( $state['disabled'] );
		$this->assertFalse( $state['may_edit'] );
		$this->assertSame( array( 'variation' => 'mine({{title}})', 'activation' => Templates\DEFAULT_ACTIVATION ), $state['code'] );
		$this->assertFalse( Templates\describe()['disabled'] );
		$this->assertTrue( Templates\describe()['may_edit'] );
	}

	public function test_the_route_keeps_every_byte_too(): void {
		$this->become( 'administrator' );
		$answer = $this->rest( 'PUT', '/two-heads/v1/headline-code', array( 'variation' => self::HARD, 'activation' => '' ) );
		$this->assertSame( 200, $answer->get_status() );
		wp_cache_flush();
		$this->assertSame( self::HARD, Templates\code()['variation'] );
		$this->assertSame( self::HARD, $this->rest( 'GET', '/two-heads/v1/headline-code' )->get_data()['code']['variation'] );
		$this->assertSame( Templates\DEFAULT_ACTIVATION, Templates\code()['activation'] );
	}

	public function test_the_default_written_out_stays_the_default(): void {
		$this->become( 'administrator' );
		$this->store( Templates\DEFAULT_VARIATION, Templates\DEFAULT_ACTIVATION );
		$this->assertSame( array( '', '' ), array( Templates\stored()['variation'], Templates\stored()['activation'] ) );
		$this->store( 'mine()' );
		$this->store( '' );
		$this->assertSame( Templates\DEFAULT_VARIATION, Templates\code()['variation'] );
	}

	public function test_a_title_is_never_looked_at_again(): void {
		$this->become( 'administrator' );
		$this->store( '[{{title}},$OLD_TITLE,$NEW_TITLE,{{post_id}},$POST_ID,$POST_IDENTITY,{{other}},{{ title }},"$&"]' );
		$title = 'A {{original_title}} $OLD_TITLE $POST_ID {{library}} $& \\0 $1';
		$code  = Templates\variation( $this->values( array( 'title' => $title, 'original' => '{{title}}' ) ) );
		$this->assertSame( '$POST_IDENTITY,{{other}},{{ title }},"$&"]', substr( $code, strpos( $code, '$POST_IDENTITY' ) ) );
		$literals = json_decode( substr( $code, 0, strpos( $code, ',$POST_IDENTITY' ) ) . ']', true );
		$this->assertSame( array( $title, '{{title}}', $title, 123, 123 ), $literals );
	}

	/**
	 * @dataProvider titles
	 */
	public function test_a_title_is_words_wherever_it_stands( string $title ): void {
		$literal = Templates\literal( $title );
		$this->assertSame( $title, json_decode( $literal ) );
		// Nothing that ends a string, a comment, a template literal, a script or a line, and no call or assignment,
		// should the template have put quotes of its own around it.
		$this->assertDoesNotMatchRegularExpression( '#[<>&\'`$(){}\[\]*=;]|[^\\\\]/|[\x00-\x1F\x{2028}\x{2029}]#u', substr( $literal, 1, -1 ) );
		// A quote inside is always one behind a backslash.
		$this->assertDoesNotMatchRegularExpression( '#(?<!\\\\)(?:\\\\\\\\)*"#', substr( $literal, 1, -1 ) );
	}

	/**
	 * @return array<string, array{string}>
	 */
	public function titles(): array {
		return array(
			'tags'         => array( 'Why </script><script>alert(1)</script> <!-- works' ),
			'quotes'       => array( 'He said "no", she said \'yes\' `maybe` ${alert(1)}' ),
			'call'         => array( ');alert(1);//' ),
			'comment'      => array( '*/ alert(1) /*' ),
			'line ends'    => array( "a\nb\rc\u{2028}d\u{2029}e" ),
			'backslashes'  => array( 'C:\\new\\u0041\\"' ),
			'assignment'   => array( '; location = "//evil.example"; [][0] {} # @ ^ ~ |' ),
			'emoji, right to left' => array( 'עברית ‏العربية 👩‍👩‍👧 ½ é' ),
			'percent'      => array( '20%de %41 100%' ),
			'nothing'      => array( '' ),
		);
	}

	public function test_titles_of_ten_thousand_characters_survive(): void {
		$title = str_repeat( '"<é😀\\', 2000 );
		$this->assertSame( 10000, mb_strlen( $title ) );
		$code = Templates\fill( '{{title}}', $this->values( array( 'title' => $title ) ) );
		$this->assertSame( $title, json_decode( $code ) );
		$this->assertSame( "a\u{FFFD}b", json_decode( Templates\literal( "a\xFFb" ) ) );
	}

	public function test_can_carry_the_library_itself(): void {
		if ( ! Assets\built() ) {
			$this->markTestSkipped( 'Nothing is built.' );
		}
		$library = trim( (string) file_get_contents( \TwoHeads\DIR . '/build/headlines.js' ) );
		$this->assertNotSame( '', $library );
		$code = Templates\fill( Templates\SELF_CONTAINED['variation'], $this->values( array( 'title' => '{{library}}' ) ) );
		$this->assertSame( $library . "\n" . Templates\fill( Templates\DEFAULT_VARIATION, $this->values( array( 'title' => '{{library}}' ) ) ), $code );
	}

	public function test_can_be_switched_off(): void {
		$stored = array( 'variation' => 'broken(', 'activation' => 'mine' );
		$this->assertSame( $stored, Templates\in_force( $stored, false ) );
		$this->assertSame( array( 'variation' => Templates\DEFAULT_VARIATION, 'activation' => Templates\DEFAULT_ACTIVATION ), Templates\in_force( $stored, true ) );
	}

	/**
	 * @dataProvider those_who_may_not
	 */
	public function test_no_path_lets_others_store_code( string $role, bool $allow_unfiltered ): void {
		$this->become( 'administrator' );
		$this->store( 'theirs()' );
		if ( ! $allow_unfiltered ) {
			add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		}
		$this->become( $role );
		$evil  = array( 'variation' => 'evil()', 'activation' => 'evil()' );
		$error = Templates\store( $evil );
		$this->assertSame( array( 'two_heads_forbidden', 403 ), array( $error->get_error_code(), $error->get_error_data()['status'] ) );

		$answer = $this->rest( 'PUT', '/two-heads/v1/headline-code', $evil );
		$this->assertSame( '' === $role ? 401 : 403, $answer->get_status() );
		$this->rest( 'POST', '/wp/v2/settings', array( Templates\OPTION => wp_json_encode( $evil ) ) );

		update_option( Templates\OPTION, wp_json_encode( $evil ) );
		update_option( Templates\OPTION, $evil );
		update_option( Templates\OPTION, 'evil()' );
		update_option( Templates\OPTION, '' );
		delete_option( Templates\OPTION );
		add_option( Templates\OPTION, wp_json_encode( $evil ) );
		wp_cache_flush();
		// Whoever can delete an option of any plugin takes the code away; nobody brings in other code.
		$this->assertContains( Templates\code()['variation'], array( 'theirs()', Templates\DEFAULT_VARIATION ) );
		$this->assertSame( Templates\DEFAULT_ACTIVATION, Templates\code()['activation'] );
	}

	/**
	 * @return array<string, array{string, bool}>
	 */
	public function those_who_may_not(): array {
		return array(
			'nobody'        => array( '', true ),
			'subscriber'    => array( 'subscriber', true ),
			'contributor'   => array( 'contributor', true ),
			'author'        => array( 'author', true ),
			'editor'        => array( 'editor', true ),
			'administrator of a network’s site' => array( 'administrator', false ),
		);
	}

	public function test_an_update_by_others_leaves_the_stored_bytes(): void {
		global $wpdb;
		$read = static fn () => $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", Templates\OPTION ) );
		$this->become( 'administrator' );
		$this->store( self::HARD );
		$before = $read();
		$this->become( 'editor' );
		update_option( Templates\OPTION, wp_json_encode( array( 'variation' => 'evil()', 'activation' => '' ) ) );
		$this->assertSame( $before, $read() );
	}

	public function test_those_who_may_can_write_the_option_itself(): void {
		$this->become( 'administrator' );
		update_option( Templates\OPTION, array( 'variation' => self::HARD, 'activation' => 'b' ) );
		$this->assertSame( self::HARD, Templates\code()['variation'] );
		// What is not understood changes nothing.
		foreach ( array( 'text', array( 'variation' => 5 ), 7, '{"variation":1}', array( 'variation' => "\xFF", 'activation' => '' ), new \stdClass() ) as $value ) {
			update_option( Templates\OPTION, $value );
			$this->assertSame( self::HARD, Templates\code()['variation'] );
		}
	}

	public function test_background_jobs_may(): void {
		add_filter( 'wp_doing_cron', '__return_true' );
		$this->assertNull( $this->store( 'imported()' ) );
		$this->assertSame( 'imported()', Templates\code()['variation'] );
		$this->become( 'author' );
		$this->assertNotNull( $this->store( 'evil()' ) );
	}

	public function test_a_field_that_cannot_be_stored_is_named(): void {
		$this->become( 'administrator' );
		$this->store( 'kept()' );
		foreach ( array( "\xC3(", str_repeat( 'a', Templates\LONGEST + 1 ) ) as $wrong ) {
			$error = $this->store( 'new()', $wrong );
			$this->assertSame( array( 'activation' ), array_keys( $error->get_error_data()['params'] ) );
		}
		$this->assertSame( 'kept()', Templates\code()['variation'] );
		$this->assertNull( $this->store( str_repeat( 'é', Templates\LONGEST ) ) );
	}
}
