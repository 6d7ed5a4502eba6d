import { Button, ComboboxControl, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { previewHeadlineCode } from '../../../api/headline-settings';
import { ErrorNotice } from '../../../components/error-notice';
import { useAction } from '../../../components/use-action';
import { useComboboxControls } from '../../../components/use-combobox-controls';
import type { HeadlineCode } from '../../../contracts/headline-code';
import type { HeadlineCodePreview } from '../../../contracts/headline-code-preview';
import { formatCount } from '../../../domain/format-results';
import { usePostSearch } from './use-post-search';
import type { PostOption } from './use-post-search';

/** From this many bytes on, a headline's code is heavy: every visitor loads all that run. */
const HEAVY = 400;

interface Filled {
	code: HeadlineCode;
	preview: HeadlineCodePreview;
}

/** The templates as typed, filled in by the server for a post. */
export function CodePreview( { code }: { code: HeadlineCode } ) {
	const { options, error, search } = usePostSearch();
	const [ post, setPost ] = useState< PostOption | null >( null );
	const [ filled, setFilled ] = useState< Filled | null >( null );
	const ref = useComboboxControls();
	const fill = useAction( async ( typed: HeadlineCode, id: number ) => {
		const result = await previewHeadlineCode( typed, id );
		return result.ok
			? {
					ok: true as const,
					value: { code: typed, preview: result.value },
				}
			: result;
	}, setFilled );
	const shown =
		post && ! options.some( ( { value } ) => value === post.value )
			? [ post, ...options ]
			: options;

	return (
		<div className="two-heads-form">
			{ error && (
				<ErrorNotice error={ error } onRetry={ () => search( '' ) } />
			) }
			<div ref={ ref }>
				<ComboboxControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ __( 'Fill in for the post', 'two-heads' ) }
					help={ __( 'Search by a part of its title.', 'two-heads' ) }
					value={ post?.value ?? null }
					options={ shown }
					allowReset={ false }
					onFilterValueChange={ search }
					onChange={ ( id ) => {
						setPost(
							shown.find( ( { value } ) => value === id ) ?? null
						);
						setFilled( null );
						fill.clear();
					} }
				/>
			</div>
			<div className="two-heads-actions">
				<Button
					__next40pxDefaultSize
					variant="secondary"
					isBusy={ fill.busy }
					disabled={ fill.busy || ! post }
					accessibleWhenDisabled
					onClick={ () =>
						post && void fill.start( code, Number( post.value ) )
					}
				>
					{ fill.busy
						? __( 'Filling in…', 'two-heads' )
						: __( 'Show the preview', 'two-heads' ) }
				</Button>
				{ filled && filled.code !== code && (
					<p className="two-heads-hint">
						{ __(
							'The code has been changed since this preview.',
							'two-heads'
						) }
					</p>
				) }
			</div>
			{ fill.error && <ErrorNotice error={ fill.error } focus /> }
			<div role="status">{ filled && <Size filled={ filled } /> }</div>
			{ filled && (
				<>
					<Code
						title={ __( 'Variation code, filled in', 'two-heads' ) }
						text={ filled.preview.variation }
					/>
					<Code
						title={ __(
							'Activation code, filled in',
							'two-heads'
						) }
						text={ filled.preview.activation }
					/>
				</>
			) }
		</div>
	);
}

function Size( { filled: { code, preview } }: { filled: Filled } ) {
	const size = sprintf(
		/* translators: %s: number of bytes. */
		__( 'The variation code has %s bytes for each headline.', 'two-heads' ),
		formatCount( preview.bytes )
	);
	const heavy =
		preview.bytes > HEAVY && ! code.variation.includes( '{{library}}' );
	return heavy ? (
		<Notice status="warning" isDismissible={ false } spokenMessage={ null }>
			{ size }{ ' ' }
			{ sprintf(
				/* translators: %s: number of bytes. */
				__(
					'Every visitor loads it for every headline that is tested: keep it below %s bytes, or the pages become slower.',
					'two-heads'
				),
				formatCount( HEAVY )
			) }
		</Notice>
	) : (
		<p>{ size }</p>
	);
}

function Code( { title, text }: { title: string; text: string } ) {
	return (
		<figure className="two-heads-filled">
			<figcaption>{ title }</figcaption>
			{ /* Scrolls, so it has to be reached by keyboard. */ }
			<pre tabIndex={ 0 } dir="ltr" role="region" aria-label={ title }>
				<code>{ text }</code>
			</pre>
		</figure>
	);
}
