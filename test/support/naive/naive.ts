import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isMember } from './channel.js';
import { sortedByBytes, verdictOf } from './condition.js';
import { hasPair, pairsOf } from './confluence.js';
import { permissionsOf, projectCondition, readGrants } from './jira.js';
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
  return sortedByBytes([
    ...projectCells(organisation),
    ...spaceCells(organisation),
    ...channelCells(organisation),
    ...siteCells(organisation),
  ]);
}

/** The lines of `plan --format tsv` between two matrices: `+|-|~⇥subject⇥resource⇥permission⇥before⇥after`. */
export function naivePlan(before: readonly string[], after: readonly string[]): string[] {
  const [old, fresh] = [verdicts(before), verdicts(after)];
  return sortedByBytes(new Set([...old.keys(), ...fresh.keys()]))
    .filter((cell) => old.get(cell) !== fresh.get(cell))
    .map((cell) => {
      const sign = !old.has(cell) ? '+' : !fresh.has(cell) ? '-' : '~';
      return [sign, cell, old.get(cell) ?? '-', fresh.get(cell) ?? '-'].join('\t');
    });
}

/** All documents of the `*.yaml` and `*.yml` files below a folder, as plain values; empty ones left out. */
export function readRoot(dir: string): unknown[] {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
  return sortedByBytes(files).flatMap((file) => readDocuments(readFileSync(join(dir, file), 'utf8')));
}

/** The documents of one file's text, as plain values; empty ones left out. */
export function readDocuments(text: string): unknown[] {
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core' });
  return [...documents].map((document) => document.toJS() as unknown).filter((value) => value !== null);
}

function projectCells(organisation: Organisation): string[] {
  return ofKind(organisation.documents, 'Project').flatMap((project) => {
    const granted = readGrants(project, organisation);
    const permissions = [...permissionsOf(granted)];
    return organisation.subjects.flatMap((subject) =>
      permissions.flatMap((permission) => {
        const verdict = verdictOf(projectCondition(subject, granted, permission, organisation));
        return verdict === undefined ? [] : [line(subject, `project:${project.key}`, permission, verdict)];
      }),
    );
  });
}

function spaceCells(organisation: Organisation): string[] {
  return ofKind(organisation.documents, 'Space').flatMap((space) => {
    const pairs = [...pairsOf(space, organisation)];
    return organisation.subjects.flatMap((subject) =>
      pairs
        .filter((pair) => hasPair(subject, space, pair, organisation))
        .map((pair) => line(subject, `space:${space.key}`, pair, 'allowed')),
    );
  });
}

function channelCells(organisation: Organisation): string[] {
  return ofKind(organisation.documents, 'Channel').flatMap((channel) =>
    organisation.subjects
      .filter((subject) => isMember(subject, channel, organisation))
      .map((subject) => line(subject, `channel:${channel.name}`, 'member', 'allowed')),
  );
}

function siteCells(organisation: Organisation): string[] {
  return organisation.subjects.flatMap((subject) =>
    [...sitePermissionsOf(subject, organisation)].map((permission) => line(subject, 'site', permission, 'allowed')),
  );
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
