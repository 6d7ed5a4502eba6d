/**
 * Which of Optimizely's hosts a path of the emulator stands for.
 */

/** api.optimizely.com, app.optimizely.com, cdn.optimizely.com, logx.optimizely.com. */
export const SERVICES = [ 'api', 'app', 'cdn', 'log' ] as const;
export type Service = ( typeof SERVICES )[ number ];

const PREFIXES: ReadonlyArray< readonly [ string, Service ] > = [
	[ '/v2/', 'api' ],
	[ '/oauth2/', 'app' ],
	[ '/js/', 'cdn' ],
	[ '/public/', 'cdn' ],
	[ '/v1/', 'log' ],
];

/** The service of a path, or null for the emulator's own pages. */
export function serviceOf( path: string ): Service | null {
	return (
		PREFIXES.find( ( [ prefix ] ) => path.startsWith( prefix ) )?.[ 1 ] ??
		null
	);
}
