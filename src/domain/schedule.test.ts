import {
	clockOf,
	formatClock,
	scheduleProblems,
	scheduleSentence,
	startsLater,
} from './schedule';

const at = new Date( '2026-03-29T00:59:30Z' );

describe( 'the clock of the site', () => {
	it.each( [
		[ 'UTC', '2026-03-29T00:59' ],
		[ 'Europe/Berlin', '2026-03-29T01:59' ],
		[ 'America/New_York', '2026-03-28T20:59' ],
		[ '+02:00', '2026-03-29T02:59' ],
		[ '-03:30', '2026-03-28T21:29' ],
		[ '+00:00', '2026-03-29T00:59' ],
		[ 'Mars/Olympus', '2026-03-29T00:59' ],
	] )( 'in %s', ( zone, clock ) => {
		expect( clockOf( zone, at ) ).toBe( clock );
	} );
	it( 'shows midnight as 00', () => {
		expect( clockOf( 'UTC', new Date( '2026-05-01T00:00:00Z' ) ) ).toBe(
			'2026-05-01T00:00'
		);
	} );
	it( 'reads in the person’s language, whatever zone the browser is in', () => {
		expect( formatClock( '2026-05-01T14:05', 'en-GB' ) ).toBe(
			'1 May 2026, 14:05'
		);
		expect( formatClock( 'soon', 'en-GB' ) ).toBe( 'soon' );
	} );
} );

describe( 'a schedule', () => {
	const now = '2026-05-01T12:00';
	it.each( [
		[ '', '', /^$/ ],
		[ '2026-05-02T12:00', '', /^$/ ],
		[ '2026-04-01T12:00', '', /^$/ ],
		[ '', '2026-05-01T12:01', /^$/ ],
		[ '2026-05-02T12:00', '2026-05-03T12:00', /^$/ ],
		[ '', '2026-05-01T12:00', /has passed/ ],
		[ '', '2026-04-30T12:00', /has passed/ ],
		[ '2026-05-03T12:00', '2026-05-03T12:00', /before it starts/ ],
		[ '2026-05-03T12:00', '2026-05-02T12:00', /before it starts/ ],
	] )( 'from %p to %p', ( start, stop, sentence ) => {
		const { stop_at: problem = '' } = scheduleProblems( start, stop, now );
		expect( problem ).toMatch( sentence );
	} );
	it( 'is said in a sentence', () => {
		const say = ( start: string, stop: string ) =>
			scheduleSentence( start, stop, now, 'en-GB', 'optimizely' );
		expect( say( '2026-05-02T08:00', '2026-05-03T08:00' ) ).toBe(
			'Starts automatically on 2 May 2026, 08:00 and pauses on 3 May 2026, 08:00.'
		);
		expect( say( '2026-05-02T08:00', '' ) ).toBe(
			'Starts automatically on 2 May 2026, 08:00.'
		);
		expect( say( '2026-04-02T08:00', '2026-05-03T08:00' ) ).toBe(
			'Pauses automatically on 3 May 2026, 08:00.'
		);
		expect( say( '2026-04-02T08:00', '2026-04-03T08:00' ) ).toBe( '' );
		expect( say( '', '' ) ).toBe( '' );
		const own = ( start: string, stop: string ) =>
			scheduleSentence( start, stop, now, 'en-GB', 'builtin' );
		expect( own( '2026-05-02T08:00', '2026-05-03T08:00' ) ).toBe(
			'Starts automatically on 2 May 2026, 08:00 and ends on 3 May 2026, 08:00.'
		);
		expect( own( '', '2026-05-03T08:00' ) ).toBe(
			'Ends on 3 May 2026, 08:00.'
		);
		expect( startsLater( now, now ) ).toBe( false );
	} );
} );
