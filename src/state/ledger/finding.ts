/** Something that is not as `permafrost` writes it, or another copy knows otherwise. */
export interface ChainFinding {
  readonly code:
    'author' | 'copy' | 'entry' | 'file' | 'journal' | 'merge' | 'missing' | 'number' | 'order' | 'parent' | 'plan' | 'signature' | 'site';
  /** Of the entry, where it can be read. */
  readonly number?: number;
  readonly commit: string;
  /** A sentence. */
  readonly message: string;
}

/** What was looked at, and what is wrong with it. */
export interface Verification {
  readonly ref: string;
  /** None: there is no entry. */
  readonly tip?: string;
  readonly entries: number;
  readonly signatures: readonly Signature[];
  /** The other copies, as they were named, and the last entry that each knows. */
  readonly copies: readonly { readonly name: string; readonly tip?: string }[];
  readonly findings: readonly ChainFinding[];
}

export interface Signature {
  readonly commit: string;
  readonly number?: number;
  /** As git knows them: the user id of a key, or the principal of an SSH key. */
  readonly signer: string;
  readonly isTip: boolean;
}
