/**
 * Visitors with browsers: each in a fresh context of Chromium, looks at a page, lets the headline come into view, and
 * clicks it with a chance that depends on the title they see.
 */
import {
	chromium,
	type Browser,
	type Locator,
	type Page,
} from '@playwright/test';
import { CHROMIUM, PERSON } from '../../bin/lib/chromium';

export type BrowserTraffic = {
	/** The page on which the headline stands. */
	readonly url: string;
	/** How many come. */
	readonly visitors: number;
	/** Chance of a click, 0 to 1, by the title shown. These titles are also what is looked for on the page. */
	readonly clickRates: Readonly< Record< string, number > >;
	/** How many are there at a time. Default 2. */
	readonly parallel?: number;
	/** Milliseconds they look before they click or leave. Default 1500: half a second longer than an exposure takes. */
	readonly look?: number;
	/** Milliseconds they stay active on the post after a click. Default 500; an engaged read takes 15,000. */
	readonly stay?: number;
	/** Visitor ids for the cookie optimizelyEndUserId, by turns; without them the snippet makes them up. */
	readonly visitorIds?: readonly string[];
	/** Gives numbers from 0 to 1. Default Math.random. */
	readonly random?: () => number;
	/** Chromium's path. Default: environment CHROMIUM, else /usr/bin/chromium. */
	readonly executablePath?: string;
	/** Told of every visitor; title is null when none of the titles was there. */
	readonly onVisitor?: ( visit: Visit ) => void;
};

export type Visit = {
	readonly number: number;
	readonly title: string | null;
	readonly clicked: boolean;
};

export type BrowserTrafficResult = {
	/** By title. */
	readonly shown: Readonly< Record< string, number > >;
	readonly clicked: Readonly< Record< string, number > >;
	/** Visitors who saw none of the titles. */
	readonly missed: number;
};

/** Time for the last events to leave. */
const SEND = 300;

/** The first of the titles that is there to be seen: as a link, or else as any text. */
async function findTitle(
	page: Page,
	titles: readonly string[]
): Promise< { title: string; element: Locator } | null > {
	for ( const kind of [ 'link', 'text' ] as const ) {
		for ( const title of titles ) {
			const element = (
				kind === 'link'
					? // By its text: a picture beside it may be named like it.
						page.locator(
							`a:text-is(${ JSON.stringify( title ) })`
						)
					: page.getByText( title, { exact: true } )
			).first();
			if ( await element.isVisible() ) {
				return { title, element };
			}
		}
	}
	return null;
}

async function stayActive( page: Page, time: number ): Promise< void > {
	const end = Date.now() + time;
	for ( let step = 0; Date.now() < end; step++ ) {
		await page.mouse.move( 100 + ( step % 10 ) * 5, 200 );
		await page.waitForTimeout( Math.min( 1000, end - Date.now() ) );
	}
}

async function visit(
	browser: Browser,
	order: BrowserTraffic,
	number: number
): Promise< Visit > {
	const context = await browser.newContext( {
		viewport: { width: 1280, height: 900 },
	} );
	try {
		const ids = order.visitorIds ?? [];
		const id = ids[ number % Math.max( 1, ids.length ) ];
		if ( id !== undefined ) {
			await context.addCookies( [
				{ name: 'optimizelyEndUserId', value: id, url: order.url },
			] );
		}
		const page = await context.newPage();
		await page.goto( order.url, { waitUntil: 'load' } );
		const found = await findTitle( page, Object.keys( order.clickRates ) );
		if ( ! found ) {
			return { number, title: null, clicked: false };
		}
		await found.element.scrollIntoViewIfNeeded();
		await page.waitForTimeout( order.look ?? 1500 );
		const clicked =
			( order.random ?? Math.random )() <
			( order.clickRates[ found.title ] ?? 0 );
		if ( clicked ) {
			await found.element.click();
			await page.waitForLoadState( 'load' );
			await stayActive( page, order.stay ?? 500 );
		}
		// Whoever leaves hides the page, which sends what it has counted; a browser that is shut does not.
		await page.goto( 'about:blank' );
		await page.waitForTimeout( SEND );
		return { number, title: found.title, clicked };
	} finally {
		await context.close();
	}
}

/**
 * Sends visitors with browsers.
 *
 * @param  order Where, how many, and what they do.
 * @throws {Error} When Chromium does not start or the page does not load.
 */
export async function driveTraffic(
	order: BrowserTraffic
): Promise< BrowserTrafficResult > {
	const browser = await chromium.launch( {
		executablePath:
			order.executablePath ?? process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: [ ...CHROMIUM, ...PERSON ],
	} );
	const shown: Record< string, number > = {};
	const clicked: Record< string, number > = {};
	let missed = 0;
	let next = 0;
	async function work(): Promise< void > {
		while ( next < order.visitors ) {
			next += 1;
			const seen = await visit( browser, order, next - 1 );
			if ( seen.title === null ) {
				missed += 1;
			} else {
				shown[ seen.title ] = ( shown[ seen.title ] ?? 0 ) + 1;
				clicked[ seen.title ] =
					( clicked[ seen.title ] ?? 0 ) + Number( seen.clicked );
			}
			order.onVisitor?.( seen );
		}
	}
	try {
		await Promise.all(
			Array.from( { length: order.parallel ?? 2 }, () => work() )
		);
	} finally {
		await browser.close();
	}
	return { shown, clicked, missed };
}
