/** What `permafrost log` prints: what was applied to a site, newest first. */
export interface LogReport {
  readonly version: 1;
  readonly ref: string;
  /** Whoever is applying, or was and did not come to an end; none: nobody. */
  readonly holder?: LogHolder;
  readonly entries: readonly LogEntry[];
}

export interface LogEntry {
  readonly number: number;
  readonly type: 'begin' | 'checkpoint' | 'end' | 'abandoned';
  readonly at: string;
  readonly who: { readonly name: string; readonly email: string };
  readonly host: string;
  readonly pid: number;
  readonly site: string;
  /** Whose policies were made real. */
  readonly commit: string;
  /** The digest of the plan. */
  readonly plan: string;
  readonly outcome?: string;
  readonly mayHaveMore?: true;
  /** Of the entry itself. */
  readonly id: string;
  /** Names and SHA-256 of its files. */
  readonly files: Readonly<Record<string, string>>;
}

export interface LogHolder {
  readonly who: { readonly name: string; readonly email: string };
  readonly host: string;
  readonly pid: number;
  readonly since: string;
  readonly plan: string;
  /** Whether the process runs; left out where that cannot be known from here. */
  readonly alive?: boolean;
}

/** What `permafrost log --verify` prints. */
export interface VerifyReport {
  readonly version: 1;
  readonly ref: string;
  readonly tip?: string;
  readonly entries: number;
  readonly signatures: readonly { readonly commit: string; readonly number?: number; readonly signer: string; readonly isTip: boolean }[];
  readonly copies: readonly { readonly name: string; readonly tip?: string }[];
  readonly findings: readonly { readonly code: string; readonly number?: number; readonly commit: string; readonly message: string }[];
}
