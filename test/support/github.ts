import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * A GitHub on loopback that knows the operations of test/fixtures/github/api.json and holds both sides to it: a request that the description
 * does not allow is an offence, told by `offences`, and so is an answer of ours that GitHub could not give.
 */
export interface GitHub {
  readonly url: string;
  readonly state: State;
  /** `GET /repos/…`, in order. */
  readonly requests: readonly string[];
  readonly offences: readonly string[];
  /** What to answer instead, for the next requests that match. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

export interface State {
  readonly repository: string;
  readonly token: string;
  /** The token may read and not write, as those of forks. */
  isReadOnly: boolean;
  /** Numbers, with what differs from the example of the description. */
  readonly pulls: Map<number, Pull>;
  readonly comments: Map<number, FakeComment[]>;
  readonly reviews: Map<number, readonly FakeReview[]>;
  /** Id of the tree `.github` by commit. */
  readonly workflows: Map<string, string>;
  readonly mergeBase: Map<string, string>;
  readonly emails: Map<string, string>;
  /** By commit, the oldest first. */
  readonly statuses: Map<string, FakeStatus[]>;
}

export interface FakeStatus {
  readonly state: string;
  readonly context: string;
  readonly description: string;
  readonly target_url?: string;
}

export interface Pull {
  readonly author: string;
  head: string;
  readonly base: string;
  /** The id of the repository it comes from: the same as ours unless it is a fork; null where that is gone. */
  readonly from: number | null;
  /** Name of the branch it wants into; else the default one. */
  readonly target?: string;
}

export interface FakeComment {
  readonly id: number;
  readonly login: string;
  body: string;
}

export interface FakeReview {
  readonly login: string;
  readonly state: string;
  readonly commit: string | null;
  readonly type?: 'Bot' | 'User';
}

export interface Fault {
  readonly method: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** Carried out all the same, though the answer tells otherwise. */
  readonly isDone?: boolean;
  /** Happens before the request is looked at. */
  readonly before?: (state: State) => void;
}

export const ourId = 1296269;
export const forkId = 777;
/** GitHub gives fewer to a page where more were asked for; here too, so that lists have pages. */
const mostToAPage = 100;

interface Schema {
  readonly [keyword: string]: unknown;
}

interface Operation {
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

const described = JSON.parse(readFileSync(new URL('../fixtures/github/api.json', import.meta.url), 'utf8')) as Description;
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: 'api', ...(standard(described) as object) });

/** OpenAPI 3.0 says `nullable` where JSON Schema says a type more. */
function standard(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(standard);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...others } = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, standard(each)]));
  if (nullable !== true) return nullable === undefined ? others : { ...others, ...(nullable === false ? {} : { nullable }) };
  return { anyOf: [{ type: 'null' }, others] };
}

function checkOf(...way: readonly string[]): ValidateFunction | undefined {
  const pointer = way.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  return ajv.getSchema(`api#/${pointer}`);
}

