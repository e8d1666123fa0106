import { answerStates, type AnsweredStates } from '../load/quick-git.js';
import { isRefused, type Plan } from '../plan/plan.js';
import { planText } from '../render/plan/text.js';
import { attempt, cacheFolder, openCache } from '../state/cache.js';
import { asOfDay } from './as-of.js';
import { guarded } from './guarded.js';
import { keptPlan } from './kept-plans.js';
import { stdoutOutput } from './output.js';
import { styleOf } from './style.js';

/*
 * The plan of two commits that was asked for before, as text: a script of its own, so that neither the code of all commands nor the parser
 * of command lines is loaded to say it again. Whatever is not plain sailing gives undefined, and is told by who has words for it.
 */

interface Asked {
  readonly names: readonly [base: string, head: string];
  readonly policies: string;
  readonly asOf: string;
  readonly all: boolean;
  readonly colour: boolean;
  readonly detailed: boolean;
}

let states: AnsweredStates | undefined;

/** What git was asked for it. */
export function lastStates(): AnsweredStates | undefined {
  return states;
}

/** The exit code, where the plan is known; nothing was shown otherwise. */
export function run(words: readonly string[]): Promise<number> | undefined {
  const asked = askedFor(words);
  const plan = asked && known(asked);
  if (asked === undefined || plan === undefined) return undefined;
  const style = styleOf(process.stdout, asked.colour, process.env);
  // What is whole but no plan would fail here.
  const told = attempt(() => ({ text: planText(plan, { ...style, all: asked.all }), isRefused: isRefused(plan) }));
  if (told === undefined) return undefined;
  return guarded(words, async () => {
    await stdoutOutput(process.stdout, style).write(told.text);
    if (told.isRefused) return 1;
    return asked.detailed && plan.verdict !== 'same' ? 2 : 0;
  });
}

function known({ names, policies, asOf }: Asked): Plan | undefined {
  const cwd = process.cwd();
  states = answerStates(cwd, names, policies);
  const [base, head] = states.states ?? [];
  return base && head && keptPlan(openCache(cacheFolder(process.env)), { base, head, asOf, cwd, policies });
}

const switches: ReadonlySet<string> = new Set(['--all', '--no-color', '--detailed-exitcode', '--quiet']);
const valued: ReadonlySet<string> = new Set(['--policies', '--as-of', '--format']);

/** Of a command line what is written in the plainest way. */
export function askedFor([command, ...words]: readonly string[]): Asked | undefined {
  const names: string[] = [];
  const given = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '') return undefined;
    if (switches.has(word)) given.set(word, '');
    else if (valued.has(word)) {
      const value = words[++at] ?? '';
      if (value === '' || value.startsWith('-')) return undefined;
      given.set(word, value);
    } else if (word.startsWith('-')) return undefined;
    else names.push(word);
  }
  const [base, head, ...more] = names;
  const asOf = attempt(() => asOfDay(given.get('--as-of')));
  if (command !== 'plan' || base === undefined || head === undefined || more.length > 0 || asOf === undefined) return undefined;
  if ((given.get('--format') ?? 'text') !== 'text') return undefined;
  return {
    names: [base, head],
    policies: given.get('--policies') ?? 'policies',
    asOf,
    all: given.has('--all'),
    colour: !given.has('--no-color'),
    detailed: given.has('--detailed-exitcode'),
  };
}
