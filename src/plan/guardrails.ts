import type { Fix } from '../check/fix.js';
import { waiverKey } from '../check/guardrails/waiver-key.js';
import { judgeOne, type BreachClass, type Outcome } from '../check/judge.js';
import type { Subject } from '../check/rule.js';
import { below } from '../diagnostics/place.js';
import { changingIn } from '../diff/access-change.js';
import type { Guardrail, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { BrokenGuardrail, PlanBreach, PlanFix, PlanGuardrails, WeakenedGuardrail } from './plan.js';
import { witnessOfCell, type Sides } from './witness.js';

export interface GuardrailInput {
  /** Undefined where the base does not compile: then nothing counts as broken before. */
  readonly before: Subject | undefined;
  readonly after: Subject;
  /** Names. */
  readonly brokenBefore: ReadonlySet<string>;
  readonly judged: readonly Outcome[];
  /** By name of the guardrail. */
  readonly fixes: ReadonlyMap<string, Fix>;
}

/** Guardrails on both sides: newly broken, still broken and mended are three lists; what the change does to a guardrail itself is a fourth. */
export function compareGuardrails(input: GuardrailInput): PlanGuardrails {
  const { before, after, brokenBefore, judged, fixes } = input;
  const wasBroken = ({ guardrail: { name, formerly } }: Outcome): boolean => brokenBefore.has(name) || brokenBefore.has(formerly ?? '');
  const broken = judged.filter(({ ok }) => !ok);
  const sides: Sides = { having: after.site, lacking: before?.site, asOf: after.asOf, side: 'head' };
  const shown = (outcome: Outcome): BrokenGuardrail => brokenGuardrail(outcome, sides, fixes.get(outcome.guardrail.name));
  return {
    weakened: before === undefined ? [] : weakened(before.site, after),
    newlyBroken: broken.filter((each) => !wasBroken(each)).map(shown),
    stillBroken: broken.filter(wasBroken).map(shown),
    newlyMended: judged.filter((each) => each.ok && wasBroken(each)).map(({ guardrail }) => guardrail.name),
    kept: judged.filter(({ ok }) => ok).length,
    endedWaivers: judged.flatMap(({ guardrail: { name, except } }) =>
      except.flatMap(({ until, at }) => (until < after.asOf ? [{ name, at: below(at, 'until') }] : [])),
    ),
  };
}

function brokenGuardrail({ guardrail, cells, people, classes, counts }: Outcome, sides: Sides, fix: Fix | undefined): BrokenGuardrail {
  const { name, description, severity, rule, at } = guardrail;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    severity,
    rule: rule.type,
    at,
    cells,
    people,
    classes: classes.map((each) => breachOf(each, sides)),
    counts,
    ...(fix === undefined ? {} : { fix: fixOf(fix) }),
  };
}

function breachOf(
  { subjects, resources, permissions, cells, witness: { subject, permission, resource, verdict } }: BreachClass,
  sides: Sides,
): PlanBreach {
  const witness = verdict === '-' ? undefined : witnessOfCell(subject, permission, resource, sides);
  return { subjects, resources, permissions, cells, ...(witness === undefined ? {} : { witness }) };
}

function fixOf({ removals, alsoLost }: Fix): PlanFix {
  return {
    removals: removals.map((at) => ({ at })),
    alsoLost: alsoLost.cellCount,
    alsoLosing: changingIn(alsoLost),
  };
}

/** What the change does to the guardrails themselves. A reader must see it before anything else. */
function weakened(before: Site, after: Subject): readonly WeakenedGuardrail[] {
  const renamed = new Map(
    [...after.site.guardrails.values()].flatMap((guardrail) =>
      guardrail.formerly === undefined ? [] : [[guardrail.formerly, guardrail] as const],
    ),
  );
  return [...before.guardrails.values()]
    .sort((a, b) => compareBytes(a.name, b.name))
    .flatMap((old) => {
      const now = after.site.guardrails.get(old.name) ?? renamed.get(old.name);
      const how = now === undefined ? 'removed' : weakening(old, now);
      if (how === undefined) return [];
      // A wall around a collaboration that is gone keeps nobody in.
      if (now === undefined && old.madeBy !== undefined && !after.site.collaborations.has(old.madeBy)) return [];
      const side = now === undefined ? 'base' : 'head';
      const fresh = now === undefined ? [] : newWaivers(old, now);
      return [
        {
          name: old.name,
          how,
          wouldBreak: wouldBreak(after, old),
          waivers: fresh.map(({ until, reason }) => ({ until, reason })),
          side,
          at: (how === 'waived' ? fresh[0]?.at : undefined) ?? (now ?? old).at,
        } satisfies WeakenedGuardrail,
      ];
    });
}

function weakening(old: Guardrail, now: Guardrail): WeakenedGuardrail['how'] | undefined {
  if (old.severity === 'error' && now.severity === 'warning') return 'severity';
  if (JSON.stringify(old.rule) !== JSON.stringify(now.rule)) return 'changed';
  return newWaivers(old, now).length > 0 ? 'waived' : undefined;
}

function newWaivers(old: Guardrail, now: Guardrail): Guardrail['except'] {
  const known = new Set(old.except.map(waiverKey));
  return now.except.filter((waiver) => !known.has(waiverKey(waiver)));
}

/** Whether the head would break the guardrail as it was. Names in it that are gone match nobody. */
function wouldBreak(after: Subject, old: Guardrail): boolean {
  return !judgeOne(after, old).ok;
}
