/**
 * `push`: the commands, and what each does.
 */
import { setCookieDays, setCookieDomain, setCookieExtension } from './cookies';
import { fromArray, type Command } from './legacy';
import { addListener, removeListener } from './listeners';
import { setLog, warn } from './log';
import type { Tracker } from './tracker';
import { attributes, optOut, status } from './visitor';

/** These are carried out before anything else, wherever in the queue they stand. */
const EARLY = new Set( [
	'clientMetadata',
	'cookieDomain',
	'disable',
	'load',
	'optOut',
	'rum',
] );

export type Actions = {
	readonly tracker: Tracker;
	/** Sets a page of that API name active or not. */
	readonly page: (
		name: string,
		tags: Record< string, unknown >,
		isActive: boolean
	) => void;
	readonly tags: ( tags: Record< string, unknown > ) => void;
	/** Evaluates the page anew. */
	readonly activate: () => void;
	readonly bucketVisitor: (
		experimentId: string,
		wanted: { variationId?: string; variationIndex?: number }
	) => void;
	readonly registerModule: ( name: string, module: unknown ) => void;
};

function record( value: unknown ): Record< string, unknown > {
	return typeof value === 'object' && value !== null
		? ( value as Record< string, unknown > )
		: {};
}

function disable( scope: unknown ): void {
	if ( scope === undefined || scope === null ) {
		status.disabled = true;
	} else if ( scope === 'tracking' ) {
		status.trackingDisabled = true;
	} else {
		throw new Error(
			`Optimizely: disable knows no scope ${ String( scope ) }`
		);
	}
}

/** Commands that this stand-in takes without doing anything. */
const ACCEPTED = new Set( [
	'clientMetadata',
	'load',
	'rum',
	'ga4User',
	'waitForOriginSync',
	'disableCrossOrigin',
	'integrationSettings',
	'dataFromSource',
] );

/** The commands by type. What they return, `push` returns. */
export function createCommands( actions: Actions ) {
	const { tracker } = actions;
	const commands: Readonly<
		Record< string, ( command: Command ) => unknown >
	> = {
		event: ( { eventName, tags, properties } ) =>
			tracker.track(
				String( eventName ),
				record( tags ),
				properties ? record( properties ) : undefined
			),
		page: ( { pageName, tags, isActive } ) =>
			actions.page(
				String( pageName ),
				record( tags ),
				isActive !== false
			),
		tags: ( { tags } ) => actions.tags( record( tags ) ),
		user: ( command ) => {
			for ( const [ key, value ] of Object.entries(
				record( command.attributes )
			) ) {
				if ( value === null || value === undefined ) {
					delete attributes[ key ];
				} else {
					attributes[ key ] = value;
				}
			}
		},
		activate: () => actions.activate(),
		bucketVisitor: ( { experimentId, variationId, variationIndex } ) =>
			actions.bucketVisitor( String( experimentId ), {
				...( variationId === undefined
					? {}
					: { variationId: String( variationId ) } ),
				...( variationIndex === undefined
					? {}
					: { variationIndex: Number( variationIndex ) } ),
			} ),
		holdEvents: () => tracker.hold(),
		sendEvents: () => tracker.release(),
		optOut: ( { isOptOut } ) => {
			optOut( isOptOut !== false );
			if ( isOptOut !== false ) {
				tracker.drop();
			}
		},
		disable: ( { scope } ) => disable( scope ),
		cookieDomain: ( { cookieDomain } ) =>
			setCookieDomain( String( cookieDomain ) ),
		cookieExpiration: ( { cookieExpirationDays } ) =>
			setCookieDays( Number( cookieExpirationDays ) ),
		extendCookieLifetime: ( { isEnabled } ) =>
			setCookieExtension( isEnabled !== false ),
		log: ( { level } ) => setLog( level !== 'OFF' ),
		registerModule: ( { moduleName, module } ) =>
			actions.registerModule( String( moduleName ), module ),
		addListener: ( { filter, handler, token } ) =>
			addListener( record( filter ), handler, token ),
		removeListener: ( { token } ) => removeListener( token ),
	};

	function commandOf( given: unknown ): Command | null {
		if ( Array.isArray( given ) ) {
			return fromArray( given );
		}
		const { type } = record( given );
		if ( typeof type !== 'string' ) {
			warn( 'push takes an object with a type', given );
			return null;
		}
		return given as Command;
	}

	function run( command: Command ): unknown {
		const known = Object.prototype.hasOwnProperty.call(
			commands,
			command.type
		)
			? commands[ command.type ]
			: undefined;
		if ( known ) {
			return known( command );
		}
		if ( ! ACCEPTED.has( command.type ) ) {
			warn( 'Unknown command', command.type );
		}
		return undefined;
	}

	return {
		push( given: unknown ): unknown {
			const command = commandOf( given );
			return command ? run( command ) : undefined;
		},

		/**
		 * Carries out what was queued before the snippet was there.
		 *
		 * @return A function that carries out the rest, after the early ones.
		 */
		drain( queue: readonly unknown[] ): () => void {
			const queued = queue.flatMap(
				( given ) => commandOf( given ) ?? []
			);
			const carryOut = ( command: Command ) => {
				try {
					run( command );
				} catch ( error ) {
					// One bad command of the page must not keep the others from being heard.
					warn( 'A queued command failed', error );
				}
			};
			queued
				.filter( ( command ) => EARLY.has( command.type ) )
				.forEach( carryOut );
			return () =>
				queued
					.filter( ( command ) => ! EARLY.has( command.type ) )
					.forEach( carryOut );
		},
	};
}
