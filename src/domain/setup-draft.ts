/**
 * A setup while somebody writes it: numbers are texts, as typed, and every headline keeps
 * its name while it moves about.
 */
import { __ } from '@wordpress/i18n';
import type { ExperimentSetup } from '../contracts/experiment-setup';
import { pageLocale } from './format-results';
import { scheduleProblems } from './schedule';
import {
	equalWeights,
	isEqual,
	percentOf,
	splitProblem,
	weightOf,
	withAdded,
	withRemoved,
} from './split';
import { titleProblems, titleProblemSentence, trimmedTitle } from './titles';

export interface DraftTitle {
	/** Its name on the screen: stays when it moves. */
	id: number;
	text: string;
}

export interface SetupDraft {
	titles: DraftTitle[];
	split: 'equal' | 'custom';
	/** Shares as typed, the original first. Kept while the split is equal. */
	percents: string[];
	traffic: string;
	goal: ExperimentSetup[ 'goal' ];
	engine: ExperimentSetup[ 'engine' ];
	mode: ExperimentSetup[ 'mode' ];
	maxViews: string;
	autoApply: boolean;
	hypothesis: string;
	startAt: string;
	stopAt: string;
	audiences: string[];
	audienceMatch: ExperimentSetup[ 'audience_match' ];
}

/** As the contract has it. */
const MOST_VIEWS = 1e9;

/** Field → sentence; fields as the server names them. */
export type Mistakes = Record< string, string >;

/** An empty draft: one headline to write. */
export function newDraft( traffic: number ): SetupDraft {
	return draftOf( {
		titles: [ '' ],
		weights: [],
		traffic,
		goal: 'click',
		engine: '',
		mode: 'auto',
		max_views: 0,
		auto_apply: false,
		hypothesis: '',
		start_at: '',
		stop_at: '',
		audiences: [],
		audience_match: 'any',
	} );
}

/** A stored setup as a draft. */
export function draftOf( setup: ExperimentSetup ): SetupDraft {
	const titles: readonly string[] = setup.titles;
	const weights: readonly number[] = setup.weights;
	const fits = weights.length === titles.length + 1;
	const custom = fits && ! isEqual( weights );
	return {
		titles: titles.map( ( text, id ) => ( { id, text } ) ),
		split: custom ? 'custom' : 'equal',
		percents: percentsOf(
			custom ? weights : equalWeights( titles.length + 1 )
		),
		traffic: String( setup.traffic ),
		goal: setup.goal,
		engine: setup.engine,
		mode: setup.mode,
		maxViews: setup.max_views === 0 ? '' : String( setup.max_views ),
		autoApply: setup.auto_apply,
		hypothesis: setup.hypothesis,
		startAt: setup.start_at,
		stopAt: setup.stop_at,
		audiences: setup.audiences,
		audienceMatch: setup.audience_match,
	};
}

/**
 * A draft as it is sent. What is not a number yet is left to valueMistakes(). What the chosen engine does not know stays
 * in the draft, for whoever only looks at the other one.
 */
export function setupOf( draft: SetupDraft ): ExperimentSetup {
	const weights =
		draft.split === 'custom'
			? draft.percents.map( ( percent ) => weightOf( percent ) ?? 0 )
			: [];
	return applicable( {
		// There is always one, which TypeScript cannot follow through map().
		titles: draft.titles.map( ( { text } ) =>
			trimmedTitle( text )
		) as ExperimentSetup[ 'titles' ],
		weights: isEqual( weights ) ? [] : weights,
		traffic: Number( draft.traffic ),
		goal: draft.goal,
		engine: draft.engine,
		mode: draft.mode,
		max_views: viewsOf( draft.maxViews ),
		auto_apply: draft.autoApply,
		hypothesis: draft.hypothesis,
		start_at: draft.startAt,
		stop_at: draft.stopAt,
		audiences: draft.audiences,
		audience_match: draft.audienceMatch,
	} );
}

/** Without what its engine does not know. */
function applicable( setup: ExperimentSetup ): ExperimentSetup {
	switch ( setup.engine ) {
		case 'builtin':
			return { ...setup, audiences: [] };
		case 'optimizely':
			return { ...setup, mode: 'auto', max_views: 0, auto_apply: false };
		default:
			return setup;
	}
}

/** Would storing one instead of the other change anything? */
export function sameSetup( a: ExperimentSetup, b: ExperimentSetup ): boolean {
	return fingerprint( a ) === fingerprint( b );
}

