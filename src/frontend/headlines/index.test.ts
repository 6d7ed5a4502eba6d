import type { Item, Queue } from './item';

/** Fires what the browser would when half of an element comes into view, or leaves it. */
let observed: Array< {
	element: Element;
	fire: ( isIntersecting: boolean ) => void;
} >;
let number = 0;
let item: Item;

const sent = () =>
	( ( window.optimizely ?? [] ) as Array< Record< string, unknown > > ).map(
		( call ) => call.eventName
	);

const link = ( text = item.from, href = item.url ) =>
	`<h2><a href="${ href }">${ text }</a></h2>`;

/** The code comes into the page once more. */
const load = () =>
	jest.isolateModules( () => {
		require( './index' );
	} );

/** Lets what runs before the browser paints run. */
const settle = () => Promise.resolve();

/** Begins with none, now. */
const fakeTimers = () =>
	jest.useFakeTimers( {
		now: Date.now(),
		doNotFake: [ 'queueMicrotask' ],
	} );

const push = ( pushed: Item ) => {
	window.twoHeads!.push( pushed );
	return settle();
};

beforeEach( () => {
	number++;
	item = {
		id: `site-${ number }`,
		post: number,
		url: `${ location.origin }/post-${ number }/`,
		from: `Old title ${ number }`,
		to: `New title ${ number }`,
		v: 1,
	};
	observed = [];
	window.IntersectionObserver = class {
		constructor( private run: IntersectionObserverCallback ) {}
		observe( target: Element ) {
			observed.push( {
				element: target,
				fire: ( isIntersecting ) =>
					this.run(
						[
							{
								target,
								isIntersecting,
							} as unknown as IntersectionObserverEntry,
						],
						this as never
					),
			} );
		}
		unobserve( target: Element ) {
			observed = observed.filter( ( { element } ) => element !== target );
		}
	} as never;
	document.body.innerHTML = '';
	delete window.twoHeads;
	delete window.optimizely;
	localStorage.clear();
	history.replaceState( null, '', '/' );
	fakeTimers();
} );

afterEach( () => {
	jest.useRealTimers();
	jest.restoreAllMocks();
} );

const hide = ( hidden: boolean ) => {
	jest.spyOn( document, 'hidden', 'get' ).mockReturnValue( hidden );
	document.dispatchEvent( new Event( 'visibilitychange' ) );
};

// First, while the code is in the page only once.
describe( 'cost', () => {
	test( 'does not grow with the number of experiments', async () => {
		const many = Array.from( { length: 50 }, ( _, n ) => ( {
			...item,
			id: `many-${ n }`,
			post: 5000 + n,
			url: `${ location.origin }/many-${ n }/`,
			from: `Old ${ n }`,
			to: `New ${ n }`,
		} ) );
		const search = jest.spyOn( document, 'querySelectorAll' );
		const read = jest.spyOn( HTMLAnchorElement.prototype, 'href', 'get' );
		load();
		for ( const { to, ...asked } of many ) {
			window.twoHeads!.push( {
				...asked,
				seen: () => void window.twoHeads!.push( { ...asked, to } ),
			} );
		}
		await settle();
		// Once when the code comes, once for all that was pushed.
		expect( search.mock.calls.length ).toBeLessThanOrEqual( 2 );
		search.mockClear();
		document.body.innerHTML = many
			.map( ( { from, url } ) => link( from, url ) )
			.join( '' );
		await settle();
		await settle();
		expect( document.body.textContent ).toBe(
			many.map( ( { to } ) => to ).join( '' )
		);
		// Once more, after the engine has answered for all of them.
		expect( search ).toHaveBeenCalledTimes( 1 );
		// A link is looked at by itself and from its heading, before the answers and after.
		expect( read.mock.calls.length ).toBeLessThanOrEqual( 4 * 50 );
		search.mockClear();
		read.mockClear();
		document.body.append( 'text', document.createElement( 'i' ) );
		document.body.lastChild!.remove();
		await settle();
		expect( search ).not.toHaveBeenCalled();
		// Only what stands beside the place where something was taken away is looked at again.
		expect( read.mock.calls.length ).toBeLessThanOrEqual( 2 );
	} );

	test( 'listeners do not grow with the number of headlines', async () => {
		load();
		const listen = jest.spyOn( window, 'addEventListener' );
		await push( item );
		document.body.innerHTML = link() + link() + link();
		await settle();
		expect( observed ).toHaveLength( 3 );
		expect( listen ).not.toHaveBeenCalled();
	} );
} );

