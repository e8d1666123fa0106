import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { control } from './control.js';
import type { Reply } from './exchange.js';
import { Sandbox, type Asked, type SandboxOptions } from './sandbox.js';

export interface ServerOptions extends Omit<SandboxOptions, 'now'> {
  /** 0, or left out: any that is free. */
  readonly port?: number;
  readonly now?: () => number;
}

/** A sandbox that answers over HTTP, on this machine only. */
export interface RunningSandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Ends it; connections that are still open are cut. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
const largest = 6 << 20;

/** Serves the APIs of a site until it is closed; rejects if the port is taken. */
export async function startSandbox(options: ServerOptions): Promise<RunningSandbox> {
  const sandbox = new Sandbox({ ...options, now: options.now ?? Date.now });
  const server = createServer({ keepAliveTimeout: 60_000 });
  const port = await listen(server, options.port ?? 0);
  const url = `http://${host}:${port}`;
  server.on('request', (request, response) => void serve(sandbox, url, request, response));
  return { url, sandbox, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(sandbox: Sandbox, base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await answer(sandbox, base, request, response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else
      send(response, {
        status: 500,
        body: { error: `The sandbox is at fault: ${error instanceof Error ? error.message : String(error)}` },
      });
  }
}

async function answer(sandbox: Sandbox, base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromHere(request)) {
    send(response, { status: 403, body: { error: 'The sandbox answers to this machine only.' } });
    return;
  }
  const text = await textOf(request);
  if (text === undefined) {
    send(response, { status: 413, body: { error: `The body is larger than ${largest} bytes.` } });
    return;
  }
  const asked = askedBy(request, base, text);
  if (/^\/sandbox(\/|$)/.test(asked.path)) {
    send(response, await control(sandbox, asked));
    return;
  }
  const { reply, isDropped, delay } = await sandbox.answer(asked);
  if (delay > 0) await wait(delay);
  if (isDropped) request.socket.destroy();
  else send(response, reply);
}

/** Neither another machine, nor a page of another site in a browser on this one. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const { remoteAddress = '' } = socket;
  const named = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
  const { origin } = headers;
  return remoteAddress.startsWith('127.') && named && (origin === undefined || /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin));
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size <= largest) pieces.push(piece);
  }
  return size > largest ? undefined : Buffer.concat(pieces).toString('utf8');
}

function askedBy({ method = 'GET', url = '/', headers }: IncomingMessage, base: string, text: string): Asked {
  const [path = '/', question = ''] = url.split(/\?(.*)/s);
  return {
    method,
    path,
    query: new URLSearchParams(question),
    authorization: headers.authorization,
    contentType: headers['content-type'] ?? '',
    text,
    base,
  };
}

function send(response: ServerResponse, { status, body, text, headers = {} }: Reply): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (text === undefined && body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.setHeader('Content-Type', text === undefined ? 'application/json; charset=utf-8' : 'text/tab-separated-values; charset=utf-8');
  response.writeHead(status).end(text ?? JSON.stringify(body));
}
