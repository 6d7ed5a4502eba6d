/** What Chromium is started with. */
export const CHROMIUM = [
	'--no-sandbox',
	// Not "HeadlessChrome", which is not counted. Here, as a context's own userAgent is not what a page sends
	// that is being left.
	'--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
] as const;

/** And where it is to look like a person's: robots get the original from this site's own engine. */
export const PERSON = [
	'--disable-blink-features=AutomationControlled',
] as const;
