/** Logs that tell who changed what. */
export type AuditLogName = 'jira' | 'organization';

/** One thing that somebody did, as a log tells it. */
export interface AuditRecord {
  readonly log: AuditLogName;
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly author: AuditAuthor;
  /** What was done, in the words of the log: `User added to group`, `user_added_to_group`. */
  readonly deed: string;
  readonly items: readonly AuditItem[];
  readonly values: readonly AuditValue[];
}

export interface AuditAuthor {
  readonly account?: string;
  readonly email?: string;
  readonly name?: string;
}

/** A thing that a record is about, by whatever it is called there: id, name, key. */
export interface AuditItem {
  readonly type: string;
  readonly names: readonly string[];
}

export interface AuditValue {
  readonly field: string;
  /** Empty where there was, or is, none; several names stand in a list with commas. */
  readonly from: string;
  readonly to: string;
}

/** How far a log was read. */
export interface AuditLog {
  readonly log: AuditLogName;
  /** `part`: there were more records than are read. */
  readonly state: 'read' | 'part' | 'failed';
  readonly records: number;
  /** The moment from which on its records were read; what is older is not known. */
  readonly since?: string;
  /** The status of an answer that said no. */
  readonly status?: number;
  /** Why it could not be read. */
  readonly why?: string;
}

export interface AuditReading {
  readonly logs: readonly AuditLog[];
  /** The latest first. */
  readonly records: readonly AuditRecord[];
}
