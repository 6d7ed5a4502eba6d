import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { PlaceholderHelp } from './placeholders';

interface PlaceholderListProps {
	placeholders: readonly PlaceholderHelp[];
	/** Puts a text where the cursor is; null where nothing may be changed. */
	onInsert: ( ( text: string ) => void ) | null;
}

/** What can stand in a template, what it becomes, and a button that inserts it. */
export function PlaceholderList( {
	placeholders,
	onInsert,
}: PlaceholderListProps ) {
	return (
		<details className="two-heads-placeholders">
			<summary>{ __( 'Placeholders', 'two-heads' ) }</summary>
			<p className="two-heads-hint">
				{ __(
					'Texts become JavaScript strings with their quotes. Write no quotes around them.',
					'two-heads'
				) }
			</p>
			<ul>
				{ placeholders.map( ( { name, becomes, example } ) => (
					<li key={ name }>
						<div>
							<code dir="ltr">{ name }</code>
							<span>{ becomes }</span>
							<code dir="ltr" className="is-example">
								{ example }
							</code>
						</div>
						{ onInsert && (
							<Button
								size="compact"
								variant="tertiary"
								aria-label={ sprintf(
									/* translators: %s: a placeholder such as {{title}}. */
									__( 'Insert %s', 'two-heads' ),
									name
								) }
								onClick={ () => onInsert( name ) }
							>
								{ __( 'Insert', 'two-heads' ) }
							</Button>
						) }
					</li>
				) ) }
			</ul>
		</details>
	);
}
