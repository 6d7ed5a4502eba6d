import { Button } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlineTest } from '../use-headline-test';
import { ActionButton } from './action-button';
import { RunFacts } from './run-facts';
import { TitleField } from './title-field';
import { useMistakeFocus } from './use-mistake-focus';

interface ChangeFormProps {
	test: HeadlineTest;
	experiment: Experiment;
	titles: string[];
}

/** Other words for the headlines of an experiment under way; their shares stay. */
export function ChangeForm( { test, experiment, titles }: ChangeFormProps ) {
	const { changes } = test;
	const { error } = changes.action;
	const place = useMistakeFocus( changes.asked );
	useEffect( () => {
		place.current?.querySelector( 'textarea' )?.focus();
	}, [ place ] );

	return (
		<div className="two-heads-stack" ref={ place }>
			{ titles.map( ( title, index ) => (
				<TitleField
					key={ index }
					index={ index + 1 }
					value={ title }
					error={ changes.mistakes[ `titles.${ index }` ] ?? '' }
					onChange={ ( text ) => changes.edit( index, text ) }
				/>
			) ) }
			<RunFacts experiment={ experiment } />
			{ error && <ErrorNotice error={ error } focus /> }
			<ActionButton
				variant="primary"
				busy={ changes.action.busy }
				disabled={ ! changes.dirty }
				hint={ whatItDoes( experiment.engine ) }
				onClick={ changes.save }
			>
				{ __( 'Use these headlines', 'two-heads' ) }
			</ActionButton>
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				disabled={ changes.action.busy }
				accessibleWhenDisabled
				onClick={ changes.cancel }
			>
				{ __( 'Cancel', 'two-heads' ) }
			</Button>
		</div>
	);
}

function whatItDoes( engine: Experiment[ 'engine' ] ): string {
	return engine === 'builtin'
		? __(
				'Visitors see the new words at once, and counting begins anew: what was counted says nothing of them. “What happened” keeps the old figures.',
				'two-heads'
			)
		: __(
				'Visitors see the new words within minutes. The figures go on from where they are, so they mix the old words and the new: for a clean comparison, end this test and start another.',
				'two-heads'
			);
}
