import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readApprovals } from '../../forge/approvals.js';
import { follow, isNumber } from '../../forge/answers.js';
import { isName, mostCharacters, say, type Said } from '../../forge/comments.js';
import type { Client } from '../../forge/client.js';
import { ForgeError } from '../../forge/forge-error.js';
import { admit, commitOfRun, isIntoDefault, keepsWorkflows, readHandover, type Handover } from '../../forge/handover.js';
import type { PullRequest, Standing } from '../../forge/pull-request.js';
import { setStatus, statusOf, type Status } from '../../forge/status.js';
import { clientFor, numberMeant, surroundingsOf, type Surroundings } from '../../forge/surroundings.js';
import { didYouMean } from '../../text/did-you-mean.js';
import { quote, visible } from '../../text/quote.js';
import { isSet, textOption, type Call } from '../call.js';
import { UsageError } from '../usage-error.js';
import { version } from '../version.js';

const deeds = ['comment', 'approvals'];

/** `permafrost github`: says something on a pull request, or asks who has approved it. */
export async function github(call: Call): Promise<number> {
  const [deed = ''] = call.words;
  if (!deeds.includes(deed))
    throw new UsageError(
      `"permafrost github" cannot ${quote(deed)}.`,
      didYouMean(deed, deeds) ?? 'Write "permafrost github comment" or "permafrost github approvals".',
    );
  try {
    const client = clientFor(process.env, `permafrost/${version}`);
    const surroundings = await surroundingsOf(process.env);
    await (deed === 'comment' ? comment(call, client, surroundings) : approvals(call, client, surroundings));
    return 0;
  } catch (error) {
    if (error instanceof ForgeError) throw new UsageError(error.message, error.hint);
    throw error;
  }
}

async function approvals(call: Call, client: Client, { repository, event }: Surroundings): Promise<void> {
  const found = await readApprovals(client, { repository, number: numberMeant(textOption(call, 'pull'), event) });
  await call.output.write(`${JSON.stringify(found, undefined, 2)}\n`);
}

async function comment(call: Call, client: Client, surroundings: Surroundings): Promise<void> {
  const [file, folder] = [textOption(call, 'file'), textOption(call, 'artifact')];
  if ((file === undefined) === (folder === undefined))
    throw new UsageError('Say what to comment: either a file or what another job left.', 'Write --file plan.md, or --artifact FOLDER.');
  await (file === undefined ? sayHandedOver(call, client, surroundings, folder ?? '') : sayFile(call, client, surroundings, file));
}

async function sayFile(call: Call, client: Client, { repository, event }: Surroundings, file: string): Promise<void> {
  const request = { repository, number: numberMeant(textOption(call, 'pull'), event) };
  await tell(call, request, await sayText(call, client, request, await readText(call, file)));
}

/**
 * Exit code 0 where there is nothing to say: the other job's own check is red, or a later run will speak. The status comes first, and is an error
 * where what was left is of no use: one that an earlier run set for the same commit must not stand.
 */
async function sayHandedOver(call: Call, client: Client, surroundings: Surroundings, folder: string): Promise<void> {
  const mark = isSet(call, 'status') ? marker(call, client, surroundings) : undefined;
  const judged = await judgeHandover(client, surroundings, resolve(call.flags.cwd, folder)).catch(async (error: unknown) => {
    await mark?.({ state: 'error', words: 'What the job that makes the plan left could not be used' });
    throw error;
  });
  if (judged === 'nothing') {
    await mark?.({ state: 'error', words: 'The job that makes the plan left nothing: its log says why' });
    call.talk.note(`Nothing was left in ${quote(folder)}, so nothing is said.`);
  } else if (judged.standing === undefined)
    call.talk.note(`Pull request ${String(judged.handover.number)} has moved on: a later run speaks for it.`);
  else {
    const { handover, standing, isTrusted } = judged;
    if (isIntoDefault(surroundings, standing)) await mark?.(isTrusted ? statusOf(handover.outcome) : editsWorkflows);
    else if (mark !== undefined) call.talk.note('No status is set: only pull requests into the default branch get one.');
    const text = isTrusted ? handover.text : untrusted(standing);
    const said = await sayText(call, client, standing, text, isTrusted && handover.onlyUpdate);
    await tell(call, standing, said, isTrusted && handover.sarif !== undefined);
  }
}

interface Judged {
  readonly handover: Handover;
  /** Missing where the pull request has moved on. */
  readonly standing?: Standing;
  readonly isTrusted: boolean;
}

async function judgeHandover(client: Client, surroundings: Surroundings, folder: string): Promise<Judged | 'nothing'> {
  const handover = await readHandover(folder, surroundings);
  if (handover === undefined) return 'nothing';
  const standing = await admit(client, surroundings, handover);
  if (standing === undefined) return { handover, isTrusted: false };
  return { handover, standing, isTrusted: await keepsWorkflows(client, standing) };
}

const editsWorkflows: Status = { state: 'failure', words: 'This change also edits .github, which makes the plan' };

type Mark = (status: Status) => Promise<void>;

/** Sets the status of the commit that the other job was for. */
function marker(call: Call, client: Client, surroundings: Surroundings): Mark {
  const { repository, server, event } = surroundings;
  const run = follow(event, ['workflow_run', 'id']);
  const link = isNumber(run) ? { link: `${server}/${repository}/actions/runs/${String(run)}` } : {};
  const marked = { repository, commit: commitOfRun(surroundings), name: nameOf(call), ...link };
  return (status) => setStatus(client, marked, status);
}

/** The author of a change to the workflows could have written its plan by hand. */
function untrusted({ head, base }: Standing): string {
  return [
    '### No plan is shown: this change also edits `.github`, which makes the plan',
    `So nobody can vouch for it. Look at what it does to \`.github\` first; then see the plan with your own copy of permafrost:`,
    `\`\`\`sh\ngit fetch origin ${base} ${head}\npermafrost plan "$(git merge-base ${base} ${head})" ${head}\n\`\`\``,
    'Changes to `.github` and to policies are best made in pull requests of their own.\n',
  ].join('\n\n');
}

async function sayText(call: Call, client: Client, request: PullRequest, text: string, onlyUpdate = false): Promise<Said> {
  const name = nameOf(call);
  if (text.length > mostCharacters)
    throw new UsageError(
      `The comment has ${String(text.length)} characters, and GitHub takes no more than ${String(mostCharacters)}.`,
      'A plan written with --format markdown fits.',
    );
  return say(client, request, { name, text, as: textOption(call, 'as') ?? 'github-actions[bot]', onlyUpdate });
}

function nameOf(call: Call): string {
  const name = textOption(call, 'marker') ?? 'permafrost';
  if (isName(name)) return name;
  throw new UsageError(
    `${quote(name)} cannot be the name of a comment.`,
    'Take small letters, digits, dots and single hyphens, at most 60.',
  );
}

async function readText({ flags: { cwd } }: Call, file: string): Promise<string> {
  const bytes = await readFile(resolve(cwd, file)).catch((error: unknown) => {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${quote(file)} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${quote(file)} is not UTF-8.`);
  }
}

async function tell(call: Call, { number }: PullRequest, { deed, url }: Said, hasSarif = false): Promise<void> {
  const known = { number, deed, ...(url === undefined ? {} : { url }), sarif: hasSarif };
  const words = url === undefined ? deed : `${deed}: ${visible(url)}`;
  await call.output.write(call.flags.format === 'json' ? `${JSON.stringify(known)}\n` : `${words}\n`);
}
