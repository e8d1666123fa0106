import { builtInBundles, everything } from '../model/bundles.js';
import { notForPortal } from '../model/permissions.js';
import type { Grant, Holder, Scheme, Space } from '../model/site.js';
import { writtenHolder } from '../model/written.js';
import type { Edge } from './edge.js';
import { ends, type Ground } from './standing.js';

/** A holder that a grant gives a permission, and the step from the one to the other. */
export interface Gift {
  readonly holder: Holder;
  readonly edge: Edge;
}

/** What schemes and spaces give. Schemes are shared by many projects, so that theirs is worked out once for each permission. */
export class Gifts {
  private readonly ground: Ground;
  private readonly ofSchemes = new Map<string, Map<string, readonly Gift[]>>();

  constructor(ground: Ground) {
    this.ground = ground;
  }

  ofScheme(scheme: Scheme, permission: string): readonly Gift[] {
    const byPermission = this.ofSchemes.get(scheme.name) ?? new Map<string, readonly Gift[]>();
    if (byPermission.size === 0) this.ofSchemes.set(scheme.name, byPermission);
    const known = byPermission.get(permission);
    if (known !== undefined) return known;
    const gifts = this.gifts(scheme.grants, permission, 'grant', `scheme:${scheme.name}`, 'jira');
    byPermission.set(permission, gifts);
    return gifts;
  }

  ofSpace(space: Space, permission: string): readonly Gift[] {
    return this.gifts(space.access, permission, 'access', `space:${space.name}`, 'confluence');
  }

  /** What is given without anybody having written it down. */
  ofTeam(grants: readonly Grant[], permission: string, project: string): readonly Gift[] {
    return this.given(grants, permission, (from, { at }) => ({ type: 'team-managed', from, to: `project:${project}`, permission, at }));
  }

  private gifts(grants: readonly Grant[], permission: string, type: 'grant' | 'access', to: string, system: System): readonly Gift[] {
    return this.given(grants, permission, (from, grant) => ({
      type,
      from,
      to,
      permission,
      at: grant.at,
      ...this.through(grant, permission, system),
      ...ends(grant),
    }));
  }

  private given(grants: readonly Grant[], permission: string, edgeOf: (from: string, grant: Grant) => Edge): readonly Gift[] {
    const found: Gift[] = [];
    for (const grant of grants) {
      if (!grant.permissions.includes(permission) || !this.ground.lives(grant)) continue;
      for (const holder of grant.to) {
        if (holder.type === 'portal-customers' && notForPortal.includes(permission)) continue;
        found.push({ holder, edge: edgeOf(writtenHolder(holder), grant) });
      }
    }
    return found;
  }

  /** The word in `allow` that brings a permission, where it is not the permission itself. */
  private through(grant: Grant, permission: string, system: System): { readonly through?: string } {
    if (grant.allow.includes(permission)) return {};
    const word = grant.as === true ? grant.allow[0] : grant.allow.find((name) => this.brings(name, permission, system, new Set()));
    return word === undefined ? {} : { through: word };
  }

  private brings(name: string, permission: string, system: System, seen: Set<string>): boolean {
    if (name === permission) return true;
    if (name === 'all') return everything[system].includes(permission);
    if (seen.has(name)) return false;
    seen.add(name);
    const bundle = this.ground.site.bundles.get(name)?.permissions;
    const own = bundle ?? (Object.hasOwn(builtInBundles, name) ? (builtInBundles[name] ?? []) : []);
    return own.some((each) => this.brings(each, permission, system, seen));
  }
}

type System = 'jira' | 'confluence';
