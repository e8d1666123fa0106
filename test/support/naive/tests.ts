import { sortedByBytes } from './condition.js';
import { permissionsMeant, resourcesMeant, spokenOf, subjectsMeant } from './guardrail-words.js';
import type { World } from './world.js';
import { readWorld } from './world.js';
import { listOf } from './written.js';

interface WrittenTest {
  readonly kind: 'Test';
  readonly name: string;
  readonly asOf?: string;
  readonly expect: readonly WrittenExpectation[];
}

interface WrittenExpectation {
  readonly who: string | readonly string[];
  readonly can?: readonly string[];
  readonly cannot?: readonly string[];
  readonly on: string | readonly string[];
}

export interface NaiveTestResult {
  readonly name: string;
  /** Lines `subject⇥resource⇥permission⇥got`, sorted by bytes: `got` is the verdict, or `-`. */
  readonly failures: readonly string[];
}

/** Every document of kind Test, sorted by name. */
export function naiveTests(documents: readonly unknown[], asOf: string): NaiveTestResult[] {
  const tests = (documents as { kind: string }[]).filter(({ kind }) => kind === 'Test') as unknown as WrittenTest[];
  const results = tests.map((test) => {
    const world = readWorld(documents, test.asOf ?? asOf);
    return { name: test.name, failures: sortedByBytes(new Set(test.expect.flatMap((expectation) => failuresOf(expectation, world)))) };
  });
  return results.toSorted((left, right) => Buffer.compare(Buffer.from(left.name), Buffer.from(right.name)));
}

function failuresOf({ who, can, cannot, on }: WrittenExpectation, world: World): string[] {
  return [...subjectsOf(listOf(who), world)].flatMap((subject) =>
    [...resourcesMeant(listOf(on), world)].flatMap((resource) => [
      ...(can === undefined ? [] : notAllowed(subject, can, resource, world)),
      ...(cannot === undefined ? [] : present(subject, cannot, resource, world)),
    ]),
  );
}

/** A person who is named is looked at even when inactive or gone; of a group, those who are subjects. */
function subjectsOf(who: readonly string[], world: World): Set<string> {
  const named = who.filter((reference) => reference.startsWith('user:'));
  const meant = [...subjectsMeant(who, world)].map(({ printed }) => printed);
  return new Set([...named, ...meant]);
}

/** "`can` needs `allowed`" */
function notAllowed(subject: string, can: readonly string[], resource: string, world: World): string[] {
  return [...permissionsMeant(can, resource, world)]
    .map((permission) => [permission, world.verdictOf(subject, resource, permission) ?? '-'] as const)
    .filter(([, verdict]) => verdict !== 'allowed')
    .map(([permission, verdict]) => [subject, resource, permission, verdict].join('\t'));
}

/** "`cannot` no cell at all" */
function present(subject: string, cannot: readonly string[], resource: string, world: World): string[] {
  const permissions = spokenOf(cannot, world);
  return world.cells
    .filter((cell) => cell.subject.printed === subject && cell.resource === resource && permissions.has(cell.permission))
    .map(({ permission, verdict }) => [subject, resource, permission, verdict].join('\t'));
}
