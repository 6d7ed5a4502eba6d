import type { Item } from './item';
import { swap } from './swap';

const item: Item = {
	id: 'a-1',
	post: 1,
	url: 'https://example.com/p/',
	from: 'Old “title”',
	to: 'New <b>&amp; $& title</b>',
};
const NEW = 'New &lt;b&gt;&amp;amp; $&amp; title&lt;/b&gt;';

const show = ( undo: Array< () => void > ) => {
	const headline = document.querySelector( '.x' )!;
	swap( item, headline, headline, undo );
};

function swapped( html: string ) {
	document.body.innerHTML = html;
	const undo: Array< () => void > = [];
	show( undo );
	return { html: document.body.innerHTML, undo };
}

test.each( [
	[ '<a class="x">Old “title”</a>', `<a class="x">${ NEW }</a>` ],
	[
		'<a class="x">\n\t<i></i> Old "title" <svg></svg>\n</a>',
		`<a class="x">\n\t<i></i> ${ NEW } <svg></svg>\n</a>`,
	],
	[
		'<a class="x"><!-- c -->Old <strong>“title”</strong></a>',
		`<a class="x"><!-- c -->${ NEW } <strong></strong></a>`,
	],
	[
		'<a class="y" title="Old “title”" aria-label="Old &quot;title&quot;" data-title="Old “title”"><b class="x">Old “title”</b></a>',
		`<a class="y" title="T" aria-label="T" data-title="Old “title”"><b class="x">${ NEW }</b></a>`,
	],
	[
		'<a class="x" title="About Old “title”" aria-label="">Old “title”</a>',
		`<a class="x" title="About Old “title”" aria-label="">${ NEW }</a>`,
	],
	[
		'<h2 class="x"><a href="#" title="Old “title”">Old “title”</a></h2>',
		`<h2 class="x"><a href="#" title="T">${ NEW }</a></h2>`,
	],
] )( '%s', ( before, after ) => {
	const { html, undo } = swapped( before );
	const attribute = item.to!.replaceAll( '&', '&amp;' );
	expect( html ).toBe( after.replaceAll( '"T"', () => `"${ attribute }"` ) );
	undo.forEach( ( one ) => one() );
	expect( document.body.innerHTML ).toBe( before );
} );

test( 'elements, their handlers and text nodes stay', () => {
	document.body.innerHTML = '<a class="x"><b>Old</b> “title”</a>';
	const inner = document.querySelector( 'b' )!;
	const text = inner.firstChild;
	const heard = jest.fn();
	inner.addEventListener( 'click', heard );
	show( [] );
	inner.click();
	expect( heard ).toHaveBeenCalledTimes( 1 );
	expect( document.querySelector( 'b' )!.firstChild ).toBe( text );
} );

test( 'of a text, only that text', () => {
	document.body.innerHTML =
		'<a class="x"><time>1 May</time> Old “title” <i>!</i></a>';
	const link = document.querySelector( '.x' )!;
	swap( item, link, link.childNodes[ 1 ]!, [] );
	expect( document.body.innerHTML ).toBe(
		`<a class="x"><time>1 May</time> ${ NEW } <i>!</i></a>`
	);
} );

test( 'writes nothing the second time', () => {
	swapped( '<a class="x" title="Old “title”">Old “title”</a>' );
	const undo: Array< () => void > = [];
	show( undo );
	expect( undo ).toEqual( [] );
} );

test( 'what was added since stays behind the original', () => {
	document.body.innerHTML = '<a class="x">Old “ti</a>';
	const undo: Array< () => void > = [];
	show( undo );
	( document.querySelector( '.x' )!.firstChild as Text ).appendData( 'tle”' );
	undo.forEach( ( one ) => one() );
	expect( document.body.textContent ).toBe( 'Old “title”' );
} );
