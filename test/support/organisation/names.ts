import type { Random } from './random.js';

/** Names that real sites have, and names that trip a careless reader of YAML, of references or of UTF-16. */
const hostileNames = [
  'Équipe Produit',
  'Team: A/B',
  'user:like',
  'role:Developers',
  'group:nested',
  'lead',
  'anyone',
  'logged-in',
  '"quoted"',
  "it's",
  '# not a comment',
  '- not a list',
  'a: b',
  '{x}',
  '[y]',
  '*',
  '&anchor',
  '!tag',
  '%percent',
  '@at',
  '`tick`',
  'a|b & c, d',
  'back\\slash',
  'yes',
  'null',
  '~',
  '123',
  '1e3',
  '0x1F',
  'true',
  '2026-11-21',
  '日本語チーム',
  '🚀 launch',
  '𠮷野家',
  '🐧',
  '\uff46ullwidth',
  'Ωmega',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '<b>bold</b>',
  '=1+1',
  'site',
  'z'.repeat(255),
];

/** Draws names of one kind, each once: mostly plain, some hostile. */
export function nameSource(random: Random, prefix: string): () => string {
  const left = random.shuffled(hostileNames);
  let count = 0;
  return () => {
    const hostile = random.chance(0.4) ? left.pop() : undefined;
    count += 1;
    return hostile ?? `${prefix}${String(count)}`;
  };
}

const dates = ['2025-12-31', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-12-31', '2027-03-31', '2028-02-29'];

/** A day before, at or after the one the roots are drawn for. */
export function drawDate(random: Random): string {
  return random.pick(dates);
}

/** An end for an entry, seldom; with it, more seldom, the reason. */
export function drawEnding(random: Random, probability = 0.25): { until?: string; reason?: string } {
  if (!random.chance(probability)) return {};
  return random.chance(0.2) ? { until: drawDate(random), reason: 'PO 1234: see "contract" #7' } : { until: drawDate(random) };
}
