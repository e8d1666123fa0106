import { describeEdit } from '../../edit/describe-edit.js';
import { Lookup } from '../../edit/lookup.js';
import { offboard as leave, type Emptied } from '../../edit/offboard.js';
import { Refusal } from '../../edit/refusal.js';
import type { Place } from '../../diagnostics/place.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import type { Person, Site } from '../../model/site.js';
import { locate, type Policies } from '../../pipeline.js';
import { wrapped } from '../../render/width.js';
import { count } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { isSet, textOption, type Call } from '../call.js';
import { carryOut } from '../carry-out.js';
import { showFindings } from '../findings.js';
import { judge } from '../states.js';
import { folderTree } from '../trees.js';
import { UsageError } from '../usage-error.js';

/** `permafrost offboard`: takes somebody out of everything that names them, then shows what that changes. */
export async function offboard(call: Call): Promise<number> {
  const policies = await judge(call, folderTree(call, call.flags.policies));
  const { site } = policies;
  if (site === undefined || hasErrors(policies.diagnostics)) {
    await showFindings(call, policies);
    return 1;
  }
  const person = known(site, call.words[0] ?? '');
  const successor = successorOf(call, site, person);
  const { edits, posts, emptied } = leave(
    policies.documents.map(({ document }) => document),
    { person, forget: isSet(call, 'delete'), ...(successor === undefined ? {} : { successor }) },
  );
  if (posts.length > 0) return refuse(call, policies, person, posts);
  if (emptied.length > 0) return refuseEmptied(call, policies, emptied);
  if (edits.length > 0) return carryOut(call, policies, edits, isSet(call, 'force') ? undefined : otherwise);
  call.talk.note(`${quote(person.name)} is not active, and nothing names them: there is nothing to do.`);
  return 0;
}

function otherwise(guardrails: string): string {
  return `Give ${guardrails} what ${guardrails === 'it' ? 'it asks' : 'they ask'} for first, such as somebody in their place, or write it all the same with --force.`;
}

function successorOf(call: Call, site: Site, person: Person): string | undefined {
  const written = textOption(call, 'successor');
  if (written === undefined) return undefined;
  const successor = known(site, written);
  const name = quote(successor.name);
  if (successor.name === person.name) throw new UsageError(`${name} cannot take over: it is they who leave.`);
  const what = unfitness(successor);
  if (what !== undefined) throw new UsageError(`${name} is ${what}; a colleague must take over.`);
  return successor.name;
}

/** Why somebody can neither lead nor answer for anything of ours. */
function unfitness({ active, audience, type }: Person): string | undefined {
  if (audience === 'external') return 'external';
  if (type === 'app') return 'an app';
  return active ? undefined : 'not active';
}

function known(site: Site, written: string): Person {
  try {
    return new Lookup(site).person(written);
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(error.message, error.hint);
    throw error;
  }
}

/** Somebody must lead and answer: what would be left without is listed, and nothing is changed. */
async function refuse({ talk }: Call, { tree, documents }: Policies, { name }: Person, posts: readonly Place[]): Promise<number> {
  const position = await locate(tree, posts);
  const written = documents.map(({ document }) => document);
  talk.fail(
    `${quote(name)} leads or answers for ${count(posts.length, 'thing')}, and nobody would.`,
    'Name who takes over: --successor user:ID',
  );
  const held = posts.map((at) => describeEdit({ op: 'remove', at }, written, position).replace(/^remove /, ''));
  talk.show(held.map((line) => `${wrapped(line, talk.style.columns, '  ')}\n`).join(''));
  return 1;
}

/** What is about the person alone would say nothing any more; whether it is still wanted is not ours to decide. */
async function refuseEmptied({ talk }: Call, { tree }: Policies, emptied: readonly Emptied[]): Promise<number> {
  const position = await locate(
    tree,
    emptied.map(({ at }) => at),
  );
  const said = emptied.map(({ kind, name, at }) => `The ${kind} ${quote(name)} (${at.file}:${position(at).line}) is about nobody else.`);
  talk.fail(said.join(' '), `Delete ${emptied.length === 1 ? 'it' : 'them'} first, or leave out --delete.`);
  return 1;
}
