import { click, systemsOf, thingsIn, type Outcome as Clicked } from './clicks/click.js';
import type { Clicks } from './clicks/said.js';
import { confluenceRoutes } from './confluence/routes.js';
import { credentialsIn, type Credentials } from './credentials.js';
import { Refusal, writes, type Call, type Reply, type Route, type System } from './exchange.js';
import { happens, noFaults, type FaultName, type Faults } from './faults.js';
import { Journal } from './journal.js';
import { Lag } from './lag.js';
import { jiraRoutes } from './jira/routes.js';
import { organizationRoutes } from './organization/routes.js';
import { errorOf } from './refusals.js';
import { routerOf } from './router.js';
import { slackRoutes } from './slack/routes.js';
import { changesBetween, trailOf, type Trail } from './trail.js';
import { nextNumber, type AuditChange, type AuditEvent, type World } from './world.js';

/** Every endpoint that is served. */
export const routes: readonly Route[] = [...jiraRoutes, ...confluenceRoutes, ...organizationRoutes, ...slackRoutes];

const findRoute = routerOf(routes);

/** Older ones are forgotten. */
const mostEvents = 5_000;

export interface SandboxOptions {
  readonly world: World;
  readonly faults?: Faults;
  /** What the faults are drawn from: the same requests in the same order have the same ones. */
  readonly seed?: number;
  /** Refuse every change, and count them. */
  readonly readOnly?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called after every change, before it is answered. */
  readonly save?: (world: World) => Promise<void>;
}

/** Whose log tells of a change. */
const systemOfChange: Readonly<Record<AuditChange['what'], AuditEvent['system']>> = {
  member: 'organization',
  actor: 'jira',
  grant: 'jira',
  'project-scheme': 'jira',
  'space-permission': 'confluence',
};

/** A request as it comes over the wire. */
export interface Asked {
  readonly method: string;
  /** Without the question. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly text: string;
  /** Where this sandbox is. */
  readonly base: string;
}

export interface Answered {
  readonly reply: Reply;
  /** Whether the connection breaks instead of the answer being sent. */
  readonly isDropped: boolean;
  /** Milliseconds to wait before it is sent. */
  readonly delay: number;
}

/** The sites' APIs over one world, without the wire. */
export class Sandbox {
  readonly world: World;
  readonly journal = new Journal();
  faults: Faults;
  seed: number;
  readonly readOnly: boolean;
  private readonly lag = new Lag();
  private readonly options: SandboxOptions;
  private count = 0;

  constructor(options: SandboxOptions) {
    this.world = options.world;
    this.faults = options.faults ?? noFaults;
    this.seed = options.seed ?? 1;
    this.readOnly = options.readOnly ?? false;
    this.options = options;
  }

  /** Other faults from now on; what is still unseen of earlier changes is seen at once where there is no delay any more. */
  setFaults(faults: Faults, seed: number): void {
    this.faults = faults;
    this.seed = seed;
    this.count = 0;
    if (faults.lag === 0) this.lag.catchUp();
  }

  /** What somebody does in the pages of the administration; in the audit logs as what any administrator of the site did. */
  async click(clicks: Clicks): Promise<Clicked> {
    const { world } = this;
    const named = { params: {}, query: new URLSearchParams(), body: thingsIn(clicks) };
    const before = trailOf(named, world);
    const [systems, then] = [systemsOf(clicks), { accounts: structuredClone(world.accounts), groups: structuredClone(world.groups) }];
    const outcome = click(clicks, world);
    if (outcome.type === 'refused' || outcome.clicked.made === 0) return outcome;
    if (systems.includes('organization')) this.lag.remember({ ...world, ...then }, this.faults.lag);
    const actor = Object.values(world.accounts).find(({ siteAdmin }) => siteAdmin === true)?.accountId ?? 'unknown';
    const changes = changesBetween(before, trailOf(named, world));
    for (const system of systems)
      this.note(
        { at: new Date(this.options.now()).toISOString(), actor, system, summary: 'By hand', object: named.body.join(', ') },
        changes.filter(({ what }) => systemOfChange[what] === system),
      );
    await this.options.save?.(world);
    return outcome;
  }

