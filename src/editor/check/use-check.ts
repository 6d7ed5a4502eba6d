import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import type { EngineId } from '../../domain/engine';
import { wantedAddress } from '../../domain/rule-sentence';
import { lookAtPlace } from './look-at-place';
import type { Place } from './look-at-place';
import { reportSentence } from './report';
import type { Report } from './report';

export interface Check {
	running: boolean;
	/** What was found last; null before, and once another title or engine is meant. */
	report: Report | null;
	/** Resolves to null when it was given up. */
	run: ( panel: HeadlinePanel ) => Promise< Report | null >;
	stop: () => void;
}

/**
 * "Does it work here?": looks at the pages where visitors may meet the headline.
 *
 * @param panel  What the site says.
 * @param engine The one in force.
 */
export function useCheck(
	panel: HeadlinePanel | null,
	engine: EngineId | null
): Check {
	const [ running, setRunning ] = useState( false );
	const [ report, setReport ] = useState< Report | null >( null );
	const under = useRef< AbortController | null >( null );
	useEffect( () => () => under.current?.abort(), [] );

	const stop = () => {
		under.current?.abort();
		under.current = null;
		setRunning( false );
	};

	return {
		running,
		report:
			panel &&
			report?.title === titleOf( panel ) &&
			report.engine === engine
				? report
				: null,
		stop,
		run: async ( now ) => {
			stop();
			const mine = new AbortController();
			under.current = mine;
			setRunning( true );
			const { id, permalink, places } = now.post;
			const title = titleOf( now );
			const found: Report = {
				title,
				engine,
				ownPage: now.own_page,
				places: await Promise.all(
					places.map( async ( place ) => ( {
						...place,
						wanted: wantedAt( now, engine, place ),
						finding: await lookAtPlace(
							place,
							{ id, permalink, title },
							mine.signal
						),
					} ) )
				),
			};
			if ( mine.signal.aborted ) {
				return null;
			}
			under.current = null;
			setRunning( false );
			setReport( found );
			speak( reportSentence( found ), 'assertive' );
			return found;
		},
	};
}

/** Of all engines only Optimizely looks at the address of a page. */
function wantedAt(
	panel: HeadlinePanel,
	engine: EngineId | null,
	{ visited }: Place
): string {
	return engine === 'optimizely'
		? wantedAddress( panel.targeting, visited, panel.home_url )
		: '';
}

/** The title that pages show: the experiment's original while it runs, else the post's. */
function titleOf( panel: HeadlinePanel ): string {
	return panel.current && panel.current.status !== 'draft'
		? panel.current.original
		: panel.post.title;
}
