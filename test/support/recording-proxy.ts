import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asked } from './scripted-server.js';

export interface RecordingProxy {
  readonly url: string;
  /** Everything that was asked, in order. */
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

/** Hands every request on to another server of this machine, and remembers it whole. */
export async function recordingProxy(to: string): Promise<RecordingProxy> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const { method = 'GET', url = '/', headers } = request;
      const { pathname, searchParams } = new URL(url, to);
      asked.push({ method, path: pathname, query: searchParams, headers, body: body === '' ? undefined : parsed(body) });
      const type = headers['content-type'];
      const answer = await fetch(`${to}${url}`, {
        method,
        redirect: 'manual',
        headers: { authorization: headers.authorization ?? '', ...(type === undefined ? {} : { 'content-type': type }) },
        ...(body === '' ? {} : { body }),
      });
      const text = await answer.text();
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(text);
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
