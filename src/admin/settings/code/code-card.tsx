import { Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { getHeadlineCode } from '../../../api/headline-settings';
import { ErrorNotice } from '../../../components/error-notice';
import { useAction } from '../../../components/use-action';
import type { HeadlineCodeState } from '../../../contracts/headline-code-state';
import type { Boot } from '../boot';
import { Card } from '../card';
import { CodeForm } from './code-form';

/** The templates that experiments on Optimizely are made from. */
export function CodeCard( { boot }: { boot: Boot } ) {
	const [ stored, setStored ] = useState< HeadlineCodeState | null >( null );
	const load = useAction( getHeadlineCode, setStored );
	useEffect( () => {
		void load.start();
		// Once, when the screen opens.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [] );
	return (
		<Card
			title={ __( 'Code on Optimizely', 'two-heads' ) }
			description={ __(
				'What Optimizely runs in visitors’ browsers. The defaults suit nearly every site.',
				'two-heads'
			) }
		>
			{ stored && (
				<CodeForm
					boot={ boot }
					stored={ stored }
					onStored={ setStored }
				/>
			) }
			{ ! stored && load.error && (
				<div className="two-heads-section">
					<ErrorNotice
						error={ load.error }
						onRetry={ () => void load.start() }
					/>
				</div>
			) }
			{ ! stored && ! load.error && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the code…', 'two-heads' ) }
				</p>
			) }
		</Card>
	);
}
