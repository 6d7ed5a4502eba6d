/**
 * When a page of the project is active: by its conditions and its way of activation.
 */
import { isOnPage } from './conditions';
import type { Decider } from './decide';
import { emit } from './listeners';
import { warn } from './log';
import type { PageRules, ServedData, SnippetCode } from './project-data';
import type { PageState } from './state';
import type { Tracker } from './tracker';
import { utils } from './utils';
import { isFollowed } from './visitor';

type Parts = {
	readonly data: ServedData;
	readonly code: SnippetCode;
	/** By page id; written here. */
	readonly pages: Map< string, PageState >;
	readonly decider: Decider;
	readonly tracker: Tracker;
};

type Tags = Record< string, unknown >;

const POLL = 50;

/** The activation of a project's pages. */
export function createPages( { data, code, pages, decider, tracker }: Parts ) {
	let globalTags: Tags = {};
	let ends: Array< () => void > = [];
	const isActive = ( id: string ) => pages.get( id )?.isActive ?? false;
	const holds = ( rules: PageRules ) =>
		isOnPage( rules.conditions, window.location.href );

	function turn( id: string, on: boolean, tags: Tags ): void {
		const page = data.pages[ id ];
		if ( ! page ) {
			return;
		}
		pages.set( id, {
			isActive: on,
			tags: { ...globalTags, ...tags },
			metadata: null,
		} );
		emit( {
			type: 'lifecycle',
			name: on ? 'pageActivated' : 'pageDeactivated',
			data: { page },
		} );
	}

	/** Activates a page that is not active, where its conditions hold. Everything that follows is done on return. */
	function activate( rules: PageRules, tags: Tags = {} ): void {
		if ( ! isFollowed() || isActive( rules.id ) || ! holds( rules ) ) {
			return;
		}
		turn( rules.id, true, tags );
		decider.onPage( rules.id );
		const page = data.pages[ rules.id ];
		if ( page ) {
			tracker.add( { e: page.id, k: page.apiName, y: 'view_activated' } );
			emit( {
				type: 'lifecycle',
				name: 'viewActivated',
				data: { view: page },
			} );
		}
	}

	function deactivate( id: string ): void {
		if ( isActive( id ) ) {
			turn( id, false, {} );
		}
	}

	/** As `push( { type: 'page' } )`: by API name. */
	function set( name: string, tags: Tags, on: boolean ): void {
		const page = Object.values( data.pages ).find(
			( one ) => one.apiName === name
		);
		const rules = data.rules.pages.find( ( one ) => one.id === page?.id );
		if ( ! rules ) {
			warn( 'There is no page of the name', name );
		} else if ( on ) {
			activate( rules, tags );
		} else {
			deactivate( rules.id );
		}
	}

	/** Hands the page's own code a function by which it activates the page when it likes. */
	function callBack( rules: PageRules ): void {
		const call = code.activation[ rules.id ]?.();
		if ( typeof call !== 'function' ) {
			warn( 'The activation code is not a function', rules.id );
			return;
		}
		call(
			( given?: { isActive?: boolean; tags?: Tags } ) =>
				given?.isActive === false
					? deactivate( rules.id )
					: activate( rules, given?.tags ),
			{
				pageId: rules.id,
				get isActive() {
					return isActive( rules.id );
				},
			}
		);
	}

	function poll( rules: PageRules ): void {
		const timer = window.setInterval( look, POLL );
		ends.push( () => window.clearInterval( timer ) );
		look();
		function look(): void {
			try {
				const value = code.activation[ rules.id ]?.();
				if ( typeof value === 'function' ? value() : value ) {
					window.clearInterval( timer );
					activate( rules );
				}
			} catch {
				// What it waits for is not there yet.
			}
		}
	}

	function onDomChange( rules: PageRules ): void {
		const observer = new MutationObserver( () =>
			holds( rules ) ? activate( rules ) : deactivate( rules.id )
		);
		observer.observe( document, { childList: true, subtree: true } );
		ends.push( () => observer.disconnect() );
	}

	function onUrlChange( rules: PageRules ): void {
		const stop = utils.onUrlChange( () => {
			deactivate( rules.id );
			activate( rules );
		} );
		ends.push( stop );
	}

	function prepare( rules: PageRules ): void {
		switch ( rules.activation ) {
			case 'callback':
				return callBack( rules );
			case 'polling':
				return poll( rules );
			case 'dom_changed':
				return onDomChange( rules );
			case 'url_changed':
				return onUrlChange( rules );
		}
	}

	return {
		set,
		tags( tags: Tags ): void {
			globalTags = { ...globalTags, ...tags };
		},

		/** Evaluates all pages, as at the start of a page's life. */
		start(): void {
			ends.forEach( ( end ) => end() );
			ends = [];
			pages.clear();
			decider.forget();
			for ( const rules of data.rules.pages ) {
				try {
					prepare( rules );
				} catch ( error ) {
					warn( 'The activation of a page failed', rules.id, error );
				}
			}
			data.rules.pages
				.filter( ( one ) =>
					[ 'immediate', 'dom_changed', 'url_changed' ].includes(
						one.activation
					)
				)
				.forEach( ( one ) => activate( one ) );
		},
	};
}
