import type { AuditLog, AuditLogName, AuditReading, AuditRecord } from '../audit-log.js';
import type { Client } from '../http/client.js';
import { ReadError } from '../read-error.js';
import { jiraRecords, organizationEvents, type RecordPage } from './audit-answers.js';
import { auditEndpoints as endpoints } from './audit-endpoints.js';

/** What is read at once, and how many times at most: the organization allows ten calls a minute. */
export const auditPages = { jira: { size: 1_000, most: 10 }, organization: { size: 500, most: 8 } } as const;

/** No log of these is kept longer by default, and older changes are not what drift is about. */
export const auditDays = 180;

export interface AuditClients {
  readonly jira?: Client;
  readonly organization?: { readonly client: Client; readonly id: string };
}

/** What the audit logs say since `auditDays` ago. That one cannot be read is told, and is no failure. */
export async function readAuditLogs({ jira, organization }: AuditClients, now: number): Promise<AuditReading> {
  const from = new Date(now - auditDays * 86_400_000);
  const read = await Promise.all(
    [
      jira === undefined ? [] : [readLog('jira', from, jiraPages(jira, from))],
      organization === undefined ? [] : [readLog('organization', from, organizationPages(organization.client, organization.id, from))],
    ].flat(),
  );
  const newest = (a: AuditRecord, b: AuditRecord): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);
  return { logs: read.map(({ log }) => log), records: read.flatMap(({ records }) => records).sort(newest) };
}

type NextPage = (done: number, last: RecordPage | undefined) => Promise<RecordPage | undefined>;

/** Undefined: there is no page after the last one. */
function jiraPages(client: Client, from: Date): NextPage {
  const limit = auditPages.jira.size;
  return (done, last) =>
    last?.size === 0
      ? Promise.resolve(undefined)
      : client.call(endpoints.jira, { query: { offset: done, limit, from: from.toISOString() } }, jiraRecords);
}

function organizationPages(client: Client, orgId: string, from: Date): NextPage {
  return async (_, last) => {
    if (last === undefined) {
      const query = { limit: auditPages.organization.size, from: String(from.getTime()) };
      return client.call(endpoints.organization, { path: { orgId }, query }, organizationEvents);
    }
    const cursor = cursorIn(last.next);
    return cursor === undefined
      ? undefined
      : client.call(endpoints.organization, { path: { orgId }, query: { cursor } }, organizationEvents);
  };
}

/** Of a link nothing is followed but where to go on. */
function cursorIn(next: string | undefined): string | undefined {
  if (next === undefined || !/^(?:https?:|\/)/i.test(next)) return next;
  return new URLSearchParams(next.slice(next.indexOf('?') + 1)).get('cursor') ?? undefined;
}

async function readLog(
  log: AuditLogName,
  from: Date,
  next: NextPage,
): Promise<{ readonly log: AuditLog; readonly records: readonly AuditRecord[] }> {
  const records: AuditRecord[] = [];
  let done = 0;
  let last: RecordPage | undefined;
  try {
    for (let page = 0; page < auditPages[log].most; page++) {
      last = await next(done, last);
      if (last === undefined) return { log: { log, state: 'read', records: done, since: from.toISOString() }, records };
      done += last.size;
      records.push(...last.records);
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const { message, status } = error.failure;
    // What was read before says no less for it.
    return { log: { log, state: 'failed', records: done, why: message, ...(status === undefined ? {} : { status }) }, records };
  }
  const oldest = records.reduce<string | undefined>((least, { at }) => (least === undefined || at < least ? at : least), undefined);
  return { log: { log, state: 'part', records: done, since: oldest ?? from.toISOString() }, records };
}
