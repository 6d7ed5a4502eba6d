/** What the simulation found, as tables, and which promises hold. */

/** Runs of equal headlines (alike.php). */
export type Alike = {
	readonly runs: number;
	/** In how many a difference was ever called significant. */
	readonly significant: number;
	/** Those judged in full, and in how many of them a variation was ever good enough for Learn, for Earn. */
	readonly judged: number;
	readonly winner: number;
	readonly likely: number;
	readonly earning: number;
};

/** The archive as it is (archive.php). */
export type Archive = {
	readonly kappa: number;
	readonly spoiled: number;
	readonly spoiled_flagged: number;
	readonly good: number;
	readonly good_flagged: number;
	readonly chosen: number;
	readonly declared: number;
	readonly agreed: number;
};

/** Tests played again (policies.php). */
export type Play = {
	readonly tests: number;
	readonly clicks: number;
	readonly original: number;
	readonly oracle: number;
	readonly right: number;
	readonly worse: number;
	readonly stops: readonly number[];
};

export type Check = { readonly holds: boolean; readonly says: string };

/** Most runs of equal headlines in which a difference may ever be called significant. */
const mostErrors = 0.05;

/**
 * What was measured when the rules were chosen, with another program on all of the archive: clicks against the original and
 * against the best headline in per cent, the right headline at the end, when half were decided. Prove was not among them.
 */
const references: Readonly< Record< string, string > > = {
	'equal 1': '+0.1 / -17.5',
	'equal 4': '+0.1 / -17.4',
	'learn 1': '+3.3 / -14.9 / 65 / 1.00',
	'learn 4': '+10.7 / -8.7 / 79 / 0.53',
	'earn 1': '+11.1 / -8.4 / 68 / 0.97',
	'earn 4': '+16.5 / -3.9 / 78 / 0.28',
	'prove 4': '+8.9 / -11.7 / 83 / 0.93',
};

/** Sums of two findings of one kind; lists are joined. */
export function add< T extends Alike | Play >( one: T | undefined, two: T ): T {
	if ( ! one ) {
		return two;
	}
	const sum: Record< string, unknown > = { ...one };
	for ( const [ name, value ] of Object.entries( two ) ) {
		const before = sum[ name ];
		sum[ name ] =
			Array.isArray( value ) && Array.isArray( before )
				? [ ...before, ...value ]
				: Number( before ) + Number( value );
	}
	return sum as T;
}

const percent = ( share: number, digits = 1 ) =>
	`${ ( 100 * share ).toFixed( digits ) } %`;

const signed = ( share: number ) =>
	`${ share < 0 ? '' : '+' }${ ( 100 * share ).toFixed( 1 ) }`;

function table( rows: ReadonlyArray< readonly string[] > ): void {
	for ( const [ index, row ] of rows.entries() ) {
		console.log( `| ${ row.join( ' | ' ) } |` );
		if ( index === 0 ) {
			console.log( `|${ row.map( () => ' --- ' ).join( '|' ) }|` );
		}
	}
}

/** Equal headlines: how often something was said that is not so. */
export function alikeReport(
	found: ReadonlyArray<
		readonly [ { rate: number; arms: number }, Alike | null ]
	>
): Check[] {
	console.log( '\nEqual headlines, looked at each 50 views, to 20,000 each' );
	const checks: Check[] = [];
	const rows = [
		[
			'click rate',
			'headlines',
			'runs',
			'ever significant',
			'of runs judged 40 times',
			'ever significant',
			'a variation ever: loss <= 1 %',
			'loss <= 2 %',
		],
	];
	for ( const [ { rate, arms }, one ] of found ) {
		if ( ! one ) {
			continue;
		}
		const errors = one.significant / one.runs;
		rows.push( [
			percent( rate, 2 ),
			String( arms ),
			String( one.runs ),
			percent( errors, 2 ),
			String( one.judged ),
			percent( one.winner / one.judged ),
			percent( one.likely / one.judged ),
			percent( one.earning / one.judged ),
		] );
		// The fewer runs, the farther they may be off by chance: three standard deviations.
		const chance =
			3 * Math.sqrt( ( mostErrors * ( 1 - mostErrors ) ) / one.runs );
		checks.push( {
			holds: errors <= mostErrors + ( one.runs < 10_000 ? chance : 0 ),
			says: `${ arms } equal headlines at ${ percent( rate, 2 ) }: significance in ${ percent( errors, 2 ) } of the runs, at most ${ percent( mostErrors, 0 ) }`,
		} );
	}
	table( rows );
	return checks;
}

