/* Generated from schemas/experiment.json by `npm run contracts`. Do not edit. */

/**
 * A headline experiment as editors see it.
 */
export interface Experiment {
	id: number;
	/**
	 * Our name for it at the engine.
	 */
	key: string;
	/**
	 * Id of the post it tests.
	 */
	post: number;
	/**
	 * The post's title now, plain text.
	 */
	post_title: string;
	post_edit_url: string | null;
	engine: 'builtin' | 'optimizely';
	status: 'draft' | 'running' | 'paused' | 'concluded' | 'archived';
	/**
	 * The title that variation 0 has. Of a draft the post's own.
	 */
	original: string;
	setup: ExperimentSetup;
	/**
	 * Of the setup: sent back as `base` when the draft is written.
	 */
	revision: string;
	/**
	 * Address at which this person sees each variation on the post's page and on the front page, by index; they expire within a day. Empty when there is nothing to look at.
	 */
	previews: {
		post: string;
		front: string;
	}[];
	/**
	 * What is being carried out at the engine, a step at a time; null when nothing is.
	 */
	job: {
		action: 'start' | 'pause' | 'resume' | 'update' | 'end';
		/**
		 * Steps that are done.
		 */
		done: number;
		/**
		 * Steps in all.
		 */
		total: number;
		/**
		 * What the next step does, for the person.
		 */
		label: string;
		/**
		 * Who asked for it.
		 */
		by: string;
		/**
		 * Since when.
		 */
		at: string;
		/**
		 * Why the last step failed; null when it did not. The job goes on with the next attempt.
		 */
		problem: {
			code: string;
			message: string;
			/**
			 * Seconds to wait before the next attempt can succeed; null when unknown.
			 */
			retry_after: number | null;
			/**
			 * Whether trying again alone does not help.
			 */
			needs_person: boolean;
		} | null;
	} | null;
	/**
	 * What somebody should look at; null when nothing. Codes: unpublished, trashed, title_taken, archived_remotely, deleted_remotely, elsewhere, not_started, schedule_over, sample_ratio, decided, not_applied.
	 */
	attention: {
		code: string;
		message: string;
	} | null;
	/**
	 * Whether it starts by itself at setup.start_at.
	 */
	scheduled: boolean;
	/**
	 * Null until the first were asked for.
	 */
	results: null | Results;
	/**
	 * How it ended; null while it has not.
	 */
	outcome: {
		/**
		 * Index of the variation that became the post's title; 0: the original was kept.
		 */
		applied: number;
		title: string;
		by: string;
		at: string;
		/**
		 * Whether the original title was put back later.
		 */
		reverted: boolean;
		/**
		 * Whether the post still has the applied title.
		 */
		revertible: boolean;
	} | null;
	created_at: string;
	created_by: string;
	started_at: string | null;
	ended_at: string | null;
	/**
	 * The experiment in the engine's own interface, for those who manage the connection; null else.
	 */
	engine_url: string | null;
	/**
	 * Every change of state, oldest first.
	 */
	log: {
		at: string;
		/**
		 * A person's name, or empty when it happened by itself.
		 */
		by: string;
		/**
		 * proposed, started, paused, resumed, updated, ended, applied, reverted, kept, attention …
		 */
		event: string;
		/**
		 * A sentence.
		 */
		text: string;
	}[];
}
/**
 * What an editor says about a headline experiment. Words and numbers only: never code.
 */
export interface ExperimentSetup {
	/**
	 * The headlines tested against the post's title, in order: variation 1, 2, … Plain text. A draft may hold empty ones.
	 *
	 * @minItems 1
	 * @maxItems 9
	 */
	titles: [string, ...string[]];
	/**
	 * Shares of the visitors in the experiment, in hundredths of a percent, the original first. Empty: equal shares. Stored so that they sum to 10000.
	 *
	 * @maxItems 10
	 */
	weights: number[];
	/**
	 * Percent of all visitors who are in the experiment; the others see the original and are not counted.
	 */
	traffic: number;
	/**
	 * What decides: clicks on the headline per exposed visitor, or clicks that led to an engaged read.
	 */
	goal: 'click' | 'read';
	/**
	 * Who buckets, counts and judges. Empty: the site's choice; stored as what that was. Cannot be changed once the experiment has begun.
	 */
	engine: '' | 'builtin' | 'optimizely';
	/**
	 * How the built-in engine splits visitors and decides. learn: equal split, leader once its expected loss is small. earn: more visitors to what does better. prove: equal split, only what is significant. auto: earn for a young post, else learn; stored as what that was when the experiment starts.
	 */
	mode: 'auto' | 'learn' | 'earn' | 'prove';
	/**
	 * Of the built-in engine: views of the headline, in all variations together, after which the experiment is over. 0: no such end.
	 */
	max_views: number;
	/**
	 * Of the built-in engine: whether the headline that is found better becomes the post's title by itself.
	 */
	auto_apply: boolean;
	/**
	 * Why a variation might do better. For people; may be empty.
	 */
	hypothesis: string;
	/**
	 * When to start, in the site's time zone; empty: when Start is pressed.
	 */
	start_at: string;
	/**
	 * When to pause (on the built-in engine: when the experiment is over), in the site's time zone; empty: when somebody ends it.
	 */
	stop_at: string;
	/**
	 * Ids of Optimizely audiences to which the experiment is limited; empty: everyone.
	 *
	 * @maxItems 50
	 */
	audiences: string[];
	/**
	 * Whether a visitor has to be in any or in all of the audiences.
	 */
	audience_match: 'any' | 'all';
}
/**
 * What an engine found so far: the one shape, whoever computed it. Modelled on Optimizely's results.
 */
