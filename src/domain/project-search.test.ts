import { projectLabel, searchProjects } from './project-search';

const projects = [
	{ id: '1001', name: 'Newsroom' },
	{ id: '1002', name: 'Newsroom' },
	{ id: '2003', name: 'Boutique Été' },
	{ id: '9007199254740993', name: 'Shop (100 % off)' },
];
const ids = ( text: string, limit = 10 ) =>
	searchProjects( projects, text, limit ).shown.map( ( { id } ) => id );

describe( 'searchProjects', () => {
	it( 'shows all without a text', () => {
		expect( ids( '' ) ).toEqual( [
			'1001',
			'1002',
			'2003',
			'9007199254740993',
		] );
	} );
	it( 'finds by name, whatever the case', () => {
		expect( ids( 'nEWS' ) ).toEqual( [ '1001', '1002' ] );
	} );
	it( 'finds by a part of the id', () => {
		expect( ids( '003' ) ).toEqual( [ '2003' ] );
	} );
	it( 'finds an id that is no safe number', () => {
		expect( ids( '9007199254740993' ) ).toEqual( [ '9007199254740993' ] );
	} );
	it( 'finds with and without accents', () => {
		expect( ids( 'ete' ) ).toEqual( [ '2003' ] );
		expect( ids( 'ÉTÉ' ) ).toEqual( [ '2003' ] );
	} );
	it( 'takes signs as they are', () => {
		expect( ids( '(100 %' ) ).toEqual( [ '9007199254740993' ] );
		expect( ids( '.*' ) ).toEqual( [] );
	} );
	it( 'finds by the whole label', () => {
		expect( ids( projectLabel( projects[ 1 ]! ) ) ).toEqual( [ '1002' ] );
	} );
	it( 'stops at the limit, and says how many there are', () => {
		expect( searchProjects( projects, '', 3 ) ).toEqual( {
			shown: projects.slice( 0, 3 ),
			total: 4,
		} );
	} );
} );

describe( 'projectLabel', () => {
	it( 'tells projects of one name apart', () => {
		expect( projectLabel( projects[ 0 ]! ) ).not.toBe(
			projectLabel( projects[ 1 ]! )
		);
		expect( projectLabel( projects[ 0 ]! ) ).toBe( 'Newsroom — 1001' );
	} );
} );
