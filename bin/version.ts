/**
 * `npm run release -- 0.2.0` names a new version in the plugin's header and constant, package.json,
 * package-lock.json, readme.txt and CHANGELOG.md; `npm run release -- --check` says whether they agree.
 */
import { declaredVersions, disagreements, setVersion } from './lib/versions';

const [ wanted ] = process.argv.slice( 2 );
try {
	if ( wanted === '--check' ) {
		const wrong = await disagreements();
		if ( wrong.length ) {
			throw new Error( wrong.join( '\n' ) );
		}
		console.log(
			`Version ${ ( await declaredVersions() ).header } everywhere.`
		);
	} else if ( wanted && /^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/.test( wanted ) ) {
		await setVersion( wanted, new Date().toISOString().slice( 0, 10 ) );
		console.log(
			`Version ${ wanted } set. Read \`git diff\`, then commit and tag it.`
		);
	} else {
		throw new Error(
			'Say which version: npm run release -- 0.2.0 (or --check)'
		);
	}
} catch ( error ) {
	console.error( ( error as Error ).message );
	process.exitCode = 1;
}
