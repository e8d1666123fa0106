import { describe, expect, test } from '@jest/globals';
import type { Atom } from '../../../src/apply/order/atom.js';
import { orderAtoms } from '../../../src/apply/order/order-atoms.js';
import { proveOrder } from '../../../src/apply/order/prove-order.js';
import { isThing } from '../../../src/apply/order/things.js';
import { factChanges, type FactChange } from '../../../src/diff/fact-change.js';
import { factsOf, type Fact } from '../../../src/diff/facts.js';
import type { Site } from '../../../src/model/site.js';
import { asOf, compiled } from '../../support/compiled.js';
import { mutate } from '../../support/organisation/mutate.js';
import { filesOf, randomOrganisation } from '../../support/organisation/organisation.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 20) }, (_, index) => index + 1);

/** What one call makes: a thing that comes or goes with all it has that names nothing else; every other change by itself. */
function atomsOf(changes: readonly FactChange[]): readonly Atom[] {
  const whole = new Set(
    changes.flatMap(({ before, after }) =>
      [before, after].flatMap((one, side) => (one !== undefined && isThing(one) ? `${String(side)} ${one.of}` : [])),
    ),
  );
  const atoms = new Map<string, FactChange[]>();
  for (const change of changes) {
    const fact = (change.after ?? change.before) as Fact;
    const side = change.before === undefined ? 1 : change.after === undefined ? 0 : 2;
    const own = `${String(side)} ${fact.of}`;
    const isPart = whole.has(own) && !fact.says.some((word) => /^(?:user|group):/.test(word));
    const key = isPart ? own : JSON.stringify(change);
    atoms.set(key, [...(atoms.get(key) ?? []), change]);
  }
  return Array.from(atoms.values(), (some, index) => ({ id: String(index), api: 'jira', changes: some }));
}

async function pairOf(seed: number): Promise<readonly [before: Site, after: Site]> {
  const { documents, files } = randomOrganisation(seed, seed % 4 === 0 ? 'small' : 'tiny');
  // Several rounds of changes, so that some of them meet.
  const changed = [1, 2, 3].reduce<unknown[]>((all, round) => mutate(all, seed * 7 + round), documents);
  return [(await compiled(files)).site, (await compiled(filesOf(changed, seed))).site];
}

const counts = { ordered: 0, none: 0, atoms: 0, things: 0, interims: 0 };

describe('from one organisation to another and back', () => {
  test.each(seeds)('there is a sound order, or it is said why not (seed %i)', async (seed) => {
    const pair = await pairOf(seed);
    for (const [from, to] of [pair, [...pair].reverse()] as readonly (readonly [Site, Site])[]) {
      const [before, after] = [factsOf(from, asOf), factsOf(to, asOf)];
      const atoms = atomsOf(factChanges(before, after));
      const input = { before, after, atoms, about: from.about, people: new Map([...to.people, ...from.people]), asOf };
      const order = orderAtoms(input);
      counts.atoms += atoms.length;
      counts.things += atoms.filter(({ changes }) =>
        changes.some((change) => [change.before, change.after].some((one) => one !== undefined && isThing(one))),
      ).length;
      if (order.type === 'none') {
        counts.none++;
        expect(order.why).toMatch(/would|circle/);
        continue;
      }
      counts.ordered++;
      counts.interims += order.interims.length;
      expect(new Set(order.atoms)).toEqual(new Set(atoms));
      expect(proveOrder(input, order.atoms)).toMatchObject({ type: 'sound' });
      const again = orderAtoms({ ...input, atoms: [...atoms].reverse() });
      expect(again.type === 'ordered' && again.atoms.map(({ id }) => id)).toEqual(order.atoms.map(({ id }) => id));
    }
  });

  test('enough was tried', () => {
    expect(counts.ordered).toBeGreaterThan(seeds.length);
    expect(counts.atoms).toBeGreaterThan(seeds.length * 4);
    expect(counts.things).toBeGreaterThan(seeds.length / 4);
  });
});
