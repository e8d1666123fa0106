/** Why something could not be read: plain data for a message, without a secret in it and with nothing that a terminal would act on. */
export interface ReadFailure {
  readonly kind: ReadFailureKind;
  /** One sentence that states the fact and quotes what the server said. */
  readonly message: string;
  /** What to do about it, as an order, when we know. */
  readonly hint?: string;
  readonly method?: string;
  /** As it was called, without host and query. */
  readonly path?: string;
  readonly status?: number;
  /** The server's own words, on one line. */
  readonly said?: string;
}

export type ReadFailureKind =
  /** No answer, or none that came to its end. */
  | 'unreachable'
  | 'timeout'
  /** We were told to stop. */
  | 'stopped'
  | 'rate-limited'
  /** A status or an error that says no. */
  | 'refused'
  /** A 5xx that did not pass. */
  | 'server-failed'
  | 'redirected'
  /** Not JSON. */
  | 'malformed'
  /** JSON without what the API promises. */
  | 'unexpected'
  /** The list changed on each try while it was read. */
  | 'moving'
  /** The next page is said to be elsewhere, or where we were already. */
  | 'bad-link'
  /** A call that would not only read. */
  | 'not-reading'
  /** Settings that make no sense. */
  | 'bad-settings';

/** Carries a failure up to `Source.read`, which returns it as a value. */
export class ReadError extends Error {
  readonly failure: ReadFailure;

  constructor(failure: ReadFailure) {
    super(failure.message);
    this.name = 'ReadError';
    this.failure = failure;
  }
}