  async answer(asked: Asked): Promise<Answered> {
    this.count += 1;
    const number = this.count;
    const path = withoutCloud(asked.path);
    const system = systemOf(path);
    const found = findRoute(asked.method, path);
    if (found === undefined) return this.refused(asked, number, errorOf(system, 404, `${asked.method} ${path} is not served here.`));
    if (found === 'wrong method') return this.refused(asked, number, errorOf(system, 405, `${asked.method} is not for ${path}.`));
    const { route, params } = found;
    const credentials = credentialsIn(asked.authorization ?? slackToken(route, asked), this.world);
    const write = writes(route);
    if (credentials === undefined) return this.told(asked, { number, write, reply: unauthorized(route.system) });
    const fault = this.faultBefore(number);
    if (fault === 'drop') return this.told(asked, { number, write, fault, reply: { status: 0 } });
    if (fault !== undefined) return this.told(asked, { number, write, fault, reply: this.failure(route.system, fault) });
    if (write && this.readOnly)
      return this.told(asked, { number, write, isRefusedWrite: true, reply: errorOf(route.system, 403, 'This sandbox is read-only.') });
    const reply = await this.deed(route, params, { ...asked, path }, { credentials, number });
    const after = happens(this.faults, 'drop-after', this.seed, number) ? 'drop-after' : undefined;
    const slow = happens(this.faults, 'slow', this.seed, number) ? 'slow' : undefined;
    const label = after ?? slow;
    return this.told(asked, { number, write, reply, ...(label === undefined ? {} : { fault: label }) });
  }

  private async deed(
    route: Route,
    params: Readonly<Record<string, string>>,
    asked: Asked,
    { credentials, number }: { readonly credentials: Credentials; readonly number: number },
  ): Promise<Reply> {
    const body = bodyOf(asked);
    if (body === undefined)
      return errorOf(route.system, 400, 'Invalid request payload. Refer to the REST API documentation and try again.');
    const call: Call = {
      world: this.seenBy(route),
      params,
      query: asked.query,
      body: body.value,
      path: asked.path,
      base: asked.base,
      now: this.options.now(),
      caller: credentials.account,
      isApp: credentials.isApp,
      emptyPage: happens(this.faults, 'empty-pages', this.seed, number),
    };
    const before = writes(route) ? trailOf(call, this.world) : undefined;
    const reply = answered(route, call);
    if (before !== undefined && reply.status < 400 && isMeantWell(reply)) await this.keep(route, call, before);
    return happens(this.faults, 'extra-fields', this.seed, number) ? { ...reply, body: withExtraFields(reply.body) } : reply;
  }

  /** Jira and Confluence see what the organization changed a while later; what they change themselves they know. */
  private seenBy(route: Route): World {
    if (route.system === 'organization') {
      if (writes(route)) this.lag.remember(this.world, this.faults.lag);
      return this.world;
    }
    if (route.system === 'slack') return this.world;
    if (route.directory === true) this.lag.catchUp();
    return this.lag.seen(this.world);
  }

  /** An event for each thing that it did to the access of somebody; where it did nothing of the kind, one that says what was asked. */
  private async keep(route: Route, call: Call, before: Trail): Promise<void> {
    this.note(
      {
        at: new Date(call.now).toISOString(),
        actor: call.caller?.accountId ?? 'unknown',
        system: route.system === 'confluence-v2' ? 'confluence' : route.system,
        summary: `${route.method} ${route.path}`,
        object: call.path,
      },
      changesBetween(before, trailOf(call, this.world)),
    );
    await this.options.save?.(this.world);
  }

  private note(event: Omit<AuditEvent, 'id' | 'change'>, changes: readonly AuditChange[]): void {
    const { events } = this.world;
    for (const change of changes.length === 0 ? [undefined] : changes)
      events.push({ id: nextNumber(this.world), ...event, ...(change === undefined ? {} : { change }) });
    if (events.length > mostEvents) events.splice(0, events.length - mostEvents);
  }

