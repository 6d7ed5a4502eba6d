/*
 * @jest-environment jsdom
 */
import type { Decision, SnippetData } from './project-data';
import { createState } from './state';

const experiment = {
	id: '20',
	name: 'Headline: Ünïque #1',
	campaignId: '10',
	audienceIds: [ '5' ],
	variations: [
		{ id: '31', name: 'Original' },
		{ id: '32', name: 'Bold one' },
	],
};
const personal = {
	...experiment,
	id: '21',
	campaignId: '11',
	name: 'Experience',
};

const data: SnippetData = {
	accountId: '1',
	projectId: '2',
	snippetId: '2',
	revision: '3',
	clientName: 'js',
	clientVersion: '1',
	dcpServiceId: null,
	anonymizeIP: false,
	eventUrl: '',
	audiences: { 5: { id: '5', name: 'Readers' } },
	campaigns: {
		10: {
			id: '10',
			name: 'Headline',
			policy: 'single_experiment',
			experiments: [ experiment ],
		},
		11: {
			id: '11',
			name: 'Camp',
			policy: 'random',
			experiments: [ personal ],
		},
	},
	experiments: { 20: experiment, 21: personal },
	pages: {
		40: { id: '40', name: 'Home', apiName: '2_home', category: 'home' },
	},
	events: {},
	variations: {},
	groups: {},
};

function decision( more: Partial< Decision > = {} ): Decision {
	return {
		campaignId: '10',
		experimentId: '20',
		variationId: '32',
		isCampaignHoldback: false,
		reason: null,
		isActive: true,
		visitorRedirected: false,
		...more,
	};
}

function stateWith( ...decisions: Decision[] ) {
	return createState( {
		data,
		activationId: '99',
		decisions: new Map(
			decisions.map( ( one ) => [ one.campaignId, one ] )
		),
		pages: new Map( [
			[ '40', { isActive: true, tags: { a: 1 }, metadata: null } ],
		] ),
		redirect: null,
	} );
}

describe( 'with a decision', () => {
	const state = stateWith( decision() );

	it( 'shows campaigns, filtered by fields or a function', () => {
		expect( state.getCampaignStates( { isActive: true } ) ).toEqual( {
			10: {
				id: '10',
				campaignName: 'Headline',
				experiment: {
					id: '20',
					name: experiment.name,
					campaignName: 'Headline',
				},
				allExperiments: [ { id: '20', name: experiment.name } ],
				variation: { id: '32', name: 'Bold one' },
				audiences: [ { id: '5', name: 'Readers' } ],
				reason: null,
				isActive: true,
				visitorRedirected: false,
				isInCampaignHoldback: false,
			},
		} );
		expect( Object.keys( state.getCampaignStates() ) ).toEqual( [
			'10',
			'11',
		] );
		const inactive = ( one: { isActive: boolean } ) => ! one.isActive;
		expect( Object.keys( state.getCampaignStates( inactive ) ) ).toEqual( [
			'11',
		] );
		expect(
			state.getCampaignStateLists( { isActive: true } )[ '10' ]
		).toHaveLength( 1 );
	} );

	it( 'shows experiments, variations and pages', () => {
		expect( state.getExperimentStates( { isActive: true } ) ).toMatchObject(
			{
				20: {
					id: '20',
					experimentName: experiment.name,
					variation: { id: '32' },
					isInExperimentHoldback: false,
				},
			}
		);
		expect( state.getVariationMap() ).toEqual( {
			20: { id: '32', name: 'Bold one', index: 1 },
		} );
		expect( state.getActiveExperimentIds() ).toEqual( [ '20' ] );
		expect( state.getPageStates() ).toMatchObject( {
			40: { isActive: true, tags: { a: 1 }, apiName: '2_home' },
		} );
		expect( state.getActivationId() ).toBe( '99' );
		expect( state.getRedirectInfo() ).toBeNull();
		expect( state.isGlobalHoldback() ).toBe( false );
	} );

	it( 'names the decision for analytics tools', () => {
		expect( state.getDecisionString( { campaignId: '10' } ) ).toBe(
			`${ experiment.name }(20):Bold one(32)`
		);
		expect(
			state.getDecisionString( {
				campaignId: '10',
				shouldCleanString: true,
			} )
		).toBe( 'Headline_n_que_1(20):Bold_one(32)' );
		expect(
			state.getDecisionString( { campaignId: '10', maxLength: 18 } )
		).toBe( 'Head(20):Bold(32)' );
		expect( state.getDecisionObject( { campaignId: '10' } ) ).toEqual( {
			experiment: `${ experiment.name } (20)`,
			variation: 'Bold one (32)',
		} );
	} );
} );

it( 'names a personalization with its campaign and holdback', () => {
	const state = stateWith(
		decision( {
			campaignId: '11',
			experimentId: '21',
			isCampaignHoldback: true,
		} )
	);
	expect( state.getDecisionString( { campaignId: '11' } ) ).toBe(
		'Camp(11):Experience(21):Bold one(32):holdback'
	);
	expect( state.getDecisionObject( { campaignId: '11' } ) ).toMatchObject( {
		campaign: 'Camp (11)',
		holdback: true,
	} );
} );

it( 'shows nothing where nothing was decided', () => {
	const state = stateWith(
		decision( { experimentId: null, variationId: null, isActive: false } )
	);
	expect( state.getCampaignStates( { isActive: true } ) ).toEqual( {} );
	expect( state.getActiveExperimentIds() ).toEqual( [] );
	expect( state.getVariationMap() ).toEqual( {} );
	expect( state.getDecisionString( { campaignId: '10' } ) ).toBeNull();
	expect( state.getDecisionObject( { campaignId: '10' } ) ).toBeNull();
} );
