import { parseApplyPlan } from '../../apply/parse-apply-plan.js';
import { withLines } from '../../applying.js';
import type { JournalEntry } from '../../apply/journal.js';
import { wayBack, type Undo, type WayBack } from '../../apply/undo.js';
import { files, notesIn } from '../../carrying-out.js';
import { heldOn } from '../../drift/comparable.js';
import { factWords } from '../../render/applied/words.js';
import type { LedgerEntry } from '../../state/ledger/entry.js';
import { isOpen, type Ledger } from '../../state/ledger/ledger.js';
import { count } from '../../text/plural.js';
import { quote, visible } from '../../text/quote.js';
import { undoPlan, type Undoing } from '../../undoing.js';
import { commandWords, isConfirmed } from '../apply-confirm.js';
import { groundFor, readNow, type Ground, type LiveNow } from '../apply-ground.js';
import { tellHolder } from '../apply-holder.js';
import { openRecordHere } from '../apply-ledger.js';
import { carryOutOn } from '../apply-run.js';
import { isSet, type Call } from '../call.js';
import { writeBeside } from '../output.js';
import { UsageError } from '../usage-error.js';
import { renderedApplyPlan } from '../write-apply-plan.js';

/** `permafrost undo`: takes back what an apply made, as far as it still stands. */
export async function undo(call: Call): Promise<number> {
  const ledger = await openRecordHere(call);
  const holder = await ledger.holder();
  if (holder !== undefined) {
    tellHolder(call, holder);
    return 1;
  }
  const entry = await entryOf(call, ledger);
  const parsed = parseApplyPlan(await ledger.read(entry, files.plan));
  if (parsed.type === 'refused') throw new UsageError(`The plan in entry ${String(entry.number)} cannot be used: ${parsed.why}.`);
  const ground = await groundFor(call, parsed.plan.policies.commit, { writable: !isSet(call, 'dryRun'), ledger });
  if (ground === undefined) return 1;
  try {
    return await undoOn(call, ground, entry);
  } finally {
    await ground.site.close();
  }
}

/** The last entry that ended and is no undo, or the one that is named by its number or the beginning of its id. */
async function entryOf(call: Call, ledger: Ledger): Promise<LedgerEntry> {
  const named = call.words[0];
  const isNamed = ({ number, id }: LedgerEntry): boolean =>
    named === undefined ? true : String(number) === named || (named.length >= 7 && id.startsWith(named));
  for await (const entry of ledger.entries()) {
    if (!isNamed(entry)) continue;
    if (named === undefined && (isOpen(entry) || entry.files[files.undoes] !== undefined)) continue;
    if (!isOpen(entry) && entry.files[files.undo] !== undefined) return entry;
    throw new UsageError(`Entry ${String(entry.number)} of the record ends no apply.`, 'Name one that "permafrost log" shows as ended.');
  }
  throw named === undefined
    ? new UsageError('Nothing was applied yet that could be taken back.')
    : new UsageError(`The record has no entry ${quote(named)}.`, '"permafrost log" lists them.');
}

