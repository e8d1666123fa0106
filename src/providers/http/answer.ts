import type { Api } from './endpoint.js';

/** JSON has no `undefined`, so that it can stand for what is not JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

export function tooLong(status: number, wait: number): string {
  return `answered ${String(status)} and asks to wait ${String(Math.ceil(wait / 60_000))} minutes`;
}

/** Of Slack, that it is out of order for a moment. */
export const slackTransient: readonly string[] = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];

/** What Slack says no with, at status 200: empty if it does not say; undefined: it does not say no. */
export function slackError(api: Api, value: unknown): string | undefined {
  if (api !== 'slack') return undefined;
  const { ok, error } = (value ?? {}) as { ok?: unknown; error?: unknown };
  if (ok === true) return undefined;
  return typeof error === 'string' ? error : '';
}

export function slackHint(said: string): { readonly hint?: string } {
  if (said === 'missing_scope') return { hint: 'Give the app the scopes that the page on live sites names.' };
  return /auth|token/.test(said) ? { hint: 'Is the token right, and has it not been revoked?' } : {};
}

export function isSlackLimit(api: Api, body: string): boolean {
  return api === 'slack' && /"error"\s*:\s*"(?:ratelimited|rate_limited)"/.test(body);
}
