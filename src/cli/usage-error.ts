/** The command was called in a way that cannot work: exit code 2, and no stack. */
export class UsageError extends Error {
  /** What to do about it, as an order, when we know. */
  readonly hint?: string;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    if (hint !== undefined) this.hint = hint;
  }
}

/** Ctrl-C, where a command ends what it does in good order: exit code 130, as of whatever a signal ended. */
export class Interrupted extends UsageError {
  constructor(message: string) {
    super(message);
    this.name = 'Interrupted';
  }
}
