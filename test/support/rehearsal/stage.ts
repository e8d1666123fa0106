import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { cellsOf } from '../../../src/sandbox/evaluate/cells.js';
import { nameOf } from '../../../src/sandbox/evaluate/subjects.js';
import type { Site } from '../../../src/model/site.js';
import { noFaults, type Faults } from '../../../src/sandbox/faults.js';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.js';
import { writes } from '../../../src/sandbox/exchange.js';
import { routerOf } from '../../../src/sandbox/router.js';
import { routes, type Asked, type Answered } from '../../../src/sandbox/sandbox.js';
import type { World } from '../../../src/sandbox/world.js';
import type { SaidFact } from '../../../src/sandbox/clicks/said.js';
import type { Fact } from '../../../src/diff/facts.js';
import { cellsIn, type Cells } from './cells.js';
import { worldWithout } from './without-told.js';

/** What a site went through: one for each request that changed something. */
export interface Change {
  /** `METHOD path`. */
  readonly request: string;
  readonly cells: Cells;
  /** The same without what the plan tells that the site gives unasked for a while. */
  readonly asked: Cells;
}

/** A sandbox that tells of every change what the site was like after it. */
export interface Stage {
  readonly running: RunningSandbox;
  readonly world: World;
  readonly changes: Change[];
  readonly cells: () => Cells;
  /** Everything that is on the site, but for what tells of how it came there. */
  readonly digest: () => string;
  readonly fail: (faults: Partial<Faults>, seed?: number) => void;
  readonly click: (add: readonly SaidFact[], remove: readonly SaidFact[]) => Promise<string | undefined>;
  readonly rename: (from: string, to: string) => Promise<string | undefined>;
  /** What the plan under way tells that the site gives unasked. */
  told: readonly Fact[];
  /** Called before each request that asks for a change is looked at, and after one that changed something. */
  point: (what: string) => void;
  readonly close: () => Promise<void>;
}

const findRoute = routerOf(routes);

function isWrite({ method, path }: Asked): boolean {
  const found = findRoute(method, path.replace(/^\/ex\/(?:jira|confluence)\/[^/]+(?=\/)/, ''));
  return found !== undefined && found !== 'wrong method' && writes(found.route);
}

/** `people`: of the policies, by whose names people without an e-mail address are called in cells. */
export async function stageOf(world: World, people: Site['people'] = new Map()): Promise<Stage> {
  const changes: Change[] = [];
  let [last, isClick, request] = ['', false, ''];
  const digest = (): string => {
    const rest = Object.entries(world).filter(([name]) => !['events', 'counters', 'tasks'].includes(name));
    return createHash('sha256').update(JSON.stringify(rest)).digest('hex');
  };
  const read = (shown: World): Cells => cellsIn(inWordsOf(people, shown, cellsOf(shown)));
  const cells = (): Cells => read(world);
  last = digest();
  const running = await startSandbox({
    world,
    now: () => Date.UTC(2026, 10, 21),
    save: () => {
      const now = digest();
      if (now !== last && !isClick) {
        const [all, rest] = [cells(), stage.told.length === 0 ? undefined : worldWithout(stage.told, world)];
        changes.push({ request, cells: all, asked: rest === undefined ? all : read(rest) });
        stage.point(`after ${request}`);
      }
      last = now;
      return Promise.resolve();
    },
  });
  const { sandbox } = running;
  const usual = sandbox.answer.bind(sandbox);
  // A request that nobody waits for any more breaks off.
  sandbox.answer = async (asked: Asked): Promise<Answered> => {
    if (isWrite(asked)) request = `${asked.method} ${asked.path}`;
    try {
      if (isWrite(asked)) stage.point(`before ${request}`);
      return await usual(asked);
    } catch (error) {
      if (error instanceof Killed) return { reply: { status: 0 }, isDropped: true, delay: 0 };
      throw error;
    }
  };
  const ask = async (body: unknown): Promise<string | undefined> => {
    isClick = true;
    // A connection that was given up while a long plan was made is noticed before it is used.
    await setTimeout(20);
    try {
      const answer = await fetch(`${running.url}/sandbox/clicks`, { method: 'POST', body: JSON.stringify(body) });
      return answer.ok ? undefined : await answer.text();
    } finally {
      isClick = false;
    }
  };
  const stage: Stage = {
    running,
    world,
    changes,
    cells,
    digest,
    fail: (faults, seed = 1) => sandbox.setFaults({ ...noFaults, ...faults }, seed),
    click: (add, remove) => ask({ facts: { add, remove } }),
    rename: (from, to) => ask({ rename: { from, to } }),
    told: [],
    point: () => undefined,
    close: () => running.close(),
  };
  return stage;
}

function inWordsOf(people: Site['people'], { accounts }: World, lines: readonly string[]): readonly string[] {
  const known = new Map(
    [...people.values()].flatMap(({ name, accountId }) => (accountId === undefined ? [] : [[accountId, name] as const])),
  );
  const names = new Map<string, string>(
    Object.values(accounts).flatMap((account) => {
      const name = account.email === undefined ? known.get(account.accountId) : undefined;
      return name === undefined || name === nameOf(account) ? [] : [[`user:${nameOf(account)}`, `user:${name}`] as const];
    }),
  );
  if (names.size === 0) return lines;
  return lines.map((line) => {
    const [subject = '', ...rest] = line.split('\t');
    return [names.get(subject) ?? subject, ...rest].join('\t');
  });
}

/** The process was ended here. */
export class Killed extends Error {}
