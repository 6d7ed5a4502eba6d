import { Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { getExperimentPanel } from '../../../api/headlines';
import { ErrorNotice } from '../../../components/error-notice';
import { useAction } from '../../../components/use-action';
import type { Boot } from '../boot';
import type { Route } from '../use-route';
import { PostTest } from './post-test';

interface DetailPageProps {
	id: number;
	/** The post it tests; null where only its id is known, as from a link. */
	post: number | null;
	boot: Boot;
	route: Route;
}

/** One experiment: what the figures say, over time, and what can be done. */
export function DetailPage( { id, post, boot, route }: DetailPageProps ) {
	const [ known, setKnown ] = useState( post );
	const look = useAction( getExperimentPanel, ( panel ) =>
		setKnown( panel.post.id )
	);
	useEffect( () => {
		if ( post === null ) {
			void look.start( id );
		}
		// Once: the page has a key for each experiment.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [] );

	return (
		<div className="two-heads-detail">
			<p className="two-heads-detail__back">
				<a
					href={ route.urlOf( null ) }
					onClick={ route.follow( null ) }
				>
					{ __( 'All headline experiments', 'two-heads' ) }
				</a>
			</p>
			{ known !== null && (
				<PostTest id={ id } post={ known } boot={ boot } />
			) }
			{ known === null && look.error && (
				<ErrorNotice
					error={ look.error }
					onRetry={ () => void look.start( id ) }
				/>
			) }
			{ known === null && ! look.error && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the experiment…', 'two-heads' ) }
				</p>
			) }
		</div>
	);
}