describe( 'queue', () => {
	test( 'takes what was pushed before and after', async () => {
		const other = { ...item, id: 'b', post: 999, url: item.url + 'b/' };
		document.body.innerHTML = link() + link( other.from, other.url );
		window.twoHeads = [ item ];
		load();
		await push( { ...other, to: 'Later' } );
		expect( document.body.textContent ).toBe( item.to + 'Later' );
	} );

	test( 'the code may come twice', async () => {
		load();
		const first = window.twoHeads;
		load();
		expect( window.twoHeads ).toBe( first );
		document.body.innerHTML = link();
		first!.push( item );
		await settle();
		document.querySelector( 'a' )!.click();
		expect( sent() ).toEqual( [ 'two_heads_exposure', 'two_heads_click' ] );
	} );

	test( 'says once that a headline is here, and swaps in the same task', async () => {
		const seen = jest.fn( () => {
			window.twoHeads!.push( item );
		} );
		load();
		const { to, v, ...asked } = item;
		document.body.innerHTML = link();
		await push( { ...asked, seen } );
		expect( document.body.textContent ).toBe( to );
		await push( { ...asked, seen } );
		expect( seen ).toHaveBeenCalledTimes( 1 );
		expect( v ).toBe( 1 );
	} );

	test( 'says nothing where the headline is not', async () => {
		const seen = jest.fn();
		load();
		await push( { ...item, to: undefined, seen } );
		document.body.innerHTML = link( item.from, '/another-post/' );
		await settle();
		expect( seen ).not.toHaveBeenCalled();
		document.body.innerHTML += link();
		await settle();
		expect( seen ).toHaveBeenCalledTimes( 1 );
	} );

	test( 'waits while the page is prerendered', async () => {
		const seen = jest.fn();
		Object.assign( document, { prerendering: true } );
		document.body.innerHTML = link();
		load();
		await push( { ...item, seen } );
		expect( document.body.textContent ).toBe( item.to );
		expect( seen ).not.toHaveBeenCalled();
		expect( observed ).toEqual( [] );
		delete document.prerendering;
		document.dispatchEvent( new Event( 'prerenderingchange' ) );
		expect( seen ).toHaveBeenCalledTimes( 1 );
		expect( observed ).toHaveLength( 1 );
	} );

	test( 'bad items harm nobody', async () => {
		const first = {
			...item,
			id: 'first',
			post: 1000,
			url: item.url + 'b/',
		};
		document.body.innerHTML = link() + link( first.from, first.url );
		const throws = () => {
			throw new Error( 'theirs' );
		};
		load();
		await push( first );
		for ( const bad of [
			null,
			{},
			{ ...item, id: 'a', url: 'nowhere' },
			{ ...item, id: 'b', from: undefined },
			{ ...item, id: 'c', to: undefined, seen: throws },
		] ) {
			await push( bad as never );
		}
		await push( item );
		expect( document.body.textContent ).toBe( item.to! + first.to );
	} );
} );

