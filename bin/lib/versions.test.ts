import { released } from './versions';

test( 'gives the unreleased changes a version', () => {
	expect(
		released(
			'# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n## [0.1.0] - 2026-01-01\n',
			'0.2.0',
			'2026-02-03'
		)
	).toBe(
		'# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-02-03\n\n### Added\n\n- A.\n\n## [0.1.0] - 2026-01-01\n'
	);
} );

test( 'a release without changes is refused', () => {
	expect( () =>
		released(
			'## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n- A.\n',
			'0.2.0',
			'2026-02-03'
		)
	).toThrow( 'no unreleased changes' );
	expect( () => released( '# Changelog\n', '0.2.0', '2026-02-03' ) ).toThrow(
		'no section'
	);
} );
