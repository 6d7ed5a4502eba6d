import { spawn, spawnSync } from 'node:child_process';

export interface RunOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Written to the command's standard input. */
	input?: string;
}

export interface RunResult {
	/** Exit code; 128 when a signal ended it. */
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs a command to its end and hands back all it said. Rejects only when it cannot be started. */
export function capture(
	command: string,
	args: readonly string[],
	options: RunOptions = {}
): Promise< RunResult > {
	return new Promise( ( resolve, reject ) => {
		const child = spawn( command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: [
				options.input === undefined ? 'ignore' : 'pipe',
				'pipe',
				'pipe',
			],
		} );
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		child.stdout?.on( 'data', ( chunk: Buffer ) => out.push( chunk ) );
		child.stderr?.on( 'data', ( chunk: Buffer ) => err.push( chunk ) );
		// A command that ends before it has read everything is judged by its exit code.
		child.stdin?.on( 'error', () => {} );
		child.stdin?.end( options.input );
		child.on( 'error', reject );
		child.on( 'close', ( code ) =>
			resolve( {
				code: code ?? 128,
				stdout: Buffer.concat( out ).toString(),
				stderr: Buffer.concat( err ).toString(),
			} )
		);
	} );
}

/** Like capture(), and throws with what the command said when its exit code is not 0. Returns stdout. */
export async function run(
	command: string,
	args: readonly string[],
	options: RunOptions = {}
): Promise< string > {
	const { code, stdout, stderr } = await capture( command, args, options );
	if ( code !== 0 ) {
		const said = `${ stderr }\n${ stdout }`
			.trim()
			.split( '\n' )
			.slice( -30 )
			.join( '\n' );
		throw new Error(
			`${ command } failed (exit code ${ code }):\n${ said }`
		);
	}
	return stdout;
}

/**
 * Runs a command whose output the developer sees as it comes; every chunk also goes to `onText`.
 * Returns the exit code.
 */
export function stream(
	command: string,
	args: readonly string[],
	options: RunOptions & { onText?: ( text: string ) => void } = {}
): Promise< number > {
	return new Promise( ( resolve, reject ) => {
		const child = spawn( command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: [ 'ignore', 'pipe', 'pipe' ],
		} );
		child.stdout.on( 'data', ( chunk: Buffer ) => {
			process.stdout.write( chunk );
			options.onText?.( chunk.toString() );
		} );
		child.stderr.on( 'data', ( chunk: Buffer ) => {
			process.stderr.write( chunk );
			options.onText?.( chunk.toString() );
		} );
		child.on( 'error', reject );
		child.on( 'close', ( code ) => resolve( code ?? 128 ) );
	} );
}

/** Whether a command of this name can be started. */
export function has( command: string ): boolean {
	const path = `${ process.env.PATH ?? '' }:/usr/sbin:/usr/local/sbin`;
	return (
		spawnSync( 'sh', [ '-c', 'command -v "$1"', 'sh', command ], {
			env: { ...process.env, PATH: path },
		} ).status === 0
	);
}

/** Whether a process of this id runs. */
export function isAlive( pid: number ): boolean {
	try {
		process.kill( pid, 0 );
		return true;
	} catch ( error ) {
		return ( error as NodeJS.ErrnoException ).code === 'EPERM';
	}
}

/**
 * Ends things in order when the developer presses Ctrl-C or the process is asked to end. Call it
 * first, then hand it what has been started: a Ctrl-C while things start ends those that run already.
 */
export function endTogether(): ( stop: () => Promise< void > ) => void {
	const stops: Array< () => Promise< void > > = [];
	let ending = false;
	const end = () => {
		if ( ending ) {
			return;
		}
		ending = true;
		Promise.all( stops.map( ( stop ) => stop() ) ).then(
			() => process.exit( 0 ),
			( error: unknown ) => {
				console.error( error );
				process.exit( 1 );
			}
		);
	};
	for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
		process.on( signal, end );
	}
	return ( stop ) => stops.push( stop );
}
