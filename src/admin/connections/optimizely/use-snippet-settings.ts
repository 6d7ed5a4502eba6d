import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';
import { useSetting } from '../../use-setting';
import type { Setting } from '../../use-setting';

/** The snippet's settings. */
export function useSnippetSettings(): Setting< OptimizelySnippetSettings > {
	return useSetting( 'two_heads_optimizely_snippet' );
}
