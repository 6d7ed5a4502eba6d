import { useCommand } from '@wordpress/commands';
import { __ } from '@wordpress/i18n';
import { chartBar, shuffle, next } from '@wordpress/icons';
import { lastEnded } from '../domain/panel-state';
import type { HeadlineTest } from './use-headline-test';

interface CommandsProps {
	test: HeadlineTest;
	/** See Boot. */
	resultsUrl: string;
	onOpen: () => void;
	/** Goes to another address. */
	onLeave: ( url: string ) => void;
}

/** Entries of the command palette; those that make no sense now are not there. */
export function Commands( {
	test,
	resultsUrl,
	onOpen,
	onLeave,
}: CommandsProps ) {
	const { handle, view, draft } = test;
	const { panel } = handle;
	const mayRun = panel?.may.run ?? false;
	const shown = panel ? lastEnded( panel ) : null;
	const hasResults = shown !== null && shown.status !== 'draft';

	useCommand( {
		name: 'two-heads/test-headlines',
		label: __( 'Test headlines of this post', 'two-heads' ),
		icon: shuffle,
		callback: ( { close } ) => {
			close();
			onOpen();
			if (
				panel?.may.propose &&
				( view === 'none' || view === 'concluded' )
			) {
				draft.begin();
			}
		},
	} );
	useCommand( {
		name: 'two-heads/start-or-pause',
		label: switchLabel( test ),
		icon: next,
		disabled: ! mayRun || ! canSwitch( test ) || test.busy,
		callback: ( { close } ) => {
			close();
			onOpen();
			switchIt( test );
		},
	} );
	useCommand( {
		name: 'two-heads/results',
		label: __( 'Headline test results', 'two-heads' ),
		icon: chartBar,
		disabled: ! mayRun || ! resultsUrl || ! hasResults,
		callback: ( { close } ) => {
			close();
			if ( shown ) {
				onLeave( resultsUrl + shown.id );
			}
		},
	} );
	return null;
}

function switchLabel( { view }: HeadlineTest ): string {
	switch ( view ) {
		case 'running':
			return __( 'Pause headline test', 'two-heads' );
		case 'paused':
			return __( 'Resume headline test', 'two-heads' );
		default:
			return __( 'Start headline test', 'two-heads' );
	}
}

function canSwitch( { view, engine, handle, host }: HeadlineTest ): boolean {
	switch ( view ) {
		case 'running':
			return true;
		case 'paused':
			return engine?.ready ?? false;
		case 'draft':
			return (
				( engine?.ready ?? false ) &&
				( handle.panel?.post.published ?? false ) &&
				! host.titleEdited
			);
		default:
			return false;
	}
}

function switchIt( { view, handle, ...test }: HeadlineTest ) {
	const id = handle.panel?.current?.id;
	if ( view === 'draft' ) {
		void test.start.begin();
	} else if ( id !== undefined ) {
		void ( view === 'running' ? test.pause : test.resume ).start( id );
	}
}
