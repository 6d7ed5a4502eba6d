import { syntaxFault } from './js-syntax';

const DEFAULT =
	'(window.twoHeads=window.twoHeads||[]).push({id:{{experiment_id}},post:{{post_id}},url:{{post_url}},from:{{original_title}},to:{{title}},v:{{variation}},own:{{places}}})';

describe( 'syntaxFault of statements', () => {
	it.each( [
		[ 'the default', DEFAULT ],
		[ 'nothing', ' \n' ],
		[ 'the library before it', `{{library}}\n${ DEFAULT }` ],
		[ 'the library in an expression', 'var a = {{library}}' ],
		[ 'a number within a string', "x('.post-{{post_id}} .v$POST_ID')" ],
		[
			'the official plugin’s code',
			"var e=document.querySelector('.post-$POST_ID');if(e&&e.innerText==$OLD_TITLE){e.innerText=$NEW_TITLE}",
		],
		[
			'a variable that begins like a placeholder',
			'var $POST_IDENTITY = 1',
		],
		[ 'old comments of HTML', 'a();\n<!-- a comment ( of old\nb()' ],
		[ 'a closing tag in a string', "a('</script>')" ],
		[ 'what is new in the language', 'a.b ??= c?.d; x = 1n' ],
	] )( 'finds none in %s', async ( _, code ) => {
		await expect( syntaxFault( code, 'script' ) ).resolves.toBeNull();
	} );

	it.each( [
		[ 'var a = ;', 1, 9, /Unexpected token/ ],
		[ 'a();\nb(', 2, 3, /Unexpected token/ ],
		[ 'a();\r\n  b c', 2, 5, /Unexpected token/ ],
		// As a string may hold it; for the screen it ends no line.
		[ 'a("\u2028"); b c', 1, 11, /Unexpected token/ ],
		[ 'a("\n")', 1, 3, /Unterminated string/ ],
		// The place is right although what is filled in is of another length.
		[ 'a({{title}}, {{post_url}}) b', 1, 28, /Unexpected token/ ],
		[ '"{{title}}"', 1, 3, /Unexpected token/ ],
		[ 'a({{headline}})', 1, 3, /no placeholder \{\{headline\}\}/ ],
		[ '\n{{hasOwnProperty}}', 2, 1, /no placeholder/ ],
		[ 'return 1', 1, 1, /'return' outside of function/ ],
	] )( 'finds the place in %j', async ( code, line, column, words ) => {
		const fault = await syntaxFault( code, 'script' );
		expect( fault ).toMatchObject( { line, column } );
		expect( fault?.message ).toMatch( words );
		expect( fault?.message ).toMatch(
			new RegExp( `^Line ${ line }, column ${ column }: .*[^)]\\.$` )
		);
	} );
} );

describe( 'syntaxFault of a function', () => {
	it.each( [
		'function(activate){activate()}',
		'(activate)=>{activate({{post_id}})}',
		'async a => a() // and a comment',
		'/* first */ function named(a){}',
		'',
	] )( 'finds none in %j', async ( code ) => {
		await expect( syntaxFault( code, 'function' ) ).resolves.toBeNull();
	} );

	it.each( [
		[ 'activate()', 1, 1, /has to be one function/ ],
		[ 'function(){})(function(){}', 1, 1, /has to be one function/ ],
		[ 'function(){}),(function(){}', 1, 1, /has to be one function/ ],
		[ 'function(a){});(function(b){}', 1, 1, /has to be one function/ ],
		[ 'function(a){};', 1, 14, /Unexpected token/ ],
		[ 'function(a){\n  a(\n}', 3, 1, /Unexpected token/ ],
		[ 'function(a){', 1, 13, /Unexpected token/ ],
	] )( 'finds the place in %j', async ( code, line, column, words ) => {
		const fault = await syntaxFault( code, 'function' );
		expect( fault ).toMatchObject( { line, column } );
		expect( fault?.message ).toMatch( words );
	} );
} );
