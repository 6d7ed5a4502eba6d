import { experiment } from '../editor/testing/fixtures';
import { modeSentence } from './mode';
import { runSentence } from './run-sentence';

const now = '2026-05-01T12:00';
const setup = {
	...experiment.setup,
	stop_at: '2026-05-03T08:00',
	max_views: 20000,
	auto_apply: true,
};

describe( 'how a test ends by itself', () => {
	it( 'on this site', () => {
		expect( runSentence( setup, 'builtin', now, 'en-GB' ) ).toBe(
			'Ends on 3 May 2026, 08:00. Ends after 20,000 views. As soon as it has a result, it ends: the better headline becomes the title, or the original stays.'
		);
		expect( runSentence( experiment.setup, 'builtin', now, 'en-GB' ) ).toBe(
			''
		);
	} );
	it( 'on Optimizely, which knows only the time', () => {
		expect( runSentence( setup, 'optimizely', now, 'en-GB' ) ).toBe(
			'Pauses automatically on 3 May 2026, 08:00.'
		);
	} );
} );

describe( 'automatic', () => {
	it( 'says what it means for the post now, where that is known', () => {
		expect( modeSentence( 'auto', null ) ).toMatch( /any other\.$/ );
		expect(
			modeSentence( 'auto', {
				needed: [ 1 ],
				a_day: null,
				mode: 'learn',
			} )
		).toMatch( /For this post now: Learn\.$/ );
	} );
} );
