import { createRoot } from '@wordpress/element';
import { SettingsPage } from './settings-page';
import './settings.scss';

const container = document.getElementById( 'two-heads-settings' );
const boot = window.twoHeadsSettings;

if ( container && boot ) {
	createRoot( container ).render( <SettingsPage boot={ boot } /> );
}
