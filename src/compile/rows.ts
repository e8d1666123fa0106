import { NumberLists } from './number-lists.js';
import type { Frame, Tables } from '../matrix/tables.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { Lowering, Row } from './lowering.js';
import { SetTable } from './set-table.js';

type Rows = Pick<Tables, 'frames' | 'sets' | 'resources' | 'rowFrames' | 'rowTerms' | 'rowGuests'>;

/** Every resource as a row of the tables: lowered in the order of the rows, so that each can be forgotten once it is in them. */
export function compileRows(site: Site, lowering: Lowering): Rows {
  const rows = new RowTables();
  // In the order of their types: channel, project, site, space.
  for (const channel of sortedByName(site.channels)) rows.add(lowering.channel(channel));
  for (const project of sortedByName(site.projects)) rows.add(lowering.project(project));
  rows.add(lowering.wholeSite(site.about));
  for (const space of sortedByName(site.spaces)) rows.add(lowering.space(space));
  return rows.tables();
}

function sortedByName<T extends { readonly name: string }>(things: ReadonlyMap<string, T>): readonly T[] {
  return [...things.values()].sort((a, b) => compareBytes(a.name, b.name));
}

/** Takes rows in their order; equal frames and equal sets of holders are kept once, numbered in order of first sight. */
class RowTables {
  private readonly frames = new FrameTable();
  private readonly sets = new SetTable();
  private readonly resources: string[] = [];
  private readonly rowFrames: number[] = [];
  private readonly rowTerms = new NumberLists();
  private readonly rowGuests = new NumberLists();

  add({ resource, frame, terms, guests }: Row): void {
    this.resources.push(resource);
    this.rowFrames.push(this.frames.id(frame));
    for (const { effect, atoms } of terms) {
      this.rowTerms.push(this.sets.id(atoms));
      this.rowTerms.push(effect);
    }
    this.rowTerms.end();
    for (const guest of guests) this.rowGuests.push(guest);
    this.rowGuests.end();
  }

  tables(): Rows {
    return {
      resources: this.resources,
      rowFrames: Uint32Array.from(this.rowFrames),
      rowTerms: this.rowTerms.lists(),
      rowGuests: this.rowGuests.lists(),
      frames: this.frames.all,
      sets: this.sets.lists(),
    };
  }
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
