/**
 * The snippet: the API of window.optimizely, synchronous, from the first line after its script tag on.
 */
import { createCommands } from './commands';
import { createDecider } from './decide';
import { emit } from './listeners';
import { log, warn } from './log';
import { createPages } from './pages';
import type { Decision, SnippetCode, ServedData } from './project-data';
import { createState, type PageState } from './state';
import { createTracker } from './tracker';
import { utils } from './utils';
import {
	identify,
	isFollowed,
	profile,
	readStatus,
	settleStatus,
} from './visitor';

// Parameters of the function the server wraps around this bundle.
declare const optimizelyData: ServedData;
declare const optimizelyCode: SnippetCode;

type Api = {
	readonly initialized: true;
	readonly push: ( command: unknown ) => unknown;
	readonly get: ( name: string ) => unknown;
	readonly data: { readonly note: string };
	readonly state: object;
};

const holder = window as unknown as { optimizely?: Api | unknown[] };

function start( queue: readonly unknown[] ): void {
	const data = optimizelyData;
	const decisions = new Map< string, Decision >();
	const pages = new Map< string, PageState >();
	const modules = new Map< string, unknown >();

	const tracker = createTracker( data, () => decider.wire() );
	const decider = createDecider( {
		data,
		code: optimizelyCode,
		decisions,
		track: ( campaignId ) =>
			tracker.add( { e: campaignId, y: 'campaign_activated' } ),
	} );
	const activation = createPages( {
		data,
		code: optimizelyCode,
		pages,
		decider,
		tracker,
	} );

	function activate(): void {
		if ( isFollowed() ) {
			activation.start();
			emit( { type: 'lifecycle', name: 'activated' } );
		}
	}

	const commands = createCommands( {
		tracker,
		page: activation.set,
		tags: activation.tags,
		activate,
		bucketVisitor: decider.bucketVisitor,
		registerModule: ( name, module ) => modules.set( name, module ),
	} );

	const state = createState( {
		data,
		activationId: String( Date.now() ),
		decisions,
		pages,
		redirect: null,
	} );

	const getters: Readonly< Record< string, () => unknown > > = {
		state: () => state,
		data: () => {
			const {
				eventUrl: _eventUrl,
				anonymizeIP: _anonymizeIP,
				rules: _rules,
				...shown
			} = data;
			return shown;
		},
		visitor: profile,
		visitor_id: () => ( { randomId: identify() } ),
		session: () => ( { sessionId: 'AUTO', isDeprecated: true } ),
		behavior: () => ( { query: () => [] } ),
		dcp: () => ( { getAttributeValue: () => null } ),
		jquery: () => undefined,
		utils: () => utils,
	};

	function get( name: string ): unknown {
		if ( name.startsWith( 'custom/' ) ) {
			return modules.get( name.slice( 'custom/'.length ) );
		}
		const getter = Object.prototype.hasOwnProperty.call( getters, name )
			? getters[ name ]
			: undefined;
		if ( ! getter ) {
			warn( 'get knows no', name );
		}
		return getter?.();
	}

	readStatus();
	const drainRest = commands.drain( queue );
	settleStatus();
	holder.optimizely = {
		initialized: true,
		push: commands.push,
		get,
		data: { note: "Obsolete, use optimizely.get('data') instead" },
		state: {},
	};
	drainRest();
	if ( ! isFollowed() ) {
		log( 'Not followed: opted out or disabled' );
		return;
	}
	identify();
	emit( { type: 'lifecycle', name: 'initialized' } );
	try {
		optimizelyCode.project();
	} catch ( error ) {
		warn( 'The project JavaScript failed', error );
	}
	emit( { type: 'lifecycle', name: 'originsSynced' } );
	tracker.retry();
	tracker.add( { e: null, y: 'client_activation' } );
	activate();
}

const before = holder.optimizely;
if ( before && ! Array.isArray( before ) && before.initialized ) {
	// Two snippets on one page would count everything twice.
	warn( 'The snippet is on this page already' );
} else {
	start( Array.isArray( before ) ? before : [] );
}
