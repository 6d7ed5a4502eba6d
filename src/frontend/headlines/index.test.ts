import type { Item } from './item';

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

/** Lets the mutation observer run. */
const settle = () => Promise.resolve();

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
		observe( element: Element ) {
			observed.push( {
				element,
				fire: ( isIntersecting ) =>
					this.run(
						[ { isIntersecting } as IntersectionObserverEntry ],
						this as never
					),
			} );
		}
		unobserve() {}
	} as never;
	document.body.innerHTML = '';
	delete window.twoHeads;
	delete window.optimizely;
	localStorage.clear();
	history.replaceState( null, '', '/' );
	jest.useFakeTimers();
} );

afterEach( () => {
	jest.useRealTimers();
	jest.restoreAllMocks();
} );

const hide = ( hidden: boolean ) => {
	jest.spyOn( document, 'hidden', 'get' ).mockReturnValue( hidden );
	document.dispatchEvent( new Event( 'visibilitychange' ) );
};

describe( 'queue', () => {
	test( 'takes what was pushed before and after', () => {
		const other = { ...item, id: 'b', post: 999, url: item.url + 'b/' };
		document.body.innerHTML = link() + link( other.from, other.url );
		window.twoHeads = [ item ];
		load();
		window.twoHeads!.push( { ...other, to: 'Later' } );
		expect( document.body.textContent ).toBe( item.to + 'Later' );
	} );

	test( 'the code may come twice', () => {
		load();
		const first = window.twoHeads;
		load();
		expect( window.twoHeads ).toBe( first );
		document.body.innerHTML = link();
		first!.push( item );
		document.querySelector( 'a' )!.click();
		expect( sent() ).toEqual( [ 'two_heads_exposure', 'two_heads_click' ] );
	} );

	test( 'says once that a headline is here, and swaps in the same task', () => {
		const seen = jest.fn( () => {
			window.twoHeads!.push( item );
		} );
		load();
		const { to, v, ...asked } = item;
		document.body.innerHTML = link();
		window.twoHeads!.push( { ...asked, seen } );
		expect( document.body.textContent ).toBe( to );
		window.twoHeads!.push( { ...asked, seen } );
		expect( seen ).toHaveBeenCalledTimes( 1 );
		expect( v ).toBe( 1 );
	} );

	test( 'says nothing where the headline is not', async () => {
		const seen = jest.fn();
		load();
		window.twoHeads!.push( { ...item, to: undefined, seen } );
		document.body.innerHTML = link( item.from, '/another-post/' );
		await settle();
		expect( seen ).not.toHaveBeenCalled();
		document.body.innerHTML += link();
		await settle();
		expect( seen ).toHaveBeenCalledTimes( 1 );
	} );

	test( 'waits while the page is prerendered', () => {
		const seen = jest.fn();
		Object.assign( document, { prerendering: true } );
		document.body.innerHTML = link();
		load();
		window.twoHeads!.push( { ...item, seen } );
		expect( document.body.textContent ).toBe( item.to );
		expect( seen ).not.toHaveBeenCalled();
		expect( observed ).toEqual( [] );
		delete document.prerendering;
		document.dispatchEvent( new Event( 'prerenderingchange' ) );
		expect( seen ).toHaveBeenCalledTimes( 1 );
		expect( observed ).toHaveLength( 1 );
	} );

	test( 'bad items harm nobody', () => {
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
		window.twoHeads!.push( first );
		for ( const bad of [
			null,
			{},
			{ ...item, id: 'a', url: 'nowhere' },
			{ ...item, id: 'b', from: undefined },
			{ ...item, id: 'c', to: undefined, seen: throws },
		] ) {
			window.twoHeads!.push( bad as never );
		}
		window.twoHeads!.push( item );
		expect( document.body.textContent ).toBe( item.to! + first.to );
	} );
} );

