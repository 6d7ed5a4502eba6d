<?php
/**
 * Site Health: do visitors' counts arrive.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\SiteHealth;

use TwoHeads\Core\SiteHealth;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Doors;
use TwoHeads\Engines\BuiltIn\Limits;

const TEST = 'two_heads_counting';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_filter( 'site_status_tests', __NAMESPACE__ . '\\add_test' );
}

/**
 * @param array<string, mixed> $tests Tests of the page.
 * @return array<string, mixed>
 */
function add_test( $tests ) {
	$tests['direct'][ TEST ] = array(
		'label' => __( 'Counting of headline tests', 'two-heads' ),
		'test'  => __NAMESPACE__ . '\\test',
	);
	return $tests;
}

/**
 * What is known; sends nothing.
 *
 * @return array<string, mixed>
 */
function test(): array {
	if ( ! Counters\exists() ) {
		return report( 'critical', __( 'Headline tests on this site cannot be counted', 'two-heads' ), __( 'The table for the counts is missing, and could not be made: the database’s user may not create tables. Ask your host, then deactivate and activate Two Heads.', 'two-heads' ) );
	}
	$state   = get_option( Doors\OPTION, array() );
	$dropped = Limits\dropped();
	// That nothing arrives at all is said first.
	if ( $dropped && Doors\UNCOUNTED !== ( $state['problem'] ?? '' ) ) {
		return report(
			'recommended',
			__( 'Some counts of headline tests were refused', 'two-heads' ),
			sprintf(
				/* translators: %s: number of messages. */
				_n( 'In the last day %s message of visitors’ pages was not counted, because more came in a minute than are taken: from one part of the internet or in all.', 'In the last day %s messages of visitors’ pages were not counted, because more came in a minute than are taken: from one part of the internet or in all.', $dropped, 'two-heads' ),
				number_format_i18n( $dropped )
			) . ' ' . __( 'Either somebody floods the site, or all visitors seem to come from the same place because a proxy such as Cloudflare stands before it: then have your host set the server up so that it sees visitors’ own addresses. The filters two_heads_beacons_per_address and two_heads_beacons change what is taken.', 'two-heads' )
		);
	}
	return match ( $state['problem'] ?? null ) {
		null               => report( 'good', __( 'The counting of headline tests will be checked', 'two-heads' ), __( 'WP-Cron does it the next time it runs. Until then visitors’ pages send to the front page’s address, which works on nearly every site.', 'two-heads' ) ),
		Doors\UNREACHABLE  => report( 'recommended', __( 'It is not known whether headline tests are counted', 'two-heads' ), __( 'The site does not reach itself, so it could not try. Visitors’ pages send to the front page’s address, which works on nearly every site. Ask your host to let the site open its own pages (a loopback request).', 'two-heads' ) . when( $state ) ),
		Doors\UNCOUNTED    => report( 'critical', __( 'Headline tests on this site are not counted', 'two-heads' ), __( 'What the site sent to itself as a visitor’s page would did not arrive, by any of three ways. A firewall, a security plugin or a password before the site may stop it: have it let POST requests to the front page’s address with “two-heads-tally” through.', 'two-heads' ) . when( $state ) ),
		default            => report( 'good', __( 'Headline tests on this site are counted', 'two-heads' ), door( $state['door'] ) . when( $state ) ),
	};
}

/**
 * Says by which door.
 */
function door( string $door ): string {
	return match ( $door ) {
		Doors\FAST => __( 'Visitors’ pages send to a file of the plugin, which answers without loading other plugins or the theme.', 'two-heads' ),
		Doors\REST => __( 'Visitors’ pages send to the REST API, because neither the plugin’s own file nor the front page’s address counted. That takes the server longer than either.', 'two-heads' ),
		default    => __( 'Visitors’ pages send to the front page’s address, because the host does not run the plugin’s own file. Two Heads answers before the page is made.', 'two-heads' ),
	};
}

/**
 * Says when that was seen.
 *
 * @param array<string, mixed> $state Of Doors\OPTION.
 */
function when( array $state ): string {
	/* translators: %s: a length of time, such as "5 hours". */
	return ' ' . sprintf( __( 'Checked %s ago. It is done every day, and when a test starts as long as nothing was seen to arrive.', 'two-heads' ), human_time_diff( $state['at'] ) );
}

/**
 * A result.
 *
 * @return array<string, mixed>
 */
function report( string $status, string $label, string $description ): array {
	return SiteHealth\result( TEST, $status, $label, $description );
}
