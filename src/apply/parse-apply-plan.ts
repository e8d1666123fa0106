import { quote } from '../text/quote.js';
import type { ApplyPlan } from './apply-plan.js';
import { planDigest } from './digests.js';
import { isWithin, unpackAccess, type Packed } from './packed-access.js';
import { factTypes } from '../drift/fact-api.js';
import { both, flag, isObject, listOf, matching, object, oneOf, tableOf, text, whole, type Shape } from './shape.js';

export type ParsedPlan = { readonly type: 'plan'; readonly plan: ApplyPlan } | { readonly type: 'refused'; readonly why: string };

/** Reads a plan as `plan --live --apply-plan` writes it. Whatever is no such plan, or was edited since, is refused: somebody approved what it said. */
export function parseApplyPlan(text: string): ParsedPlan {
  let value: unknown;
  try {
    value = JSON.parse(text, (key, each: unknown) => {
      if (key === '__proto__') throw new SyntaxError('A key that no plan has.');
      return each;
    });
  } catch {
    return refused('it is no JSON');
  }
  if (!isObject(value)) return refused('it is no object');
  if (value['version'] !== 1) return refused(`its version is ${quote(String(value['version']))}, and this permafrost reads version 1`);
  const wrong = shape(value, 'the plan');
  if (wrong !== undefined) return refused(quote(wrong));
  const written = value as unknown as Packed;
  if (!isWithin(written)) return refused('what it says of access names by a number what stands in none of its lists');
  const plan = { ...(value as unknown as ApplyPlan), ...unpackAccess(written) };
  const misnumbered = numbering(plan);
  if (misnumbered !== undefined) return refused(misnumbered);
  if (planDigest(plan) !== plan.digest) return refused('what it does is not what its digest says: it was edited after it was made');
  return { type: 'plan', plan };
}

function refused(why: string): ParsedPlan {
  return { type: 'refused', why };
}

function numbering({ writes, manual }: ApplyPlan): string | undefined {
  const ids = new Set(writes.map(({ id }) => id));
  if (writes.some(({ id }, index) => id !== String(index + 1))) return 'its writes are not numbered from 1';
  if (writes.some(({ corrects }, index) => corrects !== undefined && !(Number(corrects) <= index && ids.has(corrects))))
    return 'a write sets right what no earlier one does';
  if (manual.some(({ number }, index) => number !== index + 1)) return 'its steps by hand are not numbered from 1';
  return manual.some(({ before }) => before.some((id) => !ids.has(id)))
    ? 'a step by hand is waited for by a write that it does not have'
    : undefined;
}

const digest = matching(/^sha256:[0-9a-f]{64}$/, 'digest');
const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'day');
const api = oneOf('jira', 'confluence', 'organization', 'slack');
const words = listOf(text);
const numbers = listOf(whole);
const fact = object({ type: oneOf(...factTypes), of: text, says: words });
const change = both(object({}, { before: fact, after: fact }), (value, path) =>
  isObject(value) && Object.keys(value).length > 0 ? undefined : `${path} changes nothing`,
);
const changes = listOf(change);
const where = object({ file: text, line: whole, column: whole });
const step: Shape = (value, path) => (isObject(value) && typeof value['label'] === 'string' ? undefined : `${path} is no step of a way`);
const witness = object(
  { subject: text, permission: text, resource: text, side: oneOf('base', 'head'), edges: numbers },
  { because: object({ what: text, edges: numbers }) },
);
const classOf = object(
  {
    effect: oneOf('wider', 'narrower', 'both'),
    circle: oneOf('public', 'logged-in', 'portal', 'external', 'internal'),
    risks: listOf(oneOf('public', 'logged-in', 'external', 'administration', 'first-access', 'other')),
    subjects: numbers,
    resources: numbers,
    permissions: whole,
    firstAccess: flag,
    remaining: whole,
    covers: numbers,
    cells: whole,
  },
  { company: text, witness },
);
const classes = listOf(classOf);
const lists = object({
  subjects: listOf(words),
  resources: listOf(words),
  permissions: listOf(listOf(object({ permission: text }, { before: text, after: text }))),
  remaining: listOf(words),
  steps: listOf(step),
});
const info = object(
  { audience: oneOf('internal', 'external'), type: oneOf('person', 'app', 'group', 'class') },
  { company: text, displayName: text },
);
const rename = object({ from: text, to: text });
const write = object({ id: text, api, changes, what: text }, { rename, corrects: text });
const manual = object(
  { number: whole, api, changes, what: text, clicks: words, before: words, checked: flag },
  { where, rename, product: text },
);
const guard = object(
  { name: oneOf('max-removal', 'min-admins', 'own-rights', 'seats', 'guardrail', 'order', 'companions'), ok: flag, message: text },
  { hint: text, where },
);

const shape = object({
  version: oneOf(1),
  site: text,
  asOf: day,
  policies: object({ commit: matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'whole id of a commit'), digest }),
  live: object({ digest }),
  writes: listOf(write),
  manual: listOf(manual),
  left: listOf(object({ changes, why: text })),
  notLookedAt: listOf(object({ code: text, what: text, things: words })),
  names: tableOf(text),
  access: object({ lists, more: classes, less: classes, conditional: classes, subjects: tableOf(info) }),
  interims: listOf(object({ from: text, to: text, classes })),
  guards: listOf(guard),
  notUndone: words,
  digest,
});
