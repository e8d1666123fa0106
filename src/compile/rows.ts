import { pack, type Frame, type Tables } from '../matrix/tables.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { Lowering, Row } from './lowering.js';
import { SetTable } from './set-table.js';

type Rows = Pick<Tables, 'frames' | 'sets' | 'resources' | 'rowFrames' | 'rowTerms' | 'rowGuests'>;

/** Every resource as a row of the tables. */
export function compileRows(site: Site, lowering: Lowering): Rows {
  const rows: Row[] = [];
  for (const project of site.projects.values()) rows.push(lowering.project(project));
  for (const space of site.spaces.values()) rows.push(lowering.space(space));
  for (const channel of site.channels.values()) rows.push(lowering.channel(channel));
  rows.push(lowering.wholeSite(site.about));
  return tabulate(rows.sort((a, b) => compareBytes(a.resource, b.resource)));
}

/** Rows in their order as tables: equal frames and equal sets of holders are kept once, numbered in order of first sight. */
export function tabulate(rows: readonly Row[]): Rows {
  const frames = new FrameTable();
  const sets = new SetTable();
  const rowTerms = rows.map(({ terms }) => terms.flatMap(({ effect, atoms }) => [sets.id(atoms), effect]));
  const rowFrames = Uint32Array.from(rows, ({ frame }) => frames.id(frame));
  return {
    resources: rows.map(({ resource }) => resource),
    rowFrames,
    rowTerms: pack(rowTerms),
    rowGuests: pack(rows.map(({ guests }) => guests)),
    frames: frames.all,
    sets: sets.lists(),
  };
}

/** Numbers equal frames alike. */
class FrameTable {
  readonly all: Frame[] = [];
  private readonly ids = new Map<string, number>();

  id(frame: Frame): number {
    const { kind, archived, base, anyone, portal, applications, guests, loggedInOnly } = frame;
    const key = `${kind} ${String(archived)} ${base} ${anyone} ${portal} ${applications.join()} ${guests} ${loggedInOnly}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.all.length);
    return this.all.push(frame) - 1;
  }
}
