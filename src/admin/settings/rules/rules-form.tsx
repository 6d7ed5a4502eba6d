import { speak } from '@wordpress/a11y';
import { Notice } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import type { Result } from '../../../api/request';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import { SubmitButton } from '../../../components/submit-button';
import { useAction } from '../../../components/use-action';
import type { HeadlineSettings } from '../../../contracts/headline-settings';
import { useLeaveWarning } from '../../use-leave-warning';
import type { Boot } from '../boot';
import { ContentFields } from './content-fields';
import { EngineFields } from './engine-fields';
import { draftOf, isDirty, mistakesIn, settingsOf } from './headline-draft';
import type { HeadlineDraft, Mistakes } from './headline-draft';
import { PeopleFields } from './people-fields';
import { TargetingFields } from './targeting-fields';
import { UrlTest } from './url-test';

interface RulesFormProps {
	boot: Boot;
	stored: HeadlineSettings;
	save: (
		settings: HeadlineSettings
	) => Promise< Result< HeadlineSettings > >;
}

/** The settings of all experiments. What was typed stays until it is stored. */
export function RulesForm( { boot, stored, save }: RulesFormProps ) {
	const [ draft, setDraft ] = useState( () => draftOf( stored ) );
	const [ mistakes, setMistakes ] = useState< Mistakes >( {} );
	const [ saved, setSaved ] = useState( false );
	const form = useRef< HTMLFormElement >( null );
	const submitted = useRef< HeadlineDraft | null >( null );
	const action = useAction( save, ( settings ) => {
		// What was typed while saving stays.
		setDraft( ( now ) =>
			now === submitted.current ? draftOf( settings, now ) : now
		);
		setSaved( true );
	} );
	const dirty = isDirty( draft, stored );
	useLeaveWarning( dirty );

	const { error } = action;
	useEffect( () => {
		if ( error?.kind === 'fields' ) {
			setMistakes( error.fields );
		}
	}, [ error ] );
	useEffect( () => {
		const [ first ] = Object.values( mistakes );
		if ( first ) {
			form.current
				?.querySelector< HTMLElement >(
					'[aria-invalid="true"], [data-invalid] input'
				)
				?.focus();
			speak( first, 'assertive' );
		}
	}, [ mistakes ] );

	const edit = ( change: Partial< HeadlineDraft > ) => {
		setDraft( { ...draft, ...change } );
		if ( Object.keys( mistakes ).length > 0 ) {
			setMistakes( {} );
		}
		setSaved( false );
		action.clear();
	};
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( ! dirty ) {
			return;
		}
		const found = mistakesIn( draft );
		setMistakes( found );
		if ( Object.keys( found ).length === 0 ) {
			submitted.current = draft;
			void action.start( settingsOf( draft ) );
		}
	};
	const fields = { draft, mistakes, onChange: edit };

	return (
		<form ref={ form } onSubmit={ submit } noValidate>
			<CardSection title={ __( 'How they run', 'two-heads' ) }>
				<EngineFields { ...fields } engines={ boot.engines } />
			</CardSection>
			<CardSection title={ __( 'Pages they run on', 'two-heads' ) }>
				<p className="two-heads-hint">
					{ __(
						'For experiments on Optimizely, which looks at the address of a page. Those on this site run wherever the headline is found.',
						'two-heads'
					) }
				</p>
				<TargetingFields { ...fields } homeUrl={ boot.homeUrl } />
				<UrlTest draft={ draft } homeUrl={ boot.homeUrl } />
			</CardSection>
			<CardSection title={ __( 'What may be tested', 'two-heads' ) }>
				<ContentFields { ...fields } postTypes={ boot.postTypes } />
			</CardSection>
			<CardSection title={ __( 'Who may do what', 'two-heads' ) }>
				<PeopleFields { ...fields } />
			</CardSection>
			<div className="two-heads-section">
				{ error && (
					<ErrorNotice
						error={ error }
						focus={ Object.keys( mistakes ).length === 0 }
					/>
				) }
				{ saved && (
					<Notice
						status="success"
						onRemove={ () => setSaved( false ) }
					>
						{ __(
							'Settings saved. Experiments under way follow within minutes.',
							'two-heads'
						) }
					</Notice>
				) }
				<div className="two-heads-actions">
					<SubmitButton busy={ action.busy } disabled={ ! dirty }>
						{ action.busy
							? __( 'Saving…', 'two-heads' )
							: __( 'Save settings', 'two-heads' ) }
					</SubmitButton>
					{ dirty && ! action.busy && (
						<p className="two-heads-hint">
							{ __( 'Not saved yet.', 'two-heads' ) }
						</p>
					) }
				</div>
			</div>
		</form>
	);
}