export interface Results {
	/**
	 * none: no visitor counted yet. preparing: being computed, ask again. ready: there are figures.
	 */
	state: 'none' | 'preparing' | 'ready';
	/**
	 * When this was asked for.
	 */
	fetched_at: string;
	/**
	 * Up to when visitors are counted in; null when unknown.
	 */
	until: string | null;
	/**
	 * Whether the engine says that its figures lag behind.
	 */
	stale: boolean;
	/**
	 * Significance from which a difference is called one, 0 to 1.
	 */
	confidence: number;
	/**
	 * Visitors counted in all variations together.
	 */
	visitors: number;
	/**
	 * Of the built-in engine: how it splits visitors and decides.
	 */
	mode?: 'learn' | 'earn' | 'prove';
	/**
	 * Of the built-in engine: shares of the visitors now, in hundredths of a percent, the original first.
	 */
	weights?: number[];
	/**
	 * Whether it is too soon for the engine to decide anything, whatever the figures. Absent: no.
	 */
	early?: boolean;
	/**
	 * How many of the visitors counted are page views of people who are not remembered. Absent: none, or not known.
	 */
	page_views?: number;
	/**
	 * Whether the variations were shown as often as their shares say. Absent where the engine does not say.
	 */
	sample_ratio?: {
		/**
		 * Of the sequential test, 0 to 1.
		 */
		p: number;
		ok: boolean;
		/**
		 * Shares, 0 to 1, the original first.
		 */
		expected: number[];
		/**
		 * How often each was shown.
		 */
		counted: number[];
		/**
		 * What likely spoiled it, as a sentence; empty when nothing did.
		 */
		cause: string;
	};
	/**
	 * In order: the first decides.
	 */
	metrics: {
		id: 'click' | 'read' | 'open';
		/**
		 * In order of their index; index 0 is the original.
		 */
		variations: {
			index: number;
			visitors: number;
			conversions: number;
			/**
			 * Conversions per visitor, 0 to 1.
			 */
			rate: number;
			/**
			 * Relative to the original: 0.2 is 20 % better. Null for the original and while unknown.
			 */
			improvement: number | null;
			/**
			 * Lower and upper end of the improvement; null while unknown.
			 *
			 * @minItems 2
			 * @maxItems 2
			 */
			interval: [number, number] | null;
			/**
			 * 0 to 1; null for the original and while unknown.
			 */
			significance: number | null;
			significant: boolean;
			/**
			 * Probability that this one is the best, 0 to 1; absent or null where the engine does not say.
			 */
			chance?: number | null;
			/**
			 * What choosing this one is expected to cost against the best, relative: 0.01 is 1 %. Absent or null where the engine does not say.
			 */
			loss?: number | null;
			/**
			 * Visitors still needed if things go on like this; null while unknown.
			 */
			remaining: number | null;
		}[];
	}[];
	/**
	 * What it means. waiting: no figures. more_time: undecided. winner: `leader` beats the original. original: the original beats every other. no_difference: enough visitors, no difference worth having. Of the built-in engine besides: likely: `leader` is likely better, not proven. keep: it is over and nothing better was shown, so the original stays. unreliable: the variations were not shown as they should have been, so nothing is said.
	 */
	verdict: 'waiting' | 'more_time' | 'winner' | 'likely' | 'original' | 'no_difference' | 'keep' | 'unreliable';
	/**
	 * Index of the variation that is ahead by the deciding metric; null while none is.
	 */
	leader: number | null;
	/**
	 * clicks_not_read: the leader is clicked more but read less. Null when there is none.
	 */
	warning: 'clicks_not_read' | null;
}
