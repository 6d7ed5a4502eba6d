import { createRoot } from '@wordpress/element';
import { ExperimentsPage } from './experiments-page';
import './experiments.scss';

const container = document.getElementById( 'two-heads-experiments' );
const boot = window.twoHeadsExperiments;

if ( container && boot ) {
	createRoot( container ).render( <ExperimentsPage boot={ boot } /> );
}
