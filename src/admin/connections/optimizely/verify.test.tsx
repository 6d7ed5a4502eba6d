import { act, screen, within } from '@testing-library/react';
import type { FrameFinding } from '../../../domain/frame-outcome';
import {
	BASE,
	boot,
	failure,
	gate,
	serve,
	settings,
	show,
	site,
	withProject,
} from '../test-support';
import { probeFrame } from './probe-frame';

jest.mock( './probe-frame', () => ( { probeFrame: jest.fn() } ) );

const content = { selector: '.components-notice__content' };
const URL_ = 'https://cdn.optimizely.com/js/1002.js';
const GOOD = `<!doctype html><html><head><script id="two-heads-optimizely-js" src="${ URL_ }"></script></head><body></body></html>`;
const button = () =>
	screen.findByRole( 'button', { name: 'Verify installation' } );
const points = () => screen.findAllByRole( 'listitem' );

function answerWith(
	html: string,
	{ status = 200, csp = null as string | null } = {}
) {
	return {
		status,
		text: async () => html,
		headers: {
			get: ( name: string ) =>
				name === 'content-security-policy' ? csp : null,
		},
	};
}

const fetchPage = jest.fn();
let finding: FrameFinding | Promise< FrameFinding >;

beforeEach( () => {
	finding = { kind: 'project', projectId: '1002' };
	fetchPage.mockReset().mockResolvedValue( answerWith( GOOD ) );
	window.fetch = fetchPage;
	jest.mocked( probeFrame )
		.mockReset()
		.mockImplementation( async () => finding );
} );

async function verify( answers = site( withProject ) ) {
	const calls = serve( answers );
	const { user } = show();
	await user.click( await button() );
	return { calls, user };
}

