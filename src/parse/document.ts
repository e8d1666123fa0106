/** One `---` document of a file. */
export interface Document {
  readonly file: string;
  /** Number of the document in its file, from 0; empty documents count. */
  readonly index: number;
  /** Its plain value; null for a document that is empty. */
  readonly value: unknown;
  /** The text has errors: the value is what could be made out, good for finding names and for nothing else. */
  readonly broken?: true;
}
