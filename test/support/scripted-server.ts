import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of a scripted server. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is a text. */
  readonly body?: unknown;
  /** The answer breaks off in the middle: the connection is dropped, or its text merely ends. */
  readonly cut?: 'drop' | 'truncate';
  /** Milliseconds before the head. */
  readonly delay?: number;
}

export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What to answer; undefined is 404. */
export type Script = (asked: Asked) => Reply | undefined;

export interface ScriptedServer {
  readonly url: string;
  /** Everything that was asked, in order. */
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

/** A real server on loopback that answers by a script and remembers what it was asked. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const one = { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body };
      asked.push(one);
      await send(response, script(one) ?? { status: 404, body: { errorMessages: ['No such thing.'], errors: {} } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  if (text === '') return undefined;
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) return new URLSearchParams(text);
  return JSON.parse(text);
}

async function send(response: ServerResponse, { status = 200, headers = {}, body, cut, delay }: Reply): Promise<void> {
  if (delay !== undefined) await new Promise((resolve) => setTimeout(resolve, delay).unref());
  const whole = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  if (cut === 'drop') {
    response.writeHead(status, { 'content-type': type, 'content-length': String(Buffer.byteLength(whole)), ...headers });
    response.write(whole.slice(0, Math.floor(whole.length / 2)), () => response.destroy());
    return;
  }
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(cut === 'truncate' ? whole.slice(0, Math.floor(whole.length / 2)) : whole);
}

/** Answers from a table: the same path gives one reply after the other, and then the last of them again. */
export function table(replies: Readonly<Record<string, readonly Reply[]>>): Script {
  const turns = new Map<string, number>();
  return ({ path }) => {
    const list = replies[path];
    const turn = turns.get(path) ?? 0;
    turns.set(path, turn + 1);
    return list?.[Math.min(turn, list.length - 1)];
  };
}
