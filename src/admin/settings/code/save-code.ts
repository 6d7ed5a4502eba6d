import { __ } from '@wordpress/i18n';
import { saveHeadlineCode } from '../../../api/headline-settings';
import type { Result } from '../../../api/request';
import type { HeadlineCode } from '../../../contracts/headline-code';
import type { HeadlineCodeState } from '../../../contracts/headline-code-state';
import { syntaxFault } from '../../../domain/js-syntax';
import type { SyntaxFault } from '../../../domain/js-syntax';

export type CodeFaults = Partial< Record< keyof HeadlineCode, SyntaxFault > >;

/** What is wrong with the templates; null when the parser could not be loaded. */
export async function faultsIn(
	code: HeadlineCode
): Promise< CodeFaults | null > {
	try {
		const variation = await syntaxFault( code.variation, 'script' );
		const activation = await syntaxFault( code.activation, 'function' );
		return {
			...( variation ? { variation } : {} ),
			...( activation ? { activation } : {} ),
		};
	} catch {
		return null;
	}
}

/**
 * Stores the templates when they are JavaScript; else nothing is sent.
 *
 * @param code     As typed.
 * @param onFaults Told where the faults are.
 */
export async function saveChecked(
	code: HeadlineCode,
	onFaults: ( faults: CodeFaults ) => void
): Promise< Result< HeadlineCodeState > > {
	const faults = await faultsIn( code );
	if ( ! faults ) {
		return {
			ok: false,
			error: {
				kind: 'network',
				message: __(
					'The code could not be checked, so nothing was saved: your browser could not load the checker. Check your internet connection, then try again.',
					'two-heads'
				),
			},
		};
	}
	const messages = Object.entries( faults ).map(
		( [ field, { message } ] ) => [ field, message ]
	);
	if ( messages.length === 0 ) {
		return saveHeadlineCode( code );
	}
	onFaults( faults );
	return {
		ok: false,
		error: {
			kind: 'fields',
			message: __(
				'This code would not run, so nothing was saved.',
				'two-heads'
			),
			fields: Object.fromEntries( messages ),
		},
	};
}
