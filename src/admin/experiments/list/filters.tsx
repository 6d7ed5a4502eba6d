import { SearchControl, SelectControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Filter } from './use-experiments';

interface FiltersProps {
	/** As typed; the list follows a moment later. */
	search: string;
	status: Filter[ 'status' ];
	onSearch: ( search: string ) => void;
	onStatus: ( status: Filter[ 'status' ] ) => void;
}

export function Filters( {
	search,
	status,
	onSearch,
	onStatus,
}: FiltersProps ) {
	return (
		<div className="two-heads-filters" role="search">
			<SearchControl
				__nextHasNoMarginBottom
				label={ __( 'Search headlines and posts', 'two-heads' ) }
				placeholder={ __( 'Search headlines and posts', 'two-heads' ) }
				value={ search }
				onChange={ onSearch }
			/>
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Status', 'two-heads' ) }
				labelPosition="side"
				value={ status }
				options={ [
					{ label: __( 'All', 'two-heads' ), value: '' },
					{ label: __( 'Running', 'two-heads' ), value: 'running' },
					{ label: __( 'Paused', 'two-heads' ), value: 'paused' },
					{ label: __( 'Draft', 'two-heads' ), value: 'draft' },
					{ label: __( 'Ended', 'two-heads' ), value: 'ended' },
				] }
				onChange={ ( value ) =>
					onStatus( value as Filter[ 'status' ] )
				}
			/>
		</div>
	);
}