describe( 'swapping', () => {
	test( 'what comes later, and what the theme renders again', async () => {
		load();
		await push( item );
		document.body.innerHTML = `<main>${ link() }</main>`;
		await settle();
		expect( document.body.textContent ).toBe( item.to );
		document.querySelector( 'a' )!.textContent = item.from;
		await settle();
		expect( document.body.textContent ).toBe( item.to );
		document.querySelector( 'a' )!.firstChild!.textContent = item.from;
		await settle();
		expect( document.body.textContent ).toBe( item.to );
	} );

	test( 'gives up when the theme always puts the original back', async () => {
		load();
		await push( item );
		document.body.innerHTML = link();
		const anchor = document.querySelector( 'a' )!;
		let rounds = 0;
		const theme = new MutationObserver( () => {
			if ( anchor.textContent !== item.from && ++rounds < 5000 ) {
				anchor.textContent = item.from;
			}
		} );
		theme.observe( anchor, {
			childList: true,
			characterData: true,
			subtree: true,
		} );
		for ( let i = 0; i < 20_000; i++ ) {
			await settle();
		}
		expect( rounds ).toBeGreaterThan( 10 );
		expect( rounds ).toBeLessThan( 2000 );
		expect( anchor.textContent ).toBe( item.from );
		theme.disconnect();
		// Nothing is counted that is not shown.
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 2000 );
		anchor.click();
		expect( sent() ).toEqual( [] );
	} );

	test( 'the post’s own page stays, unless it may show it', async () => {
		history.replaceState( null, '', item.url + '?utm_source=x' );
		const heading = `<h1>${ item.from }</h1>`;
		document.body.innerHTML = heading;
		load();
		await push( item );
		expect( document.body.innerHTML ).toBe( heading );
		await push( { ...item, own: 1 } );
		expect( document.body.textContent ).toBe( item.to );
		expect( observed ).toEqual( [] );
	} );

	test.each( [ 'own', 'another' ] )(
		'preview swaps on the post’s %s page and counts nothing',
		async ( page ) => {
			const isOwn = page === 'own';
			history.replaceState( null, '', isOwn ? item.url : '/' );
			document.body.innerHTML = `<h1>${ item.from }</h1>${ link() }`;
			load();
			const seen = jest.fn();
			await push( { ...item, preview: 1, seen } );
			document.querySelector( 'a' )!.click();
			expect( document.body.textContent ).toBe(
				( isOwn ? item.to : item.from ) + item.to!
			);
			expect( observed ).toEqual( [] );
			expect( seen ).not.toHaveBeenCalled();
			expect( sent() ).toEqual( [] );
			expect( localStorage ).toHaveLength( 0 );
		}
	);

	test.each( [
		[ 'IntersectionObserver', 'IntersectionObserver' ],
		[ 'closest', 'closest' ],
	] )( 'without %s nothing happens', async ( _name, broken ) => {
		document.body.innerHTML = link() + link();
		if ( broken === 'closest' ) {
			jest.spyOn( Element.prototype, 'closest' ).mockImplementation(
				() => {
					throw new Error( 'broken' );
				}
			);
		} else {
			delete ( window as Partial< Window & typeof globalThis > )
				.IntersectionObserver;
		}
		load();
		await push( item );
		expect( document.body.textContent ).toBe( item.from + item.from );
	} );

	test( 'what breaks half-way brings the original back, and counts nothing', async () => {
		document.body.innerHTML = link() + link();
		const Observer = window.IntersectionObserver;
		let left = 2;
		window.IntersectionObserver = class extends Observer {
			override observe( element: Element ) {
				if ( left-- < 1 ) {
					throw new Error( 'broken' );
				}
				super.observe( element );
			}
		};
		load();
		await push( item );
		expect( document.body.textContent ).toBe( item.from + item.from );
		expect( observed ).toHaveLength( 1 );
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 2000 );
		expect( sent() ).toEqual( [] );
	} );
} );

