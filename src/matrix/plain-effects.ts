import { Effects, nothing } from './effects.js';

/** A table of effects as plain data. */
export interface PlainEffects {
  readonly permissions: readonly string[];
  /** Texts of the verdicts that effects have. */
  readonly verdicts: readonly string[];
  /** Of each effect, in the order of their numbers: permission, verdict, permission, verdict …, as indices into the lists above. */
  readonly effects: readonly (readonly number[])[];
}

/** All effects in the order of their numbers, so that reading them again gives the same ones. */
export function plainEffects(effects: Effects): PlainEffects {
  const verdicts: string[] = [];
  const numbers = new Map<number, number>();
  const numberOf = (verdict: number): number => {
    const known = numbers.get(verdict);
    if (known !== undefined) return known;
    numbers.set(verdict, verdicts.length);
    return verdicts.push(effects.verdicts.text(verdict)) - 1;
  };
  const lists: (readonly number[])[] = [];
  for (let effect = nothing; effect < effects.size; effect++)
    lists.push([...effects.toMap(effect)].flatMap(([permission, verdict]) => [permission, numberOf(verdict)]));
  const permissions = Array.from({ length: effects.permissionCount }, (_, id) => effects.permissionName(id));
  return { permissions, verdicts, effects: lists };
}

/** The table that was made plain; undefined where an effect stands twice, since numbers would then not be as they were. */
export function effectsFrom({ permissions, verdicts, effects: lists }: PlainEffects): Effects | undefined {
  const effects = new Effects();
  const permissionIds = permissions.map((name) => effects.permissionId(name));
  const verdictIds = verdicts.map((text) => effects.verdicts.parse(text));
  for (const [expected, list] of lists.entries()) {
    const map = new Map<number, number>();
    for (let at = 0; at < list.length; at += 2) map.set(permissionIds[list[at] ?? -1] ?? 0, verdictIds[list[at + 1] ?? -1] ?? 0);
    if (effects.from(map) !== expected) return undefined;
  }
  return effects;
}
