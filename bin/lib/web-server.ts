import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from './files';
import { inspectPhp } from './php';
import { freePort } from './ports';
import { has } from './process';
import { serve, waitForSite, type Server } from './server';
import { ensurePackages } from './system';

export interface WebServer {
	/** Without a slash at its end. */
	readonly url: string;
	/** Seconds of processor time that PHP has used so far, its own and the kernel's for it. */
	phpSeconds: () => number;
	stop: () => Promise< void >;
}

/** What the program is called that goes with the machine's PHP. */
async function fpm(): Promise< string > {
	const [ major, minor ] = ( ( await inspectPhp() )?.version ?? '' ).split(
		'.'
	);
	return [ `php-fpm${ major }.${ minor }`, 'php-fpm' ].find( has ) ?? '';
}

/**
 * Serves a folder as a host does: nginx before PHP-FPM with OPcache, both of our own on 127.0.0.1, beside whatever else
 * the machine runs. Installs both where they are missing and that can be done.
 *
 * @param root    Document root of a WordPress.
 * @param workers Processes of PHP.
 */
export async function startWebServer(
	root: string,
	workers: number
): Promise< WebServer > {
	await ensurePackages( async () => [
		...( has( 'nginx' ) ? [] : [ 'nginx-light' ] ),
		...( ( await fpm() ) ? [] : [ 'php-fpm' ] ),
	] );
	const folder = await temporaryFolder( 'web' );
	const port = await freePort();
	const socket = join( folder, 'fpm' );
	const isRoot = userInfo().uid === 0;
	await mkdir( join( folder, 'tmp' ) );
	await writeFile(
		join( folder, 'fpm.conf' ),
		`[global]
pid = ${ folder }/fpm.pid
error_log = ${ folder }/fpm.log
daemonize = no
[www]
listen = ${ socket }
listen.backlog = 1024
pm = static
pm.max_children = ${ workers }
${ isRoot ? 'user = root\ngroup = root' : '' }
`
	);
	await writeFile(
		join( folder, 'nginx.conf' ),
		`daemon off;
${ isRoot ? 'user root;' : '' }
worker_processes 1;
pid ${ folder }/pid;
error_log ${ folder }/error.log;
events { worker_connections 1024; }
http {
	access_log off;
	keepalive_requests 1000000;
	client_body_temp_path ${ folder }/tmp/body;
	proxy_temp_path ${ folder }/tmp/proxy;
	fastcgi_temp_path ${ folder }/tmp/fastcgi;
	uwsgi_temp_path ${ folder }/tmp/uwsgi;
	scgi_temp_path ${ folder }/tmp/scgi;
	types { text/css css; text/javascript js; image/jpeg jpg; image/png png; image/svg+xml svg; }
	server {
		listen 127.0.0.1:${ port };
		root ${ root };
		index index.php;
		location / { try_files $uri $uri/ /index.php?$args; }
		location ~ \\.php$ {
			fastcgi_pass unix:${ socket };
			fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
			fastcgi_param SCRIPT_NAME $fastcgi_script_name;
			fastcgi_param QUERY_STRING $query_string;
			fastcgi_param REQUEST_METHOD $request_method;
			fastcgi_param CONTENT_TYPE $content_type;
			fastcgi_param CONTENT_LENGTH $content_length;
			fastcgi_param REQUEST_URI $request_uri;
			fastcgi_param DOCUMENT_ROOT $document_root;
			fastcgi_param SERVER_PROTOCOL $server_protocol;
			fastcgi_param SERVER_SOFTWARE nginx;
			fastcgi_param SERVER_NAME 127.0.0.1;
			fastcgi_param SERVER_PORT $server_port;
			fastcgi_param REMOTE_ADDR $remote_addr;
			fastcgi_param HTTP_HOST $http_host;
		}
	}
}
`
	);
	const path = `${ process.env.PATH }:/usr/sbin:/usr/local/sbin`;
	const env = { ...process.env, PATH: path };
	const servers: Server[] = [];
	const stop = async () => {
		await Promise.all( servers.map( ( server ) => server.stop() ) );
		await rm( folder, { recursive: true, force: true } );
	};
	try {
		servers.push(
			serve(
				await fpm(),
				[
					'-F',
					...( isRoot ? [ '-R' ] : [] ),
					...[ '-y', join( folder, 'fpm.conf' ) ],
					// Else as a host has it. The machine's own mail program is never asked.
					...[ '-d', 'opcache.enable=1' ],
					...[ '-d', 'sendmail_path="env true"' ],
				],
				{ env }
			),
			serve( 'nginx', [ '-c', join( folder, 'nginx.conf' ) ], { env } )
		);
		const url = `http://127.0.0.1:${ port }`;
		for ( const server of servers ) {
			await waitForSite( 'The web server', url, server );
		}
		return {
			url,
			stop,
			phpSeconds: () => secondsBelow( join( folder, 'fpm.pid' ) ),
		};
	} catch ( error ) {
		await stop();
		throw error;
	}
}

/** Processor time of a process's children, in seconds; Linux counts it in hundredths. */
function secondsBelow( pidFile: string ): number {
	const pid = readFileSync( pidFile, 'utf8' ).trim();
	return readFileSync( `/proc/${ pid }/task/${ pid }/children`, 'utf8' )
		.trim()
		.split( ' ' )
		.map( ( child ) => {
			const fields = readFileSync( `/proc/${ child }/stat`, 'utf8' )
				.replace( /^.*\) /, '' )
				.split( ' ' );
			return ( Number( fields[ 11 ] ) + Number( fields[ 12 ] ) ) / 100;
		} )
		.reduce( ( sum, seconds ) => sum + seconds, 0 );
}