describe.each( [ 'New', 'same' ] )( 'counting, title %s', ( kind ) => {
	beforeEach( async () => {
		if ( kind === 'same' ) {
			item = { ...item, to: item.from, v: 0 };
		}
		document.body.innerHTML = link();
		load();
		await push( item );
	} );
	const anchor = () => document.querySelector( 'a' )!;
	const press = (
		type: string,
		init: MouseEventInit,
		target = anchor() as Element
	) =>
		target.dispatchEvent(
			new MouseEvent( type, { bubbles: true, cancelable: true, ...init } )
		);

	test( 'a second in view is an exposure, once', async () => {
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 999 );
		expect( sent() ).toEqual( [] );
		jest.advanceTimersByTime( 1 );
		expect( window.optimizely ).toEqual( [
			{
				type: 'event',
				eventName: 'two_heads_exposure',
				properties: { experiment: item.id },
			},
		] );
		observed[ 0 ]!.fire( false );
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 2000 );
		expect( sent() ).toHaveLength( 1 );
	} );

	test( 'less than a second is none', async () => {
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 900 );
		observed[ 0 ]!.fire( false );
		jest.advanceTimersByTime( 900 );
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 900 );
		expect( sent() ).toEqual( [] );
	} );

	test( 'a second with the tab hidden in between is none', async () => {
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 500 );
		hide( true );
		jest.advanceTimersByTime( 300 );
		hide( false );
		jest.advanceTimersByTime( 900 );
		expect( sent() ).toEqual( [] );
		observed.at( -1 )!.fire( true );
		jest.advanceTimersByTime( 1000 );
		expect( sent() ).toEqual( [ 'two_heads_exposure' ] );
	} );

	test.each( [
		[ 'left', 'click', { button: 0 }, 2 ],
		[ 'left with Ctrl', 'click', { button: 0, ctrlKey: true }, 2 ],
		[ 'middle', 'auxclick', { button: 1 }, 2 ],
		[ 'right', 'auxclick', { button: 2 }, 0 ],
	] )( '%s click', ( _name, type, init, count ) => {
		press( type, init );
		expect( sent() ).toHaveLength( count );
		expect( localStorage ).toHaveLength( count / 2 );
	} );

	test( 'a click counts once, its exposure before it', async () => {
		press( 'click', {} );
		press( 'click', {} );
		expect( sent() ).toEqual( [ 'two_heads_exposure', 'two_heads_click' ] );
	} );

	test( 'what the page prevents is no click', async () => {
		const prevent = ( event: Event ) => event.preventDefault();
		document.addEventListener( 'click', prevent );
		press( 'click', {} );
		document.removeEventListener( 'click', prevent );
		expect( sent() ).toEqual( [] );
	} );

	test( 'what the page stops on its way is a click', () => {
		anchor().addEventListener( 'click', ( event ) =>
			event.stopPropagation()
		);
		press( 'click', {} );
		jest.advanceTimersByTime( 0 );
		expect( sent() ).toEqual( [ 'two_heads_exposure', 'two_heads_click' ] );
	} );

	test( 'what the page prevents and stops is none', () => {
		anchor().addEventListener( 'click', ( event ) => {
			event.preventDefault();
			event.stopPropagation();
		} );
		press( 'click', {} );
		jest.advanceTimersByTime( 100 );
		expect( sent() ).toEqual( [] );
	} );

	test( 'an element that shows another headline counts for that one', async () => {
		const other = {
			...item,
			id: 'other',
			post: 7000,
			url: item.url + 'other/',
			from: 'Another title',
			to: kind === 'same' ? 'Another title' : 'Quite another title',
		};
		await push( other );
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 500 );
		anchor().href = other.url;
		anchor().textContent = other.from;
		await settle();
		jest.advanceTimersByTime( 999 );
		expect( sent() ).toEqual( [] );
		observed.at( -1 )!.fire( true );
		jest.advanceTimersByTime( 1000 );
		press( 'click', {} );
		expect( window.optimizely ).toEqual(
			[ 'exposure', 'click' ].map( ( name ) => ( {
				type: 'event',
				eventName: `two_heads_${ name }`,
				properties: { experiment: 'other' },
			} ) )
		);
	} );

	test( 'an element that leads elsewhere by now counts for nothing', () => {
		observed[ 0 ]!.fire( true );
		anchor().href = '/about/';
		jest.advanceTimersByTime( 1000 );
		press( 'click', {} );
		expect( sent() ).toEqual( [] );
	} );

	test( 'another link to the post is no click on the headline', async () => {
		document.body.insertAdjacentHTML(
			'beforeend',
			`<a id="b" href="${ item.url }">Read more</a><p id="c"></p>`
		);
		press( 'click', {}, document.querySelector( '#b' )! );
		press( 'click', {}, document.querySelector( '#c' )! );
		press( 'click', {}, document.body );
		expect( sent() ).toEqual( [] );
	} );

	test( 'copies that a theme makes of the headline count, too', async () => {
		document.body.innerHTML += '';
		await settle();
		press( 'click', {} );
		expect( sent() ).toHaveLength( 2 );
	} );

	test( 'another engine gets the events', async () => {
		const track = jest.fn();
		( window.twoHeads as Queue ).track = track;
		await push( { ...item, track: 'https://example.org' } );
		press( 'click', {} );
		expect(
			track.mock.calls.map( ( [ name, what ] ) => [ name, what.id ] )
		).toEqual( [
			[ 'exposure', item.id ],
			[ 'click', item.id ],
		] );
		expect( window.optimizely ).toBeUndefined();
	} );

	test( 'of whom nothing may be kept, nothing is, and the click counts', async () => {
		const track = jest.fn();
		( window.twoHeads as Queue ).track = track;
		await push( {
			...item,
			track: 'https://example.org',
			toJSON() {
				throw new Error( 'refused' );
			},
		} );
		press( 'click', {} );
		expect( track.mock.calls.map( ( [ name ] ) => name ) ).toEqual( [
			'exposure',
			'click',
		] );
		expect( localStorage ).toHaveLength( 0 );
	} );

	test( 'a broken engine does not reach the page', async () => {
		window.optimizely = {
			push() {
				throw new Error( 'theirs' );
			},
		};
		press( 'click', {} );
		expect( localStorage ).toHaveLength( 1 );
	} );

	test( 'forbidden storage does not matter', async () => {
		jest.spyOn( Storage.prototype, 'setItem' ).mockImplementation( () => {
			throw new Error( 'forbidden' );
		} );
		press( 'click', {} );
		expect( sent() ).toHaveLength( 2 );
	} );
} );

