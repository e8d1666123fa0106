import type { ApplyPlan } from './apply-plan.js';
import { packAccess } from './packed-access.js';

/**
 * A plan as a file, by `schemas/apply-plan.schema.json`; places are for looking lines up, and readers get `where`. What it says of access is told by
 * lists and numbers, a line for each class.
 */
export function applyPlanJson(plan: ApplyPlan): string {
  const { access, interims } = packAccess(plan);
  const { lists, subjects, ...classes } = access;
  const told: Readonly<Record<string, string>> = {
    access: table(
      {
        lists: table(
          Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, lines(list as readonly unknown[], '        ')])),
          '      ',
        ),
        ...Object.fromEntries(Object.entries(classes).map(([name, list]) => [name, lines(list, '      ')])),
        subjects: table(Object.fromEntries(Object.entries(subjects).map(([name, info]) => [name, JSON.stringify(info)])), '      '),
      },
      '    ',
    ),
    interims: lines(interims, '    '),
  };
  const parts = Object.entries(plan).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${told[key] ?? JSON.stringify(value, withoutPlaces, 2).replaceAll('\n', '\n  ')}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}

/** A list with a line for each item. */
function lines(list: readonly unknown[], indent: string): string {
  if (list.length === 0) return '[]';
  return `[\n${list.map((each) => `${indent}${JSON.stringify(each, withoutPlaces)}`).join(',\n')}\n${indent.slice(2)}]`;
}

/** An object whose fields are written already, a line for each. */
function table(fields: Readonly<Record<string, string>>, indent: string): string {
  const entries = Object.entries(fields);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, value]) => `${indent}${JSON.stringify(key)}: ${value}`).join(',\n')}\n${indent.slice(2)}}`;
}
