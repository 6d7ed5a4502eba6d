import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface Sent {
	seconds: number;
	/** Answers by status; 0: the connection ended without one. */
	statuses: Record< number, number >;
	/** Milliseconds until each answer, sorted. */
	times: number[];
}

/**
 * Sends beacons as fast as they are answered, over a number of connections that stay open. Written upon the socket: what
 * sends shall take as little as it can of the processors that answer.
 *
 * @param url     Of a door.
 * @param count   How many.
 * @param at      Connections at once.
 * @param body    Of the n-th.
 * @param stopped Ends it early.
 */
export async function sendBeacons(
	url: string,
	count: number,
	at: number,
	body: ( n: number ) => string,
	stopped?: AbortSignal
): Promise< Sent > {
	const { hostname, port, host, pathname, search } = new URL( url );
	const sent: Sent = { seconds: 0, statuses: {}, times: [] };
	const started = performance.now();
	let next = 0;
	const more = () => next < count && ! stopped?.aborted;
	const request = () => {
		const text = body( next++ );
		return `POST ${ pathname }${ search } HTTP/1.1\r\nHost: ${ host }\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${ Buffer.byteLength( text ) }\r\n\r\n${ text }`;
	};
	/** One connection, until it ends or there is nothing left to send. */
	const converse = () =>
		new Promise< void >( ( resolve ) => {
			let heard = '';
			let waiting = false;
			let since = 0;
			const socket = connect( Number( port ), hostname );
			const ask = () => {
				if ( ! more() ) {
					socket.end();
					return;
				}
				since = performance.now();
				waiting = true;
				socket.write( request() );
			};
			const answered = ( status: number ) => {
				waiting = false;
				sent.statuses[ status ] = ( sent.statuses[ status ] ?? 0 ) + 1;
			};
			socket.setNoDelay( true );
			socket.on( 'connect', ask );
			socket.on( 'data', ( chunk ) => {
				heard += chunk.toString( 'latin1' );
				const end = heard.indexOf( '\r\n\r\n' );
				if ( end < 0 || ! waiting ) {
					return;
				}
				const head = heard.slice( 0, end );
				heard = '';
				answered( Number( head.slice( 9, 12 ) ) );
				sent.times.push( performance.now() - since );
				if ( /^connection: close/im.test( head ) ) {
					socket.end();
				} else {
					ask();
				}
			} );
			socket.on( 'error', () => {} );
			socket.on( 'close', () => {
				if ( waiting ) {
					answered( 0 );
				}
				resolve();
			} );
		} );
	await Promise.all(
		Array.from( { length: at }, async () => {
			while ( more() ) {
				await converse();
			}
		} )
	);
	sent.seconds = ( performance.now() - started ) / 1000;
	sent.times.sort( ( a, b ) => a - b );
	return sent;
}

/** A percentile of sorted numbers. */
export const percentile = ( sorted: readonly number[], percent: number ) =>
	sorted[
		Math.min(
			sorted.length - 1,
			Math.floor( ( sorted.length * percent ) / 100 )
		)
	] ?? 0;
