import type { Place } from '../diagnostics/place.js';
import type { FactChange } from '../diff/fact-change.js';
import type { NotLookedAt } from '../drift/drift.js';
import type { ChangeClass, SubjectInfo, Where } from '../plan/plan.js';
import type { Api } from '../providers/provider.js';
import type { Write } from '../providers/target.js';

/** What makes a site as the policies of a commit say, in an order that is safe at every step. Plain data, without secrets; every list is whole. */
export interface ApplyPlan {
  readonly version: 1;
  /** The address of the site, as policies write it. */
  readonly site: string;
  readonly asOf: string;
  /** The commit whose policies it makes real, and the digest of their matrix. */
  readonly policies: { readonly commit: string; readonly digest: string };
  /** Of all facts that the plan touches as they are on the site: another one, and the plan is of another state. */
  readonly live: { readonly digest: string };
  /** In the order they are made. */
  readonly writes: readonly PlannedWrite[];
  /** What no API can do, in the order to do it. */
  readonly manual: readonly ManualStep[];
  /** What differs and stays so. */
  readonly left: readonly LeftAlone[];
  /** What the reading cannot tell, so that it is taken to be as the policies say. */
  readonly notLookedAt: readonly NotLookedAt[];
  /** What is called otherwise on the site than here: its reference there → here. People are told by their accounts. */
  readonly names: Readonly<Record<string, string>>;
  /** Who gains and who loses what by all of it, from the site as it is. */
  readonly access: {
    readonly more: readonly ChangeClass[];
    readonly less: readonly ChangeClass[];
    readonly conditional: readonly ChangeClass[];
    readonly subjects: Readonly<Record<string, SubjectInfo>>;
  };
  /** Who keeps access and is without it for a while. */
  readonly interims: readonly Interim[];
  readonly guards: readonly Guard[];
  /** What an undo could not restore, a sentence each. */
  readonly notUndone: readonly string[];
  /** Of everything above that says what is done: what somebody approves. */
  readonly digest: string;
}

export interface PlannedWrite extends Write {
  /** What it does, in a sentence for people. */
  readonly what: string;
  /** The id of an earlier write: what the site does unasked when that is made is all that this one sets right. */
  readonly corrects?: string;
}

export interface ManualStep {
  /** From 1. */
  readonly number: number;
  readonly api: Api;
  /** What it changes; none where no API tells whether it is so. */
  readonly changes: readonly FactChange[];
  /** What to do, in a sentence. */
  readonly what: string;
  /** Where to click, one step each. */
  readonly clicks: readonly string[];
  /** Another name, where that is what is done. */
  readonly rename?: { readonly from: string; readonly to: string };
  /** A product that the site has not, where that is what is done. */
  readonly product?: string;
  /** Writes that have to wait for it. */
  readonly before: readonly string[];
  /** Whether a later reading can tell that it was done. */
  readonly checked: boolean;
  readonly at?: Place;
  readonly where?: Where;
}

export interface LeftAlone {
  readonly changes: readonly FactChange[];
  readonly why: string;
}

/** Cells that are there before and after all of it, and not in between. */
export interface Interim {
  /** From after this write to after that one. */
  readonly from: string;
  readonly to: string;
  readonly classes: readonly ChangeClass[];
}

/** A limit that is asked of every plan. */
export interface Guard {
  readonly name: 'max-removal' | 'min-admins' | 'own-rights' | 'seats' | 'guardrail' | 'order' | 'companions';
  readonly ok: boolean;
  /** The number, the limit, and how to go on. */
  readonly message: string;
  readonly hint?: string;
  /** The line that sets the limit. */
  readonly at?: Place;
  readonly where?: Where;
}
