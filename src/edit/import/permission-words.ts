import { builtInBundles, everything } from '../../model/bundles.js';
import { notForPortal } from '../../model/permissions.js';
import { compareBytes } from '../../text/compare.js';

/** Bundles with what they come to, the largest first. */
const bundles = Object.entries(builtInBundles)
  .map(([name, permissions]) => ({ name, permissions: new Set(permissions) }))
  .sort((a, b) => b.permissions.size - a.permissions.size || compareBytes(a.name, b.name));

/**
 * A set of permissions as a person would write it: `all`, or the largest built-in bundle that is wholly in it, then what is left, sorted. A
 * bundle of one permission is no shorter than that and is not used for part of a set.
 */
export function permissionWords(permissions: readonly string[], system: 'jira' | 'confluence', forPortal = false): readonly string[] {
  const all = everything[system].filter((permission) => !forPortal || !notForPortal.includes(permission));
  const held = new Set(permissions);
  if (all.every((permission) => held.has(permission))) return ['all', ...without(held, all)];
  const whole = bundles.find(
    (bundle) => isWithin(bundle.permissions, held) && (bundle.permissions.size > 1 || held.size === bundle.permissions.size),
  );
  return whole === undefined ? without(held, []) : [whole.name, ...without(held, whole.permissions)];
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const each of part) if (!whole.has(each)) return false;
  return true;
}

function without(held: ReadonlySet<string>, taken: Iterable<string>): readonly string[] {
  const left = new Set(held);
  for (const each of taken) left.delete(each);
  return [...left].sort(compareBytes);
}
