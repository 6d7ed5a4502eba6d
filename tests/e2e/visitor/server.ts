/**
 * A tiny site that sends its pages slowly, in pieces, and logs what visitors' browsers report.
 */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Experiment } from '../../../src/frontend/site/config';

/** Where a page is cut: what comes behind it is sent later. */
export const CUT = '<!--cut-->';
/** As they come about. */
const EVENTS = [ 'exposure', 'open', 'click', 'read' ];
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

export type { Experiment };

export interface Settings {
	/** Where consent stands written; 0: none is needed. */
	sources?: [ category: string, cookie: string, type: string ] | 0;
	/** Whoever is not remembered sees the original. */
	original?: 0 | 1;
	own?: 0 | 1;
	/** Where beacons go instead. */
	door?: string;
}

export interface Site {
	origin: string;
	/** Serves HTML at a path. */
	serve: ( path: string, html: string ) => void;
	/** A page whose head carries the code, and pushes items before it and after it. */
	page: ( body: string, items?: Pushed[], head?: string ) => string;
	/** A page that carries this site's own engine; without experiments it carries nothing but what the tests look with. */
	ownPage: (
		body: string,
		experiments: Experiment[],
		settings?: Settings
	) => string;
	/** Beacons that arrived at this site's own door: [ unit, …entries ]. */
	beacons: unknown[][];
	/** Names of the events that arrived, without their prefix, in the order they come about. */
	events: () => string[];
	/** What arrived, whole. */
	log: Array< { eventName: string; properties: { experiment: string } } >;
}

const built = ( name: string ) =>
	readFileSync(
		new URL( `../../../build/${ name }.js`, import.meta.url ),
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

/** Starts it. `stop` ends it, whatever is still open. */
export async function startPages(): Promise< {
	site: Site;
	stop: () => void;
} > {
	const pages = new Map< string, string >();
	const log: Site[ 'log' ] = [];
	const beacons: Site[ 'beacons' ] = [];
	const server = createServer( async ( request, response ) => {
		const path = new URL( request.url!, 'http://localhost' ).pathname;
		if ( path === '/log' || path === '/door' ) {
			let body = '';
			for await ( const piece of request ) {
				body += piece;
			}
			if ( path === '/log' ) {
				log.push( JSON.parse( body ) );
			} else {
				const [ , unit, entries ] = JSON.parse( body );
				beacons.push( [ unit, ...entries ] );
			}
			response.writeHead( 204 ).end();
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
		beacons,
		ownPage(
			body,
			experiments,
			{ sources = 0, original = 0, own = 0, door = '/door' } = {}
		) {
			const config = [
				experiments,
				door,
				1,
				site.origin,
				own,
				sources,
				original,
			];
			const code = `${ built( 'headlines' ) }\nwindow.twoHeadsSite=${ literal( config ) };\n${ built( 'site' ) }`;
			return `<!doctype html><html><head><meta charset="utf-8"><title>T</title><script>${ RECORDER }</script>${
				experiments[ 0 ] ? `<script>${ code }</script>` : ''
			}</head><body>${ body }</body></html>`;
		},
		// Two beacons of the same moment may overtake each other on their way.
		events: () =>
			log
				.map( ( { eventName } ) =>
					eventName.replace( 'two_heads_', '' )
				)
				.sort( ( a, b ) => EVENTS.indexOf( a ) - EVENTS.indexOf( b ) ),
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
			return `<!doctype html><html><head><meta charset="utf-8"><title>T</title>${ head }<script>${ RECORDER }${ push( items.slice( 0, half ) ) }</script><script>${ built( 'headlines' ) }</script><script>${ push( items.slice( half ) ) }</script></head><body>${ body }</body></html>`;
		},
	};
	return {
		site,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}
