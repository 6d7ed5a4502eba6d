import { cookie } from '../cookie';
import { sources } from './config';

/** Global Privacy Control is a refusal, whatever else is said. */
export const refused = navigator.globalPrivacyControl;

/**
 * Whether the visitor may be remembered, as far as it is written: the WP Consent API's cookie is read here, since its
 * own script comes later.
 *
 * @return Undefined where nobody has said yet.
 */
export const consent = (): boolean | undefined => {
	if ( refused || ! sources ) {
		return ! refused;
	}
	const value = cookie( sources[ 1 ] );
	const type = window.wp_consent_type || sources[ 2 ];
	if ( value ) {
		return value === 'allow';
	}
	return type ? type.includes( 'optout' ) : undefined;
};
