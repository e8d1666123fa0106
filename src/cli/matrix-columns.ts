import type { Place, Position } from '../diagnostics/place.js';
import type { Cell } from '../matrix/matrix.js';
import type { Ref, Site } from '../model/site.js';
import { locate, type Compiled } from '../pipeline.js';
import { endDates } from '../plan/end-dates.js';
import { infoOf } from '../plan/subjects.js';
import { subjectOf } from '../check/subject.js';
import { describeEdge } from '../query/edge.js';
import { explainerOf } from '../query/explain.js';
import type { MatrixColumns } from '../render/matrix-csv.js';
import { addDays } from '../text/dates.js';
import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote, visible } from '../text/quote.js';
import { shortest } from './test-report.js';
import { UsageError } from './usage-error.js';
import { nameOf } from '../text/reference.js';

const known = ['via', 'until', 'company', 'audience', 'owner', 'commit'] as const;
export type Column = (typeof known)[number];

/** The columns of --with, in the order they were asked for. */
export function askedColumns(written: string): readonly Column[] {
  const names = written.split(',').map((name) => name.trim());
  const columns = names.map((name): Column => {
    const column = known.find((each) => each === name);
    if (column !== undefined) return column;
    throw new UsageError(
      `There is no column ${quote(name)}.`,
      [didYouMean(name, known), `Columns are ${list(known)}, with commas between.`].filter(Boolean).join(' '),
    );
  });
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw new UsageError(`The column ${quote(twice)} is asked for twice.`);
  return columns;
}

/** What an auditor wants to know of each cell besides the cell itself. */
export async function matrixColumns(compiled: Compiled, columns: readonly Column[]): Promise<MatrixColumns> {
  const { site, tree } = compiled;
  const fields: Readonly<Record<Column, () => Promise<Field>>> = {
    via: () => via(compiled),
    until: () => Promise.resolve(lastDay(compiled)),
    company: () => Promise.resolve(remembered(({ subject }) => infoOf(site, subject).company ?? '', 'subject')),
    audience: () => Promise.resolve(remembered(({ subject }) => infoOf(site, subject).audience, 'subject')),
    owner: () => Promise.resolve(remembered(({ resource }) => ownerOf(site, resource), 'resource')),
    commit: () => Promise.resolve(() => tree.commit ?? ''),
  };
  const made = await Promise.all(columns.map((column) => fields[column]()));
  return { names: columns, fieldsOf: (cell) => made.map((field) => field(cell)) };
}

type Field = (cell: Cell) => string;

/** Cells come by subject, and few resources have many: what depends on one of them alone is worked out once. */
function remembered(field: Field, by: 'subject' | 'resource'): Field {
  const found = new Map<string, string>();
  return (cell) => {
    const text = found.get(cell[by]) ?? field(cell);
    found.set(cell[by], text);
    return text;
  };
}

/** The shortest way in words, each step with its line: `ana (people.yaml:5) → group eng (groups.yaml:9) → …`. */
async function via({ site, asOf, tree }: Compiled): Promise<Field> {
  const position = await locate(
    tree,
    tree.files.map(({ path: file }) => ({ file, document: 0, path: [] })),
  );
  const lineOf = rememberedLines(position);
  const explainer = explainerOf(site, asOf);
  return ({ subject, permission, resource }) => {
    const path = shortest(explainer.reasons(subject, permission, resource).paths);
    const steps = (path?.edges ?? []).map((edge) => visible(describeEdge(edge)) + (edge.at === undefined ? '' : ` (${lineOf(edge.at)})`));
    return steps.join(' → ');
  };
}

function rememberedLines(position: (place: Place) => Position): (place: Place) => string {
  const lines = new Map<string, string>();
  return (place) => {
    const key = JSON.stringify([place.file, place.document, place.path, place.key]);
    const known = lines.get(key);
    if (known !== undefined) return known;
    const { file, line } = position(place);
    const text = `${visible(file)}:${String(line)}`;
    lines.set(key, text);
    return text;
  };
}

/**
 * The last day a cell is held, if nobody changes anything; empty where that is for ever. Access only ends by date and never begins, so the
 * day is found by halving; each day on which something ends is compiled once, and only if a cell asks for it.
 */
function lastDay(compiled: Compiled): Field {
  const { site, asOf } = compiled;
  const ends = endDates(site, asOf, '9999-12-31');
  const last = ends.at(-1);
  if (last === undefined) return () => '';
  const subject = subjectOf(compiled);
  let whose = '';
  let heldAfter: (ReadonlySet<string> | undefined)[] = [];
  const cellsAfter = (index: number): ReadonlySet<string> =>
    (heldAfter[index] ??= new Set(
      subject
        .matrixOn(dayAfter(ends[index] ?? last))
        .cellsOf(whose)
        .map(keyOf),
    ));
  return (cell) => {
    // Cells come by subject, so that those of one subject alone are kept.
    if (cell.subject !== whose) [whose, heldAfter] = [cell.subject, []];
    const key = keyOf(cell);
    let [gone, held] = [ends.length - 1, -1];
    if (cellsAfter(gone).has(key)) return '';
    while (gone - held > 1) {
      const middle = (gone + held) >> 1;
      if (cellsAfter(middle).has(key)) held = middle;
      else gone = middle;
    }
    return ends[gone] ?? '';
  };
}

function keyOf({ resource, permission }: Cell): string {
  return `${resource}\t${permission}`;
}

/** The day after the last that can be written is later than all of them. */
function dayAfter(day: string): string {
  return day === '9999-12-31' ? '9999-12-32' : addDays(day, 1);
}

/** Who answers for a resource: its owner, else the lead, else the owner of the site. */
function ownerOf({ about, projects, spaces, channels }: Site, resource: string): string {
  const name = nameOf(resource);
  const project = resource.startsWith('project:') ? projects.get(name) : undefined;
  const room = project ?? (resource.startsWith('space:') ? spaces : resource.startsWith('channel:') ? channels : undefined)?.get(name);
  const lead: Ref | undefined = project?.lead === undefined ? undefined : { type: 'user', name: project.lead };
  const owner = room?.owner ?? lead ?? about.owner;
  return owner === undefined ? '' : `${owner.type}:${owner.name}`;
}
