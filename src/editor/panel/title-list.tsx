import { speak } from '@wordpress/a11y';
import { Button } from '@wordpress/components';
import { useLayoutEffect, useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { plus } from '@wordpress/icons';
import { addTitle, moveTitle, removeTitle } from '../../domain/setup-draft';
import type { Mistakes, SetupDraft } from '../../domain/setup-draft';
import { TitleField } from './title-field';

interface TitleListProps {
	words: SetupDraft;
	mistakes: Mistakes;
	/** How many variations an experiment may have. */
	most: number;
	onChange: ( words: SetupDraft ) => void;
}

/** The headlines tested against the original: written, moved, added, removed. */
export function TitleList( {
	words,
	mistakes,
	most,
	onChange,
}: TitleListProps ) {
	const list = useRef< HTMLDivElement >( null );
	// Where the focus belongs once the headlines stand in their new places.
	const next = useRef< ( () => HTMLElement | null | undefined ) | null >(
		null
	);
	useLayoutEffect( () => {
		next.current?.()?.focus();
		next.current = null;
	} );

	const { titles } = words;
	const full = titles.length >= most;
	const within = ( id: number | undefined, selector: string ) => () =>
		list.current?.querySelector< HTMLElement >(
			`[data-title="${ id }"] ${ selector }`
		);

	const move = ( index: number, by: -1 | 1 ) => {
		next.current = within(
			titles[ index ]?.id,
			`[data-tool="${ by < 0 ? 'up' : 'down' }"]`
		);
		onChange( moveTitle( words, index, index + by ) );
		speak(
			sprintf(
				/* translators: 1: place of a headline in a list, 2: number of headlines. */
				__( 'Moved to place %1$d of %2$d.', 'two-heads' ),
				index + by + 1,
				titles.length
			)
		);
	};
	const remove = ( index: number ) => {
		const neighbour = titles[ index + 1 ] ?? titles[ index - 1 ];
		next.current = within( neighbour?.id, 'textarea' );
		onChange( removeTitle( words, index ) );
		speak( __( 'Headline removed.', 'two-heads' ) );
	};
	const add = () => {
		const more = addTitle( words );
		next.current = within( more.titles.at( -1 )?.id, 'textarea' );
		onChange( more );
	};

	return (
		<div className="two-heads-titles" ref={ list }>
			{ titles.map( ( { id, text }, index ) => (
				<TitleField
					key={ id }
					name={ id }
					index={ index + 1 }
					value={ text }
					error={ mistakes[ `titles.${ index }` ] ?? '' }
					onChange={ ( value ) =>
						onChange( {
							...words,
							titles: titles.map( ( one ) =>
								one.id === id ? { ...one, text: value } : one
							),
						} )
					}
					tools={ {
						count: titles.length,
						onMove: ( by ) => move( index, by ),
						onRemove: () => remove( index ),
					} }
				/>
			) ) }
			{ mistakes.titles && (
				<p className="two-heads-mistake">{ mistakes.titles }</p>
			) }
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				icon={ plus }
				disabled={ full }
				accessibleWhenDisabled
				onClick={ add }
			>
				{ __( 'Add a headline', 'two-heads' ) }
			</Button>
			{ full && (
				<p className="two-heads-hint">
					{ sprintf(
						/* translators: %d: number of headlines. */
						_n(
							'%d headline beside the original is the most this site allows.',
							'%d headlines beside the original are the most this site allows.',
							most,
							'two-heads'
						),
						most
					) }
				</p>
			) }
		</div>
	);
}
