import { Notice } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { getQueryArg, removeQueryArgs } from '@wordpress/url';
import {
	OAUTH_OUTCOME_ARGUMENT,
	oauthOutcome,
} from '../../../domain/oauth-outcome';

/** How the journey to Optimizely ended, once: a reload does not say it again. */
export function OauthOutcomeNotice( { hasProject }: { hasProject: boolean } ) {
	const [ outcome, setOutcome ] = useState( () => {
		const code = getQueryArg(
			window.location.href,
			OAUTH_OUTCOME_ARGUMENT
		);
		return typeof code === 'string' ? oauthOutcome( code ) : null;
	} );

	useEffect( () => {
		const clean = removeQueryArgs(
			window.location.href,
			OAUTH_OUTCOME_ARGUMENT
		);
		if ( clean !== window.location.href ) {
			window.history.replaceState( window.history.state, '', clean );
		}
	}, [] );

	if ( ! outcome ) {
		return null;
	}
	// With a project there is nothing left to do after connecting.
	const done = outcome.status === 'success' && hasProject;
	return (
		<Notice
			className="two-heads-card__notice"
			status={ outcome.status }
			onRemove={ () => setOutcome( null ) }
		>
			{ done
				? outcome.sentence
				: `${ outcome.sentence } ${ outcome.wayOn }` }
		</Notice>
	);
}
