/**
 * `get('utils')`: help for code that has to wait for something on the page.
 */

type SelectorOptions = {
	/** Milliseconds after which to give up. */
	timeout?: number | null;
	once?: boolean;
	onTimeout?: ( () => void ) | null;
};

const watchers = new Set< () => void >();
let observing = false;

function notify(): void {
	watchers.forEach( ( watcher ) => watcher() );
}

/** One observer for all: it starts with the first watcher, and costs nothing before. */
function watch( watcher: () => void ): () => void {
	watchers.add( watcher );
	if ( ! observing ) {
		observing = true;
		new MutationObserver( notify ).observe( document, {
			childList: true,
			subtree: true,
			attributes: true,
			characterData: true,
		} );
	}
	return () => watchers.delete( watcher );
}

/** Calls back once for each element that fits, those there and those to come. Gives a function that ends it. */
function observeSelector(
	selector: string,
	callback: ( element: Element ) => void,
	{ timeout = null, once = false, onTimeout = null }: SelectorOptions = {}
): () => void {
	const seen = new WeakSet< Element >();
	let timer: number | undefined;
	let stop = (): void => undefined;
	let stopped = false;
	const look = () => {
		for ( const element of document.querySelectorAll( selector ) ) {
			if ( stopped ) {
				return;
			}
			if ( ! seen.has( element ) ) {
				seen.add( element );
				if ( once ) {
					stop();
				}
				callback( element );
			}
		}
	};
	const unwatch = watch( look );
	stop = () => {
		stopped = true;
		unwatch();
		window.clearTimeout( timer );
	};
	if ( timeout !== null ) {
		timer = window.setTimeout( () => {
			stop();
			onTimeout?.();
		}, timeout );
	}
	look();
	return stop;
}

function poll( callback: () => void, delay: number ): () => void {
	callback();
	const timer = window.setInterval( callback, delay );
	return () => window.clearInterval( timer );
}

const urlCallbacks = new Set< () => void >();
let lastUrl = window.location.href;
let urlsWatched = false;

function checkUrl(): void {
	if ( window.location.href !== lastUrl ) {
		lastUrl = window.location.href;
		urlCallbacks.forEach( ( callback ) => callback() );
	}
}

/** Calls back when the address changes without a page load. Gives a function that ends it. */
function onUrlChange( callback: () => void ): () => void {
	if ( ! urlsWatched ) {
		urlsWatched = true;
		for ( const name of [ 'pushState', 'replaceState' ] as const ) {
			const original = window.history[ name ];
			window.history[ name ] = function (
				...given: Parameters< History[ 'pushState' ] >
			) {
				original.apply( this, given );
				checkUrl();
			};
		}
		window.addEventListener( 'popstate', checkUrl );
		window.addEventListener( 'hashchange', checkUrl );
	}
	urlCallbacks.add( callback );
	return () => urlCallbacks.delete( callback );
}

/** Keeps HTML in an element: written again when something on the page removes it. */
function persistHtml(
	html: string,
	selector: string,
	position: InsertPosition = 'beforeend'
): () => void {
	const template = document.createElement( 'template' );
	template.innerHTML = html;
	const nodes = [ ...template.content.childNodes ];
	return watch( keep );

	function keep(): void {
		const target = document.querySelector( selector );
		if ( target && nodes.some( ( node ) => ! node.isConnected ) ) {
			for ( const node of position === 'afterbegin'
				? [ ...nodes ].reverse()
				: nodes ) {
				switch ( position ) {
					case 'beforebegin':
						target.before( node );
						break;
					case 'afterbegin':
						target.prepend( node );
						break;
					case 'afterend':
						target.after( node );
						break;
					default:
						target.append( node );
				}
			}
		}
	}
}

/** What `get('utils')` gives. */
export const utils = {
	observeSelector,
	onUrlChange,
	persistHtml,
	poll,
	Promise: window.Promise,
	waitForElement: ( selector: string ) =>
		new Promise< Element >( ( resolve ) => {
			observeSelector( selector, resolve, { once: true } );
		} ),
	/** Resolves when the function gives something true; looked at on every change of the page and every 50 ms. */
	waitUntil: ( condition: () => unknown ) =>
		new Promise< void >( ( resolve, reject ) => {
			const timer = window.setInterval( look, 50 );
			const unwatch = watch( look );
			look();
			function look(): void {
				const end = () => {
					window.clearInterval( timer );
					unwatch?.();
				};
				try {
					if ( condition() ) {
						end();
						resolve();
					}
				} catch ( error ) {
					end();
					reject( error );
				}
			}
		} ),
};