/** A setup as a text that is equal for equal setups. */
export function fingerprint( stored: ExperimentSetup ): string {
	const setup = applicable( stored );
	return JSON.stringify( [
		setup.titles.map( trimmedTitle ),
		isEqual( setup.weights ) ? [] : setup.weights,
		setup.traffic,
		setup.goal,
		setup.engine,
		setup.mode,
		setup.max_views,
		setup.auto_apply,
		setup.hypothesis.trim(),
		setup.start_at,
		setup.stop_at,
		[ ...setup.audiences ].sort(),
		setup.audiences.length > 1 ? setup.audience_match : 'any',
	] );
}

/** One more headline at the end. */
export function addTitle( draft: SetupDraft ): SetupDraft {
	const id = Math.max( -1, ...draft.titles.map( ( one ) => one.id ) ) + 1;
	return {
		...draft,
		titles: [ ...draft.titles, { id, text: '' } ],
		percents: reshared( draft, withAdded ),
	};
}

/** Without one headline. */
export function removeTitle( draft: SetupDraft, index: number ): SetupDraft {
	return {
		...draft,
		titles: draft.titles.filter( ( _, at ) => at !== index ),
		percents: reshared( draft, ( weights ) =>
			withRemoved( weights, index + 1 )
		),
	};
}

/** Two headlines change places, and take their shares along. */
export function moveTitle(
	draft: SetupDraft,
	from: number,
	to: number
): SetupDraft {
	return {
		...draft,
		titles: moved( draft.titles, from, to ),
		percents: moved( draft.percents, from + 1, to + 1 ),
	};
}

/** What is wrong where with everything but the headlines: it cannot be stored like this. */
export function valueMistakes( draft: SetupDraft, now: string ): Mistakes {
	const traffic = Number( draft.traffic );
	const weights =
		draft.split === 'custom' ? splitProblem( draft.percents ) : '';
	return {
		...( weights ? { weights } : {} ),
		...( Number.isInteger( traffic ) && traffic >= 1 && traffic <= 100
			? {}
			: {
					traffic: __(
						'Enter a whole number from 1 to 100.',
						'two-heads'
					),
				} ),
		...( draft.engine === 'optimizely' || isViews( draft.maxViews )
			? {}
			: {
					max_views: __(
						'Enter a whole number of views from 1 to 1,000,000,000, or leave it empty.',
						'two-heads'
					),
				} ),
		...scheduleProblems( draft.startAt, draft.stopAt, now ),
	};
}

/** What was typed as a number, with or without separators between thousands; NaN where it is none, 0 where it is nothing. */
function viewsOf( typed: string, locale = pageLocale() ): number {
	const group =
		new Intl.NumberFormat( locale )
			.formatToParts( 1e6 )
			.find( ( { type } ) => type === 'group' )?.value ?? ',';
	const text = typed.trim().replace( /\s/g, ' ' );
	const digits = text.replaceAll( group, ' ' );
	// In front of two digits it separates no thousands: that may be a decimal point.
	return text === '' || /^\d+$|^\d{1,3}( \d{2,3})* \d{3}$/.test( digits )
		? Number( digits.replaceAll( ' ', '' ) )
		: NaN;
}

/** Is it a number of views to end after, or none? */
function isViews( typed: string ): boolean {
	const views = viewsOf( typed );
	return (
		typed.trim() === '' ||
		( Number.isInteger( views ) && views >= 1 && views <= MOST_VIEWS )
	);
}

/** What is wrong with the headlines; what is empty only where it is time to say so. */
export function titleMistakes(
	draft: SetupDraft,
	original: string,
	withEmpty: boolean
): Mistakes {
	const problems = titleProblems(
		original,
		draft.titles.map( ( { text } ) => text )
	);
	return Object.fromEntries(
		problems.flatMap( ( problem, index ) =>
			problem && ( withEmpty || problem.kind !== 'empty' )
				? [ [ `titles.${ index }`, titleProblemSentence( problem ) ] ]
				: []
		)
	);
}

function percentsOf( weights: readonly number[] ): string[] {
	return weights.map( percentOf );
}

/** Shares after headlines came or went: what was chosen keeps its proportions. */
function reshared(
	draft: SetupDraft,
	change: ( weights: number[] ) => number[]
): string[] {
	const typed = draft.percents.map( ( percent ) => weightOf( percent ) ?? 0 );
	const weights =
		draft.split === 'custom' ? typed : equalWeights( typed.length );
	const next = change( weights );
	return percentsOf(
		draft.split === 'custom' ? next : equalWeights( next.length )
	);
}

function moved< T >( list: readonly T[], from: number, to: number ): T[] {
	const copy = [ ...list ];
	copy.splice( to, 0, ...copy.splice( from, 1 ) );
	return copy;
}
