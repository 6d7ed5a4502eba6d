import type { HeadlinePanel } from '../../contracts/headline-panel';
import { forecastSentence } from '../../domain/forecast';
import type { SetupDraft } from '../../domain/setup-draft';

interface ForecastHintProps {
	panel: HeadlinePanel;
	words: SetupDraft;
}

/** What the test takes, before anybody waits for it. */
export function ForecastHint( { panel, words }: ForecastHintProps ) {
	const traffic = Number( words.traffic );
	// Tests so far had the site's usual share; what is no share yet is taken for that.
	const share = traffic > 0 ? traffic / panel.default_traffic : 1;
	// What reads take is not what clicks take, and nobody has said it yet.
	return panel.forecast && words.goal !== 'read' ? (
		<p className="two-heads-hint">
			{ forecastSentence(
				panel.forecast,
				words.titles.length,
				words.mode,
				share
			) }
		</p>
	) : null;
}
