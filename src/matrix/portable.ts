import { effectsFrom, plainEffects, type PlainEffects } from './plain-effects.js';
import type { Tables } from './tables.js';

/** Tables as plain data, which another thread can be handed. */
export interface PortableTables extends Omit<Tables, 'effects' | 'descent'>, PlainEffects {}

/** Tables remember those they were made from, which are no plain data. */
const noDescent = { descent: undefined };

/** The same tables, ready to be copied. */
export function portable(tables: Tables): PortableTables {
  return { ...tables, ...noDescent, ...plainEffects(tables.effects) };
}

/** Tables that mean the same. Numbers of effects are as they were; what is added to them on one side is not known to the other. */
export function tablesFrom({ permissions, verdicts, effects: lists, ...tables }: PortableTables): Tables {
  const effects = effectsFrom({ permissions, verdicts, effects: lists });
  if (effects === undefined) throw new Error('The tables repeat an effect.');
  return { ...tables, effects };
}
