import {
	nothing,
	own,
	thisSite,
	unconnected,
	experiment,
} from '../editor/testing/fixtures';
import { engineChoice, engineOf, withEngine } from './engine';
import { draftOf } from './setup-draft';

const panel = { ...nothing, ...own };
const [ , optimizely ] = panel.engines;

describe( 'the engine in force', () => {
	it( 'is the one that the words choose, else the site’s', () => {
		expect( engineOf( panel ).id ).toBe( 'builtin' );
		expect( engineOf( panel, { engine: '' } ).id ).toBe( 'builtin' );
		expect( engineOf( panel, { engine: 'optimizely' } ).id ).toBe(
			'optimizely'
		);
		// One that is there no more.
		expect( engineOf( nothing, { engine: 'builtin' } ).id ).toBe(
			'optimizely'
		);
	} );
	it( 'is to be chosen where another one could run it, or is chosen', () => {
		expect( engineChoice( nothing, nothing.engines[ 0 ] ) ).toEqual( [] );
		expect( engineChoice( panel, thisSite ) ).toEqual( panel.engines );
		const alone = {
			...panel,
			engines: [ thisSite, unconnected ],
		} as typeof panel;
		expect( engineChoice( alone, thisSite ) ).toEqual( [] );
		expect( engineChoice( alone, unconnected ) ).toEqual( alone.engines );
		const other = {
			...panel,
			engines: [ unconnected, thisSite ],
		} as typeof panel;
		expect( engineChoice( other, unconnected ) ).toEqual( other.engines );
		expect( optimizely?.id ).toBe( 'optimizely' );
	} );
	it( 'takes what only the other one knows with it', () => {
		const full = {
			...draftOf( experiment.setup ),
			mode: 'prove' as const,
			maxViews: 'many',
			autoApply: true,
			audiences: [ '11' ],
		};
		expect( withEngine( full, 'optimizely' ) ).toMatchObject( {
			engine: 'optimizely',
			mode: 'auto',
			maxViews: '',
			autoApply: false,
			audiences: [ '11' ],
		} );
		expect( withEngine( full, 'builtin' ) ).toMatchObject( {
			engine: 'builtin',
			mode: 'prove',
			audiences: [],
		} );
	} );
} );
