import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isMember } from './channel.js';
import { byBytes, verdictOf } from './condition.js';
import { hasPair, pairsOf } from './confluence.js';
import { permissionsOf, projectCondition } from './jira.js';
import { readOrganisation } from './organisation.js';
import type { Organisation, Subject } from './organisation.js';
import { sitePermissionsOf } from './site.js';
import { ofKind } from './written.js';

/**
 * The matrix of a valid policy root, cell by cell from the words of the language, as `matrix --format tsv` prints it:
 * lines `subject⇥resource⇥permission⇥verdict` sorted by the bytes of their UTF-8. Slow and literal on purpose.
 */
export function naiveCells(documents: readonly unknown[], asOf: string): string[] {
  const organisation = readOrganisation(documents, asOf);
  return organisation.subjects.flatMap((subject) => cellsOf(subject, organisation)).sort(byBytes);
}

/** The lines of `plan --format tsv` between two matrices: `+|-|~⇥subject⇥resource⇥permission⇥before⇥after`. */
export function naivePlan(before: readonly string[], after: readonly string[]): string[] {
  const [old, fresh] = [verdicts(before), verdicts(after)];
  const cells = [...new Set([...old.keys(), ...fresh.keys()])].sort(byBytes);
  return cells
    .filter((cell) => old.get(cell) !== fresh.get(cell))
    .map((cell) => {
      const sign = !old.has(cell) ? '+' : !fresh.has(cell) ? '-' : '~';
      return [sign, cell, old.get(cell) ?? '-', fresh.get(cell) ?? '-'].join('\t');
    });
}

/** All documents of the `*.yaml` and `*.yml` files below a folder, as plain values; empty ones left out. */
export function readRoot(dir: string): unknown[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort(byBytes)
    .flatMap((file) => readDocuments(readFileSync(join(dir, file), 'utf8')));
}

/** The documents of one file's text, as plain values; empty ones left out. */
export function readDocuments(text: string): unknown[] {
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core' });
  return [...documents].map((document) => document.toJS() as unknown).filter((value) => value !== null);
}

function cellsOf(subject: Subject, organisation: Organisation): string[] {
  return [
    ...projectCells(subject, organisation),
    ...spaceCells(subject, organisation),
    ...channelCells(subject, organisation),
    ...[...sitePermissionsOf(subject, organisation)].map((permission) => line(subject, 'site', permission, 'allowed')),
  ];
}

function projectCells(subject: Subject, organisation: Organisation): string[] {
  return ofKind(organisation.documents, 'Project').flatMap((project) =>
    [...permissionsOf(project, organisation)].flatMap((permission) => {
      const verdict = verdictOf(projectCondition(subject, project, permission, organisation));
      return verdict === undefined ? [] : [line(subject, `project:${project.key}`, permission, verdict)];
    }),
  );
}

function spaceCells(subject: Subject, organisation: Organisation): string[] {
  return ofKind(organisation.documents, 'Space').flatMap((space) =>
    [...pairsOf(space, organisation)]
      .filter((pair) => hasPair(subject, space, pair, organisation))
      .map((pair) => line(subject, `space:${space.key}`, pair, 'allowed')),
  );
}

function channelCells(subject: Subject, organisation: Organisation): string[] {
  return ofKind(organisation.documents, 'Channel')
    .filter((channel) => isMember(subject, channel, organisation))
    .map((channel) => line(subject, `channel:${channel.name}`, 'member', 'allowed'));
}

function line(subject: Subject, resource: string, permission: string, verdict: string): string {
  return [subject.printed, resource, permission, verdict].join('\t');
}

function verdicts(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((text) => {
      const end = text.lastIndexOf('\t');
      return [text.slice(0, end), text.slice(end + 1)];
    }),
  );
}
