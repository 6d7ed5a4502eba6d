/**
 * Commands in the array form of Classic that today's client still maps.
 */
import { warn } from './log';

export type Command = {
	readonly type: string;
	readonly [ field: string ]: unknown;
};

type Mapping = ( ...given: unknown[] ) => Command | null;

const nothing: Mapping = () => null;

function bucketVisitor( experimentId: unknown, variation: unknown ): Command {
	const number = Number( variation );
	// A number above 256 is an id, else an index.
	return {
		type: 'bucketVisitor',
		experimentId: String( experimentId ),
		...( number > 256
			? { variationId: String( variation ) }
			: { variationIndex: number } ),
	};
}

const MAPPINGS: Readonly< Record< string, Mapping > > = {
	activateGeoDelayedExperiments: nothing,
	activateSiteCatalyst: nothing,
	storeThirdPartyData: nothing,
	bucketVisitor,
	bucketUser: bucketVisitor,
	disable: ( scope ) =>
		scope === undefined ? { type: 'disable' } : { type: 'disable', scope },
	log: ( on ) => ( { type: 'log', level: on === false ? 'OFF' : 'INFO' } ),
	optOut: ( isOptOut ) => ( { type: 'optOut', isOptOut: isOptOut ?? true } ),
	setCookieDomain: ( cookieDomain ) => ( {
		type: 'cookieDomain',
		cookieDomain,
	} ),
	setCookieExpiration: ( cookieExpirationDays ) => ( {
		type: 'cookieExpiration',
		cookieExpirationDays,
	} ),
	setDimensionValue: ( key, value ) => ( {
		type: 'user',
		attributes: { [ String( key ) ]: value },
	} ),
	setUserId: ( userId ) => ( { type: 'user', attributes: { userId } } ),
	setGA4UserId: ( ga4UserId ) => ( { type: 'ga4User', ga4UserId } ),
	trackEvent: ( eventName, tags ) => ( {
		type: 'event',
		eventName,
		tags: typeof tags === 'number' ? { revenue: tags } : ( tags ?? {} ),
	} ),
};

/**
 * A command of the array form as one of today's.
 *
 * @param given Such as `[ 'trackEvent', 'purchase', { revenue: 100 } ]`.
 * @return The command; null when it has none or is no longer known.
 */
export function fromArray( given: readonly unknown[] ): Command | null {
	const [ name, ...parameters ] = given;
	const mapping = Object.prototype.hasOwnProperty.call(
		MAPPINGS,
		String( name )
	)
		? MAPPINGS[ String( name ) ]
		: undefined;
	if ( ! mapping ) {
		warn( 'Unknown command', name );
		return null;
	}
	return mapping( ...parameters );
}
