/**
 * The look of the emulator's own pages.
 */
import { html, raw } from 'hono/html';

export type Html = ReturnType< typeof html >;

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#c9ced6, #454b57); --soft: light-dark(#f3f5f8, #1d2129);
	--accent: light-dark(#0037ff, #8fa6ff); --on-accent: light-dark(#fff, #0b1020); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: var(--soft); overflow-wrap: anywhere; }
main { max-width: 46rem; margin: 2rem auto; padding: 1.5rem 2rem; border: 1px solid var(--line); border-radius: 12px;
	background: Canvas; }
main.narrow { max-width: 30rem; }
.note { margin: 0 0 1.5rem; padding: .6rem .9rem; border-inline-start: 4px solid #e8a200; background: var(--soft); }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
a { color: var(--accent); }
fieldset { margin: 1rem 0; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.choice { display: flex; gap: .6rem; align-items: baseline; padding: .35rem 0; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
button { padding: .55rem 1.2rem; border: 1px solid var(--accent); border-radius: 6px; background: transparent;
	color: var(--accent); font: inherit; cursor: pointer; }
button.primary { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th { overflow-wrap: normal; }
th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
code { font-size: .9em; }
@media (max-width: 40rem) { main { margin: 0; padding: 1rem; border: 0; border-radius: 0; } }
`;

/**
 * A whole page.
 *
 * @param title  Title and first heading.
 * @param body   What stands below the heading.
 * @param narrow Whether it is a dialogue rather than a report.
 */
export function page( title: string, body: Html, narrow = false ): Html {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<meta name="robots" content="noindex" />
				<link rel="icon" href="data:," />
				<title>${ title }</title>
				<style>
					${ raw( STYLE ) }
				</style>
			</head>
			<body>
				<main class="${ narrow ? 'narrow' : '' }">
					<p class="note">
						This is a
						<strong>local stand-in for Optimizely</strong>, for
						development. It is not Optimizely, and nothing leaves
						this machine.
					</p>
					<h1>${ title }</h1>
					${ body }
				</main>
			</body>
		</html>`;
}