describe( 'swapping', () => {
	test( 'what comes later, and what the theme renders again', async () => {
		load();
		window.twoHeads!.push( item );
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
		window.twoHeads!.push( item );
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
	} );

	test( 'the post’s own page stays, unless it may show it', () => {
		history.replaceState( null, '', item.url + '?utm_source=x' );
		const heading = `<h1>${ item.from }</h1>`;
		document.body.innerHTML = heading;
		load();
		window.twoHeads!.push( item );
		expect( document.body.innerHTML ).toBe( heading );
		window.twoHeads!.push( { ...item, own: 1 } );
		expect( document.body.textContent ).toBe( item.to );
		expect( observed ).toEqual( [] );
	} );

	test.each( [ 'own', 'another' ] )(
		'preview swaps on the post’s %s page and counts nothing',
		( page ) => {
			const isOwn = page === 'own';
			history.replaceState( null, '', isOwn ? item.url : '/' );
			document.body.innerHTML = `<h1>${ item.from }</h1>${ link() }`;
			load();
			const seen = jest.fn();
			window.twoHeads!.push( { ...item, preview: 1, seen } );
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
	] )( 'without %s nothing happens', ( _name, broken ) => {
		document.body.innerHTML = link() + link();
		load();
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
		window.twoHeads!.push( item );
		expect( document.body.textContent ).toBe( item.from + item.from );
	} );

	test( 'what breaks half-way brings the original back, and counts nothing', () => {
		document.body.innerHTML = link() + link();
		load();
		const Observer = window.IntersectionObserver;
		let left = 1;
		window.IntersectionObserver = class extends Observer {
			override observe( element: Element ) {
				if ( left-- < 1 ) {
					throw new Error( 'broken' );
				}
				super.observe( element );
			}
		};
		window.twoHeads!.push( item );
		expect( document.body.textContent ).toBe( item.from + item.from );
		expect( observed ).toHaveLength( 1 );
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 2000 );
		expect( sent() ).toEqual( [] );
	} );
} );