  private faultBefore(number: number): FaultName | undefined {
    const names = ['drop', '429', '500', '503'] as const;
    return names.find((name) => happens(this.faults, name, this.seed, number));
  }

  private failure(system: System, fault: FaultName): Reply {
    const status = Number(fault);
    const error = errorOf(system, status, status === 429 ? 'Rate limit exceeded.' : 'Something went wrong.');
    const wait = String(this.faults['retry-after']);
    if (status === 503) return { ...error, headers: { 'Retry-After': wait } };
    if (status !== 429) return error;
    const reset = new Date(this.options.now() + this.faults['retry-after'] * 1000).toISOString();
    const reason =
      system === 'jira'
        ? { 'RateLimit-Reason': 'jira-burst-based' }
        : system.startsWith('confluence')
          ? { 'RateLimit-Reason': 'confluence-quota-global-based' }
          : {};
    return {
      ...error,
      headers: { 'Retry-After': wait, 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset, ...reason },
    };
  }

  private refused(asked: Asked, number: number, reply: Reply): Answered {
    return this.told(asked, { number, write: asked.method !== 'GET', reply });
  }

  private told(asked: Asked, { number, write, reply, fault, isRefusedWrite = false }: Outcome): Answered {
    const isDropped = fault === 'drop' || fault === 'drop-after';
    const question = asked.query.toString();
    this.journal.add(
      {
        number,
        method: asked.method,
        path: question === '' ? asked.path : `${asked.path}?${question}`,
        ...(isDropped ? {} : { status: reply.status }),
        write,
        ...(fault === undefined ? {} : { fault }),
      },
      isRefusedWrite,
    );
    return { reply, isDropped, delay: fault === 'slow' ? this.faults['slow-ms'] : 0 };
  }
}

interface Outcome {
  readonly number: number;
  readonly write: boolean;
  readonly reply: Reply;
  readonly fault?: FaultName;
  readonly isRefusedWrite?: boolean;
}

function answered(route: Route, call: Call): Reply {
  try {
    return route.answer(call);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** Slack says no with 200. */
function isMeantWell({ body }: Reply): boolean {
  return !(typeof body === 'object' && body !== null && 'ok' in body && body.ok === false);
}

/** Scoped tokens go by `/ex/jira/{cloudId}`, where the same is served. */
function withoutCloud(path: string): string {
  return path.replace(/^\/ex\/(?:jira|confluence)\/[^/]+(?=\/)/, '');
}

function systemOf(path: string): System {
  if (path.startsWith('/admin/') || path.startsWith('/users/')) return 'organization';
  if (path.startsWith('/slack/')) return 'slack';
  if (path.startsWith('/wiki/api/')) return 'confluence-v2';
  return path.startsWith('/wiki/') ? 'confluence' : 'jira';
}

function unauthorized(system: System): Reply {
  if (system === 'jira')
    return { status: 401, body: { 'status-code': 401, message: 'Client must be authenticated to access this resource.' } };
  const reply = errorOf(system, 401, 'Unauthorized');
  return system === 'slack' ? { ...reply, status: 200 } : reply;
}

/** Slack takes its token as a field, too. */
function slackToken({ system }: Route, { text, contentType }: Asked): string | undefined {
  if (system !== 'slack' || contentType.includes('json')) return undefined;
  const token = new URLSearchParams(text).get('token');
  return token === null ? undefined : `Bearer ${token}`;
}

/** Undefined: it is no JSON. */
function bodyOf({ text, contentType, query, path }: Asked): { readonly value: unknown } | undefined {
  if (path.startsWith('/slack/') && !contentType.includes('json'))
    return { value: { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(text)) } };
  if (text === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** A field that no document tells of, on everything that stands in a list. */
function withExtraFields(value: unknown, isListed = false): unknown {
  if (Array.isArray(value)) return value.map((each) => withExtraFields(each, true));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, each]) => [name, withExtraFields(each)] as const);
  return Object.fromEntries(isListed ? [...fields, ['somethingNew', { added: 'later' }]] : fields);
}
