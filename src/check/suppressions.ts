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
}

/** What is left of the findings, and what is wrong with the comments that excuse the others. In source order. */
export function suppress(given: Suppressible): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const suppressions = given.remarks.flatMap((remark): Suppression[] => {
    if (!isMeant(remark.text)) return [];
    const read = readSuppression(remark, given);
    if ('fault' in read) faults.push(read.fault);
    return 'code' in read ? [read] : [];
  });
  const lines = new Map(suppressions.map((each) => [each, coveredLines(each.remark, given.remarks)]));
  const used = new Set<Suppression>();
  const left = given.findings.filter(({ diagnostic, line }) => {
    const fitting = suppressions.filter(
      (each) => each.code === diagnostic.code && each.remark.file === diagnostic.at.file && lines.get(each)?.includes(line) === true,
    );
    for (const each of fitting) used.add(each);
    return fitting.length === 0;
  });
  const unused = suppressions.filter((each) => !used.has(each)).map(unusedFault);
  return [...left.map(({ diagnostic }) => diagnostic), ...faults, ...unused].sort(compareDiagnostics);
}

/** One that holds today. */
interface Suppression {
  readonly code: string;
  readonly remark: Remark;
}

export function isMeant(text: string): boolean {
  return /^permafrost\s*:/i.test(text);
}

const form = '# permafrost: allow CODE -- reason, owner user:x, until 2026-12-31';
const written =
  /^permafrost: allow (?<code>\S+) -- (?<reason>\S.*), owner (?<type>user|group):(?<name>\S.*?), until (?<until>\d{4}-\d{2}-\d{2})$/;

function readSuppression(remark: Remark, given: Suppressible): Suppression | { readonly fault: Diagnostic } {
  const { code, type, name, until } = written.exec(remark.text)?.groups ?? {};
  const error = (kind: string, message: string, hint: string): { readonly fault: Diagnostic } => ({
    fault: { code: kind, severity: 'error', message, at: placeOf(remark), hint },
  });
  if (code === undefined || name === undefined || until === undefined || !isDay(until))
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
  return { code, remark };
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