describe.each( [ 'New', 'same' ] )( 'counting, title %s', ( kind ) => {
	beforeEach( () => {
		if ( kind === 'same' ) {
			item = { ...item, to: item.from, v: 0 };
		}
		document.body.innerHTML = link();
		load();
		window.twoHeads!.push( item );
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

	test( 'a second in view is an exposure, once', () => {
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

	test( 'less than a second is none', () => {
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 900 );
		observed[ 0 ]!.fire( false );
		jest.advanceTimersByTime( 900 );
		observed[ 0 ]!.fire( true );
		jest.advanceTimersByTime( 900 );
		expect( sent() ).toEqual( [] );
	} );

	test( 'a second with the tab hidden in between is none', () => {
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

	test( 'a click counts once, its exposure before it', () => {
		press( 'click', {} );
		press( 'click', {} );
		expect( sent() ).toEqual( [ 'two_heads_exposure', 'two_heads_click' ] );
	} );

	test( 'what the page prevents is no click', () => {
		const prevent = ( event: Event ) => event.preventDefault();
		document.addEventListener( 'click', prevent );
		press( 'click', {} );
		document.removeEventListener( 'click', prevent );
		expect( sent() ).toEqual( [] );
	} );

	test( 'another link to the post is no click on the headline', () => {
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

	test( 'another engine gets the events', () => {
		const track = jest.fn();
		window.twoHeads!.push( { ...item, track } );
		press( 'click', {} );
		expect(
			track.mock.calls.map( ( [ name, what ] ) => [ name, what.id ] )
		).toEqual( [
			[ 'exposure', item.id ],
			[ 'click', item.id ],
		] );
		expect( window.optimizely ).toBeUndefined();
	} );

	test( 'a broken engine does not reach the page', () => {
		window.optimizely = {
			push() {
				throw new Error( 'theirs' );
			},
		};
		press( 'click', {} );
		expect( localStorage ).toHaveLength( 1 );
	} );

	test( 'forbidden storage does not matter', () => {
		jest.spyOn( Storage.prototype, 'setItem' ).mockImplementation( () => {
			throw new Error( 'forbidden' );
		} );
		press( 'click', {} );
		expect( sent() ).toHaveLength( 2 );
	} );
} );

describe( 'reading', () => {
	/** Clicks the headline, and opens the post: another page with the same storage. */
	function follow( extra: Partial< Item > = {}, query = '' ) {
		document.body.innerHTML = link();
		load();
		window.twoHeads!.push( { ...item, ...extra } );
		document.querySelector( 'a' )!.click();
		open( query );
	}
	function open( query = '' ) {
		delete window.optimizely;
		delete window.twoHeads;
		document.body.innerHTML = `<h1>${ item.from }</h1>`;
		history.replaceState( null, '', item.url + query );
		load();
	}
	const move = () => dispatchEvent( new Event( 'pointermove' ) );

	test( 'keeps what was clicked', () => {
		follow( { own: 1 } );
		expect( Object.keys( localStorage ) ).toEqual( [
			`two_heads_${ location.host }/post-${ item.post }`,
		] );
		expect( JSON.parse( Object.values( localStorage )[ 0 ] ) ).toEqual( {
			...item,
			own: 1,
			t: Date.now(),
		} );
	} );

	test.each( [ 'pointerdown', 'pointermove', 'keydown', 'scroll' ] )(
		'15 seconds with %s are a read, once',
		( input ) => {
			follow( {}, '?utm_source=x' );
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
			open();
			for ( let second = 0; second < 20; second++ ) {
				move();
				jest.advanceTimersByTime( 1000 );
			}
			expect( sent() ).toEqual( [] );
		}
	);

	test( 'seconds without input do not count after the fifth', () => {
		follow();
		jest.advanceTimersByTime( 60_000 );
		move();
		jest.advanceTimersByTime( 60_000 );
		move();
		jest.advanceTimersByTime( 4000 );
		expect( sent() ).toEqual( [] );
		jest.advanceTimersByTime( 1000 );
		expect( sent() ).toEqual( [ 'two_heads_read' ] );
	} );

	test( 'seconds of a hidden tab do not count', () => {
		follow();
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

	test( 'nothing to read after half an hour', () => {
		localStorage[ `two_heads_${ location.host }/post-${ item.post }` ] =
			JSON.stringify( { ...item, own: 1, t: Date.now() } );
		jest.setSystemTime( Date.now() + 30 * 60_000 );
		open();
		for ( let second = 0; second < 20; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
		expect( document.body.textContent ).toBe( item.from );
	} );

	test( 'the engine of the page gets the event', () => {
		const track = jest.fn();
		follow();
		window.twoHeads!.push( { ...item, track } );
		for ( let second = 0; second < 15; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( track.mock.calls ).toEqual( [
			[ 'read', expect.objectContaining( { id: item.id } ) ],
		] );
	} );

	test( 'shows the title that was clicked, if the page may', () => {
		follow( { own: 1 } );
		expect( document.body.textContent ).toBe( item.to );
		expect( observed ).toHaveLength( 1 );
	} );

	test( 'the original else', () => {
		follow();
		expect( document.body.textContent ).toBe( item.from );
	} );

	test( 'rubbish in storage does not matter', () => {
		localStorage[ `two_heads_${ location.host }/post-${ item.post }` ] =
			'{';
		open();
		window.twoHeads!.push( { ...item, own: 1 } );
		expect( document.body.textContent ).toBe( item.to );
	} );

	test( 'the click is found when the page was prerendered before it', () => {
		Object.assign( document, { prerendering: true } );
		open();
		localStorage[ `two_heads_${ location.host }/post-${ item.post }` ] =
			JSON.stringify( { ...item, own: 1, t: Date.now() } );
		delete document.prerendering;
		document.dispatchEvent( new Event( 'prerenderingchange' ) );
		expect( document.body.textContent ).toBe( item.to );
	} );

	test( 'plain permalinks: another page of the same path is not the post', () => {
		localStorage[ `two_heads_${ location.host }` ] = JSON.stringify( {
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

	test( 'another tab with the post may have counted it', () => {
		follow();
		localStorage.clear();
		for ( let second = 0; second < 20; second++ ) {
			move();
			jest.advanceTimersByTime( 1000 );
		}
		expect( sent() ).toEqual( [] );
	} );
} );
