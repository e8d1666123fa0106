import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Place } from '../diagnostics/place.js';
import type { Ref } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { quote } from '../text/quote.js';

/** A comment of a policy file, as `parse` finds it. */
export interface Remark {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
  /** What follows the `#`. */
  readonly text: string;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

/** A lint finding, and the line it begins on. */
export interface LocatedFinding {
  readonly diagnostic: Diagnostic;
  readonly line: number;
}

export interface Suppressible {
  readonly findings: readonly LocatedFinding[];
  readonly remarks: readonly Remark[];
  readonly asOf: string;
  /** Codes of lint rules: no other finding can be excused. */
  readonly codes: readonly string[];
  /** Who there is, to answer for it. */
  readonly people: ReadonlyMap<string, unknown>;
  readonly groups: ReadonlyMap<string, unknown>;
  /** Codes that another command judges: comments about them are let be. */
  readonly elsewhere?: readonly string[];
  /** The one code that this command judges. */
  readonly only?: string;
}

/** What is left of the findings, and what is wrong with the comments that excuse the others. In source order. */
export function suppress(given: Suppressible): readonly Diagnostic[] {
  const { left, faults, unused } = excuse(
    given.findings.map((item) => ({ item, code: item.diagnostic.code, file: item.diagnostic.at.file, lines: [item.line] })),
    given,
  );
  return [...left.map(({ diagnostic }) => diagnostic), ...faults, ...unused].sort(compareDiagnostics);
}

/** Something that a comment on any of some lines may excuse. */
export interface Excusable<T> {
  readonly item: T;
  readonly code: string;
  readonly file: string;
  readonly lines: readonly number[];
}

export interface Excused<T> {
  readonly left: readonly T[];
  readonly excused: readonly { readonly item: T; readonly by: Excuse }[];
  /** Comments that excuse nothing since something is wrong with them. */
  readonly faults: readonly Diagnostic[];
  /** Comments that would excuse what is not found. */
  readonly unused: readonly Diagnostic[];
}

/** Sorts out what comments excuse on the day. */
export function excuse<T>(items: readonly Excusable<T>[], given: Omit<Suppressible, 'findings'>): Excused<T> {
  const faults: Diagnostic[] = [];
  const suppressions = given.remarks.flatMap((remark): Suppression[] => {
    if (!isMeant(remark.text) || !isAbout(remark.text, given)) return [];
    const read = readSuppression(remark, given);
    if ('fault' in read) faults.push(read.fault);
    return 'code' in read ? [read] : [];
  });
  const covered = new Map(suppressions.map((each) => [each, coveredLines(each.remark, given.remarks)]));
  const used = new Set<Suppression>();
  const left: T[] = [];
  const excused: { readonly item: T; readonly by: Excuse }[] = [];
  for (const { item, code, file, lines } of items) {
    const fitting = suppressions.filter(
      (each) => each.code === code && each.remark.file === file && lines.some((line) => covered.get(each)?.includes(line) === true),
    );
    for (const each of fitting) used.add(each);
    const [by] = fitting;
    if (by === undefined) left.push(item);
    else excused.push({ item, by });
  }
  return { left, excused, faults, unused: suppressions.filter((each) => !used.has(each)).map(unusedFault) };
}

/** What a comment says in excuse. */
export interface Excuse {
  readonly reason: string;
  readonly owner: string;
  /** The last day. */
  readonly until: string;
}

/** One that holds today. */
interface Suppression extends Excuse {
  readonly code: string;
  readonly remark: Remark;
}

/** Whether this is the command that judges a comment: each code is one command's. */
function isAbout(text: string, { elsewhere = [], only }: Pick<Suppressible, 'elsewhere' | 'only'>): boolean {
  const code = /^permafrost\s*:\s*allow\s+(?<code>\S+)/i.exec(text)?.groups?.['code'] ?? '';
  return only === undefined ? !elsewhere.includes(code) : only === code;
}

export function isMeant(text: string): boolean {
  return /^permafrost\s*:/i.test(text);
}

const form = '# permafrost: allow CODE -- reason, owner user:x, until 2026-12-31';
const written =
  /^permafrost: allow (?<code>\S+) -- (?<reason>\S.*), owner (?<type>user|group):(?<name>\S.*?), until (?<until>\d{4}-\d{2}-\d{2})$/;

function readSuppression(remark: Remark, given: Omit<Suppressible, 'findings'>): Suppression | { readonly fault: Diagnostic } {
  const { code, reason, type, name, until } = written.exec(remark.text)?.groups ?? {};
  const error = (kind: string, message: string, hint: string): { readonly fault: Diagnostic } => ({
    fault: { code: kind, severity: 'error', message, at: placeOf(remark), hint },
  });
  if (code === undefined || reason === undefined || name === undefined || until === undefined || !isDay(until))
    return error(
      'suppression-malformed',
      'This comment excuses nothing: it is not written in the form that does.',
      `Write it as "${form}".`,
    );
  if (!given.codes.includes(code)) {
    const hint = didYouMean(code, given.codes) ?? 'Name a code that a finding of lint shows.';
    return error('suppression-unknown-code', `There is no lint rule ${quote(code)}; nothing else can be excused.`, hint);
  }
  const owner: Ref = { type: type === 'group' ? 'group' : 'user', name };
  const known = owner.type === 'group' ? given.groups : given.people;
  if (!known.has(name)) {
    const hint = didYouMean(name, known.keys()) ?? `Name a ${owner.type === 'group' ? 'group' : 'person'} that is declared.`;
    return error('suppression-unknown-owner', `The owner ${quote(`${owner.type}:${name}`)} is not declared.`, hint);
  }
  if (until < given.asOf)
    return error('suppression-ended', `This comment excused ${quote(code)} until ${until}.`, 'Mend the finding, or agree on a new date.');
  return { code, remark, reason, owner: `${owner.type}:${name}`, until };
}

function unusedFault({ code, remark }: Suppression): Diagnostic {
  return {
    code: 'suppression-unused',
    severity: 'warning',
    message: `This comment excuses ${quote(code)}, which is not found on its line or on the next.`,
    at: placeOf(remark),
    hint: 'Take the comment out, or put it on the line of the finding or alone before it.',
  };
}

function placeOf({ file, offset }: Remark): Place {
  return { file, document: 0, path: [], offset };
}

/** Its own line; and if it stands alone, the next line that is more than a comment, so that several can stand before one line. */
function coveredLines({ file, line, alone }: Remark, remarks: readonly Remark[]): readonly number[] {
  if (!alone) return [line];
  let next = line + 1;
  while (remarks.some((other) => other.file === file && other.alone && other.line === next)) next++;
  return [next];
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
