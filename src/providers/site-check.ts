import { callJournal } from './http/calls.js';
import { createClient, type Client } from './http/client.js';
import { fields, list, text, id, type Decode } from './http/decode.js';
import { checkSpaces } from './atlassian/confluence-check.js';
import { jiraUser } from './atlassian/jira-answers.js';
import { jiraEndpoints } from './atlassian/jira-endpoints.js';
import type { Names } from './names.js';
import { nameOf } from './names.js';
import { ReadError, type ReadFailure } from './read-error.js';
import type { SourceOptions } from './source.js';

/** A question to a site's own permission check, by references: `user:ana@acme.example`, `project:ACME`, `space:DOCS`. */
export interface AskedCell {
  readonly subject: string;
  /** As in policies: `BROWSE_PROJECTS`, `app:…`. */
  readonly permission: string;
  /** Undefined: one of the whole site, `ADMINISTER`. */
  readonly project?: string;
  /** Of Confluence, which tells less: see `checkSpaces`. */
  readonly space?: string;
}

/** What the site says to one question. A permission that hangs on the issue counts as held if it is for any issue. */
export type CellAnswer = { readonly type: 'held' | 'not-held' } | { readonly type: 'not-asked'; readonly why: string };

/** Asks a site what it makes of somebody; it reads, and no more. */
export interface SiteCheck {
  /** Whose token it is. `ref` is missing where the reading knew nobody of the account. */
  readonly whoAmI: (signal: AbortSignal) => Promise<{ readonly accountId: string; readonly ref?: string }>;
  /** An answer for each question, in their order. Never rejects for what the site says: a question that could not be asked says why. */
  readonly checkPermissions: (cells: readonly AskedCell[], signal: AbortSignal) => Promise<readonly CellAnswer[]>;
}

/** Whoever asks needs to administer Jira, and Confluence: others may ask about themselves alone. */
export function createSiteCheck(options: SourceOptions, names: Names): SiteCheck {
  const clientOf = (signal: AbortSignal, access = options.jira): Client | undefined => {
    const { world, limited, timeout, listen } = options;
    if (access === undefined) return undefined;
    return createClient({ ...access, world, limited, signal, journal: callJournal(listen), ...(timeout === undefined ? {} : { timeout }) });
  };
  return {
    async whoAmI(signal) {
      const client = clientOf(signal);
      if (client === undefined) throw new ReadError(noJira);
      const { accountId } = await client.call(jiraEndpoints.myself, {}, jiraUser);
      const ref = names.refOf('user', accountId);
      return { accountId, ...(ref === undefined ? {} : { ref }) };
    },
    async checkPermissions(cells, signal) {
      const client = clientOf(signal);
      const answers = new Map<AskedCell, CellAnswer>();
      const questions: Question[] = [];
      await askSpaces(cells, options.confluence && clientOf(signal, options.confluence), names, answers);
      for (const cell of cells) {
        if (cell.space !== undefined) continue;
        const question = client === undefined ? noJira.message : questionOf(cell, names);
        if (typeof question === 'string') answers.set(cell, { type: 'not-asked', why: question });
        else questions.push(question);
      }
      if (client !== undefined)
        await Promise.all(
          batchesOf(questions).map(async (batch) => {
            for (const [{ cell }, answer] of await ask(client, batch)) answers.set(cell, answer);
          }),
        );
      return cells.map((cell) => answers.get(cell) ?? { type: 'not-asked', why: 'It was not asked.' });
    },
  };
}

async function askSpaces(
  cells: readonly AskedCell[],
  client: Client | undefined,
  names: Names,
  answers: Map<AskedCell, CellAnswer>,
): Promise<void> {
  const check = client === undefined ? undefined : checkSpaces(client, names);
  const why = 'Nothing is known of how to reach Confluence.';
  await Promise.all(
    cells.map(async (cell) => {
      const { space } = cell;
      if (space !== undefined) answers.set(cell, (await check?.({ ...cell, space })) ?? { type: 'not-asked', why });
    }),
  );
}

