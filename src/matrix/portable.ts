import { Effects } from './effects.js';
import type { Tables } from './tables.js';

/** Tables as plain data, which another thread can be handed. */
export interface PortableTables extends Omit<Tables, 'effects' | 'descent'> {
  readonly permissions: readonly string[];
  readonly verdicts: readonly string[];
  /** Of each effect: permission, verdict, permission, verdict … */
  readonly effects: readonly Int32Array[];
}

/** Tables remember those they were made from, which are no plain data. */
const noDescent = { descent: undefined };

/** The same tables, ready to be copied. */
export function portable(tables: Tables): PortableTables {
  const { effects } = tables;
  return {
    ...tables,
    ...noDescent,
    permissions: Array.from({ length: effects.permissionCount }, (_, id) => effects.permissionName(id)),
    verdicts: Array.from({ length: effects.verdicts.size }, (_, verdict) => effects.verdicts.text(verdict)),
    effects: Array.from({ length: effects.size }, (_, effect) => Int32Array.from([...effects.toMap(effect)].flat())),
  };
}

/** Tables that mean the same. Numbers of effects are as they were; what is added to them on one side is not known to the other. */
export function tablesFrom({ permissions, verdicts, effects: lists, ...tables }: PortableTables): Tables {
  const effects = new Effects();
  const permissionIds = permissions.map((name) => effects.permissionId(name));
  const verdictNumbers = verdicts.map((text) => effects.verdicts.parse(text));
  for (const [expected, list] of lists.entries()) {
    const map = new Map<number, number>();
    for (let at = 0; at < list.length; at += 2) map.set(permissionIds[list[at] ?? 0] ?? 0, verdictNumbers[list[at + 1] ?? 0] ?? 0);
    if (effects.from(map) !== expected) throw new Error('The tables repeat an effect.');
  }
  return { ...tables, effects };
}
