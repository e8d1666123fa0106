import { setMaxListeners } from 'node:events';
import { readAuditLogs } from './atlassian/audit.js';
import { readConfluence } from './atlassian/confluence.js';
import { readJira } from './atlassian/jira.js';
import { readOrganization } from './atlassian/organization.js';
import { callJournal, type Call, type CallJournal } from './http/calls.js';
import { createClient, type Client } from './http/client.js';
import type { World } from './http/world.js';
import { assemble, type Facts } from './live/assemble.js';
import type { Api, AuditReading, LiveSite, Reading, Source, Step } from './provider.js';
import { ReadError } from './read-error.js';
import { slackCapabilities } from './slack/slack-capabilities.js';
import { readSlack } from './slack/slack.js';

/** How to reach one API. */
export interface Access {
  readonly base: string;
  readonly authorization?: string;
  readonly secrets: readonly string[];
}

export interface SourceOptions {
  /** Of the site, as policies write it. */
  readonly url: string;
  /** Where it is read, if a server stands for it. */
  readonly readAt?: string;
  readonly internalDomains: readonly string[];
  readonly jira?: Access;
  readonly confluence?: Access;
  readonly organization?: Access & { readonly id: string };
  readonly slack?: Access;
  readonly world: World;
  /** Whether the documented limits of the vendors are kept: not with a server on this machine. */
  readonly limited: boolean;
  /** Of one try; half a minute if not said. */
  readonly timeout?: number;
  /** Hears of every call before it is made. */
  readonly listen?: (call: Call) => void;
}

const order: readonly Api[] = ['jira', 'confluence', 'organization', 'slack'];

/** Reads several APIs as one site. */
export function createSource(options: SourceOptions): Source {
  return {
    apis: order.filter((api) => options[api] !== undefined),
    read: (signal, progress = () => undefined) => read(options, signal, progress),
    invitesToChat: (signal) => invitesToChat(options, signal),
    audit: (signal) => audit(options, signal),
  };
}

/** What cannot be known is no reason to end anything: somebody then does by hand what an API might have done. */
async function invitesToChat(options: SourceOptions, signal: AbortSignal): Promise<boolean | undefined> {
  const { slack } = options;
  if (slack === undefined) return undefined;
  try {
    const { invitesGuests } = await slackCapabilities(clientsFor(options, signal, callJournal(options.listen))(slack));
    return invitesGuests;
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

async function read(options: SourceOptions, signal: AbortSignal, progress: (step: Step) => void): Promise<Reading> {
  const journal = callJournal(options.listen);
  // The first that fails for good stops the others: a part of a site is of no use.
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  // Every call in the air listens, and there may be many.
  setMaxListeners(0, both);
  try {
    const facts = await readFacts(options, { signal: both, journal, progress });
    const on = new Date(options.world.now()).toISOString().slice(0, 10);
    const live: LiveSite = {
      ...assemble(facts, { url: options.url, readAt: options.readAt, internalDomains: options.internalDomains, on }),
      calls: journal.count(),
    };
    return { type: 'read', live };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { type: 'failed', failure: error.failure, calls: journal.count() };
  } finally {
    stop.abort();
  }
}

/** A log is worth less waiting than the site: everything else is known already. */
const auditPatience = 60_000;

async function audit(options: SourceOptions, signal: AbortSignal): Promise<AuditReading> {
  const { jira, organization, world } = options;
  const clientOf = clientsFor(options, signal, callJournal(options.listen), auditPatience);
  return readAuditLogs(
    {
      ...(jira === undefined ? {} : { jira: clientOf(jira) }),
      ...(organization === undefined ? {} : { organization: { client: clientOf(organization), id: organization.id } }),
    },
    world.now(),
  );
}

function clientsFor(
  { world, limited, timeout }: SourceOptions,
  signal: AbortSignal,
  journal: CallJournal,
  patience?: number,
): (access: Access) => Client {
  const more = { ...(timeout === undefined ? {} : { timeout }), ...(patience === undefined ? {} : { patience }) };
  return (access) => createClient({ ...access, world, signal, journal, limited, ...more });
}

interface Run {
  readonly signal: AbortSignal;
  readonly journal: CallJournal;
  readonly progress: (step: Step) => void;
}

async function readFacts(options: SourceOptions, { signal, journal, progress }: Run): Promise<Facts> {
  const clientOf = clientsFor(options, signal, journal);
  // One directory of groups is enough: that of the organization, which knows most, else that of Jira, else that of Confluence.
  const { jira, confluence, organization, slack } = options;
  const [fromJira, fromConfluence, fromOrganization, fromSlack] = await Promise.all([
    jira && readJira(clientOf(jira), { directory: organization === undefined, progress }),
    confluence && readConfluence(clientOf(confluence), { directory: organization === undefined && jira === undefined, progress }),
    organization && readOrganization(clientOf(organization), organization.id, progress),
    slack && readSlack(clientOf(slack), progress),
  ]);
  return {
    ...(fromJira === undefined ? {} : { jira: fromJira }),
    ...(fromConfluence === undefined ? {} : { confluence: fromConfluence }),
    ...(fromOrganization === undefined ? {} : { organization: fromOrganization }),
    ...(fromSlack === undefined ? {} : { slack: fromSlack }),
  };
}
