/**
 * The same page for the site's own editors: nothing is counted, and the admin bar says which headline they see and
 * offers the others.
 *
 * What they see stays for the browser session, in their own tab's storage.
 */
import { on, safe } from '../headlines/safe';
import { list } from './admin-bar';
import { type Experiment, experiments, KEY } from './config';
import { deal, hand } from './deal';

/** An id to be dealt out by, and what was chosen instead, by experiment. */
type Session = [ id: string, chosen: Record< number, number > ];

let session: Session = [ '' + Math.random(), {} ];

/** What has been found on this page and is not in the admin bar yet, which may come last. */
const waiting: Array< () => void > = [];
const shown: number[] = [];

const keep = safe( () => {
	sessionStorage[ KEY ] = JSON.stringify( session );
} );

const recall = safe( () => {
	const stored = JSON.parse( sessionStorage[ KEY ] as string ) as Session;
	session = stored[ 1 ] ? stored : session;
} );

const listAll = () => waiting.splice( 0 ).forEach( ( one ) => one() );

/** What an editor sees; the original where they would not be in the experiment. */
const variationFor = ( experiment: Experiment ) =>
	Math.min(
		session[ 1 ][ experiment[ 0 ] ] ??
			Math.max( 0, deal( session[ 0 ], experiment ) ),
		experiment[ 4 ].length
	);

safe( () => {
	recall();
	keep();
	experiments.forEach( ( experiment ) => {
		const variation = variationFor( experiment );
		hand( experiment, variation, {
			seen() {
				waiting.push( () => {
					shown.push( variation );
					list( experiment, shown, ( chosen ) => {
						session[ 1 ][ experiment[ 0 ] ] = chosen;
						keep();
						location.reload();
					} );
				} );
				if ( document.readyState !== 'loading' ) {
					listAll();
				}
			},
			// Nothing of an editor's click is kept: the page it leads to would count it for a visitor.
			toJSON() {
				throw variation;
			},
		} );
	} );
	on( 'DOMContentLoaded', listAll );
} )();
