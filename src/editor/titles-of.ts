import type { Experiment } from '../contracts/experiment';

/** The headlines of an experiment by index, the original first. */
export function titlesOf( experiment: Experiment ): string[] {
	return [ experiment.original, ...experiment.setup.titles ];
}
