import { GRACE, probeFrame, TIME_LIMIT } from './probe-frame';

/** The frame that was put into the page, whose window a test sets. */
function frameWith(
	page: unknown,
	{ opaque = false } = {}
): HTMLIFrameElement {
	const frame = document.querySelector( 'iframe' )!;
	Object.defineProperty( frame, 'contentWindow', {
		configurable: true,
		get: () => page,
	} );
	if ( opaque ) {
		Object.defineProperty( frame, 'contentDocument', {
			configurable: true,
			get: () => null,
		} );
	}
	return frame;
}
const optimizely = ( projectId: unknown ) => ( {
	document: {},
	optimizely: {
		get: ( name: string ) =>
			name === 'data' ? { projectId } : undefined,
	},
} );
/** What a browser gives for a page of another origin, its own error pages among them. */
const foreign = {
	get document(): never {
		throw new DOMException( 'Blocked a frame', 'SecurityError' );
	},
};

/** jsdom fires a load of its own for the empty frame; only what a test fires shall count. */
const onlyOurs = ( event: Event ) => {
	if ( event.isTrusted ) {
		event.stopImmediatePropagation();
	}
};

beforeEach( () => {
	jest.useFakeTimers();
	document.addEventListener( 'load', onlyOurs, true );
	// jsdom would try to load the page.
	jest.spyOn( HTMLIFrameElement.prototype, 'src', 'set' ).mockImplementation(
		function ( this: HTMLIFrameElement, url ) {
			this.dataset.url = url;
		}
	);
} );
afterEach( () => {
	document.removeEventListener( 'load', onlyOurs, true );
	jest.useRealTimers();
	jest.restoreAllMocks();
	document.body.replaceChildren();
} );

describe( 'probeFrame', () => {
	it( 'loads the page in a frame nobody sees or hears of, without a sandbox', async () => {
		const promise = probeFrame( '/?x=1' );
		const frame = frameWith( optimizely( '1' ) );
		expect( frame.dataset.url ).toBe( '/?x=1' );
		expect( frame ).toHaveAttribute( 'aria-hidden', 'true' );
		expect( frame ).toHaveAttribute( 'title' );
		expect( frame.tabIndex ).toBe( -1 );
		expect( frame ).not.toHaveAttribute( 'sandbox' );
		expect( frame.style.display ).toBe( '' );
		jest.advanceTimersByTime( 200 );
		await promise;
		expect( document.querySelector( 'iframe' ) ).toBeNull();
	} );
	it( 'tells the project, as text, without waiting for the last image', async () => {
		const promise = probeFrame( '/' );
		frameWith( optimizely( 1002 ) );
		jest.advanceTimersByTime( 200 );
		await expect( promise ).resolves.toEqual( {
			kind: 'project',
			projectId: '1002',
		} );
	} );
	it( 'waits a little after the page has loaded', async () => {
		const promise = probeFrame( '/' );
		const page: Record< string, unknown > = {
			document: {},
			optimizely: [],
		};
		frameWith( page ).dispatchEvent( new Event( 'load' ) );
		jest.advanceTimersByTime( GRACE - 400 );
		Object.assign( page, optimizely( '7' ) );
		jest.advanceTimersByTime( 400 );
		await expect( promise ).resolves.toEqual( {
			kind: 'project',
			projectId: '7',
		} );
	} );
	it.each( [
		[ 'no Optimizely', { document: {} } ],
		[ 'a queue that nobody read', { document: {}, optimizely: [] } ],
		[
			'an Optimizely without data',
			{ document: {}, optimizely: { get: () => undefined } },
		],
		[
			'one that throws',
			{
				document: {},
				optimizely: {
					get: () => {
						throw new Error( 'x' );
					},
				},
			},
		],
	] )( 'finds %s missing once the page has loaded', async ( _, page ) => {
		const promise = probeFrame( '/' );
		frameWith( page ).dispatchEvent( new Event( 'load' ) );
		jest.advanceTimersByTime( GRACE + 200 );
		await expect( promise ).resolves.toEqual( { kind: 'missing' } );
	} );
	it( 'gives up on a page that does not finish', async () => {
		const promise = probeFrame( '/' );
		frameWith( { document: {} } );
		let done = false;
		void promise.then( () => ( done = true ) );
		await jest.advanceTimersByTimeAsync( TIME_LIMIT - 1000 );
		expect( done ).toBe( false );
		await jest.advanceTimersByTimeAsync( 1200 );
		await expect( promise ).resolves.toEqual( { kind: 'timeout' } );
	} );
	it( 'knows a page that refuses to be framed', async () => {
		const promise = probeFrame( '/' );
		frameWith( foreign, { opaque: true } ).dispatchEvent(
			new Event( 'load' )
		);
		await expect( promise ).resolves.toEqual( { kind: 'refused' } );
		expect( document.querySelector( 'iframe' ) ).toBeNull();
	} );
} );
