/** What `permafrost calendar` prints: what changes by date alone, day by day. */
export interface CalendarReport {
  readonly version: 1;
  readonly asOf: string;
  /** The last day that is looked at. */
  readonly to: string;
  readonly days: readonly CalendarEntry[];
}

export interface CalendarEntry {
  /** The first day without. */
  readonly day: string;
  /** The last day with. */
  readonly until: string;
  /** People by people: each group of people once, with all they lose on that day. */
  readonly people: readonly CalendarPeople[];
  readonly breaks: readonly CalendarBreak[];
  readonly mends: readonly string[];
  /** Guardrails with a waiver that ended the day before, which is an error. */
  readonly waiversEnded: readonly string[];
  readonly failing: readonly { readonly name: string; readonly cells: number }[];
}

export interface CalendarPeople {
  readonly subjects: readonly string[];
  /** They have no access of any kind afterwards. */
  readonly everything: boolean;
  readonly cells: number;
  readonly losses: readonly {
    readonly resources: readonly string[];
    readonly permissions: readonly { readonly permission: string; readonly before?: string; readonly after?: string }[];
  }[];
  /** The lines whose end it is, for one of them. */
  readonly because: readonly { readonly what: string; readonly file: string; readonly line: number; readonly column: number }[];
}

export interface CalendarBreak {
  readonly name: string;
  readonly severity: 'error' | 'warning';
  readonly cells: number;
  readonly file: string;
  readonly line: number;
}
