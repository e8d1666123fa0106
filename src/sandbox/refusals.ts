import { uuidOf } from './ids.js';
import { Refusal, type Reply, type System } from './exchange.js';

/** Jira's `ErrorCollection`. */
export function refuseJira(status: number, message: string, errors: Readonly<Record<string, string>> = {}): never {
  throw new Refusal(jiraError(status, message, errors));
}

/** Confluence's first API. */
export function refuseConfluence(status: number, message: string): never {
  throw new Refusal(confluenceError(status, message));
}

/** Confluence's second API. */
export function refuseConfluence2(status: number, title: string): never {
  throw new Refusal(confluence2Error(status, title));
}

/** The organization's API; the code tells refusals of one status apart. */
export function refuseOrganization(status: number, code: string, title: string, detail = title): never {
  throw new Refusal(organizationError(status, code, title, detail));
}

/** Slack says no with HTTP 200. */
export function refuseSlack(error: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new Refusal({ status: 200, body: { ok: false, error, ...more } });
}

/** An error that no resource has a say in: no credentials, too many requests, something broken. */
export function errorOf(system: System, status: number, words: string): Reply {
  switch (system) {
    case 'jira':
      return jiraError(status, words, {});
    case 'confluence':
      return confluenceError(status, words);
    case 'confluence-v2':
      return confluence2Error(status, words);
    case 'organization':
      return status === 401 || status === 429
        ? { status, body: { code: status, message: words } }
        : organizationError(status, `ADMIN-${status}-1`, words, words);
    case 'slack':
      return { status, body: { ok: false, error: status === 429 ? 'ratelimited' : status === 401 ? 'not_authed' : 'internal_error' } };
  }
}

function jiraError(status: number, message: string, errors: Readonly<Record<string, string>>): Reply {
  return { status, body: { errorMessages: message === '' ? [] : [message], errors, status } };
}

const exceptions: Readonly<Record<number, string>> = {
  400: 'com.atlassian.confluence.api.service.exceptions.BadRequestException',
  403: 'com.atlassian.confluence.api.service.exceptions.PermissionException',
  404: 'com.atlassian.confluence.api.service.exceptions.NotFoundException',
};

function confluenceError(status: number, message: string): Reply {
  const thrown = exceptions[status];
  return {
    status,
    body: {
      statusCode: status,
      data: { authorized: status !== 401 && status !== 403, valid: status !== 400, errors: [], successful: false },
      message: thrown === undefined ? message : `${thrown}: ${message}`,
    },
  };
}

const titles: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'RATE_LIMITED',
};

function confluence2Error(status: number, title: string): Reply {
  return { status, body: { errors: [{ status, code: titles[status] ?? 'INTERNAL_SERVER_ERROR', title, detail: null }] } };
}

function organizationError(status: number, code: string, title: string, detail: string): Reply {
  return { status, body: { errors: [{ id: uuidOf('error', code, detail), status: String(status), code, title, detail }] } };
}
