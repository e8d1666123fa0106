import { createHash } from 'node:crypto';
import { compareBytes } from '../text/compare.js';
import { Reader, SerialError, Writer } from './bytes.js';
import { Effects } from './effects.js';
import { evaluatorOf, matrixOf, type Matrix } from './matrix.js';
import type { Frame, Lists, Tables } from './tables.js';

/** A matrix that was kept, and the commit its policies came from, if that was recorded. */
export interface Artifact {
  readonly matrix: Matrix;
  readonly commit?: string;
}

const magic = new TextEncoder().encode('PERMAFROST\n');
const formatVersion = 1;
const checksumLength = 32;
const kinds = ['project', 'space', 'channel', 'site'] as const;

/**
 * The compiled matrix as bytes: magic, version, the tables as variable-length numbers with front-coded names, and a SHA-256 of all of
 * it. Equal tables give equal bytes.
 */
export function serialise(matrix: Matrix, { commit = '' }: { readonly commit?: string } = {}): Uint8Array {
  const writer = new Writer();
  writer.raw(magic);
  writer.number(formatVersion);
  writer.text(matrix.digest);
  writer.text(commit);
  writeTables(writer, evaluatorOf(matrix).tables);
  const body = writer.bytes();
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** Reads what `serialise` wrote. Throws a SerialError for bytes that are foreign, cut short, altered or of another version. */
export function load(bytes: Uint8Array): Artifact {
  if (!startsWith(bytes, magic)) throw new SerialError('This is no compiled permafrost matrix.');
  const body = bytes.subarray(0, Math.max(0, bytes.length - checksumLength));
  const reader = new Reader(body, magic.length);
  const version = reader.number();
  if (version !== formatVersion)
    throw new SerialError(
      `The matrix was written in version ${String(version)} of the format; this permafrost reads ${String(formatVersion)}.`,
    );
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(body.length)))
    throw new SerialError('The compiled matrix is cut short or damaged.');
  const digest = reader.text();
  const commit = reader.text();
  const matrix = matrixOf(readTables(reader));
  reader.end();
  if (matrix.digest !== digest) throw new SerialError('The compiled matrix does not have the digest it claims.');
  return { matrix, ...(commit === '' ? {} : { commit }) };
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}

function writeTables(writer: Writer, tables: Tables): void {
  const used = new UsedEffects(tables.effects);
  const frames = tables.frames.map((frame) => renumbered(frame, used));
  const terms = tables.rowTerms.values.map((value, index) => (index % 2 === 1 ? used.number(value) : value));
  writer.text(tables.asOf);
  writer.names(tables.people);
  writer.names(tables.idpGroups);
  writer.raw(tables.products);
  writer.raw(tables.guestKinds);
  writer.names(tables.groups);
  writeLists(writer, tables.members, true);
  used.write(writer);
  writer.number(frames.length);
  for (const frame of frames) writeFrame(writer, frame);
  writeLists(writer, tables.sets, true);
  writer.names(tables.resources);
  writer.numbers(tables.rowFrames);
  writeLists(writer, { starts: tables.rowTerms.starts, values: terms }, false);
  writeLists(writer, tables.rowGuests, false);
}

function readTables(reader: Reader): Tables {
  const asOf = reader.text();
  const people = reader.names();
  const idpGroups = reader.names();
  const subjects = people.length + idpGroups.length;
  // Copies, which the slice of a Buffer is not: it would keep all the bytes.
  const products = Uint8Array.from(reader.raw(subjects));
  const guestKinds = Uint8Array.from(reader.raw(subjects));
  const groups = reader.names();
  const members = readLists(reader, true);
  const effects = readEffects(reader);
  const frames = Array.from({ length: reader.length() }, () => readFrame(reader));
  return {
    asOf,
    people,
    idpGroups,
    products,
    guestKinds,
    groups,
    members,
    effects,
    frames,
    sets: readLists(reader, true),
    resources: reader.names(),
    rowFrames: reader.numbers(),
    rowTerms: readLists(reader, false),
    rowGuests: readLists(reader, false),
  };
}