const noJira: ReadFailure = { kind: 'bad-settings', message: 'Nothing is known of how to reach Jira.' };

interface Question {
  readonly cell: AskedCell;
  readonly accountId: string;
  readonly permission: string;
  /** Undefined: of the site. */
  readonly project?: number;
}

/** Text: why it cannot be asked. */
function questionOf(cell: AskedCell, names: Names): Question | string {
  const accountId = names.idOf(cell.subject);
  if (accountId === undefined) return `"${nameOf(cell.subject)}" has no account that is known.`;
  const permission = cell.permission.replace(/^app:/, '');
  if (cell.project === undefined) return { cell, accountId, permission };
  const project = Number(names.idOf(cell.project) ?? NaN);
  if (!Number.isSafeInteger(project)) return `"${nameOf(cell.project)}" is no project that is known.`;
  return { cell, accountId, permission, project };
}

/** The vendor's limit of one call. */
const mostProjects = 1_000;

/** One person a call, and not more projects in it than may be: counted with each permission, as it is written. */
function batchesOf(questions: readonly Question[]): readonly (readonly Question[])[] {
  const byPerson = new Map<string, Question[]>();
  for (const question of questions) {
    const own = byPerson.get(question.accountId);
    if (own === undefined) byPerson.set(question.accountId, [question]);
    else own.push(question);
  }
  return [...byPerson.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / mostProjects) }, (_, index) => own.slice(index * mostProjects, (index + 1) * mostProjects)),
  );
}

async function ask(client: Client, batch: readonly Question[]): Promise<readonly (readonly [Question, CellAnswer])[]> {
  const [first] = batch;
  if (first === undefined) return [];
  try {
    const granted = await client.call(jiraEndpoints.check, { body: bodyOf(first.accountId, batch) }, grantedIn);
    return batch.map((question) => [question, { type: granted.has(keyOf(question)) ? 'held' : 'not-held' }]);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const why = error.failure.message;
    // One permission that the site does not know spoils the answer for all that are asked with it.
    const permissions = [...new Set(batch.map(({ permission }) => permission))];
    if (error.failure.status !== 400 || permissions.length === 1) return batch.map((question) => [question, { type: 'not-asked', why }]);
    const apart = await Promise.all(
      permissions.map((one) =>
        ask(
          client,
          batch.filter(({ permission }) => permission === one),
        ),
      ),
    );
    return apart.flat();
  }
}

function bodyOf(accountId: string, batch: readonly Question[]): Readonly<Record<string, unknown>> {
  const projects = new Map<string, number[]>();
  const globals = new Set<string>();
  for (const { permission, project } of batch)
    if (project === undefined) globals.add(permission);
    else if (projects.has(permission)) projects.get(permission)?.push(project);
    else projects.set(permission, [project]);
  return {
    accountId,
    ...(globals.size === 0 ? {} : { globalPermissions: [...globals] }),
    ...(projects.size === 0
      ? {}
      : { projectPermissions: [...projects].map(([permission, ids]) => ({ permissions: [permission], projects: [...new Set(ids)] })) }),
  };
}

function keyOf({ permission, project }: Pick<Question, 'permission' | 'project'>): string {
  return `${permission}\t${project === undefined ? '' : String(project)}`;
}

const grantedIn: Decode<ReadonlySet<string>> = (value, at) => {
  const answer = fields(value, at);
  const globals = answer.maybeList('globalPermissions', text).map((permission) => keyOf({ permission }));
  const projects = answer.maybeList('projectPermissions', (one, place) => {
    const granted = fields(one, place);
    const permission = granted.text('permission');
    return (granted.maybeValue('projects', list(id)) ?? []).map((project) => keyOf({ permission, project: Number(project) }));
  });
  return new Set([...globals, ...projects.flat()]);
};
