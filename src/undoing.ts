import type { ApplyPlan, Guard } from './apply/apply-plan.js';
import { makeApplyPlan } from './apply/make-apply-plan.js';
import { orderPieces } from './apply/order-pieces.js';
import type { WayBack } from './apply/undo.js';
import { judge } from './check/judge.js';
import { withoutStillLicensed } from './apply/still-licensed.js';
import { stillUsedWords, withoutStillUsed } from './apply/still-used.js';
import { compile } from './compile/compile.js';
import { withChanges, type FactChange } from './diff/fact-change.js';
import { siteOfFacts } from './diff/site-of-facts.js';
import { align } from './drift/align.js';
import { compareWithSite, subjectFor } from './drift/drift-between.js';
import type { LiveState } from './drift/live-state.js';
import type { Guardrail, Site } from './model/site.js';
import { count, list } from './text/plural.js';
import { quote } from './text/quote.js';
import { changeKey, factOf, nameOf, thingsThat } from './apply/references.js';
import { keptNames } from './apply/unasked.js';

/** What an undo is worked out from. */
export interface Undoing {
  /** The policies that were made real: they say who people are, and what limits hold. */
  readonly policies: Site;
  readonly live: LiveState;
  readonly asOf: string;
  /** The commit of the entry that is taken back. */
  readonly commit: string;
  readonly caller?: string;
  readonly givesUpOwnRights?: boolean;
}

/** An undo as a plan like any other: the site as it is, but for what is taken back. */
export function undoPlan(given: Undoing, way: WayBack): ApplyPlan {
  const { renames } = way;
  const { policies, live, asOf, commit, caller, givesUpOwnRights } = given;
  const aligned = align(policies, live, asOf);
  const used = withoutStillUsed(way.changes, aligned.facts);
  const { stays } = used;
  const { changes, left: licensed } = withoutStillLicensed(used.changes, aligned.facts);
  const from = { about: policies.about, people: aligned.everybody };
  const wanted = siteOfFacts(withChanges(aligned.facts, changes), from);
  const things = changes.flatMap(({ before, after }) => [before, after].flatMap((fact) => fact?.of ?? []));
  const compared = compareWithSite(wanted, live, asOf, { managed: new Set(things) });
  const taken = new Set(changes.map(changeKey));
  const excused = compared.changes.flatMap((change, index) =>
    taken.has(changeKey(change)) ? [] : [[index, 'It is no part of what is taken back.'] as const],
  );
  const made = makeApplyPlan(
    {
      compared,
      excused: new Map(excused),
      policies: { commit, digest: compile(wanted, asOf).digest },
      ...(caller === undefined ? {} : { caller }),
      ...(givesUpOwnRights === undefined ? {} : { givesUpOwnRights }),
    },
    orderPieces,
  );
  const guard = guardrailsKept(siteOfFacts(aligned.facts, from), wanted, given);
  const plan = { ...made, guards: made.guards.map((each) => (each.name === 'guardrail' ? guard : each)) };
  // Where the policies give the old name already, a write of this plan does.
  const renamed = new Set(plan.writes.flatMap(({ rename }) => rename?.to ?? []));
  const stay = renames.filter(({ to }) => !renamed.has(to)).map(({ from, to }) => ({ rename: { from: to, to: from } }));
  return {
    ...plan,
    left: [
      ...plan.left,
      ...stays.map((each) => ({ changes: each.changes, why: stillUsedWords(each) })),
      ...unsaidIn(plan, changes),
      ...licensed,
      ...keptNames(stay).map((why) => ({ changes: [], why })),
    ],
  };
}

/** What is to be taken back and comes to nothing that the plan does or says: a product that a group of the site gives. */
function unsaidIn({ writes, manual, left }: ApplyPlan, changes: readonly FactChange[]): ApplyPlan['left'] {
  const said = new Set([...writes, ...manual, ...left].flatMap((each) => each.changes.map(changeKey)));
  // What stays keeps what a thing has one of, such as a project its lead.
  const staying = thingsThat(
    'go',
    left.flatMap((each) => each.changes),
  );
  return changes
    .filter((change) => !said.has(changeKey(change)) && !staying.has(factOf(change).of))
    .map((change) => {
      const { type, of, says } = factOf(change);
      const what = type === 'product' ? `the product ${says[0] ?? ''} of ${nameOf(of)}` : `a fact about ${quote(of)}`;
      const why =
        type === 'product' ? 'it comes through a group of the site, whose members are changed by hand' : 'nothing was found that does it';
      return { changes: [change], why: `Not taken back is ${what}: ${why}.` };
    });
}

/** Guardrails of the policies that hold on the site now, and would not afterwards. Those about last days no site can tell. */
function guardrailsKept(now: Site, wanted: Site, { policies, asOf }: Undoing): Guard {
  const brokenIn = (site: Site): readonly Guardrail[] =>
    judge(subjectFor(site, policies, asOf)).flatMap(({ ok, guardrail }) => (!ok && guardrail.severity === 'error' ? [guardrail] : []));
  const before = new Set(brokenIn(now).map(({ name }) => name));
  const broken = brokenIn(wanted).filter(({ name }) => !before.has(name));
  const [first] = broken;
  return {
    name: 'guardrail',
    ok: broken.length === 0,
    message:
      broken.length === 0
        ? 'No guardrail that is kept now would be broken by it.'
        : `${count(broken.length, 'guardrail')} that ${broken.length === 1 ? 'is' : 'are'} kept now would be broken by it: ${list(broken.map(({ name }) => quote(name)))}.`,
    ...(first === undefined ? {} : { at: first.at, hint: 'Change the policies to what is wanted instead, and apply that.' }),
  };
}
