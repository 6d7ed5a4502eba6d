import { TOKENS, type OptimizelyEmulator } from '../../emulators/optimizely';
import type { DemoSite } from './demo-site';

/** What bin/demo-content/experiments.php wants to happen to an experiment. */
type Order = {
	/** At the stand-in; null of one on the site's own engine. */
	experiment: string | null;
	record: number;
	state: 'running' | 'paused' | 'applied';
	visitors: number;
	clickRates: number[];
};

const PLUGIN = '/wordpress/wp-content/plugins/two-heads';

/**
 * Connects the demo to the stand-in and fills it with headline experiments in every state, with visitors and figures:
 * on the site's own engine, and on Optimizely.
 * Does nothing where that has been done.
 *
 * @param site     The demo's site.
 * @param emulator The stand-in.
 */
export async function demoExperiments(
	site: DemoSite,
	emulator: OptimizelyEmulator
): Promise< void > {
	const printed = await site.run(
		`putenv( 'TWO_HEADS_DEMO_TOKEN=${ TOKENS.three }' ); require '${ PLUGIN }/bin/demo-content/experiments.php';`
	);
	const orders: Order[] = printed ? JSON.parse( printed ) : [];
	for ( const { experiment, visitors, clickRates } of orders ) {
		if ( experiment === null ) {
			continue;
		}
		emulator.control.traffic( {
			experiment: Number( experiment ),
			visitors,
			clickRates,
			hours: 30,
		} );
	}
	for ( const { record, state } of orders ) {
		await site.run( `
			wp_set_current_user( get_user_by( 'login', 'ines' )->ID );
			TwoHeads\\Experiments\\Poll\\refresh( ${ record } );
			${ endings[ state ]( record ) }
		` );
	}
}

const carryOn = ( record: number ): string =>
	`TwoHeads\\Experiments\\Jobs\\continue_alone( ${ record } );`;

const endings: Record< Order[ 'state' ], ( record: number ) => string > = {
	running: () => '',
	paused: ( record ) =>
		`TwoHeads\\Experiments\\Lifecycle\\request( ${ record }, 'pause' ); ${ carryOn( record ) }`,
	applied: ( record ) =>
		`TwoHeads\\Experiments\\Lifecycle\\end( ${ record }, 1 ); ${ carryOn( record ) }`,
};
