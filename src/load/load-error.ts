export type LoadErrorCode =
  | 'git-failed'
  | 'git-missing'
  | 'invalid-patch'
  | 'missing-object'
  | 'outside-repository'
  | 'patch-does-not-apply'
  | 'shallow-clone'
  | 'unknown-revision'
  | 'untrusted-repository';

/** Where to read from cannot be read, or is not there: a matter of the command or the machine, not of any policy. */
export class LoadError extends Error {
  readonly code: LoadErrorCode;
  /** What to do about it, as an order, when we know. */
  readonly hint?: string;

  constructor(code: LoadErrorCode, message: string, hint?: string) {
    super(message);
    this.name = 'LoadError';
    this.code = code;
    if (hint !== undefined) this.hint = hint;
  }
}
