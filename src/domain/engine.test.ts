import {
	nothing,
	own,
	thisSite,
	unconnected,
} from '../editor/testing/fixtures';
import { engineChoice, engineOf } from './engine';

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
} );
