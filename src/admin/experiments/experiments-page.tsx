import { useRef } from '@wordpress/element';
import type { Experiment } from '../../contracts/experiment';
import type { Boot } from './boot';
import { DetailPage } from './detail/detail-page';
import { ListPage } from './list/list-page';
import { noFilter } from './list/use-experiments';
import type { Filter } from './list/use-experiments';
import { useRoute } from './use-route';

/** Two Heads → Headline experiments below its heading: the list, or one of them. */
export function ExperimentsPage( { boot }: { boot: Boot } ) {
	const route = useRoute( boot.pageUrl );
	// What the list has shown, so that one of them opens at once, and the way back.
	const posts = useRef( new Map< number, number >() );
	const filter = useRef< Filter >( noFilter );
	const cameFrom = useRef< number | null >( null );
	const remember = ( experiments: readonly Experiment[] ) =>
		experiments.forEach( ( { id, post } ) =>
			posts.current.set( id, post )
		);

	const { experiment } = route;
	if ( experiment !== null ) {
		cameFrom.current = experiment;
	}
	return (
		<div className="two-heads-screen two-heads-experiments">
			{ experiment === null ? (
				<ListPage
					boot={ boot }
					route={ route }
					filter={ filter.current }
					onFilter={ ( next ) => {
						filter.current = next;
					} }
					onShown={ remember }
					returning={ cameFrom.current !== null }
				/>
			) : (
				<DetailPage
					key={ experiment }
					id={ experiment }
					post={ posts.current.get( experiment ) ?? null }
					boot={ boot }
					route={ route }
				/>
			) }
		</div>
	);
}
