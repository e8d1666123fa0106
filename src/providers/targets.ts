import { setMaxListeners } from 'node:events';
import type { FactChange } from '../diff/fact-change.js';
import type { Site } from '../model/site.js';
import type { ApiTarget, Pen } from './api-target.js';
import { confluenceTarget } from './atlassian/confluence-target.js';
import { jiraTarget } from './atlassian/jira-target.js';
import { organizationTarget } from './atlassian/organization-target.js';
import { callJournal, type CallJournal } from './http/calls.js';
import { createClient } from './http/client.js';
import { throttle, type Throttle } from './http/throttle.js';
import { usualConcurrency } from './http/wire.js';
import { createWriter } from './http/writer.js';
import type { Names } from './names.js';
import type { Api } from './provider.js';
import type { Access, SourceOptions } from './source.js';
import { refused } from './api-target.js';
import { slackTarget } from './slack/slack-target.js';
import { missingOf, standingOf } from './standing.js';
import type { Standing, Target, Write } from './target.js';

/** What a site is written with: how to reach it, as for reading, and what is known of it by a full reading. */
export interface TargetOptions extends SourceOptions {
  /** Grows with what is made. */
  readonly names: Names;
  /** The policies that are made real. */
  readonly policies: Site;
  /** Told to stop, nothing waits any more; each call has a signal of its own besides. */
  readonly signal: AbortSignal;
  readonly journal?: CallJournal;
}

interface Part {
  readonly target: ApiTarget;
  readonly access: Access;
  readonly throttle: Throttle;
}

/** One of each API. */
function partsOf(options: TargetOptions): ReadonlyMap<Api, Part> {
  const { jira, confluence, organization, slack, url, readAt, world, signal, limited } = options;
  const parts = new Map<Api, Part>();
  const add = (api: Api, access: Access, target: ApiTarget): void => {
    parts.set(api, { target, access, throttle: throttle({ world, signal, concurrency: usualConcurrency, limited }) });
  };
  if (jira !== undefined) add('jira', jira, jiraTarget);
  if (confluence !== undefined) add('confluence', confluence, confluenceTarget(world));
  if (organization !== undefined) {
    const place = { orgId: organization.id, url, ...(readAt === undefined ? {} : { readAt }) };
    add('organization', organization, organizationTarget(place));
  }
  if (slack !== undefined) add('slack', slack, slackTarget);
  return parts;
}

/** Writes to several APIs as one site. */
export function createTarget(options: TargetOptions): Target {
  const parts = partsOf(options);
  const journal = options.journal ?? callJournal(options.listen);
  const reach = ({ api }: Write, signal: AbortSignal): { readonly target: ApiTarget; readonly pen: Pen } => {
    const part = parts.get(api);
    if (part === undefined)
      throw refused(`Nothing is known of how to reach "${api}".`, 'Set the tokens that the page on live sites names.');
    return { target: part.target, pen: penOf(part, options, { signal, journal }) };
  };
  const find = async (write: Write, { target, pen }: ReturnType<typeof reach>, later?: readonly FactChange[]): Promise<Standing> => {
    const found = await target.find(write, pen);
    const called = write.rename === undefined ? undefined : await target.calledNow(write.rename, pen);
    return standingOf(write, found, called, later);
  };
  return {
    apis: [...parts.keys()],
    async observe(write, signal, later) {
      const way = reach(write, signal);
      const standing = await find(write, way, later);
      const beside = (await way.target.beside?.(write, way.pen)) ?? [];
      return { ...standing, found: [...standing.found, ...beside] };
    },
    async make(write, signal) {
      const way = reach(write, signal);
      const { type, found } = await find(write, way);
      if (type === 'after') return;
      if (type === 'moved') throw refused('The site has changed since it was looked at, in what this write touches.', 'Plan again.');
      await way.target.make({ write, found, missing: missingOf(write, found) }, way.pen);
    },
  };
}

interface Run {
  readonly signal: AbortSignal;
  readonly journal: CallJournal;
}

function penOf({ access, throttle: shared }: Part, options: TargetOptions, { signal, journal }: Run): Pen {
  const { world, limited, timeout, names, policies } = options;
  const both = AbortSignal.any([signal, options.signal]);
  setMaxListeners(0, both);
  const common = {
    ...access,
    world,
    limited,
    journal,
    signal: both,
    throttle: shared,
    ...(timeout === undefined ? {} : { timeout }),
  };
  return { reader: createClient(common), writer: createWriter(common), names, policies };
}
