import { align } from '../../src/drift/align.js';
import { comparable } from '../../src/drift/comparable.js';
import { factKey, type Fact } from '../../src/diff/facts.js';
import type { FactChange } from '../../src/diff/fact-change.js';
import type { Site as Model } from '../../src/model/site.js';
import { reachFromEnvironment } from '../../src/providers/environment.js';
import { namesOf, type Names } from '../../src/providers/names.js';
import type { LiveSite } from '../../src/providers/provider.js';
import { ReadError } from '../../src/providers/read-error.js';
import { createSource, type SourceOptions } from '../../src/providers/source.js';
import { WriteError, type Target, type Write, type WriteFailure } from '../../src/providers/target.js';
import { createTarget } from '../../src/providers/targets.js';
import { startSite, type Site } from '../sandbox/site.js';
import { asOf, compiled } from './compiled.js';
import { sandboxTokens } from './live-world.js';
import { stillWorld } from './still-world.js';

/** A sandbox that was read, and a target that writes to it. */
export interface WrittenSite {
  readonly site: Site;
  readonly reach: SourceOptions;
  readonly names: Names;
  readonly target: Target;
  /** What the site says now about what the policies manage, as it is compared with them. */
  readonly facts: () => Promise<readonly Fact[]>;
  /** Requests that changed something, whether or not anybody heard of it, as `METHOD path`. */
  readonly effective: () => readonly string[];
}

interface Options {
  /** One that is not as all others are. */
  readonly site?: Site;
  /** Milliseconds that the target waits for an answer. */
  readonly timeout?: number;
}

export async function writtenSite(policies: string, { site, timeout = 400 }: Options = {}): Promise<WrittenSite> {
  const running = site ?? (await startSite());
  const env = { ...sandboxTokens, PERMAFROST_ORG_ID: running.world.site.orgId };
  const reach = reachFromEnvironment(env, { site: running.url, url: running.world.site.url, world: stillWorld() });
  if (reach.type === 'failed') throw new Error(JSON.stringify(reach.failures));
  const { site: model } = await compiled([['policies.yaml', policies]]);
  const live = await (site === undefined ? (usual ??= liveOf(reach.options)) : liveOf(reach.options));
  const names = namesOf(live.ids, alignedNames(model, live));
  const { signal } = new AbortController();
  return {
    site: running,
    reach: reach.options,
    names,
    target: createTarget({ ...reach.options, timeout, names, policies: model, signal }),
    facts: async () => {
      const { site: now, blindSpots } = await liveOf(reach.options);
      return comparable(model, { site: now, apis, blindSpots }, asOf).live;
    },
    effective: () =>
      running.sandbox.journal.requests
        .filter(({ write, status, fault }) => write && (fault === 'drop-after' || (status !== undefined && status < 400)))
        .map(({ method, path }) => `${method} ${path}`),
  };
}

/** What is read of a site that nobody asked for otherwise. Each is the same, and to read it is most of what a test would do. */
let usual: Promise<LiveSite> | undefined;

const apis = ['jira', 'confluence', 'organization', 'slack'] as const;

function alignedNames(policies: Model, { site, blindSpots }: LiveSite): ReadonlyMap<string, string> {
  return align(policies, { site, apis, blindSpots }, asOf).names;
}

async function liveOf(options: SourceOptions): Promise<LiveSite> {
  const reading = await createSource(options).read(new AbortController().signal);
  if (reading.type === 'failed') throw new Error(reading.failure.message);
  return reading.live;
}

export const { signal: never } = new AbortController();

export async function failureOf(writing: Promise<unknown>): Promise<WriteFailure> {
  try {
    await writing;
  } catch (error) {
    if (error instanceof WriteError) return error.failure;
    throw error;
  }
  throw new Error('It did not fail.');
}

/** As whoever carries out a plan: looks, makes what is not there, and looks again, until it is there or is refused. */
export async function persist({ target }: WrittenSite, write: Write): Promise<{ readonly failures: readonly string[] }> {
  const failures: string[] = [];
  for (let tried = 0; tried < 40; tried++) {
    try {
      const { type } = await target.observe(write, never);
      if (type === 'after') return { failures };
      if (type === 'moved') throw new Error(`It has moved: ${JSON.stringify((await target.observe(write, never)).found)}`);
      await target.make(write, never);
    } catch (error) {
      if (error instanceof WriteError && error.failure.kind !== 'refused') failures.push(JSON.stringify(error.failure));
      else if (error instanceof ReadError) failures.push(JSON.stringify(error.failure));
      else throw error;
    }
  }
  throw new Error(`It was not there after all: ${failures.join('\n')}`);
}

/** Whether every change stands among the facts of a site. */
export function unmade(write: Write, facts: readonly Fact[]): readonly FactChange[] {
  const there = new Map(facts.map((fact) => [factKey(fact), JSON.stringify(fact.says)]));
  return write.changes.filter(({ before, after }) => {
    const fact = after ?? before;
    return fact !== undefined && there.get(factKey(fact)) !== (after === undefined ? undefined : JSON.stringify(after.says));
  });
}
