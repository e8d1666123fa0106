export type StateErrorCode =
  /** What is kept is not whole, or not of our making. */
  | 'damaged'
  /** Two copies of one ledger have gone different ways. */
  | 'diverged'
  | 'git-failed'
  | 'git-missing'
  /** The journal cannot be written: nothing may be done that it would have to tell. */
  | 'journal-failed'
  /** Entries that this clone does not hold. */
  | 'missing-entries'
  | 'no-identity'
  | 'no-repository'
  | 'not-signed'
  | 'unknown-remote'
  /** The remote cannot be asked, or takes nothing. */
  | 'unreachable';

/** The record of what was applied cannot be read or written: a matter of the machine or of a remote, not of any policy. */
export class StateError extends Error {
  readonly code: StateErrorCode;
  /** What to do about it, as an order, when we know. */
  readonly hint?: string;

  constructor(code: StateErrorCode, message: string, hint?: string) {
    super(message);
    this.name = 'StateError';
    this.code = code;
    if (hint !== undefined) this.hint = hint;
  }
}
