import { everything } from '../../model/bundles.js';
import { globalPermissions } from '../../model/permissions.js';

/**
 * The permissions that a list asks for on a resource, where all of it must be held. `*` is everything that can be had there, and
 * `all`, which a list over rooms of both products brings twice, that of the product at hand.
 */
export function askedOn(resource: string, can: readonly string[]): readonly string[] {
  const [here, elsewhere] = productsAt(resource);
  if (can.includes('*')) return here ?? (resource === 'site' ? globalPermissions : ['member']);
  return elsewhere !== undefined && isAllOfBoth(can) ? can.filter((permission) => !elsewhere.has(permission)) : can;
}

const jira: ReadonlySet<string> = new Set(everything.jira);
const confluence: ReadonlySet<string> = new Set(everything.confluence);

/** Everything of the resource's own product, and of the other one; neither for channels and the site. */
function productsAt(resource: string): readonly [here?: readonly string[], elsewhere?: ReadonlySet<string>] {
  if (resource.startsWith('project:')) return [everything.jira, confluence];
  return resource.startsWith('space:') ? [everything.confluence, jira] : [];
}

function isAllOfBoth(can: readonly string[]): boolean {
  const named = new Set(can);
  return [...jira, ...confluence].every((permission) => named.has(permission));
}
