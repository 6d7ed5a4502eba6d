import type { Item, Queue } from '../headlines/item';
import { type Experiment, home } from './config';
import { murmur3 } from './hash';

/**
 * The variation that a visitor gets by the weights in force.
 *
 * @return Its index; −1 for those who are not in the experiment.
 */
export const deal = ( visitor: string, [ id, , , , , ends ]: Experiment ) =>
	// The bucket's number need not be whole to lie before an end.
	ends.findIndex(
		( end ) => end > ( murmur3( visitor + id, 1 ) / 2 ** 32 ) * 10_000
	);

/**
 * Hands a headline to the code that shows it. The title is known before the headline is there: also a page that is
 * rendered before it is shown never shows another one.
 */
export const hand = (
	[ id, post, path, from, titles ]: Experiment,
	variation: number,
	rest: Partial< Item >
) =>
	( window.twoHeads as Queue ).push( {
		id,
		post,
		url: path > '@' ? path : home + path,
		from,
		to: variation ? titles[ variation - 1 ]! : from,
		v: variation,
		track: home,
		...rest,
	} );
