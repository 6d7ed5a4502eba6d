/**
 * What the check found, in sentences.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { EngineId } from '../../domain/engine';
import type { Finding, Place } from './look-at-place';

export interface PlaceReport extends Place {
	finding: Finding;
	/** What its address would have to be for the engine to run there; empty where it does. */
	wanted: string;
}

export interface Report {
	/** The title that was looked for. */
	title: string;
	/** Whose rules were looked at. */
	engine: EngineId | null;
	/** Whether the post's own page counts. */
	ownPage: boolean;
	places: PlaceReport[];
}

/** Will visitors meet the headline where it is tested? */
export function isFound( report: Report ): boolean {
	return counted( report ).some(
		( { finding } ) => finding.kind === 'found'
	);
}

/** The result in a sentence. */
export function reportSentence( report: Report ): string {
	const found = counted( report ).filter(
		( { finding } ) => finding.kind === 'found'
	);
	if ( found.length > 0 ) {
		const times = found.reduce(
			( sum, { finding } ) =>
				sum + ( finding.kind === 'found' ? finding.count : 0 ),
			0
		);
		return sprintf(
			/* translators: %d: how often. */
			_n(
				'It works: visitors meet the headline in %d place.',
				'It works: visitors meet the headline in %d places.',
				times,
				'two-heads'
			),
			times
		);
	}
	const places = tested( report );
	if ( places.some( ( { finding } ) => finding.kind === 'found' ) ) {
		return __(
			'The headline was found, but only where Optimizely does not run.',
			'two-heads'
		);
	}
	return places.length > 0 &&
		places.every( ( { finding } ) => isUnread( finding ) )
		? __( 'None of the pages could be read.', 'two-heads' )
		: __(
				'The headline was not found on any page that was looked at.',
				'two-heads'
			);
}

/** What was found at one place. */
export function findingSentence(
	place: PlaceReport,
	ownPage: boolean
): string {
	const { finding } = place;
	switch ( finding.kind ) {
		case 'found':
			return foundSentence( place, finding.count, ownPage );
		case 'none':
			return __( 'not found', 'two-heads' );
		case 'status':
			return sprintf(
				/* translators: %d: HTTP status code, such as 503. */
				__( 'answers with an error: HTTP %d', 'two-heads' ),
				finding.status
			);
		case 'unreadable':
			return __( 'could not be read from here', 'two-heads' );
	}
}

function foundSentence(
	{ own, wanted }: PlaceReport,
	count: number,
	ownPage: boolean
): string {
	if ( own && ! ownPage ) {
		return __( 'found, but keeps the original title', 'two-heads' );
	}
	return wanted
		? sprintf(
				/* translators: %s: what an address has to be, such as "contains “/news/”". */
				__(
					'found, but Optimizely does not run on this page: the rules under Two Heads → Settings ask for an address that %s',
					'two-heads'
				),
				wanted
			)
		: sprintf(
				/* translators: %d: how often a headline was found. */
				_n( 'found %d time', 'found %d times', count, 'two-heads' ),
				count
			);
}

/** What to do where nothing was found; likeliest first. */
export function reportMends( report: Report ): string[] {
	if ( isFound( report ) ) {
		return [];
	}
	const places = tested( report );
	const mends: string[] = [];
	if (
		places.every( ( { wanted } ) => wanted !== '' ) ||
		places.some(
			( { wanted, finding } ) => wanted !== '' && finding.kind === 'found'
		)
	) {
		mends.push(
			__(
				'Optimizely runs only on the pages that the rules let in. An administrator can change the rules under Two Heads → Settings.',
				'two-heads'
			)
		);
	}
	if ( places.some( ( { finding } ) => isUnread( finding ) ) ) {
		mends.push(
			__(
				'Open the pages that could not be read in a private window. A maintenance mode, a password or a firewall in front of the site keeps visitors and this check out.',
				'two-heads'
			)
		);
	}
	if ( places.every( ( { finding } ) => isUnread( finding ) ) ) {
		return mends;
	}
	if (
		! report.ownPage &&
		report.places.some(
			( { own, finding } ) => own && finding.kind === 'found'
		)
	) {
		mends.push(
			__(
				'The headline stands on the post’s own page only, where it is not tested. An administrator can include that page under Two Heads → Settings.',
				'two-heads'
			)
		);
	}
	return [
		...mends,
		__(
			'Make sure that the post is on the front page or in a list that visitors see. A list elsewhere on the site that was not looked at is fine too: then start anyway.',
			'two-heads'
		),
		__(
			'If it was published or renamed just now, clear the page cache and check again.',
			'two-heads'
		),
		__(
			'Some themes and blocks shorten titles or add words to them. The whole title has to stand in a link to the post.',
			'two-heads'
		),
	];
}

function isUnread( finding: Finding ): boolean {
	return finding.kind === 'status' || finding.kind === 'unreadable';
}

/** The places where the headline is tested, as far as the engine runs there. */
function tested( report: Report ): PlaceReport[] {
	return report.places.filter( ( { own } ) => report.ownPage || ! own );
}

/** The places where visitors are counted. */
function counted( report: Report ): PlaceReport[] {
	return tested( report ).filter( ( { wanted } ) => wanted === '' );
}
