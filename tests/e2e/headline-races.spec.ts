/**
 * Two editors at the same moment, each answered by a process of its own.
 */
import { connectWithProject } from './support/connected';
import { expect, test } from './support/fixtures';
import {
	demoPost,
	getPanel,
	panelPath,
	setupOf,
	startExperiment,
} from './support/headlines';
import { withMuPlugin } from './support/mu-plugin';
import { Rest } from './support/rest';

/** Each process stops for a moment before it takes the lock: by then the other has looked too. */
const MEET = `add_filter( 'query', static function ( $sql ) {
	if ( str_contains( (string) $sql, 'INSERT IGNORE' ) && str_contains( (string) $sql, 'two_heads_lock_propose' ) ) {
		usleep( 700000 );
	}
	return $sql;
} );`;

test( 'two editors who propose at once make one draft', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	const post = await demoPost( site );
	await connectWithProject( rest );
	await withMuPlugin( site, MEET, async () => {
		const answers = await Promise.all(
			[ 'Of one editor', 'Of the other' ].map( ( title ) =>
				rest.send( 'PUT', panelPath( post.id ), setupOf( [ title ] ) )
			)
		);
		expect( answers.map( ( { status } ) => status ) ).toEqual( [
			200, 200,
		] );
	} );
	const drafts = await site.json(
		`echo wp_json_encode( count( TwoHeads\\Experiments\\Store\\of_post( ${ post.id } ) ) );`
	);
	expect( drafts ).toBe( 1 );
} );

test( 'of two editors who end at once one decides, and the other hears it', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	const post = await demoPost( site );
	await connectWithProject( rest );
	const id = await startExperiment(
		rest,
		post.id,
		setupOf( [ 'Second', 'Third' ] )
	);
	const answers = await Promise.all(
		[ 1, 2 ].map( ( variation ) =>
			rest.send( 'POST', `/two-heads/v1/experiments/${ id }/end`, {
				variation,
			} )
		)
	);
	expect( answers.map( ( { status } ) => status ).sort() ).toEqual( [
		200, 409,
	] );
	const decided = answers[ 0 ]?.status === 200 ? 'Second' : 'Third';
	let panel = await getPanel( rest, post.id );
	for ( let round = 0; panel.current && round < 10; round++ ) {
		panel = (
			await rest.send(
				'POST',
				`/two-heads/v1/experiments/${ id }/continue`
			)
		).body;
	}
	expect( panel.post.title ).toBe( decided );
	expect(
		panel.earlier[ 0 ]?.log.filter( ( { event } ) => event === 'applied' )
	).toHaveLength( 1 );
	expect(
		optimizely.control
			.state()
			.experiments.map( ( { view } ) => view.status )
	).toEqual( [ 'archived' ] );
	// The tests after this one know the post by its title.
	await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/revert` );
} );
