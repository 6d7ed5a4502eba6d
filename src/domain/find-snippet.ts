/**
 * Finding the snippet in the HTML of a page, also where something has rewritten its tag.
 */

/** The id that PHP gives the snippet's tag. */
export const SNIPPET_ID = 'two-heads-optimizely-js';
/** The id of the inline script that holds the snippet back or opts the visitor out. */
export const GUARD_ID = 'two-heads-consent-js';

export interface FoundScripts {
	/** The tags of our snippet, in document order. */
	snippets: Element[];
	/** Other snippets of Optimizely: tags, and inline scripts that load one. */
	others: Element[];
	/** Every script that a browser would run or that was one once, in document order. */
	scripts: Element[];
	guard: Element | null;
	/** What our tag loads instead of the wanted address; null while it loads that one. */
	misdirected: string | null;
}

const ANY_SNIPPET =
	/^https:\/\/cdn(?:-pci)?\.optimizely\.com\/(?:js|public)\/.+\.js$/i;
const INLINE_LOADER = /\bcdn(?:-pci)?\.optimizely\.com\/(?:js|public)\//i;
/** Script elements that carry data. */
const DATA_TYPE =
	/^(?:importmap|speculationrules|(?:application|text)\/(?:[a-z.-]+\+)?json\b.*|text\/(?:html|template|x-[a-z-]*(?:template|tmpl)|x-handlebars.*))$/i;

/**
 * @param page       The parsed page.
 * @param snippetUrl Absolute address of the chosen snippet.
 * @param siteUrl    Absolute address of the page.
 */
export function findSnippet(
	page: Document,
	snippetUrl: string,
	siteUrl: string
): FoundScripts {
	const scripts = [ ...page.querySelectorAll( 'script' ) ].filter(
		( script ) =>
			! DATA_TYPE.test( script.getAttribute( 'type' )?.trim() ?? '' )
	);
	const wanted = keyOf( snippetUrl, siteUrl );
	const snippets = scripts.filter(
		( script ) =>
			script.id === SNIPPET_ID ||
			addressesOf( script ).some(
				( address ) => keyOf( address, siteUrl ) === wanted
			)
	);
	const guard = scripts.find( ( script ) => script.id === GUARD_ID ) ?? null;
	const others = scripts.filter(
		( script ) =>
			script !== guard &&
			! snippets.includes( script ) &&
			( addressesOf( script ).some( ( address ) =>
				ANY_SNIPPET.test( keyOf( address, siteUrl ) )
			) ||
				INLINE_LOADER.test(
					( script.textContent ?? '' ).replaceAll( '\\/', '/' )
				) )
	);
	const addresses = snippets[ 0 ] ? addressesOf( snippets[ 0 ] ) : [];
	const misdirected =
		addresses.find(
			( address ) => keyOf( address, siteUrl ) === wanted
		) === undefined
			? ( addresses[ 0 ] ?? null )
			: null;
	return { snippets, others, scripts, guard, misdirected };
}

/** Whatever may be the address of a script: optimisers move it to attributes of their own. */
function addressesOf( script: Element ): string[] {
	return [ ...script.attributes ]
		.filter(
			( { name, value } ) =>
				name === 'src' ||
				/^(?:https?:)?\/\/|^\/[^/]/i.test( value.trim() )
		)
		.map( ( { value } ) => value.trim() );
}

/** Two addresses with one key are one file: https and http, with and without ?ver=. */
function keyOf( address: string, base: string ): string {
	try {
		const url = new URL( address, base );
		return `https://${ url.host }${ url.pathname }`;
	} catch {
		return '';
	}
}