async function undoOn(call: Call, ground: Ground, entry: LedgerEntry): Promise<number> {
  const kept = JSON.parse(await ground.ledger.read(entry, files.undo)) as Undo;
  const now = await readNow(call, ground);
  const given = undoingOf(call, ground, now);
  // What is found there later than the next apply may be of that one.
  const mayBeOurs = entry.mayHaveMore === true && (await ground.ledger.tip())?.id === entry.id;
  const way = wayBack(kept, await notesOf(ground.ledger, entry), heldOn(now.aligned, given.policies, now.live), { mayBeOurs });
  if (entry.mayHaveMore === true) tellUnnoted(call, entry, way, mayBeOurs);
  tellLeft(call, way);
  if (way.changes.length === 0 && way.renames.length === 0) {
    call.talk.note(`Nothing of entry ${String(entry.number)} is there any more: there is nothing to take back.`);
    return way.changed.length === 0 ? 0 : 1;
  }
  const plan = await withLines(undoPlan(given, way), ground.policies.tree);
  const isAlone = isSet(call, 'dryRun');
  const text = await renderedApplyPlan(isAlone ? call : { ...call, flags: { ...call.flags, format: 'text' } }, plan, entry.number);
  if (isAlone) await writeBeside(call.output, text);
  else call.talk.show(text);
  const refused = plan.guards.filter(({ ok }) => !ok);
  for (const { message, hint } of refused) call.talk.fail(message, hint);
  if (refused.length > 0 || !mayBeIncomplete(call, [...new Set([...kept.notUndone, ...plan.left.map(({ why }) => why)])])) return 1;
  if (isAlone) return 0;
  if (plan.writes.length === 0) {
    call.talk.note('Nothing of it can be taken back by an API.');
    return 1;
  }
  if (!(await isConfirmed(call, plan, [plan.digest], commandWords('undo', call)))) {
    call.talk.fail('It was not confirmed, so that nothing was written.');
    return 1;
  }
  return carryOutOn(call, ground, now, {
    doing: 'undo',
    plan,
    byHand: new Set(),
    undoes: entry.id,
    leftAlone: { back: way.back, changed: way.changed },
  });
}

function undoingOf(call: Call, { policies, commit }: Ground, { live, caller }: LiveNow): Undoing {
  return {
    policies: policies.site,
    live,
    asOf: policies.asOf,
    commit,
    givesUpOwnRights: isSet(call, 'giveUpOwnRights'),
    ...(caller === undefined ? {} : { caller }),
  };
}

/** The journals of all starts of one apply. */
async function notesOf(ledger: Ledger, last: LedgerEntry): Promise<readonly JournalEntry[]> {
  const notes: JournalEntry[] = [];
  for await (const entry of ledger.entries(last.id)) {
    if (entry.plan !== last.plan || (entry.id !== last.id && !isOpen(entry))) break;
    if (entry.files[files.journal] !== undefined) notes.unshift(...notesIn(await ledger.read(entry, files.journal)));
    if (entry.type === 'begin') break;
  }
  return notes;
}

function tellUnnoted({ talk }: Call, { number }: LedgerEntry, { unnoted }: WayBack, mayBeOurs: boolean): void {
  if (!mayBeOurs)
    talk.note(
      `Entry ${String(number)} was ended on another machine, and something was applied since: what it made and did not tell the record stays.`,
    );
  else if (unnoted.length > 0)
    talk.note(
      `${count(unnoted.length, 'write')} of the plan ${unnoted.length === 1 ? 'stands' : 'stand'}, though the record does not tell who made ${unnoted.length === 1 ? 'it' : 'them'}: the machine that was gone may have. What is taken back has ${unnoted.length === 1 ? 'it' : 'them'} too.`,
    );
}

function tellLeft({ talk }: Call, { changed, back }: WayBack): void {
  for (const { change, found } of changed) {
    const fact = change.before ?? change.after;
    if (fact !== undefined)
      talk.show(
        `  ${factWords(fact, visible)}: somebody changed it since${found === undefined ? '' : `, to ${factWords(found, visible)}`}; it stays.\n`,
      );
  }
  if (back.length > 0) talk.note(`${count(back.length, 'change')} ${back.length === 1 ? 'is' : 'are'} taken back already.`);
}

/** What cannot be restored is agreed to in so many words. */
function mayBeIncomplete(call: Call, notUndone: readonly string[]): boolean {
  if (notUndone.length === 0 || isSet(call, 'asFarAsPossible')) return true;
  for (const each of notUndone) call.talk.show(`  ${visible(each)}\n`);
  call.talk.fail(
    `An undo cannot restore all of it: ${count(notUndone.length, 'thing')} would stay as ${notUndone.length === 1 ? 'it is' : 'they are'}.`,
    'Take back the rest with --as-far-as-possible.',
  );
  return false;
}
