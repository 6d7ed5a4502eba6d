<?php
/**
 * What a web server's rewrite rules do, for PHP's own server: files as they are, everything else to
 * WordPress. Used by bin/site.ts only.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

$two_heads_root = $_SERVER['DOCUMENT_ROOT'];
$two_heads_path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

// A sub-site of a multisite in folders: /name/wp-admin/… is /wp-admin/….
if ( ! is_file( $two_heads_root . $two_heads_path )
	&& preg_match( '#^/[_0-9a-zA-Z-]+(/wp-(?:admin|includes|content)(?:/.*)?|/[^/]+\.php)$#', $two_heads_path, $two_heads_found )
	&& file_exists( $two_heads_root . $two_heads_found[1] )
) {
	$two_heads_path = $two_heads_found[1];
}

$two_heads_file = $two_heads_root . $two_heads_path;

if ( str_contains( $two_heads_path, '..' ) || str_contains( $two_heads_path, '/.' ) ) {
	http_response_code( 404 );
	return true;
}

if ( is_dir( $two_heads_file ) && is_file( rtrim( $two_heads_file, '/' ) . '/index.php' ) ) {
	if ( ! str_ends_with( $two_heads_path, '/' ) ) {
		$two_heads_query = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_QUERY );
		header( 'Location: ' . $two_heads_path . '/' . ( '' === $two_heads_query ? '' : '?' . $two_heads_query ), true, 301 );
		return true;
	}
	$two_heads_path .= 'index.php';
	$two_heads_file .= 'index.php';
}

if ( is_file( $two_heads_file ) && ! str_ends_with( $two_heads_file, '.php' ) ) {
	$two_heads_types = array(
		'css'   => 'text/css; charset=utf-8',
		'js'    => 'text/javascript; charset=utf-8',
		'mjs'   => 'text/javascript; charset=utf-8',
		'json'  => 'application/json',
		'map'   => 'application/json',
		'html'  => 'text/html; charset=utf-8',
		'txt'   => 'text/plain; charset=utf-8',
		'xml'   => 'application/xml',
		'svg'   => 'image/svg+xml',
		'png'   => 'image/png',
		'jpg'   => 'image/jpeg',
		'jpeg'  => 'image/jpeg',
		'gif'   => 'image/gif',
		'webp'  => 'image/webp',
		'avif'  => 'image/avif',
		'ico'   => 'image/x-icon',
		'woff'  => 'font/woff',
		'woff2' => 'font/woff2',
		'ttf'   => 'font/ttf',
		'wasm'  => 'application/wasm',
		'zip'   => 'application/zip',
		'mp4'   => 'video/mp4',
		'mp3'   => 'audio/mpeg',
	);
	$two_heads_end   = strtolower( pathinfo( $two_heads_file, PATHINFO_EXTENSION ) );
	header( 'Content-Type: ' . ( $two_heads_types[ $two_heads_end ] ?? 'application/octet-stream' ) );
	header( 'Content-Length: ' . filesize( $two_heads_file ) );
	// Files of a running test change under the browser's eyes; it may keep them only if it asks.
	$two_heads_tag = '"' . dechex( (int) filemtime( $two_heads_file ) ) . '-' . dechex( (int) filesize( $two_heads_file ) ) . '"';
	header( 'Cache-Control: no-cache' );
	header( 'ETag: ' . $two_heads_tag );
	if ( ( $_SERVER['HTTP_IF_NONE_MATCH'] ?? '' ) === $two_heads_tag ) {
		header_remove( 'Content-Length' );
		http_response_code( 304 );
		return true;
	}
	if ( 'HEAD' !== $_SERVER['REQUEST_METHOD'] ) {
		readfile( $two_heads_file );
	}
	return true;
}

if ( ! is_file( $two_heads_file ) ) {
	$two_heads_path = '/index.php';
	$two_heads_file = $two_heads_root . '/index.php';
}

unset( $_SERVER['PATH_INFO'] );
$_SERVER['SCRIPT_NAME']     = $two_heads_path;
$_SERVER['PHP_SELF']        = $two_heads_path;
$_SERVER['SCRIPT_FILENAME'] = $two_heads_file;
chdir( dirname( $two_heads_file ) );
require $two_heads_file;
