/** The code platform said no, asked to wait too long, or could not be reached. */
export class ForgeError extends Error {
  /** What to do about it, as an order, when we know. */
  readonly hint?: string;
  /** Of the answer; undefined where there was none. */
  readonly status?: number;
  /** Seconds after which the platform would take the request that it refused. */
  readonly pause?: number;

  constructor(message: string, more: { readonly hint?: string; readonly status?: number; readonly pause?: number } = {}) {
    super(message);
    this.name = 'ForgeError';
    Object.assign(this, more);
  }
}

/** Whether the request may have been carried out though no good answer came: what it would make has to be looked for before it is sent again. */
export function isUncertain({ status }: ForgeError): boolean {
  return status === undefined || status >= 500;
}
