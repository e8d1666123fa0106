import { diffMatrices } from '../diff/access-change.js';
import type { Person } from '../model/site.js';
import { coverageLines, entering, outsiders, taking, type CoverageLine, type Door } from './coverage-lines.js';
import { Baseline, type EditedState } from './mutate.js';
import type { MutantEdit } from './mutants.js';
import type { Subject } from './rule.js';

/** What guardrails and tests would notice of one line. */
export interface LineCoverage {
  readonly line: CoverageLine;
  /** Taking the line out would break a guardrail or fail a test; `nothing`: nobody would lose access by it. */
  readonly loss: 'noticed' | 'unnoticed' | 'nothing';
  /** The same for an outsider who comes in by it; `nothing`: no outsider would gain access. */
  readonly misuse: 'noticed' | 'unnoticed' | 'nothing';
  /** The outsiders whose coming in nothing would notice, one of each kind. */
  readonly strangers: readonly string[];
}

/** The policies after some edits; undefined where they would not be valid. */
export type ApplyEdits = (edits: readonly MutantEdit[]) => Promise<EditedState | undefined>;

/** Judges every line that gives access, in the order of the site. `step` is told before each. */
export async function coverageOf(
  subject: Subject,
  apply: ApplyEdits,
  step: (done: number, all: number) => void = () => undefined,
): Promise<readonly LineCoverage[]> {
  const covering = new Covering(subject, apply);
  const lines = coverageLines(subject.site);
  const found: LineCoverage[] = [];
  for (const [done, line] of lines.entries()) {
    step(done, lines.length);
    found.push(await covering.judge(line));
  }
  return found;
}

type Notice = LineCoverage['loss'];

class Covering {
  private readonly subject: Subject;
  private readonly apply: ApplyEdits;
  private readonly baseline: Baseline;
  private readonly strangers: readonly Person[];
  /** Many lines let in by the same list. */
  private readonly doors = new Map<string, Promise<Pick<LineCoverage, 'misuse' | 'strangers'>>>();

  constructor(subject: Subject, apply: ApplyEdits) {
    this.subject = subject;
    this.apply = apply;
    this.baseline = new Baseline(subject);
    this.strangers = outsiders(subject.site, subject.asOf);
  }

  async judge(line: CoverageLine): Promise<LineCoverage> {
    const loss = await this.notice(taking(line));
    return { line, loss, ...(line.door === undefined ? { misuse: 'nothing', strangers: [] } : await this.misuse(line.door)) };
  }

  private misuse(door: Door): Promise<Pick<LineCoverage, 'misuse' | 'strangers'>> {
    const key = JSON.stringify([door.at.file, door.at.document, door.at.path]);
    const known = this.doors.get(key) ?? this.enter(door);
    this.doors.set(key, known);
    return known;
  }

  private async enter(door: Door): Promise<Pick<LineCoverage, 'misuse' | 'strangers'>> {
    const notices: Notice[] = [];
    const strangers: string[] = [];
    for (const person of this.strangers) {
      const notice = await this.notice(entering(door, person));
      notices.push(notice);
      if (notice === 'unnoticed') strangers.push(person.name);
    }
    return { misuse: strangers.length > 0 ? 'unnoticed' : notices.includes('noticed') ? 'noticed' : 'nothing', strangers };
  }

  /** What is no valid policy is noticed by that. */
  private async notice(edits: readonly MutantEdit[]): Promise<Notice> {
    const edited = await this.apply(edits);
    if (edited === undefined) return 'noticed';
    const change = diffMatrices(this.subject.matrix, edited.subject.matrix);
    if (change.cellCount === 0) return 'nothing';
    return this.baseline.notices(edited, change) ? 'noticed' : 'unnoticed';
  }
}
