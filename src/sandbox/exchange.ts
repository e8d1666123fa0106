import type { Account, World } from './world.js';

/** Whose API a path is of: each says no in its own form. */
export type System = 'jira' | 'confluence' | 'confluence-v2' | 'organization' | 'slack';

/** An answer before it is written to the wire. */
export interface Reply {
  readonly status: number;
  /** A value, sent as JSON; undefined: no body. */
  readonly body?: unknown;
  /** Sent as it is, instead. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request, taken apart. */
export interface Call {
  /** What this API sees at present. */
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What was sent, read as JSON or as a form; undefined where nothing was. */
  readonly body: unknown;
  readonly path: string;
  /** Where this sandbox is, such as `http://127.0.0.1:4000`. */
  readonly base: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Who asks, as far as the name they gave is an account's. */
  readonly caller: Account | undefined;
  /** Bearer credentials: an app, as far as Confluence is concerned. */
  readonly isApp: boolean;
  /** This page of a list comes empty, with the next one named. */
  readonly emptyPage: boolean;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As the API's document writes it: `/rest/api/3/role/{id}`. */
  readonly path: string;
  readonly system: System;
  /** Asks with a method that elsewhere changes something. */
  readonly reads?: true;
  /** Changes people, groups or product access. */
  readonly directory?: true;
  readonly answer: (call: Call) => Reply;
}

/** The answer is no, in the form of the API that was asked. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused: ${reply.status}`);
    this.name = 'Refusal';
    this.reply = reply;
  }
}

export function ok(body: unknown, status = 200): Reply {
  return { status, body };
}

export function done(status = 204): Reply {
  return { status };
}

/** Whether a request may change something. */
export function writes({ method, reads }: Route): boolean {
  return method !== 'GET' && reads !== true;
}