/** Evaluating adds effects to the table; only those that the tables name are written, in the order in which they are named. */
class UsedEffects {
  private readonly effects: Effects;
  private readonly numbers = new Map<number, number>([[0, 0]]);

  constructor(effects: Effects) {
    this.effects = effects;
  }

  number(effect: number): number {
    const known = this.numbers.get(effect);
    if (known !== undefined) return known;
    this.numbers.set(effect, this.numbers.size);
    return this.numbers.size - 1;
  }

  write(writer: Writer): void {
    const lists = [...this.numbers.keys()].map((effect) => this.effects.cells(effect));
    const permissions = sorted(lists.flatMap((cells) => cells.map(({ permission }) => permission)));
    const verdicts = sorted(lists.flatMap((cells) => cells.map(({ verdict }) => verdict)));
    writer.names(permissions);
    writer.names(verdicts);
    writer.number(lists.length);
    for (const cells of lists) {
      writer.number(cells.length);
      for (const { permission, verdict } of cells) {
        writer.number(permissions.indexOf(permission));
        writer.number(verdicts.indexOf(verdict));
      }
    }
  }
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareBytes);
}

function readEffects(reader: Reader): Effects {
  const effects = new Effects();
  const permissions = reader.names().map((name) => effects.permissionId(name));
  const verdicts = reader.names().map((text) => effects.verdicts.parse(text));
  const amount = reader.length();
  for (let expected = 0; expected < amount; expected++) {
    const map = new Map<number, number>();
    for (let left = reader.length(); left > 0; left--) map.set(reader.pick(permissions), reader.pick(verdicts));
    // The first is the empty one, which is always there.
    if (effects.from(map) !== expected) throw new SerialError('The compiled matrix repeats an effect.');
  }
  return effects;
}

function renumbered(frame: Frame, used: UsedEffects): Frame {
  return {
    ...frame,
    base: used.number(frame.base),
    anyone: used.number(frame.anyone),
    portal: used.number(frame.portal),
    applications: frame.applications.map((effect) => used.number(effect)),
    guests: used.number(frame.guests),
    loggedInOnly: used.number(frame.loggedInOnly),
  };
}

function writeFrame(writer: Writer, { kind, archived, base, anyone, portal, applications, guests, loggedInOnly }: Frame): void {
  writer.number(kinds.indexOf(kind) * 2 + (archived ? 1 : 0));
  for (const effect of [base, anyone, portal, guests, loggedInOnly]) writer.number(effect);
  writer.numbers(applications);
}

function readFrame(reader: Reader): Frame {
  const head = reader.number();
  const kind = kinds[head >> 1];
  if (kind === undefined) throw new SerialError('The compiled matrix has a row of an unknown kind.');
  const base = reader.number();
  const anyone = reader.number();
  const portal = reader.number();
  const guests = reader.number();
  const loggedInOnly = reader.number();
  return { kind, archived: head % 2 === 1, base, anyone, portal, applications: Array.from(reader.numbers()), guests, loggedInOnly };
}

/** Sorted lists are written by their steps, which are small. */
function writeLists(writer: Writer, { starts, values }: Lists, areSorted: boolean): void {
  writer.number(starts.length - 1);
  for (let list = 0; list + 1 < starts.length; list++) {
    const from = starts[list] ?? 0;
    const to = starts[list + 1] ?? 0;
    writer.number(to - from);
    let previous = 0;
    for (let at = from; at < to; at++) {
      const value = values[at] ?? 0;
      writer.number(areSorted ? value - previous : value);
      previous = value;
    }
  }
}

function readLists(reader: Reader, areSorted: boolean): Lists {
  const starts = new Uint32Array(reader.length() + 1);
  const values: number[] = [];
  for (let list = 0; list + 1 < starts.length; list++) {
    let previous = 0;
    for (let left = reader.length(); left > 0; left--) {
      const value = reader.number();
      previous = areSorted ? previous + value : value;
      values.push(previous);
    }
    starts[list + 1] = values.length;
  }
  return { starts, values: Uint32Array.from(values) };
}
