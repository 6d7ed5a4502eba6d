/**
 * Where an experiment can run: on this site, or on Optimizely.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { HeadlinePanel } from '../contracts/headline-panel';
import type { SetupDraft } from './setup-draft';

export type Engine = HeadlinePanel[ 'engines' ][ number ];
export type EngineId = Engine[ 'id' ];

/**
 * The engine in force.
 *
 * @param panel What the site says.
 * @param words The draft being written; its choice comes before what the site has.
 */
export function engineOf(
	panel: HeadlinePanel,
	words: Pick< SetupDraft, 'engine' > | null = null
): Engine {
	return (
		panel.engines.find( ( { id } ) => id === words?.engine ) ??
		panel.engines[ 0 ]
	);
}

/** The engines to choose from; none where there is no choice. */
export function engineChoice(
	panel: HeadlinePanel,
	chosen: Engine
): readonly Engine[] {
	return panel.engines.some( ( one ) => one !== chosen && one.ready ) ||
		chosen !== panel.engines[ 0 ]
		? panel.engines
		: [];
}

/** What an engine is called where its own name is not at hand. */
export function engineName( id: EngineId ): string {
	return id === 'builtin' ? __( 'This site', 'two-heads' ) : 'Optimizely';
}

/** Where an experiment runs. */
export function runsOn( id: EngineId ): string {
	return id === 'builtin'
		? __( 'Runs on this site', 'two-heads' )
		: sprintf(
				/* translators: %s: name of a service, such as "Optimizely". */
				__( 'Runs on %s', 'two-heads' ),
				engineName( id )
			);
}
