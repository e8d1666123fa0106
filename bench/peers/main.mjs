import { openRepository } from '../../dist/lib/load/git.js';
import { compilePolicies, readPolicies } from '../../dist/lib/pipeline.js';
import { least } from '../goal.mjs';
import { callsPerSecond, median, processorTime } from '../measure.mjs';
import { drawQuestions, exportOrganisation } from './organisation.mjs';

// A program of its own for each peer, since a peer may take the process down with it: prints rows.
const [peer = '', size = '', folder = '', home = '', scratch = ''] = process.argv.slice(2);
const asOf = '2026-11-21';
const turns = 4;
/** Milliseconds that a peer is asked in one turn. */
const turnLength = 1_000;

const repository = await openRepository(folder);
const [tree] = await repository.readTrees([await repository.resolve('main~1')], `${folder}/policies`);
const { site, matrix } = compilePolicies(await readPolicies(tree, asOf));
const organisation = exportOrganisation(site, asOf);
const isAsked = size === 'S' || size === 'M';
const questions = isAsked ? drawQuestions({ matrix, organisation }) : [];
const mine = questions.map(({ user, permission, project }) => [`user:${user}`, permission, `project:${project}`]);
const known = new Set(organisation.people);
const rows = [];

async function loading(what, act) {
  const start = performance.now();
  const result = await act();
  rows.push({ what, value: performance.now() - start, unit: 'ms' });
  return result;
}

/**
 * Asks permafrost and the peer in turns, until all questions are answered or the time is over; the answers have to be permafrost's.
 * A peer that works in this thread alone is timed by the processor time of the process, as permafrost is then, whatever else runs beside.
 */
async function compare(what, ask, { batch = 1, goal, isInThread = false } = {}) {
  const clock = isInThread ? processorTime : () => performance.now();
  const asking = new Asking(batch === 1 ? async ([question]) => [await ask(question)] : ask, { batch, clock });
  const [own, theirs] = [[], []];
  for (let turn = 0; turn < turns && !asking.isOver(); turn++) {
    own.push(callsPerSecond((call) => matrix.verdict(...mine[call % mine.length]), { least: 150, clock }));
    theirs.push(await asking.turn());
  }
  const { asked, different, example } = asking;
  const ratio = median(own.map((rate, turn) => rate / theirs[turn]));
  rows.push({
    what,
    value: median(theirs),
    unit: '/s',
    note: `${asked.toLocaleString('en')} asked${different === 0 ? ', all answers equal' : ''}; permafrost ${Math.round(median(own)).toLocaleString('en')} /s`,
    ratio,
    beside: 'as many by permafrost',
    goals: goal === undefined || size !== 'M' ? [] : [least(ratio, goal, '×')],
  });
  if (different > 0) rows.push(wrong(what, different, asked, example));
}

class Asking {
  asked = 0;
  different = 0;
  example = undefined;

  constructor(ask, { batch, clock }) {
    this.ask = ask;
    this.batch = batch;
    this.clock = clock;
  }

  isOver() {
    return this.asked >= questions.length;
  }

  /** Answers a second. */
  async turn() {
    const before = this.asked;
    const [start, used] = [performance.now(), this.clock()];
    while (!this.isOver() && performance.now() - start < turnLength) {
      const group = questions.slice(this.asked, this.asked + this.batch);
      const answers = await this.ask(group);
      for (const [index, question] of group.entries()) if (answers[index] !== question.held) this.note(question);
      this.asked += group.length;
    }
    return ((this.asked - before) / (this.clock() - used)) * 1000;
  }

  note(question) {
    this.different++;
    this.example ??= question;
  }
}

function wrong(what, different, asked, example) {
  return { what, wrong: `${String(different)} of ${String(asked)} answers differ; the first: ${JSON.stringify(example)}` };
}

/** The same for lists of people; the peer gives undefined where it has no list. */
async function compareLists(what, places, ask, { goal }) {
  const [own, theirs] = [[], []];
  let example;
  let [different, people, skipped] = [0, 0, 0];
  const start = performance.now();
  for (const place of places) {
    if (performance.now() - start > turns * turnLength) break;
    let before = performance.now();
    const found = await ask(place);
    const spent = performance.now() - before;
    if (found === undefined) {
      skipped++;
      continue;
    }
    theirs.push(spent);
    before = performance.now();
    const holders = matrix.holders(place.permission, `project:${place.project}`);
    own.push(performance.now() - before);
    const expected = expectedOf(holders);
    people += expected.length;
    if (expected.join() === found.toSorted().join()) continue;
    different++;
    example ??= { ...place, expected: expected.length, found: found.length };
  }
  const asked = theirs.length;
  const ratio = median(theirs) / median(own);
  rows.push({
    what: 'permafrost, all who hold one permission on one project',
    value: median(own),
    unit: 'ms',
    note: 'same places, in turns',
  });
  rows.push({
    what,
    value: median(theirs),
    unit: 'ms',
    note: `${String(asked)} lists, ${String(Math.round(people / asked))} people on average${different === 0 ? ', all equal' : ''}${skipped === 0 ? '' : `; ${String(skipped)} of everybody left out`}`,
    ratio,
    beside: 'permafrost',
    goals: size === 'M' ? [least(ratio, goal, '×')] : [],
  });
  if (different > 0) rows.push(wrong(what, different, asked, example));
}

/** Of those who hold something, the people the peer knows of, unconditionally. */
function expectedOf(holders) {
  return holders
    .filter(({ verdict }) => verdict === 'allowed')
    .map(({ subject }) => subject.slice('user:'.length))
    .filter((user) => known.has(user))
    .sort();
}

const { ask, compile, title } = await import(new URL(`${peer}.mjs`, import.meta.url).href);
try {
  if (isAsked) await ask({ organisation, questions, home, scratch, loading, compare, compareLists });
  if (compile !== undefined) rows.push(...compile({ organisation, home, scratch, folder, size }));
} catch (error) {
  rows.push({ what: title, failed: error instanceof Error ? error.message : String(error) });
}
// Native libraries of peers may keep threads that would keep the process.
process.stdout.write(JSON.stringify(rows), () => process.exit(0));
