import { frameOutcome } from './frame-outcome';

describe( 'frameOutcome', () => {
	it( 'is well when the projects are one', () => {
		const point = frameOutcome(
			{ kind: 'project', projectId: '42' },
			'42',
			'always'
		);
		expect( point.status ).toBe( 'ok' );
		expect( point.mend ).toBeUndefined();
	} );
	it( 'compares ids as texts: they are too long for numbers', () => {
		const point = frameOutcome(
			{ kind: 'project', projectId: '9007199254740993' },
			'9007199254740992',
			'always'
		);
		expect( point.status ).toBe( 'error' );
		expect( point.detail ).toContain( '9007199254740993' );
		expect( point.detail ).toContain( '9007199254740992' );
	} );
	it( 'minds another project in every consent mode', () => {
		for ( const consent of [ 'always', 'opt_out', 'blocked' ] as const ) {
			expect(
				frameOutcome(
					{ kind: 'project', projectId: '1' },
					'2',
					consent
				).status
			).toBe( 'error' );
		}
	} );
	it.each( [
		[ 'always', 'error', /did not start/ ],
		[ 'opt_out', 'error', /did not start/ ],
		[ 'blocked', 'ok', /waits for your own consent/ ],
	] as const )(
		'judges a silent snippet by the mode %s',
		( consent, status, detail ) => {
			const point = frameOutcome( { kind: 'missing' }, '1', consent );
			expect( point.status ).toBe( status );
			expect( point.detail ).toMatch( detail );
			expect( point.mend === undefined ).toBe( status === 'ok' );
		}
	);
	it.each( [
		[ 'refused', /X-Frame-Options/ ],
		[ 'timeout', /15 seconds/ ],
	] as const )( 'warns when it was %s', ( kind, detail ) => {
		const point = frameOutcome( { kind }, '1', 'always' );
		expect( point.status ).toBe( 'warning' );
		expect( point.detail ).toMatch( detail );
		expect( point.mend ).toBeTruthy();
	} );
} );
