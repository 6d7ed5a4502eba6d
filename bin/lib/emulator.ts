import type { Constants } from './wp-config';

/** Constants that make the plugin talk to an Optimizely emulator at this address. */
export function emulatorConstants( url: string ): Constants {
	return {
		TWO_HEADS_OPTIMIZELY_API_URL: `${ url }/v2`,
		TWO_HEADS_OPTIMIZELY_APP_URL: url,
		TWO_HEADS_OPTIMIZELY_CDN_URL: url,
		TWO_HEADS_OPTIMIZELY_LOG_URL: `${ url }/v1`,
	};
}
