import { Server } from 'node:net';

/**
 * Runs `start` so that every server it opens listens on 127.0.0.1 only: Playground's own listens to
 * the whole network and has no setting for it.
 */
export async function onLoopbackOnly< T >(
	start: () => Promise< T >
): Promise< T > {
	const { listen } = Server.prototype;
	Server.prototype.listen = function (
		this: Server,
		...args: unknown[]
	): Server {
		const [ port, ...rest ] = args;
		return Reflect.apply(
			listen,
			this,
			typeof port === 'number'
				? [ { port, host: '127.0.0.1' }, ...rest ]
				: args
		);
	} as typeof listen;
	try {
		return await start();
	} finally {
		Server.prototype.listen = listen;
	}
}
