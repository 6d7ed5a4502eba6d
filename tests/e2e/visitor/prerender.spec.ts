/**
 * Pages that the browser prepares before anybody opens them. It does not while it is driven: here it is on its own, the
 * pages say where to go next.
 */
import { execFile } from 'node:child_process';
import { expect, test, type Experiment } from './pages';

const RUNNING: Experiment = [
	1,
	1,
	'/post/',
	'Old title',
	[ 'New title' ],
	[ 0, 10000 ],
	1,
];

test( 'a page prepared beforehand counts when it is opened', async ( {
	site,
	launchOptions,
}, testInfo ) => {
	const goTo = ( path: string, after: number ) =>
		`setTimeout( () => ( location.href = '${ path }' ), ${ after } );`;
	site.serve(
		'/start/',
		site.ownPage(
			`<script type="speculationrules">{"prerender":[{"urls":["/"],"eagerness":"immediate"}]}</script><script>${ goTo( '/', 2500 ) }</script>`,
			[]
		)
	);
	// What stands there before it is shown is what is shown: nobody sees it change. It is left after the headline was seen.
	site.serve(
		'/',
		site.ownPage(
			`<h2><a href="/post/">Old title</a></h2><script>
				const text = () => document.querySelector( 'h2' ).textContent;
				const before = [ document.prerendering, text() ];
				const shown = () => setTimeout( () => {
					navigator.sendBeacon( '/log', JSON.stringify( [ ...before, text() ] ) );
					${ goTo( '/post/', 1500 ) }
				}, 100 );
				document.prerendering ? document.addEventListener( 'prerenderingchange', shown ) : shown();
			</script>`,
			[ RUNNING ]
		)
	);
	site.serve( '/post/', '<h1>Old title</h1>' );

	const browser = execFile(
		launchOptions.executablePath!,
		[
			...( launchOptions.args ?? [] ),
			'--headless=new',
			`--user-data-dir=${ testInfo.outputPath( 'profile' ) }`,
			'--no-default-browser-check',
			`${ site.origin }/start/`,
		],
		() => {}
	);
	try {
		await expect
			.poll( () => site.log, { timeout: 30_000 } )
			.toEqual( [ [ true, 'New title', 'New title' ] ] );
		await expect
			.poll( () => site.beacons, { timeout: 30_000 } )
			.toEqual( [ [ 0, [ 1, 1, 1, 3 ] ] ] );
	} finally {
		const gone = new Promise( ( done ) => browser.on( 'exit', done ) );
		browser.kill();
		await gone;
	}
} );
