export type Api = 'jira' | 'confluence' | 'organization' | 'slack';

/** Calls with POST that change nothing: the API wants a body for the question. No other POST can be declared, or made. */
export const readOnlyPosts = [
  '/rest/api/3/permissions/check',
  '/wiki/api/v2/users-bulk',
  '/wiki/rest/api/content/{id}/permission/check',
  '/admin/v2/orgs/{orgId}/workspaces',
  '/admin/v2/orgs/{orgId}/directories/{directoryId}/users/search',
  '/admin/v2/orgs/{orgId}/directories/{directoryId}/groups/search',
] as const;

export type ReadOnlyPost = (typeof readOnlyPosts)[number];

interface Common {
  readonly api: Api;
  /** Names of the parameters that may stand in its query. */
  readonly query: readonly string[];
  readonly limit: Limit;
}

/** At most so many calls within so many milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly within: number;
}

/** A documented limit, of which a fifth is left to others who use the site. */
export function perSecond(documented: number): Limit {
  return { calls: Math.floor(documented * 0.8), within: 1_000 };
}

/** One way of asking: there is no way to declare one that writes. */
export type Endpoint =
  | (Common & { readonly method: 'GET'; readonly template: string })
  | (Common & { readonly method: 'POST'; readonly template: ReadOnlyPost });

/** Whether a call only reads, for those that come from where types were not looked at. */
export function isReading({ method, template }: { readonly method: string; readonly template: string }): boolean {
  return method === 'GET' || (method === 'POST' && (readOnlyPosts as readonly string[]).includes(template));
}

/** What stands in the path and the query of one call; a list in the query repeats its parameter. */
export interface Parameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The path of a call, with each value in its place and none able to leave it. */
export function pathOf(template: string, values: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '' || value === '.' || value === '..')
      throw new Error(`No usable value for {${name}} in ${template}.`);
    return encodeURIComponent(value);
  });
}

export function queryOf(
  endpoint: { readonly template: string; readonly query: readonly string[] },
  values: Parameters['query'] = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!endpoint.query.includes(name)) throw new Error(`${endpoint.template} has no parameter ${name}.`);
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
