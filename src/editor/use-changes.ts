import { useRef, useState } from '@wordpress/element';
import { changeExperiment } from '../api/headlines';
import type { Action } from '../components/use-action';
import type { ExperimentSetup } from '../contracts/experiment-setup';
import type { Experiment } from '../contracts/experiment';
import {
	titleProblems,
	titleProblemSentence,
	trimmedTitle,
} from '../domain/titles';
import type { Mistakes } from '../domain/setup-draft';
import type { PanelHandle } from './use-panel';
import { usePanelAction } from './use-panel-action';

interface Kept {
	experiment: number;
	/** Null: not touched here, so that what somebody else made of it stays. */
	titles: ( string | null )[];
}

export interface Changes {
	/** The headlines as they are being changed; null while nobody does. */
	titles: string[] | null;
	dirty: boolean;
	mistakes: Mistakes;
	/** Another object each time somebody should be led to the first mistake. */
	asked: object | null;
	action: Action< [ number, ExperimentSetup ] >;
	begin: () => void;
	edit: ( index: number, text: string ) => void;
	cancel: () => void;
	save: () => void;
}

/** Other words for the headlines of an experiment under way. */
export function useChanges( handle: PanelHandle ): Changes {
	const experiment = handle.panel?.current ?? null;
	const [ kept, setKept ] = useState< Kept | null >( null );
	const sent = useRef< Kept | null >( null );
	const [ asked, setAsked ] = useState< object | null >( null );
	const action = usePanelAction( handle, changeExperiment, () =>
		// What was typed while it was sent stays.
		setKept( ( now ) => ( now === sent.current ? null : now ) )
	);

	const titles =
		kept && experiment && kept.experiment === experiment.id
			? kept.titles.map(
					( title, index ) =>
						title ?? experiment.setup.titles[ index ] ?? ''
				)
			: null;
	const refused = action.error?.kind === 'fields' ? action.error.fields : {};
	const own = titles && experiment ? mistakesOf( experiment, titles ) : {};

	return {
		titles,
		dirty:
			titles !== null &&
			experiment !== null &&
			titles.some(
				( title, index ) =>
					trimmedTitle( title ) !== experiment.setup.titles[ index ]
			),
		mistakes: { ...refused, ...own },
		asked,
		action,
		begin: () => {
			if ( experiment ) {
				action.clear();
				setKept( {
					experiment: experiment.id,
					titles: experiment.setup.titles.map( () => null ),
				} );
			}
		},
		edit: ( index, text ) => {
			action.clear();
			setKept(
				( old ) =>
					old && {
						...old,
						titles: old.titles.map( ( title, at ) =>
							at === index ? text : title
						),
					}
			);
		},
		cancel: () => {
			action.clear();
			setKept( null );
		},
		save: () => {
			if ( ! titles || ! experiment ) {
				return;
			}
			if ( Object.keys( own ).length > 0 ) {
				setAsked( {} );
				return;
			}
			sent.current = kept;
			void action.start( experiment.id, {
				...experiment.setup,
				titles: titles.map(
					trimmedTitle
				) as ExperimentSetup[ 'titles' ],
			} );
		},
	};
}

function mistakesOf( experiment: Experiment, titles: string[] ): Mistakes {
	return Object.fromEntries(
		titleProblems( experiment.original, titles ).flatMap(
			( problem, index ) =>
				problem
					? [
							[
								`titles.${ index }`,
								titleProblemSentence( problem ),
							],
						]
					: []
		)
	);
}
