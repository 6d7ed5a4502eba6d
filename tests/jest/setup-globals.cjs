/**
 * What browsers and Node have and jsdom lacks.
 */
const util = require( 'node:util' );

globalThis.TextEncoder ??= util.TextEncoder;
globalThis.TextDecoder ??= util.TextDecoder;

if ( typeof window !== 'undefined' ) {
	window.matchMedia ??= ( query ) => ( {
		matches: false,
		media: query,
		onchange: null,
		addListener() {},
		removeListener() {},
		addEventListener() {},
		removeEventListener() {},
		dispatchEvent: () => false,
	} );
	window.ResizeObserver ??= class {
		observe() {}
		unobserve() {}
		disconnect() {}
	};
	// The option list of the combobox scrolls its choice into view.
	window.Element.prototype.scrollIntoView ??= () => {};
}
