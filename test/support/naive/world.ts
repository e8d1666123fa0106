import type { JudgedPerson, Place } from './guardrail-words.js';
import { naiveCells } from './naive.js';
import type { Subject } from './organisation.js';
import { peopleOf, readOrganisation } from './organisation.js';
import { ofKind } from './written.js';

export interface Cell {
  readonly subject: Subject;
  readonly resource: string;
  readonly permission: string;
  readonly verdict: string;
}

/** A root on one day, with its cells: all that guardrails and tests look at. */
export interface World extends Place {
  readonly asOf: string;
  readonly cells: readonly Cell[];
  cellsOf(subject: Subject, resource: string): readonly Cell[];
  /** Whether there is a cell, whatever its verdict; the subject as it is printed. */
  isHeld(subject: string, resource: string, permission: string): boolean;
  verdictOf(subject: string, resource: string, permission: string): string | undefined;
  /** The same root, so many days later. */
  on(days: number): World;
}

export function readWorld(documents: readonly unknown[], asOf: string): World {
  const organisation = readOrganisation(documents, asOf);
  const subjects = new Map(organisation.subjects.map((subject) => [subject.printed, subject]));
  const lines = naiveCells(documents, asOf).map((line) => line.split('\t') as [string, string, string, string]);
  const verdicts = new Map(lines.map(([subject, resource, permission, verdict]) => [[subject, resource, permission].join('\t'), verdict]));
  const cells = lines.flatMap(([printed, resource, permission, verdict]) => {
    const subject = subjects.get(printed);
    return subject === undefined ? [] : [{ subject, resource, permission, verdict }];
  });
  const bySubjectAndResource = new Map<string, Cell[]>();
  for (const cell of cells) {
    const place = `${cell.subject.printed}\t${cell.resource}`;
    const known = bySubjectAndResource.get(place);
    if (known === undefined) bySubjectAndResource.set(place, [cell]);
    else known.push(cell);
  }
  const [site] = ofKind(organisation.documents, 'Site') as { internalDomains?: readonly string[] }[];
  return {
    asOf,
    organisation,
    people: new Map<string, JudgedPerson>(ofKind(organisation.documents, 'Users').flatMap(peopleOf)),
    internalDomains: site?.internalDomains ?? [],
    cells,
    cellsOf: (subject, resource) => bySubjectAndResource.get(`${subject.printed}\t${resource}`) ?? [],
    isHeld: (...cell) => verdicts.has(cell.join('\t')),
    verdictOf: (...cell) => verdicts.get(cell.join('\t')),
    on: (days) => readWorld(documents, daysAfter(asOf, days)),
  };
}

function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
