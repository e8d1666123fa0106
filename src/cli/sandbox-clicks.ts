import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ManualStep } from '../apply/apply-plan.js';
import { isObject } from '../apply/shape.js';
import type { Clicks } from '../sandbox/clicks/said.js';
import type { RunningSandbox } from '../sandbox/server.js';
import { count } from '../text/plural.js';
import { quote, visible } from '../text/quote.js';
import { doneNumbers } from './apply-done.js';
import { type Call } from './call.js';
import { writeBeside } from './output.js';
import { hanging } from '../render/blocks.js';
import { UsageError } from './usage-error.js';

type Step = Pick<ManualStep, 'number' | 'changes' | 'what' | 'rename' | 'product'>;

interface Done {
  readonly step: Step;
  readonly type: 'done' | 'already' | 'refused';
  /** Why it was refused. */
  readonly why?: string;
}

/** Does the steps by hand of a plan in a sandbox, as somebody would in the pages of the administration; each wholly or not at all. */
export async function clickSteps(call: Call, { sandbox }: RunningSandbox, file: string): Promise<number> {
  const all = stepsIn(call, file);
  const wanted = doneNumbers(call, 'steps');
  const unknown = wanted.find((number) => !all.some((step) => step.number === number));
  if (unknown !== undefined)
    throw new UsageError(
      `${quote(file)} has no step ${String(unknown)} by hand.`,
      all.length === 0 ? 'It has none at all.' : `It has steps 1 to ${String(all.length)}.`,
    );
  const found: Done[] = [];
  for (const step of all.filter(({ number }) => wanted.length === 0 || wanted.includes(number))) {
    const clicks = clicksOf(step);
    const outcome = clicks === undefined ? nothingToClick : await sandbox.click(clicks);
    if (outcome.type === 'refused') found.push({ step, type: 'refused', why: outcome.why });
    else found.push({ step, type: outcome.clicked.made > 0 ? 'done' : 'already' });
  }
  await writeBeside(call.output, text(found, call));
  return found.some(({ type }) => type === 'refused') ? 1 : 0;
}

const nothingToClick = { type: 'refused', why: 'Nothing on the site is changed by it.' } as const;

function clicksOf({ changes, rename, product }: Step): Clicks | undefined {
  if (changes.length === 0 && rename === undefined && product === undefined) return undefined;
  return {
    add: changes.flatMap(({ after }) => after ?? []),
    remove: changes.flatMap(({ before, after }) => (before === undefined || after !== undefined ? [] : [before])),
    products: product === undefined ? [] : [product],
    customers: { add: [], remove: [] },
    ...(rename === undefined ? {} : { rename }),
  };
}

/** Of a plan, or of what came of an apply. */
function stepsIn({ flags: { cwd } }: Call, file: string): readonly Step[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(code === undefined ? `${quote(file)} is no JSON.` : `${quote(file)} cannot be read: ${code}.`, from);
  }
  const manual = isObject(value) ? value['manual'] : undefined;
  if (!Array.isArray(manual) || !manual.every(isStep)) throw new UsageError(`${quote(file)} has no list of steps by hand.`, from);
  return manual;
}

const from = 'Name a file that "permafrost plan --live --apply-plan FILE" wrote.';

function isStep(value: unknown): value is Step {
  return isObject(value) && typeof value['number'] === 'number' && typeof value['what'] === 'string' && Array.isArray(value['changes']);
}

const signs = { done: '+', already: '=', refused: 'x' } as const;
const words = { done: 'done', already: 'so already', refused: 'not done' } as const;

function text(found: readonly Done[], { output: { style } }: Call): string {
  const lines = found.map(({ step: { number, what }, type, why }) =>
    [
      hanging(`${signs[type]} ${String(number)}. ${visible(what)} ${words[type]}`, style.columns, '     '),
      ...(why === undefined ? [] : [hanging(`     ${visible(why)}`, style.columns, '     ')]),
    ].join('\n'),
  );
  const of = (type: Done['type']): number => found.filter((each) => each.type === type).length;
  const sum = `${count(of('done'), 'step')} done, ${String(of('already'))} so already, ${String(of('refused'))} not done.`;
  return `${[...lines, sum].join('\n')}\n`;
}