/** Real tests as they went. */
export function archiveReport( found: Archive ): Check[] {
	const spoiled = found.spoiled_flagged / found.spoiled;
	const good = found.good_flagged / found.good;
	const agreed = found.agreed / Math.max( 1, found.declared );
	console.log( '\nReal tests, as they went' );
	table( [
		[ 'what', 'found', 'when the rules were chosen' ],
		[
			'weeks of the page cache: visitors not divided as planned',
			`${ found.spoiled_flagged } of ${ found.spoiled } (${ percent( spoiled ) })`,
			'62.3 %',
		],
		[
			'all other weeks: the same',
			`${ found.good_flagged } of ${ found.good } (${ percent( good, 2 ) })`,
			'0.16 % (from week 201410 on)',
		],
		[
			'tests with one winner of the editors: leader with loss <= 1 %',
			`${ found.declared } of ${ found.chosen } (${ percent( found.declared / found.chosen ) })`,
			'16 %',
		],
		[
			'the same headline',
			`${ found.agreed } of ${ found.declared } (${ percent( agreed ) })`,
			'97.9 %',
		],
		[
			'spread of headlines (kappa)',
			found.kappa.toFixed( 0 ),
			'1,770 to 2,200',
		],
	] );
	return [
		{
			holds: spoiled >= 0.5,
			says: `of the tests that a page cache spoiled ${ percent( spoiled ) } are found, at least half`,
		},
		{
			holds: good <= 0.01,
			says: `of the others ${ percent( good, 2 ) } are called unreliable, at most 1 %`,
		},
		{
			holds: agreed >= 0.9,
			says: `where the engine decides it agrees with the editors in ${ percent( agreed ) }, at least 90 %`,
		},
	];
}

function summary( play: Play ) {
	const stops = play.stops.toSorted( ( a, b ) => a - b );
	return {
		original: play.clicks / play.original - 1,
		oracle: play.clicks / play.oracle - 1,
		right: play.right / play.tests,
		worse: play.worse / play.tests,
		stop: stops[ Math.floor( stops.length / 2 ) ] ?? 1,
	};
}

/** Real tests played again. `isFull`: whether there are enough of them for a promise about small differences. */
export function playReport(
	plays: ReadonlyMap< string, Play >,
	isFull: boolean
): Check[] {
	console.log( '\nReal tests, played again by each mode' );
	const rows = [
		[
			'mode',
			'visitors',
			'tests',
			'clicks against the original',
			'against the best',
			'best one kept',
			'worse than the original kept',
			'half decided by',
			'when the rules were chosen',
		],
	];
	const found = new Map< string, ReturnType< typeof summary > >();
	for ( const [ key, play ] of [ ...plays ].toSorted() ) {
		const [ mode = '', horizon = '' ] = key.split( ' ' );
		const one = summary( play );
		found.set( key, one );
		const decides = mode !== 'equal';
		rows.push( [
			decides ? mode : 'equal split, no decision',
			`${ horizon } x`,
			String( play.tests ),
			signed( one.original ),
			signed( one.oracle ),
			decides ? percent( one.right, 0 ) : '',
			decides ? percent( one.worse ) : '',
			decides ? one.stop.toFixed( 2 ) : '',
			references[ key ] ?? '',
		] );
	}
	table( rows );
	const gain = ( key: string ) => found.get( key )?.original ?? NaN;
	return [ 1, 4 ].flatMap( ( horizon ) => {
		const [ learn, earn, prove, equal ] = [
			'learn',
			'earn',
			'prove',
			'equal',
		].map( ( mode ) => gain( `${ mode } ${ horizon }` ) ) as [
			number,
			number,
			number,
			number,
		];
		const says = `at ${ horizon } times the visitors Earn (${ signed( earn ) }), Learn (${ signed( learn ) }) and Prove (${ signed( prove ) }) earn in this order, all more than an equal split (${ signed( equal ) })`;
		return isFull
			? [
					{
						holds: earn > learn && learn > prove && prove > equal,
						says,
					},
				]
			: [
					{
						holds: earn > equal && learn > equal,
						says: `at ${ horizon } times the visitors Earn (${ signed( earn ) }) and Learn (${ signed( learn ) }) earn more than an equal split (${ signed( equal ) })`,
					},
				];
	} );
}