describe( 'verifying the installation', () => {
	it( 'reads the front page as a visitor, then runs it, and says that all is well', async () => {
		const { calls } = await verify();
		expect(
			await screen.findByText(
				'All well: the snippet is installed as it should be.',
				{ selector: 'strong' }
			)
		).toBeVisible();
		expect( fetchPage ).toHaveBeenCalledWith( boot.homeUrl, {
			credentials: 'omit',
			cache: 'no-store',
			signal: expect.any( AbortSignal ),
		} );
		expect( probeFrame ).toHaveBeenCalledWith( boot.visitorUrl );
		expect( await points() ).toHaveLength( 8 );
		expect( screen.getAllByText( 'All right:' ) ).toHaveLength( 8 );
		expect( screen.queryByText( /To mend it/ ) ).not.toBeInTheDocument();
		expect(
			document.querySelector( '.a11y-speak-region[aria-live=assertive]' )
		).toHaveTextContent( /All well/ );
		expect(
			calls.some( ( { route } ) => route.includes( 'front-page' ) )
		).toBe( false );
	} );

	it( 'shows what it knows while the frame is loading', async () => {
		const frame = gate< FrameFinding >();
		finding = frame.promise;
		await verify();
		expect(
			await screen.findByText( 'Running the page in a hidden frame…' )
		).toBeVisible();
		expect( await points() ).toHaveLength( 7 );
		expect(
			screen.getByRole( 'button', { name: 'Checking…' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		expect(
			screen.queryByText( /All well/, { selector: 'strong' } )
		).not.toBeInTheDocument();
		await act( async () =>
			frame.open( { kind: 'project', projectId: '1002' } )
		);
		expect( await points() ).toHaveLength( 8 );
		expect( await button() ).toBeEnabled();
	} );

	it( 'counts what is to mend, and says how', async () => {
		fetchPage.mockResolvedValue(
			answerWith(
				GOOD.replace(
					'<head>',
					'<head><script src="/first.js"></script>'
				),
				{ csp: "script-src 'self'" }
			)
		);
		finding = { kind: 'project', projectId: '77' };
		await verify();
		expect(
			await screen.findByText( '3 things to mend.', {
				selector: 'strong',
			} )
		).toBeVisible();
		const wrong = ( await points() ).filter( ( one ) =>
			within( one ).queryByText( /To mend it/ )
		);
		expect( wrong.map( ( one ) => one.textContent ) ).toEqual( [
			expect.stringMatching( /^Warning:.*First script.*\/first\.js/ ),
			expect.stringMatching(
				/^Error:.*Security policy.*Add https:\/\/cdn\.optimizely\.com to script-src/
			),
			expect.stringMatching( /^Error:.*project 77, but 1002 is chosen/ ),
		] );
		expect(
			document.querySelector( '.a11y-speak-region[aria-live=assertive]' )
		).toHaveTextContent( '3 things to mend.' );
	} );

	it( 'says one thing in the singular', async () => {
		finding = { kind: 'timeout' };
		await verify();
		expect(
			await screen.findByText( '1 thing to mend.', {
				selector: 'strong',
			} )
		).toBeVisible();
	} );

	it( 'judges by the consent mode that is stored', async () => {
		fetchPage.mockResolvedValue(
			answerWith(
				'<head><script id="two-heads-consent-js">1</script></head>'
			)
		);
		finding = { kind: 'missing' };
		const answers = site( withProject );
		answers[ 'GET /wp/v2/settings' ] = {
			two_heads_optimizely_snippet: { ...settings, consent: 'blocked' },
		};
		await verify( answers );
		expect(
			await screen.findByText( /All well/, { selector: 'strong' } )
		).toBeVisible();
		expect(
			screen.getByText( /waits for your own consent/ )
		).toBeVisible();
	} );

	it( 'lets the server fetch the page where the browser may not', async () => {
		fetchPage.mockRejectedValue( new TypeError( 'Failed to fetch' ) );
		const answers = site( withProject );
		answers[ `GET ${ BASE }/front-page` ] = {
			url: boot.homeUrl,
			status: 200,
			content_security_policy: [
				"script-src 'none'",
				"connect-src 'none'",
			],
			html: GOOD,
		};
		await verify( answers );
		expect(
			await screen.findByText( '2 things to mend.', {
				selector: 'strong',
			} )
		).toBeVisible();
	} );

	it( 'says why it could not read the page at all', async () => {
		fetchPage.mockRejectedValue( new TypeError( 'Failed to fetch' ) );
		const answers = site( withProject );
		answers[ `GET ${ BASE }/front-page` ] = failure(
			'two_heads_unreachable',
			502
		);
		const { user } = await verify( answers );
		expect(
			await screen.findByText(
				'Sentence of two_heads_unreachable.',
				content
			)
		).toBeVisible();
		expect( probeFrame ).not.toHaveBeenCalled();
		fetchPage.mockResolvedValue( answerWith( GOOD ) );
		await user.click( await button() );
		expect(
			await screen.findByText( /All well/, { selector: 'strong' } )
		).toBeVisible();
	} );

	it.each( [ 401, 404, 503 ] )(
		'says that visitors get an error: %d',
		async ( status ) => {
			fetchPage.mockResolvedValue( answerWith( GOOD, { status } ) );
			await verify();
			expect(
				await screen.findByText( new RegExp( `HTTP ${ status }` ) )
			).toBeVisible();
			expect(
				screen.getByText( '1 thing to mend.', { selector: 'strong' } )
			).toBeVisible();
			expect( probeFrame ).not.toHaveBeenCalled();
		}
	);

	it( 'forgets the result when the settings change', async () => {
		const answers = site( withProject );
		answers[ 'POST /wp/v2/settings' ] = {
			two_heads_optimizely_snippet: { ...settings, skip_editors: true },
		};
		const { user } = await verify( answers );
		expect(
			await screen.findByText( /All well/, { selector: 'strong' } )
		).toBeVisible();
		await user.click(
			screen.getByRole( 'checkbox', { name: /signed-in people/ } )
		);
		await user.click(
			screen.getByRole( 'button', { name: 'Save settings' } )
		);
		expect(
			await screen.findByText( /Settings saved/, content )
		).toBeVisible();
		expect(
			screen.queryByText( /All well/, { selector: 'strong' } )
		).not.toBeInTheDocument();
	} );

	it( 'is not offered while nothing is printed', async () => {
		serve( site( { ...withProject, snippet_url: null } ) );
		show();
		await screen.findByRole( 'button', { name: 'Save settings' } );
		expect(
			screen.queryByRole( 'button', { name: 'Verify installation' } )
		).not.toBeInTheDocument();
	} );
} );
