/**
 * What a list of experiments asks of people, most urgent first.
 */
import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import { needsAttention, waitsForDecision } from '../../../domain/panel-state';
import { isDecided, isReliable } from '../../../domain/verdict';

export type GroupId = 'attention' | 'decide' | 'time' | 'drafts' | 'ended';

export interface Group {
	id: GroupId;
	experiments: Experiment[];
}

const ORDER: readonly GroupId[] = [
	'attention',
	'decide',
	'time',
	'drafts',
	'ended',
];

/** Where an experiment belongs. */
export function groupOf( experiment: Experiment ): GroupId {
	const { status, results } = experiment;
	if ( status === 'archived' ) {
		return 'ended';
	}
	if ( needsAttention( experiment ) ) {
		return 'attention';
	}
	if ( waitsForDecision( experiment ) ) {
		return 'decide';
	}
	if ( status === 'concluded' ) {
		return 'ended';
	}
	if ( status === 'draft' ) {
		return 'drafts';
	}
	if ( ! isReliable( results ) ) {
		return 'attention';
	}
	return isDecided( results ) ? 'decide' : 'time';
}

/** The groups that have something in them, in the order in which they matter. */
export function groupsOf( experiments: readonly Experiment[] ): Group[] {
	return ORDER.map( ( id ) => ( {
		id,
		experiments: experiments.filter( ( one ) => groupOf( one ) === id ),
	} ) ).filter( ( group ) => group.experiments.length > 0 );
}

export function groupTitle( id: GroupId ): string {
	switch ( id ) {
		case 'attention':
			return __( 'Needs attention', 'two-heads' );
		case 'decide':
			return __( 'Ready to decide', 'two-heads' );
		case 'time':
			return __( 'Needs more time', 'two-heads' );
		case 'drafts':
			return __( 'Drafts and proposals', 'two-heads' );
		case 'ended':
			return __( 'Ended', 'two-heads' );
	}
}

/** What it means to be in a group, in a line. */
export function groupHint( id: GroupId ): string {
	switch ( id ) {
		case 'attention':
			return __(
				'Something keeps these from going on by themselves.',
				'two-heads'
			);
		case 'decide':
			return __(
				'These are over, or have a result. Choose the headline that stays.',
				'two-heads'
			);
		case 'time':
			return __( 'Too early to tell.', 'two-heads' );
		case 'drafts':
			return __(
				'Headlines that wait for somebody to start them.',
				'two-heads'
			);
		case 'ended':
			return '';
	}
}
