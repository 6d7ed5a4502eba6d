import { speak } from '@wordpress/a11y';
import { Button } from '@wordpress/components';
import { useCopyToClipboard, useInstanceId } from '@wordpress/compose';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** How long the button says that it worked, in milliseconds. */
const SAID = 2500;

/** A text to take elsewhere, with a button that copies it. */
export function CopyField( { label, text }: { label: string; text: string } ) {
	const id = useInstanceId( CopyField, 'two-heads-copy' );
	const [ copied, setCopied ] = useState( false );
	const ref = useCopyToClipboard< HTMLButtonElement >( text, () => {
		setCopied( true );
		speak( __( 'Copied.', 'two-heads' ) );
	} );

	useEffect( () => {
		if ( ! copied ) {
			return undefined;
		}
		const timer = setTimeout( () => setCopied( false ), SAID );
		return () => clearTimeout( timer );
	}, [ copied ] );

	return (
		<div className="two-heads-copy">
			<label htmlFor={ id }>{ label }</label>
			<div className="two-heads-copy__row">
				<input
					id={ id }
					className="two-heads-copy__text"
					type="text"
					dir="ltr"
					readOnly
					value={ text }
					onFocus={ ( event ) => event.target.select() }
				/>
				<Button __next40pxDefaultSize variant="secondary" ref={ ref }>
					{ copied
						? __( 'Copied', 'two-heads' )
						: __( 'Copy', 'two-heads' ) }
				</Button>
			</div>
		</div>
	);
}
