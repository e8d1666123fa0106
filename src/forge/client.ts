import ky, { HTTPError, type Options } from 'ky';
import { quote } from '../text/quote.js';
import { messageIn } from './answers.js';
import { ForgeError } from './forge-error.js';
import { pauseAfter } from './pause.js';

export interface Access {
  /** Such as `https://api.github.com`, or `https://github.example/api/v3`. */
  readonly api: string;
  readonly token: string;
  /** Who we say we are: `permafrost/0.1.0`. */
  readonly agent: string;
}

/** GitHub's REST API, as much as we need of it. Paths have no slash in front; whatever goes wrong is a ForgeError. */
export interface Client {
  get(path: string): Promise<unknown>;
  /** All entries of a list, in order, from page to page. */
  list(path: string): Promise<readonly unknown[]>;
  /** Sent again after a limit or a fault of the server, as doing it twice does the same as doing it once. */
  patch(path: string, body: object): Promise<unknown>;
  /** Sent once: who calls looks for what it made before they call again. */
  post(path: string, body: object): Promise<unknown>;
}

/** Longer than this nobody sits before a pull request. */
const patience = 120;
const tries = 4;
const timeout = 30_000;
/** Of a hundred entries each: what has more is no list of comments or reviews that people read. */
const mostPages = 100;

export function createClient(access: Access): Client {
  const api = apiOf(access.api);
  const talk = ky.create(settings(access));
  const send = (url: URL, options: Options): Promise<Response> =>
    talk(url, options).catch((error: unknown) => toldApart(error, { url, api, token: access.token, method: options.method ?? 'get' }));
  const read = async (url: URL, options: Options): Promise<unknown> => valueOf(await send(url, options));
  return {
    get: (path) => read(new URL(path, api), {}),
    list: (path) => listAll(new URL(`${path}?per_page=100`, api), api, (url) => send(url, {})),
    patch: (path, json) => read(new URL(path, api), { method: 'patch', json }),
    post: (path, json) => read(new URL(path, api), { method: 'post', json }),
  };
}

/** With a slash at the end, so that paths go below it. A token travels in the clear to nobody but this machine. */
function apiOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(`${address.replace(/\/+$/, '')}/`) : undefined;
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname))))
    throw new ForgeError(`The address of the API, ${quote(address)}, is none that starts with https://.`, {
      hint: 'GITHUB_API_URL names it, such as https://github.example/api/v3.',
    });
  return url;
}

function isThisMachine(host: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(host);
}

function settings({ token, agent }: Access): Options {
  return {
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': agent,
      'x-github-api-version': '2022-11-28',
    },
    // A token must not follow to where somebody else sends it.
    redirect: 'manual',
    timeout,
    retry: {
      limit: tries,
      methods: ['get', 'patch'],
      statusCodes: [500, 502, 503, 504],
      // Times to wait are judged below, where the limits of GitHub are known.
      afterStatusCodes: [],
      retryOnTimeout: true,
      backoffLimit: 5000,
      shouldRetry: ({ error }) => (error instanceof ForgeError ? false : undefined),
    },
    hooks: { afterResponse: [waitIfAsked] },
  };
}

const waitIfAsked: NonNullable<NonNullable<Options['hooks']>['afterResponse']>[number] = async (request, _options, response, state) => {
  if (response.ok) return undefined;
  const { status, headers } = response;
  const pause = pauseAfter({ status, headers, message: messageIn(await response.clone().text()) }, Date.now());
  if (pause === undefined) return undefined;
  const mayRepeat = request.method !== 'POST' && pause <= patience && state.retryCount < tries;
  if (mayRepeat) return ky.retry({ delay: pause * 1000 });
  throw new ForgeError(`GitHub asks to wait ${String(pause)} seconds before ${request.method} is tried again.`, {
    status,
    pause,
    hint: 'Run this again later; too much was asked in a short time.',
  });
};

async function listAll(first: URL, api: URL, send: (url: URL) => Promise<Response>): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  let next: URL | undefined = first;
  for (let page = 1; next !== undefined; page += 1) {
    if (page > mostPages) throw new ForgeError(`The list ${quote(first.pathname)} has more than ${String(mostPages)} pages.`);
    const response: Response = await send(next);
    const value = await valueOf(response);
    if (!Array.isArray(value)) throw new ForgeError(`GitHub answered ${quote(first.pathname)} with something that is no list.`);
    entries.push(...(value as readonly unknown[]));
    next = nextOf(response.headers.get('link'), api);
  }
  return entries;
}

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function nextOf(link: string | null, api: URL): URL | undefined {
  const [, address] = /<([^>]*)>\s*;[^,]*\brel="next"/.exec(link ?? '') ?? [];
  if (address === undefined) return undefined;
  if (!URL.canParse(address) || new URL(address).origin !== api.origin)
    throw new ForgeError(`GitHub names ${quote(address)} as the next page, which is on another server.`);
  return new URL(address);
}

async function valueOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new ForgeError(`GitHub answered ${String(response.status)} with something that is no JSON.`);
  }
}

interface Sent {
  readonly url: URL;
  readonly api: URL;
  readonly token: string;
  readonly method: string;
}

/** Errors of ky carry the request, and with it the token: only words go on. */
async function toldApart(error: unknown, sent: Sent): Promise<never> {
  if (error instanceof ForgeError) throw error;
  const what = `${sent.method.toUpperCase()} ${quote(sent.url.pathname.slice(sent.api.pathname.length))}`;
  if (error instanceof HTTPError) throw refused(error.response.status, await error.response.text().catch(() => ''), what, sent.token);
  const { name, cause } = error as Error & { readonly cause?: { readonly code?: string } };
  const reason = name === 'TimeoutError' ? `no answer within ${String(timeout / 1000)} seconds` : (cause?.code ?? 'the connection broke');
  throw new ForgeError(`GitHub cannot be reached at ${quote(sent.api.origin)} for ${what}: ${reason}.`);
}

function refused(status: number, body: string, what: string, token: string): ForgeError {
  const said = messageIn(body).replaceAll(token, '***');
  const words = said === '' ? '' : `: ${quote(said)}`;
  const hint = hints[status];
  return new ForgeError(`GitHub answered ${String(status)} to ${what}${words}.`, { status, ...(hint === undefined ? {} : { hint }) });
}

const rights =
  'Give the job the permission it lacks: "pull-requests: write" to comment, "statuses: write" to set a status, "pull-requests: read" to read approvals.';

const hints: Readonly<Record<number, string>> = {
  301: 'The repository has moved: name it as it is called now.',
  307: 'The repository has moved: name it as it is called now.',
  308: 'The repository has moved: name it as it is called now.',
  401: 'The token is wrong or has ended.',
  403: rights,
  404: `See that the repository and the number are right. ${rights}`,
};