export async function startGitHub(given: Partial<State> = {}): Promise<GitHub> {
  const state: State = {
    repository: 'octo/access',
    token: 'ghs_secret0123456789',
    isReadOnly: false,
    pulls: new Map(),
    comments: new Map(),
    reviews: new Map(),
    workflows: new Map(),
    mergeBase: new Map(),
    emails: new Map(),
    statuses: new Map(),
    ...given,
  };
  const [requests, offences, faults]: [string[], string[], Fault[]] = [[], [], []];
  const server = createServer((request, response) => {
    void answer({ request, response, state, requests, offences, faults }).catch((error: unknown) => {
      offences.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/v3`,
    state,
    requests,
    offences,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly state: State;
  readonly requests: string[];
  readonly offences: string[];
  readonly faults: Fault[];
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, requests, offences } = exchange;
  const method = request.method ?? '';
  const url = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
  requests.push(`${method} ${url.pathname.replace('/api/v3', '')}${url.search}`);
  const body = await text(request);
  const called = operationFor(method, url.pathname.replace('/api/v3', ''));
  if (called === undefined) {
    offences.push(`${method} ${url.pathname} is no operation that is described`);
    exchange.response.destroy();
    return;
  }
  offences.push(...requestOffences(exchange, called, url, body));
  send(exchange, called, replyTo(exchange, called, url, body));
}

function replyTo({ request, state, faults }: Exchange, called: Called, url: URL, body: string): Answer {
  const at = faults.findIndex(({ method }) => method === request.method);
  const fault = at < 0 ? undefined : faults.splice(at, 1)[0];
  fault?.before?.(state);
  if (request.headers.authorization !== `Bearer ${state.token}`) return { status: 401, value: { message: 'Bad credentials' } };
  if (state.isReadOnly && request.method !== 'GET') return { status: 403, value: { message: 'Resource not accessible by integration' } };
  const isRefused = fault !== undefined && fault.status >= 300;
  if (isRefused && fault.isDone !== true) return refusalBy(fault);
  const done = carryOut(state, called, url, body);
  return isRefused ? refusalBy(fault) : { ...done, headers: { ...done.headers, ...fault?.headers } };
}

function refusalBy({ status, message = 'Something went wrong', headers = {} }: Fault): Answer {
  return { status, value: { message }, headers };
}

interface Called {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
}

function operationFor(method: string, path: string): Called | undefined {
  for (const [template, operations] of Object.entries(described.paths)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const matched = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
    const operation = operations[method.toLowerCase()];
    if (matched === null || operation === undefined) continue;
    const values = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(matched[index + 1] ?? '')]));
    return { path: template, method: method.toLowerCase(), operation, values };
  }
  return undefined;
}

function requestOffences({ request }: Exchange, called: Called, url: URL, body: string): readonly string[] {
  const what = `${called.method} ${called.path}`;
  const parameters = (called.operation.parameters ?? []).map(({ $ref = '', ...inline }) =>
    $ref === '' ? (inline as Parameter) : described.components.parameters[$ref.split('/').at(-1) ?? ''],
  );
  const found: string[] = [];
  for (const [name, value] of [...Object.entries(called.values), ...url.searchParams]) {
    const parameter = parameters.find((each) => each?.name === name);
    if (parameter === undefined) found.push(`${what} has no parameter ${name}`);
    else if (parameter.schema.type === 'integer' && !/^\d+$/.test(value)) found.push(`${what}: ${name} is no number: ${value}`);
  }
  const { accept, 'user-agent': agent, 'x-github-api-version': version, 'content-type': type } = request.headers;
  if (accept !== 'application/vnd.github+json') found.push(`${what} accepts ${String(accept)}`);
  if (version !== '2022-11-28') found.push(`${what} is for the API version ${String(version)}`);
  if (agent === undefined || !/^permafrost\/\d/.test(agent)) found.push(`${what} is from ${String(agent)}`);
  const check = checkOf('paths', called.path, called.method, 'requestBody', 'content', 'application/json', 'schema');
  if (called.operation.requestBody === undefined) return body === '' ? found : [...found, `${what} takes no body`];
  if (!/^application\/json\b/.test(type ?? '')) found.push(`${what} sends ${String(type)}`);
  const value: unknown = JSON.parse(body);
  if (check === undefined || !check(value)) found.push(`${what}: ${JSON.stringify(check?.errors)}`);
  const known = called.operation.requestBody.content['application/json'].schema['properties'] as object;
  return [...found, ...Object.keys(value as object).flatMap((key) => (key in known ? [] : [`${what} takes no ${key}`]))];
}

function send(exchange: Exchange, called: Called, { status, value, headers = {} }: Answer): void {
  const check = checkOf('paths', called.path, called.method, 'responses', String(status), 'content', 'application/json', 'schema');
  if (check !== undefined && !check(value))
    exchange.offences.push(`the answer ${String(status)} of ${called.path}: ${JSON.stringify(check.errors)}`);
  if (check === undefined && status < 300) exchange.offences.push(`${called.method} ${called.path} has no answer ${String(status)}`);
  // On every answer, as GitHub has them: an answer is a limit only where nothing remains.
  const limits = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '1900000000' };
  exchange.response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...limits, ...headers });
  exchange.response.end(JSON.stringify(value));
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const notFound: Answer = { status: 404, value: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };

function carryOut(state: State, { path, method, values }: Called, url: URL, body: string): Answer {
  if (`${values['owner'] ?? ''}/${values['repo'] ?? ''}` !== state.repository) return notFound;
  const number = Number(values['pull_number'] ?? values['issue_number'] ?? 0);
  const pull = state.pulls.get(number);
  if (number !== 0 && pull === undefined) return notFound;
  const { body: said = '' } = (body === '' ? {} : JSON.parse(body)) as { readonly body?: string };
  switch (`${method} ${path.replace('/repos/{owner}/{repo}', '')}`) {
    case 'get /pulls/{pull_number}':
      return { status: 200, value: pullOf(state, number) };
    case 'get /pulls/{pull_number}/reviews':
      return paged(url, (state.reviews.get(number) ?? []).map(reviewOf));
    case 'get /issues/{issue_number}/comments':
      return paged(url, (state.comments.get(number) ?? []).map(commentOf));
    case 'post /issues/{issue_number}/comments':
      return { status: 201, value: commentOf(added(state, number, said)) };
    case 'patch /issues/comments/{comment_id}':
      return changed(state, Number(values['comment_id']), said);
    case 'get /compare/{basehead}':
      return comparisonOf(state, values['basehead'] ?? '');
    case 'get /git/trees/{tree_sha}':
      return treeOf(state, values['tree_sha'] ?? '');
    case 'get /commits/{ref}':
      return commitOf(state, values['ref'] ?? '');
    case 'post /statuses/{sha}':
      return marked(state, values['sha'] ?? '', JSON.parse(body) as FakeStatus);
    default:
      return notFound;
  }
}

function example(name: string): Record<string, unknown> {
  return structuredClone(described.components.examples[name]?.value) as Record<string, unknown>;
}

function userOf(login: string, type = 'User'): Record<string, unknown> {
  const { user } = example('issue-comment') as { readonly user: Record<string, unknown> };
  return { ...user, login, type, id: Array.from(login).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 1_000_003 };
}

function pullOf({ pulls }: State, number: number): unknown {
  const { author, head, base, from, target = 'main' } = pulls.get(number) as Pull;
  const whole = example('pull-request') as Record<string, unknown> & Record<'head' | 'base', Record<string, unknown>>;
  const repo = whole.base['repo'] as Record<string, unknown>;
  return {
    ...whole,
    number,
    user: userOf(author),
    // The example of the description is not quite what its schema asks for.
    requested_teams: [],
    head: { ...whole.head, sha: head, repo: from === null ? null : { ...repo, id: from } },
    base: { ...whole.base, ref: target, sha: base, repo: { ...repo, id: ourId } },
  };
}

function reviewOf({ login, state, commit, type }: FakeReview, index: number): unknown {
  const [whole] = example('pull-request-review-items') as unknown as readonly Record<string, unknown>[];
  return { ...whole, id: index + 1, user: userOf(login, type), state, commit_id: commit };
}

function commentOf({ id, login, body }: FakeComment): unknown {
  const whole = example('issue-comment');
  return { ...whole, id, body, user: userOf(login), html_url: `https://github.com/octo/access/pull/1#issuecomment-${String(id)}` };
}

function added({ comments }: State, number: number, body: string): FakeComment {
  const all = comments.get(number) ?? [];
  const comment = { id: 9000 + all.length, login: 'github-actions[bot]', body };
  comments.set(number, [...all, comment]);
  return comment;
}

function changed({ comments }: State, id: number, body: string): Answer {
  const comment = [...comments.values()].flat().find((each) => each.id === id);
  if (comment === undefined) return notFound;
  comment.body = body;
  return { status: 200, value: commentOf(comment) };
}

function comparisonOf({ mergeBase }: State, range: string): Answer {
  const began = mergeBase.get(range);
  if (began === undefined) return notFound;
  const whole = example('commit-comparison') as Record<string, unknown> & { readonly merge_base_commit: object };
  return { status: 200, value: { ...whole, merge_base_commit: { ...whole.merge_base_commit, sha: began } } };
}

function treeOf({ workflows }: State, commit: string): Answer {
  if (!/^[0-9a-f]{40}$/.test(commit)) return notFound;
  const sha = workflows.get(commit);
  const entry = { path: '.github', mode: '040000', type: 'tree', sha: sha ?? '', url: 'https://api.github.com/x' };
  const other = { path: 'policies', mode: '040000', type: 'tree', sha: 'b'.repeat(40), url: 'https://api.github.com/y' };
  return {
    status: 200,
    value: { ...example('git-tree-default-response'), sha: commit, truncated: false, tree: [...(sha === undefined ? [] : [entry]), other] },
  };
}

function commitOf({ emails }: State, ref: string): Answer {
  const email = emails.get(ref);
  if (email === undefined) return notFound;
  const whole = example('commit') as { readonly commit: { readonly author: object } };
  return { status: 200, value: { ...whole, files: [], sha: ref, commit: { ...whole.commit, author: { ...whole.commit.author, email } } } };
}

function marked({ statuses }: State, commit: string, status: FakeStatus): Answer {
  if (status.description.length > 140)
    return { status: 422, value: { message: 'Validation Failed: description is too long (maximum is 140 characters)' } };
  statuses.set(commit, [...(statuses.get(commit) ?? []), status]);
  return { status: 201, value: { ...example('status'), ...status } };
}

function paged(url: URL, all: readonly unknown[]): Answer {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), mostToAPage);
  const page = Number(url.searchParams.get('page') ?? 1);
  const next = new URL(`http://${url.host}${url.pathname}`);
  next.searchParams.set('per_page', String(size));
  next.searchParams.set('page', String(page + 1));
  const hasMore = page * size < all.length;
  return { status: 200, value: all.slice((page - 1) * size, page * size), headers: hasMore ? { link: `<${next.href}>; rel="next"` } : {} };
}
