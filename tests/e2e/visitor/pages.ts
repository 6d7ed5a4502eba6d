/**
 * A tiny site that sends its pages slowly, in pieces, and logs what visitors' browsers report.
 */
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { test as base } from '@playwright/test';

/** Where a page is cut: what comes behind it is sent later. */
export const CUT = '<!--cut-->';
/** Milliseconds between two pieces: several frames. */
const PAUSE = 120;

export interface Pushed {
	id: string;
	post: number;
	url: string;
	from: string;
	to?: string;
	v?: number;
	own?: 1;
	preview?: 1;
}

export interface Site {
	origin: string;
	/** Serves HTML at a path. */
	serve: ( path: string, html: string ) => void;
	/** A page whose head carries the code, and pushes items before it and after it. */
	page: ( body: string, items?: Pushed[], head?: string ) => string;
	/** Names of the events that arrived, without their prefix. */
	events: () => string[];
	/** What arrived, whole. */
	log: Array< { eventName: string; properties: { experiment: string } } >;
}

const library = () =>
	readFileSync(
		new URL( '../../../build/headlines.js', import.meta.url ),
		'utf8'
	);

/** As PHP writes it into a script. */
const literal = ( value: unknown ) =>
	JSON.stringify( value ).replace(
		/[<\u2028\u2029]/g,
		( character ) =>
			`\\u${ character.charCodeAt( 0 ).toString( 16 ).padStart( 4, '0' ) }`
	);

export const escape = ( text: string ) =>
	text.replace(
		/[&<>"]/g,
		( character ) => `&#${ character.charCodeAt( 0 ) };`
	);

/** Notes, in every frame, what stands in each element with data-watch; and sends what an engine is told. */
const RECORDER = `
window.painted = {};
( function frame() {
	for ( const element of document.querySelectorAll( '[data-watch]' ) ) {
		( painted[ element.dataset.watch ] ??= new Set() ).add( element.textContent.trim() );
	}
	requestAnimationFrame( frame );
} )();
window.optimizely = { push: ( call ) => navigator.sendBeacon( '/log', JSON.stringify( call ) ) };`;

async function start(): Promise< { site: Site; server: Server } > {
	const pages = new Map< string, string >();
	const log: Site[ 'log' ] = [];
	const server = createServer( async ( request, response ) => {
		const path = new URL( request.url!, 'http://localhost' ).pathname;
		if ( path === '/log' ) {
			let body = '';
			for await ( const piece of request ) {
				body += piece;
			}
			log.push( JSON.parse( body ) );
			response.end();
			return;
		}
		const html = pages.get( path );
		response.writeHead( html === undefined ? 404 : 200, {
			'Content-Type': 'text/html; charset=utf-8',
		} );
		for ( const piece of ( html ?? '' ).split( CUT ) ) {
			response.write( piece );
			await wait( html?.includes( CUT ) ? PAUSE : 0 );
		}
		response.end();
	} );
	await new Promise< void >( ( done ) =>
		server.listen( 0, '127.0.0.1', done )
	);
	const site: Site = {
		origin: `http://127.0.0.1:${ ( server.address() as AddressInfo ).port }`,
		log,
		events: () =>
			log.map( ( { eventName } ) =>
				eventName.replace( 'two_heads_', '' )
			),
		serve: ( path, html ) => void pages.set( path, html ),
		page( body, items = [], head = '' ) {
			const push = ( some: Pushed[] ) =>
				some
					.map(
						( item ) =>
							`(window.twoHeads=window.twoHeads||[]).push(${ literal( item ) });`
					)
					.join( '' );
			const half = Math.ceil( items.length / 2 );
			return `<!doctype html><html><head><meta charset="utf-8"><title>T</title>${ head }<script>${ RECORDER }${ push( items.slice( 0, half ) ) }</script><script>${ library() }</script><script>${ push( items.slice( half ) ) }</script></head><body>${ body }</body></html>`;
		},
	};
	return { site, server };
}

export const test = base.extend< { site: Site; errors: string[] } >( {
	site: async ( {}, provide ) => {
		const { site, server } = await start();
		await provide( site );
		server.closeAllConnections();
		server.close();
	},
	/** Errors that reached a page. */
	errors: async ( { page }, provide ) => {
		const errors: string[] = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		await provide( errors );
	},
} );

export { expect } from '@playwright/test';
