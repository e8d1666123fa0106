import { createHash } from 'node:crypto';
import type { Cell, Matrix } from '../matrix/matrix.js';
import type { ChangeClass } from '../plan/plan.js';

/** What a site's own permission check is asked, and what the policies say. */
export interface Question {
  readonly subject: string;
  readonly resource: string;
  readonly permission: string;
  readonly expected: boolean;
  /** Changed by the apply; else one of the sample. */
  readonly changed: boolean;
}

/** What the check said. `undefined`: it cannot be asked about this. */
export type Answer = boolean | undefined;

/** How many cells are asked besides those that changed. */
export const sampleSize = 100;

/** Of a plan, the cells that it changes. */
export function* cellsOfClasses(classes: Iterable<Pick<ChangeClass, 'subjects' | 'resources' | 'permissions'>>): Generator<Place> {
  for (const { subjects, resources, permissions } of classes)
    for (const subject of subjects)
      for (const resource of resources) for (const { permission } of permissions) yield { subject, resource, permission };
}

type Place = Pick<Cell, 'subject' | 'resource' | 'permission'>;

export interface Questions {
  readonly list: readonly Question[];
  /** Changed cells that depend on the issue or page, and there is none to ask about, or on what is still to be clicked. */
  readonly conditional: number;
  /** Changed cells that are not asked about, since there are too many. */
  readonly leftOut?: number;
}

/** Cells that differ, each once, and a sample of others. `sure`: without what nobody can tell; what differs there is not asked about. */
export function questionsFor(changed: Iterable<Place>, after: Matrix, digest: string, sure: Matrix = after): Questions {
  const questions = new Map<string, Question>();
  const conditional = new Set<string>();
  const ask = ({ subject, resource, permission }: Place, isChanged: boolean): void => {
    const key = JSON.stringify([subject, resource, permission]);
    const verdict = after.verdict(subject, permission, resource);
    const isUnsure = sure !== after && sure.verdict(subject, permission, resource) !== verdict;
    if (isUnsure || (verdict !== undefined && verdict !== 'allowed')) {
      if (isChanged) conditional.add(key);
    } else if (!questions.has(key))
      questions.set(key, { subject, resource, permission, expected: verdict !== undefined, changed: isChanged });
  };
  for (const cell of changed) ask(cell, true);
  for (const cell of sample(after, digest)) ask(cell, false);
  return { list: [...questions.values()], conditional: conditional.size };
}

/** What somebody holds, asked of them and, every other time, of somebody else; the same for the same plan. */
function* sample(matrix: Matrix, digest: string): Generator<Place> {
  const people = matrix.subjects.filter((subject) => subject.startsWith('user:'));
  for (let index = 0; people.length > 0 && index < sampleSize; index++) {
    const [holder = 0, other = 0, which = 0] = numbersOf(digest, index);
    const held = matrix.cellsOf(people[holder % people.length] ?? '').filter(({ resource }) => askable.test(resource));
    const cell = held[which % Math.max(1, held.length)];
    if (cell !== undefined) yield index % 2 === 0 ? cell : { ...cell, subject: people[other % people.length] ?? '' };
  }
}

const askable = /^(?:project|space):/;

function numbersOf(digest: string, index: number): readonly number[] {
  const hash = createHash('sha256')
    .update(`${digest} ${String(index)}`)
    .digest();
  return [hash.readUInt32BE(0), hash.readUInt32BE(4), hash.readUInt32BE(8)];
}
