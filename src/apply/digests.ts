import { createHash } from 'node:crypto';
import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import { compareBytes } from '../text/compare.js';
import type { ApplyPlan } from './apply-plan.js';
import { changeKey } from './references.js';

/** Of all facts that changes touch, as they are before. */
export function liveDigest(changes: readonly FactChange[]): string {
  const lines = changes.map((change) => JSON.stringify([changeKey(change), change.before?.says ?? null]));
  return sha256([...new Set(lines)].sort(compareBytes));
}

/** Of what a plan does: the site, the day, the policies, the writes in their order and what is done by hand. */
export function planDigest({ site, asOf, policies, live, writes, manual }: Omit<ApplyPlan, 'digest'>): string {
  return sha256([
    JSON.stringify(['permafrost apply', 1, site, asOf, policies.commit, policies.digest, live.digest]),
    ...writes.map(({ id, api, changes, rename, corrects }) =>
      JSON.stringify([
        ...['write', id, api, changes.map(changeWords), rename === undefined ? null : [rename.from, rename.to]],
        ...(corrects === undefined ? [] : [corrects]),
      ]),
    ),
    ...manual.map(({ number, api, changes, what, clicks, before, checked }) =>
      JSON.stringify(['manual', number, api, changes.map(changeWords), what, clicks, before, checked]),
    ),
  ]);
}

function changeWords({ before, after }: FactChange): unknown {
  return [before, after].map((fact) => (fact === undefined ? null : factWords(fact)));
}

function factWords({ type, of, says }: Fact): unknown {
  return [type, of, ...says];
}

function sha256(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return `sha256:${hash.digest('hex')}`;
}
