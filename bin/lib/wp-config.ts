import { randomBytes } from 'node:crypto';
import type { Database } from './mariadb';

export type Constants = Readonly< Record< string, string | boolean | number > >;

/** A value as PHP source. */
export function phpLiteral( value: string | boolean | number ): string {
	return typeof value === 'string'
		? `'${ value.replace( /[\\']/g, '\\$&' ) }'`
		: String( value );
}

/** Lines that define each constant, unless it is defined already. */
export function defines( constants: Constants ): string {
	return Object.entries( constants )
		.map( ( [ name, value ] ) => {
			if ( ! /^[A-Z][A-Z0-9_]*$/.test( name ) ) {
				throw new Error( `${ name } is no name for a constant.` );
			}
			return `defined( '${ name }' ) || define( '${ name }', ${ phpLiteral( value ) } );`;
		} )
		.join( '\n' );
}

const salts = [
	'AUTH_KEY',
	'SECURE_AUTH_KEY',
	'LOGGED_IN_KEY',
	'NONCE_KEY',
	'AUTH_SALT',
	'SECURE_AUTH_SALT',
	'LOGGED_IN_SALT',
	'NONCE_SALT',
];

/** Keys and salts nobody else has. */
export function freshSalts(): Constants {
	return Object.fromEntries(
		salts.map( ( name ) => [
			name,
			randomBytes( 48 ).toString( 'base64' ),
		] )
	);
}

/** A wp-config.php for a database and constants of one's own, which go before the usual ones. */
export function wpConfig(
	database: Pick< Database, 'host' | 'user' | 'password' >,
	name: string,
	constants: Constants
): string {
	return `<?php
${ defines( {
	DB_NAME: name,
	DB_USER: database.user,
	DB_PASSWORD: database.password,
	DB_HOST: database.host,
	DB_CHARSET: 'utf8mb4',
	DB_COLLATE: '',
	...constants,
} ) }
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;
}
