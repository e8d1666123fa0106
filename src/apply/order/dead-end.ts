import type { Ban, Block } from './bans.js';
import { addToList } from '../../text/add-to-list.js';

/**
 * Atoms that can never be made from here on, for each waits for one of them: every state is banned in which they are not made and what blocks
 * them is. The earliest such on the way, with few atoms; undefined where it may go on. `blocks`: all that keeps atoms from being made next.
 */
export function deadEnd(blocks: readonly Block[], path: readonly number[]): Ban | undefined {
  if (stuckAmong(blocks).size === 0) return undefined;
  let [low, high] = [0, path.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stuckAmong(until(blocks, middle)).size > 0) high = middle;
    else low = middle + 1;
  }
  const early = until(blocks, low);
  const stuck = stuckAmong(early);
  const within = early.filter(({ of, unmade }) => stuck.has(of) && unmade.every((each) => stuck.has(each)));
  const byAtom = new Map<number, Block[]>();
  for (const block of within) addToList(byAtom, block.of, block);
  let best: Ban | undefined;
  for (const first of stuck) {
    const ban = banFrom(first, byAtom);
    if (best === undefined || sizeOf(ban) < sizeOf(best)) best = ban;
  }
  return best;
}

function until(blocks: readonly Block[], place: number): readonly Block[] {
  return blocks.filter(({ since }) => since <= place);
}

/** The most atoms of which each has a block that only others of them could lift. */
function stuckAmong(blocks: readonly Block[]): ReadonlySet<number> {
  const stuck = new Set(blocks.map(({ of }) => of));
  for (let before = -1; before !== stuck.size;) {
    before = stuck.size;
    const held = new Set(blocks.filter(({ unmade }) => unmade.every((each) => stuck.has(each))).map(({ of }) => of));
    for (const each of stuck) if (!held.has(each)) stuck.delete(each);
  }
  return stuck;
}

/** One block for each atom, starting with one: what adds least. */
function banFrom(first: number, byAtom: ReadonlyMap<number, readonly Block[]>): Ban {
  const [made, unmade] = [new Set<number>(), new Set([first])];
  const added = ({ of, ...block }: Block): number =>
    2 * block.made.filter((each) => each !== of && !made.has(each)).length + block.unmade.filter((each) => !unmade.has(each)).length;
  for (const number of unmade) {
    const [head, ...others] = byAtom.get(number) ?? [];
    if (head === undefined) continue;
    const block = others.reduce((least, each) => (added(each) < added(least) ? each : least), head);
    for (const each of block.made) if (each !== number) made.add(each);
    for (const each of block.unmade) unmade.add(each);
  }
  return { made: [...made].sort((a, b) => a - b), unmade: [...unmade].sort((a, b) => a - b) };
}

function sizeOf({ made, unmade }: Ban): number {
  return 2 * made.length + unmade.length;
}
