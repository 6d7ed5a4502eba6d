/** The few parts of adm-zip that bin/ uses; the package brings no types. */
declare module 'adm-zip' {
	export interface ZipEntry {
		readonly entryName: string;
		readonly isDirectory: boolean;
		readonly header: { time: Date; readonly size: number };
		getData: () => Buffer;
	}

	export default class AdmZip {
		constructor( archive?: string | Buffer );
		getEntries(): ZipEntry[];
		addFile(
			name: string,
			content: Buffer,
			comment?: string,
			attributes?: number
		): ZipEntry;
		toBuffer(): Buffer;
	}
}
