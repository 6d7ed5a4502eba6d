/** What the panel has to know of the editor around it, block or classic. */
export interface Host {
	postId: number;
	/** The title as it stands in the editor this moment, plain text. */
	title: string;
	/** Does it differ from the title that is stored? */
	titleEdited: boolean;
	/** The site wrote another title into the post: show it. */
	onTitleWritten: ( title: string ) => void;
	/** Are headlines written here? Elsewhere what the browser kept of them is left alone. */
	writes: boolean;
	/** Is the page going away together with the words, as when the post's form is sent? */
	isLeaving: () => boolean;
	/** Says something to a person who may not have the panel open. */
	notify: ( message: string ) => void;
}