describe( 'reading', () => {
	/** Clicks the headline, and opens the post: another page with the same storage. */
	async function follow( extra: Partial< Item > = {}, query = '' ) {
		document.body.innerHTML = link();
		load();
		await push( { ...item, ...extra } );
		document.querySelector( 'a' )!.click();
		await open( query );
	}
	async function open( query = '' ) {
		// With a page end its timers.
		fakeTimers();
		delete window.optimizely;
		delete window.twoHeads;
		document.body.innerHTML = `<h1>${ item.from }</h1>`;
		history.replaceState( null, '', item.url + query );
		load();
		await settle();
	}
	/** Under which the click is kept. */
	const key = () => `two_heads_&${ location.host }/post-${ item.post }&`;
	const move = () => dispatchEvent( new Event( 'pointermove' ) );

	test( 'keeps what was clicked', async () => {
		await follow( { own: 1 } );
		expect( Object.keys( localStorage ) ).toEqual( [ key() ] );
		expect( JSON.parse( Object.values( localStorage )[ 0 ] ) ).toEqual( {
			...item,
			own: 1,
			t: Date.now(),
		} );
	} );

	test.each( [ 'pointerdown', 'pointermove', 'keydown', 'scroll' ] )(
		'15 seconds with %s are a read, once',
		async ( input ) => {
			await follow( {}, '?utm_source=x' );
			for ( let second = 0; second < 15; second++ ) {
				expect( sent() ).toEqual( [] );
				if ( second % 5 === 4 ) {
					dispatchEvent( new Event( input ) );
				}
				jest.advanceTimersByTime( 1000 );
			}
			expect( window.optimizely ).toEqual( [
				{
					type: 'event',
					eventName: 'two_heads_read',
					properties: { experiment: item.id },
				},
			] );
			expect( localStorage ).toHaveLength( 0 );
			move();
			jest.advanceTimersByTime( 30_000 );
			await open();
			for ( let second = 0; second < 20; second++ ) {
				move();
				jest.advanceTimersByTime( 1000 );
			}
			expect( sent() ).toEqual( [] );
		}
	);

	test( 'a box that scrolls by itself is no input', async () => {
		await follow();
		document.body.append( document.createElement( 'div' ) );
		for ( let second = 0; second < 20; second++ ) {
			document.body.lastChild!.dispatchEvent( new Event( 'scroll' ) );
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
		for ( let second = 0; second < 10; second++ ) {
			document.dispatchEvent( new Event( 'scroll', { bubbles: true } ) );
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [ 'two_heads_read' ] );
	} );

	test( 'what is too old is forgotten, on any page', async () => {
		localStorage[ key() ] = JSON.stringify( {
			...item,
			t: Date.now() - 30 * 60_000,
		} );
		localStorage.theirs = '{"t":1}';
		load();
		expect( Object.keys( localStorage ) ).toEqual( [ 'theirs' ] );
	} );

	test( 'plain permalinks: each post has a click of its own', async () => {
		const posts = [ 1, 2 ].map( ( n ) => ( {
			...item,
			id: `plain-${ n }`,
			post: 8000 + n,
			url: `${ location.origin }/?p=800${ n }`,
			from: `Plain ${ n }`,
		} ) );
		load();
		for ( const post of posts ) {
			document.body.innerHTML = link( post.from, post.url );
			await push( post );
			document.querySelector( 'a' )!.click();
		}
		expect(
			Object.values( localStorage ).map(
				( kept ) => JSON.parse( kept ).id
			)
		).toEqual( [ 'plain-1', 'plain-2' ] );
	} );

	test( 'seconds without input do not count after the fifth', async () => {
		await follow();
		jest.advanceTimersByTime( 60_000 );
		move();
		jest.advanceTimersByTime( 60_000 );
		move();
		jest.advanceTimersByTime( 4000 );
		expect( sent() ).toEqual( [] );
		jest.advanceTimersByTime( 1000 );
		expect( sent() ).toEqual( [ 'two_heads_read' ] );
	} );

	test( 'seconds of a hidden tab do not count', async () => {
		await follow();
		hide( true );
		for ( let second = 0; second < 20; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
		hide( false );
		for ( let second = 0; second < 15; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [ 'two_heads_read' ] );
	} );

	test( 'nothing to read after half an hour', async () => {
		localStorage[ key() ] = JSON.stringify( {
			...item,
			own: 1,
			t: Date.now(),
		} );
		jest.setSystemTime( Date.now() + 30 * 60_000 );
		await open();
		for ( let second = 0; second < 20; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
		expect( document.body.textContent ).toBe( item.from );
	} );

	test( 'the engine of the page gets the event', async () => {
		const track = jest.fn();
		await follow( { track: 'https://example.org', epoch: 3 } );
		( window.twoHeads as Queue ).track = track;
		for ( let second = 0; second < 15; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( track.mock.calls ).toEqual( [
			[ 'read', expect.objectContaining( { id: item.id, epoch: 3 } ) ],
		] );
		expect( window.optimizely ).toBeUndefined();
	} );

	test( 'a click for an engine that is not on the page is counted nowhere', async () => {
		await follow( { track: 'https://example.org' } );
		for ( let second = 0; second < 15; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( window.optimizely ).toBeUndefined();
		expect( localStorage ).toHaveLength( 0 );
	} );

	test( 'shows the title that was clicked, if the page may', async () => {
		await follow( { own: 1 } );
		expect( document.body.textContent ).toBe( item.to );
		expect( observed ).toHaveLength( 1 );
	} );

	test( 'the original else', async () => {
		await follow();
		expect( document.body.textContent ).toBe( item.from );
	} );

	test( 'rubbish in storage does not matter', async () => {
		localStorage[ key() ] = '{';
		await open();
		await push( { ...item, own: 1 } );
		expect( document.body.textContent ).toBe( item.to );
	} );

	test( 'the click is found when the page was prerendered before it', async () => {
		Object.assign( document, { prerendering: true } );
		await open();
		localStorage[ key() ] = JSON.stringify( {
			...item,
			own: 1,
			t: Date.now(),
		} );
		delete document.prerendering;
		document.dispatchEvent( new Event( 'prerenderingchange' ) );
		await settle();
		expect( document.body.textContent ).toBe( item.to );
	} );

	test( 'plain permalinks: another page of the same path is not the post', async () => {
		localStorage.two_heads_x = JSON.stringify( {
			...item,
			url: `${ location.origin }/?p=${ item.post }`,
			t: Date.now(),
		} );
		load();
		for ( let second = 0; second < 20; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
		expect( localStorage ).toHaveLength( 1 );
	} );

	test( 'another tab with the post may have counted it', async () => {
		await follow();
		localStorage.clear();
		for ( let second = 0; second < 20; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
	} );
} );
