import type { Call } from './http/calls.js';
import { realWorld, type World } from './http/world.js';
import type { Api, Source } from './provider.js';
import type { ReadFailure } from './read-error.js';
import { createSource, type Access, type SourceOptions } from './source.js';

export interface EnvironmentOptions {
  /** Where to read: the address of the site, or of a server that stands for it. */
  readonly site: string;
  /** The address of the site in policies, if another server stands for it; the same if not said. */
  readonly url?: string;
  readonly internalDomains?: readonly string[];
  /** Which APIs to read; if not said, Jira and Confluence, and the others where there is a token for them. */
  readonly apis?: readonly Api[];
  readonly world?: World;
  readonly listen?: (call: Call) => void;
}

/** How to reach a site, with the tokens of the environment; or all that is missing for it. */
export type Reach =
  { readonly type: 'ready'; readonly options: SourceOptions } | { readonly type: 'failed'; readonly failures: readonly ReadFailure[] };

export type Sources =
  { readonly type: 'ready'; readonly source: Source } | { readonly type: 'failed'; readonly failures: readonly ReadFailure[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** The names of all that is looked up in the environment; nothing else is, and secrets are taken from nowhere else. */
export const environmentNames = [
  'PERMAFROST_EMAIL',
  'PERMAFROST_API_TOKEN',
  'PERMAFROST_ORG_ID',
  'PERMAFROST_ORG_API_KEY',
  'PERMAFROST_SLACK_TOKEN',
] as const;

type Name = (typeof environmentNames)[number];

/** A source for a site, with the tokens of the environment; or all that is missing for one. */
export function sourcesFromEnvironment(env: Environment, options: EnvironmentOptions): Sources {
  const reach = reachFromEnvironment(env, options);
  return reach.type === 'failed' ? reach : { type: 'ready', source: createSource(reach.options) };
}

/** What a source, a check and a target of a site have in common. */
export function reachFromEnvironment(env: Environment, options: EnvironmentOptions): Reach {
  const failures: ReadFailure[] = [];
  const site = siteOf(options.site, failures);
  const url = siteOf(options.url ?? options.site, failures);
  if (site === undefined || url === undefined) return { type: 'failed', failures };
  const set = (name: Name): string | undefined => (env[name]?.trim() === '' ? undefined : env[name]?.trim());
  const apis = options.apis ?? [
    'jira',
    'confluence',
    ...(set('PERMAFROST_ORG_API_KEY') === undefined ? [] : (['organization'] as const)),
    ...(set('PERMAFROST_SLACK_TOKEN') === undefined ? [] : (['slack'] as const)),
  ];
  const local = isLoopback(site);
  const need = (name: Name, what: string): string => {
    const value = set(name);
    // A server on this machine may ask for none.
    if (value === undefined && !local) failures.push(missing(name, what));
    return value ?? '';
  };
  const made: { -readonly [K in Api]?: SourceOptions[K] } = {};
  if (apis.includes('jira') || apis.includes('confluence')) {
    const email = need('PERMAFROST_EMAIL', 'whose token it is');
    const token = need('PERMAFROST_API_TOKEN', 'the API token');
    const access = accessOf(site.origin, token === '' ? undefined : `Basic ${base64(`${email}:${token}`)}`, [token]);
    if (apis.includes('jira')) made.jira = access;
    if (apis.includes('confluence')) made.confluence = access;
  }
  if (apis.includes('organization')) {
    const id = need('PERMAFROST_ORG_ID', 'the id of the organization');
    const key = need('PERMAFROST_ORG_API_KEY', 'the API key of the organization');
    made.organization = {
      id: id === '' ? 'sandbox' : id,
      ...accessOf(local ? site.origin : 'https://api.atlassian.com', bearer(key), [key]),
    };
  }
  if (apis.includes('slack')) {
    const token = need('PERMAFROST_SLACK_TOKEN', 'the token of the Slack app');
    made.slack = accessOf(local ? `${site.origin}/slack` : 'https://slack.com', bearer(token), [token]);
  }
  if (failures.length > 0) return { type: 'failed', failures };
  const { world = realWorld, internalDomains = [], listen } = options;
  return {
    type: 'ready',
    options: {
      url: url.origin,
      readAt: site.origin,
      internalDomains,
      world,
      limited: !local,
      ...made,
      ...(listen === undefined ? {} : { listen }),
    },
  };
}

function bearer(token: string): string | undefined {
  return token === '' ? undefined : `Bearer ${token}`;
}

function accessOf(base: string, authorization: string | undefined, tokens: readonly string[]): Access {
  const secrets = [...tokens, ...(authorization?.split(' ').slice(1) ?? [])].filter((secret) => secret !== '');
  return { base, secrets, ...(authorization === undefined ? {} : { authorization }) };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** A token goes over https only, except to this very machine. */
function siteOf(text: string, failures: ReadFailure[]): URL | undefined {
  const url = parse(text);
  if (url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) {
    if (url.username === '' && url.password === '') return url;
    failures.push(setting('The address of the site has a name or password in it.', 'Put tokens into the environment only.'));
    return undefined;
  }
  const hint = 'Write it like "https://acme.atlassian.net".';
  failures.push(setting('The address of the site is none that a token may be sent to.', hint));
  return undefined;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** This very machine: what is there stands for a site, and is none. */
export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function missing(name: Name, what: string): ReadFailure {
  return setting(`${name}, ${what}, is not set.`, `Set ${name} in the environment; docs/live.md says where to get it.`);
}

function setting(message: string, hint: string): ReadFailure {
  return { kind: 'bad-settings', message, hint };
}
