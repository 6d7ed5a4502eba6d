import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { RequestError } from '../../../api/errors';
import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';
import { frameOutcome } from '../../../domain/frame-outcome';
import { thingsToMend } from '../../../domain/point';
import type { Point } from '../../../domain/point';
import { verifySnippet } from '../../../domain/verify-snippet';
import type { Boot } from '../boot';
import { fetchFrontPage } from './fetch-front-page';
import { probeFrame } from './probe-frame';
import { summaryOf } from './verify-summary';

export type Verification =
	| { status: 'idle' }
	| { status: 'running'; points: Point[] }
	| { status: 'failed'; error: RequestError }
	| { status: 'done'; points: Point[] };

export interface Expected {
	projectId: string;
	snippetUrl: string;
	consent: OptimizelySnippetSettings[ 'consent' ];
	respectGpc: boolean;
}

/** The installation check: reads the front page, then runs it in a hidden frame. */
export function useVerification(
	boot: Boot
): [ Verification, ( expected: Expected ) => Promise< void > ] {
	const [ state, setState ] = useState< Verification >( { status: 'idle' } );
	const running = useRef( false );
	const mounted = useRef( true );
	useEffect( () => {
		mounted.current = true;
		return () => {
			mounted.current = false;
		};
	}, [] );

	const run = async ( expected: Expected ) => {
		if ( running.current ) {
			return;
		}
		running.current = true;
		const next = await check( boot, expected, ( points ) => {
			if ( mounted.current ) {
				setState( { status: 'running', points } );
			}
		} );
		running.current = false;
		if ( mounted.current ) {
			setState( next );
			if ( next.status === 'done' ) {
				speak( summaryOf( thingsToMend( next.points ) ), 'assertive' );
			}
		}
	};
	return [ state, run ];
}

async function check(
	boot: Boot,
	expected: Expected,
	onProgress: ( points: Point[] ) => void
): Promise< Extract< Verification, { status: 'failed' | 'done' } > > {
	onProgress( [] );
	const page = await fetchFrontPage( boot.homeUrl );
	if ( ! page.ok ) {
		return { status: 'failed', error: page.error };
	}
	if ( page.value.status < 200 || page.value.status > 299 ) {
		return { status: 'done', points: [ pagePoint( page.value.status ) ] };
	}
	const points = verifySnippet( {
		html: page.value.html,
		cspHeaders: page.value.cspHeaders,
		snippetUrl: expected.snippetUrl,
		logUrl: boot.logUrl,
		siteUrl: boot.homeUrl,
		consent: expected.consent,
		respectGpc: expected.respectGpc,
	} );
	onProgress( points );
	const { activeElement: focused } = document.body.ownerDocument;
	const finding = await probeFrame( boot.visitorUrl );
	// A page in a frame can take the focus, a cookie banner for one, and takes it along when it goes.
	if (
		focused instanceof HTMLElement &&
		document.body.ownerDocument.activeElement === document.body
	) {
		focused.focus();
	}
	return {
		status: 'done',
		points: [
			...points,
			frameOutcome( finding, expected.projectId, expected.consent ),
		],
	};
}

function pagePoint( status: number ): Point {
	return {
		id: 'page',
		status: 'error',
		title: __( 'Front page', 'two-heads' ),
		detail: sprintf(
			/* translators: %d: HTTP status code, such as 503. */
			__(
				'Visitors get an error instead of the page: HTTP %d.',
				'two-heads'
			),
			status
		),
		mend: __(
			'Open the front page in a private window. A maintenance mode or a password in front of the site has to go before this can be checked.',
			'two-heads'
		),
	};
}
