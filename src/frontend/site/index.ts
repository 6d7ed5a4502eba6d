/**
 * This site's own engine on a visitor's page: deals visitors out, hands their headlines to the code that shows them,
 * and sends what came of it to this site's door.
 *
 * Printed behind that code, in the same script, with the running experiments: the same for everybody.
 */
/* eslint-disable no-bitwise, no-unused-expressions -- what is counted is a mask, and a statement costs bytes */
import type { Queue } from '../headlines/item';
import { on, safe } from '../headlines/safe';
import { blog, door, experiments, original, own, sources } from './config';
import { consent, refused } from './consent';
import { deal, hand } from './deal';
import { forget, keep, recall, today, visitor } from './memory';

/** Robots get the page as it is. Of browsers, only Internet Explorer called itself compatible. */
const ROBOT = /bot[/;-]|compatible;|crawl|spider|headless|lighthouse/i;

/** Entries that a beacon may have. Each is far shorter than a 32nd of the 8 KB it may have, too. */
const MOST = 32;

/** Whether the visitor is remembered. */
let known: unknown;
/**
 * What has not been sent: bits, by "experiment,epoch,variation". None at all once consent has been withdrawn: what is
 * counted on the page after that throws, and so does sending, where nobody hears it.
 */
let pending: Record< string, number > | undefined = {};

/** Remembers; where that cannot be, page views are counted. */
const store = () => {
	try {
		keep();
	} catch {
		known = 0;
	}
};

/** Follows what the visitor says while the page is there. No headline changes by it. */
const decide = ( granted: boolean | undefined ) => {
	if ( granted === false ) {
		forget();
		if ( known ) {
			known = 0;
			pending = undefined;
		}
	} else if ( granted && ! known ) {
		known = 1;
		// The id in memory becomes the one that is kept, unless another tab was first.
		recall();
		store();
	}
};

/**
 * Takes over what happened in other tabs, which tell nobody: what they have counted, and that consent was withdrawn. Where
 * only an event says so, what was kept is gone.
 */
const follow = () => {
	if ( known && ( consent() === false || ( ! recall() && visitor[ 2 ] ) ) ) {
		decide( false );
	}
};

/**
 * Counts something: of somebody remembered once a day, and that a headline was in the page only once at all, since how
 * often somebody comes back would make the numbers of chance look crooked; else as often as the page reports it, which
 * is once.
 */
const count = ( id: number, epoch: number, variation: number, bit: number ) => {
	follow();
	const entry = ( visitor[ 1 ][ id ] ??= [ variation, epoch, today(), 0 ] );
	if ( known && entry[ 2 ] !== today() ) {
		entry[ 2 ] = today();
		entry[ 3 ] &= 1;
		store();
	}
	// Another tab may have been dealt another headline before this one was remembered, too: that one holds.
	if ( entry[ 0 ] === variation && ! ( entry[ 3 ] & bit ) ) {
		pending![ `${ id },${ epoch },${ variation }` ]! |= bit;
		entry[ 3 ] |= bit;
		known && store();
	}
};

/** Sends what is new as the page is hidden, which may be the last that is heard of it. */
const send = ( { type }: Event ) => {
	if ( document.hidden || type === 'pagehide' ) {
		follow();
		const all = Object.entries( pending! );
		pending = {};
		while ( all[ 0 ] ) {
			navigator.sendBeacon(
				door,
				`[${ blog },${ +! known },[${ all
					.splice( 0, MOST )
					.map( ( entry ) => `[${ entry }]` ) }]]`
			);
		}
	}
};

safe( () => {
	const granted = consent();
	recall();
	// Where nobody has said yet, what was kept with consent says that there was: it would have been deleted else.
	known = granted ?? visitor[ 2 ]! > 1;
	known || forget();
	if ( navigator.webdriver || ROBOT.test( navigator.userAgent ) ) {
		return;
	}
	if ( sources && ! refused ) {
		on(
			'wp_consent_type_defined wp_listen_for_consent_change two-heads-consent',
			( {
				detail,
			}: CustomEvent< Record< string, unknown > | undefined > ) => {
				const said = detail?.[ ( sources as string[] )[ 0 ]! ];
				decide(
					said
						? said === 'allow'
						: ( ( detail?.granted as boolean | undefined ) ??
								consent() )
				);
			},
			true
		);
	}
	if ( original && ! known ) {
		// Who consents from here on is remembered for the next page.
		return;
	}
	experiments.forEach( ( experiment ) => {
		const [ id ] = experiment;
		const [ variation, epoch ] = visitor[ 1 ][ id ] || [
			deal( visitor[ 0 ], experiment ),
			experiment[ 6 ],
		];
		if ( variation >= 0 ) {
			hand( experiment, variation, {
				epoch,
				seen: () => count( id, epoch, variation, 1 ),
				toJSON() {
					follow();
					if ( ! known ) {
						throw known;
					}
					// Only those who came by the headline see it on the post's own page.
					return { ...this, own };
				},
			} );
		}
	} );
	( window.twoHeads as Queue ).track = ( name, { id, epoch, v } ) =>
		count(
			id as number,
			epoch!,
			v!,
			{ exposure: 2, click: 4, read: 8 }[ name ]
		);
	on( 'visibilitychange pagehide', send, true );
} )();
