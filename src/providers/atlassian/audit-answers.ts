import { fields, type Decode } from '../http/decode.js';
import type { AuditAuthor, AuditItem, AuditRecord } from '../audit-log.js';

/*
 * Audit logs promise little and change often, and what they say is only told, never relied upon: a field that is not there, or is something
 * else than it should be, is as one that is empty. A record without a moment is none.
 */

export interface RecordPage {
  /** How many records the page has, those that say nothing to us too. */
  readonly size: number;
  readonly records: readonly AuditRecord[];
  readonly next?: string;
}

type Given = Readonly<Record<string, unknown>>;

export const jiraRecords: Decode<RecordPage> = (value, at) => {
  const records = fields(value, at).list('records', (record) => record);
  return { size: records.length, records: records.flatMap((record) => jiraRecord(given(record))) };
};

function jiraRecord(record: Given): readonly AuditRecord[] {
  const moment = momentOf(record['created']);
  if (moment === undefined) return [];
  const account = textOf(record['authorAccountId']) ?? textOf(record['authorKey']);
  return [
    {
      log: 'jira',
      id: textOf(record['id']) ?? '',
      at: moment,
      author: account === undefined ? {} : { account },
      deed: textOf(record['summary']) ?? '',
      items: [record['objectItem'], ...listOf(record['associatedItems'])].flatMap((item) => {
        const { id, name, typeName } = given(item);
        return itemOf(typeName, id, [name]);
      }),
      values: listOf(record['changedValues']).map((one) => {
        const { fieldName, changedFrom, changedTo } = given(one);
        return { field: textOf(fieldName) ?? '', from: textOf(changedFrom) ?? '', to: textOf(changedTo) ?? '' };
      }),
    },
  ];
}

export const organizationEvents: Decode<RecordPage> = (value, at) => {
  const page = fields(value, at);
  const events = page.list('data', (event) => event);
  const next = textOf(given(given(value)['meta'])['next']) ?? textOf(given(given(value)['links'])['next']);
  return {
    size: events.length,
    records: events.flatMap((event) => organizationEvent(given(event))),
    ...(next === undefined ? {} : { next }),
  };
};

function organizationEvent(event: Given): readonly AuditRecord[] {
  const attributes = given(event['attributes']);
  const moment = momentOf(attributes['time']);
  if (moment === undefined) return [];
  return [
    {
      log: 'organization',
      id: textOf(event['id']) ?? '',
      at: moment,
      author: authorOf(given(attributes['actor'])),
      deed: textOf(attributes['action']) ?? '',
      items: [...listOf(attributes['context']), ...listOf(attributes['container'])].flatMap((item) => {
        const { id, type, attributes: own } = given(item);
        const { name, key, email } = given(own);
        return itemOf(type, id, [name, key, email]);
      }),
      values: [],
    },
  ];
}

function authorOf(actor: Given): AuditAuthor {
  const [account, email, name] = [textOf(actor['id']), textOf(actor['email']), textOf(actor['name'])];
  return {
    ...(account === undefined ? {} : { account }),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
  };
}

function itemOf(type: unknown, id: unknown, names: readonly unknown[]): readonly AuditItem[] {
  const own = [id, ...names].flatMap((name) => textOf(name) ?? []);
  return own.length === 0 ? [] : [{ type: textOf(type) ?? '', names: own }];
}

function given(value: unknown): Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** In UTC; Jira writes the zone without a colon. */
function momentOf(value: unknown): string | undefined {
  const moment = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}
