import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Place } from '../diagnostics/place.js';
import type { FactType } from '../diff/facts.js';
import type { ChangeClass, PlanGuardrails, SubjectInfo, Where } from '../plan/plan.js';
import type { Api, AuditLog, AuditLogName, BlindSpot } from '../providers/provider.js';

/** One thing that git says and the site does not have, or the other way round, or that says something else there. */
export interface Difference {
  readonly type: FactType;
  /** What it is about, under its name in the policies: `group:partners`, `site`. */
  readonly of: string;
  /** Missing: git does not say so. */
  readonly git?: readonly string[];
  /** Missing: the site does not have it. */
  readonly site?: readonly string[];
  /** The thing itself is missing on one side, so that this goes with it. */
  readonly withThing?: true;
  /** Where git says it; of what the site alone has, where git declares the thing. */
  readonly at?: Place;
  readonly where?: Where;
  /** Where git declares the thing, if that is elsewhere. */
  readonly thingAt?: Place;
  /** Missing: no audit log tells, or none was asked. */
  readonly by?: Doing;
}

/** Who made a difference on the site, by an audit log. */
export interface Doing {
  /** As the policies call them, else as the log does; missing where the log names nobody. */
  readonly author?: string;
  /** ISO 8601, in UTC. */
  readonly when: string;
  readonly log: AuditLogName;
}

/** What audit logs were asked, how far each was read, and of how many new differences none of them tells who made it. */
export interface AuditSeen {
  readonly logs: readonly AuditLog[];
  readonly unknown: number;
}

/** A difference that a comment in the policies excuses for now. */
export interface KnownDifference extends Difference {
  readonly reason: string;
  readonly owner: string;
  /** The last day of the excuse. */
  readonly until: string;
}

/** Something about an account that is no difference of a fact. */
export interface AccountFinding {
  readonly code: 'identity-swap' | 'left-and-active';
  readonly person: string;
  /** Account ids: what the policies say, and what is there. */
  readonly declared?: string;
  readonly found?: string;
  readonly at: Place;
  readonly where?: Where;
}

/** What was taken from the policies on both sides since the reading cannot tell. */
export interface NotLookedAt {
  readonly code: string;
  readonly what: string;
  /** Things of the policies that this is about, sorted. */
  readonly things: readonly string[];
}

export interface Unmanaged {
  readonly kind: string;
  readonly count: number;
  /** Every single one, sorted. */
  readonly names: readonly string[];
}

/** What differs between the policies and the site, as objects and as access. Plain data; every list is whole. */
export interface Drift {
  readonly version: 1;
  readonly asOf: string;
  readonly site: string;
  readonly apis: readonly Api[];
  /** Neither a new difference, nor a finding. */
  readonly clean: boolean;
  readonly differences: readonly Difference[];
  readonly known: readonly KnownDifference[];
  readonly accounts: readonly AccountFinding[];
  /** What is wrong with the comments that excuse. */
  readonly excuses: readonly (Diagnostic & { readonly where?: Where })[];
  /** Who can do more on the site than git says, and who can do less; without what is known. */
  readonly more: readonly ChangeClass[];
  readonly less: readonly ChangeClass[];
  readonly conditional: readonly ChangeClass[];
  /** The guardrails of the policies, judged on the site as it is. */
  readonly guardrails: Pick<PlanGuardrails, 'newlyBroken' | 'stillBroken'>;
  readonly notLookedAt: readonly NotLookedAt[];
  readonly unmanaged: readonly Unmanaged[];
  /** Accounts that could not be matched with anybody, since their e-mail address is hidden. */
  readonly unmatched: readonly string[];
  readonly blindSpots: readonly BlindSpot[];
  /** Missing: nothing new differs, so that no audit log was asked. */
  readonly audit?: AuditSeen;
  readonly subjects: Readonly<Record<string, SubjectInfo>>;
}
