/**
 * Code that travels in the snippet as functions.
 */
import { asExpression } from '../experiments/syntax';
import type { Experiment, Page } from '../objects';
import type { Project } from '../state';

function functions( bodies: ReadonlyArray< readonly [ string, string ] > ) {
	return `{${ bodies
		.map(
			( [ id, body ] ) =>
				`${ JSON.stringify( id ) }:function(){${ body }\n}`
		)
		.join( ',' ) }}`;
}

/**
 * The functions of a project's pages and changes.
 *
 * @param project     Its JavaScript is one of them.
 * @param pages       Those in the snippet.
 * @param experiments Those that run, as published.
 * @return JavaScript text of a `SnippetCode`. What is in it was parsed before it was stored.
 */
export function codeOf(
	project: Project,
	pages: readonly Page[],
	experiments: readonly Experiment[]
): string {
	const activation = pages
		.filter( ( one ) =>
			[ 'callback', 'polling' ].includes( one.activation_type )
		)
		.map(
			( one ) =>
				[
					String( one.id ),
					`return (${ asExpression( one.activation_code ?? '' ) }\n)`,
				] as const
		);
	const changes = experiments
		.flatMap( ( one ) => [
			...one.changes,
			...one.variations.flatMap( ( variation ) =>
				variation.actions.flatMap( ( action ) => action.changes )
			),
		] )
		.filter( ( one ) => one.type === 'custom_code' )
		.map( ( one ) => [ one.id, one.value ?? '' ] as const );
	return (
		`{"project":function(){${ project.web_snippet.project_javascript }\n},` +
		`"activation":${ functions( activation ) },"changes":${ functions( changes ) }}`
	);
}
