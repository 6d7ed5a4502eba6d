import { createRoot } from '@wordpress/element';
import { ConnectionsPage } from './connections-page';
import './connections.scss';

const container = document.getElementById( 'two-heads-connections' );
const boot = window.twoHeadsConnections;

if ( container && boot ) {
	createRoot( container ).render( <ConnectionsPage boot={ boot } /> );
}
