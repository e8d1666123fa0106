import { below, type Place } from '../diagnostics/place.js';
import { builtInBundles, everything } from '../model/bundles.js';
import {
  globalPermissions,
  jiraPermissions,
  newerSpaceOperations,
  permissionKind,
  refusedPermissions,
  spaceOperations,
  type PermissionKind,
} from '../model/permissions.js';
import type { Bundle } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { nearest } from '../text/did-you-mean.js';
import { detached } from '../text/detached.js';
import { quote } from '../text/quote.js';
import { warnRepeatedNames } from './entries.js';
import type { Linking } from './linking.js';

export type System = 'jira' | 'confluence';

/** What a list of permissions and bundles comes to. */
export interface Expanded {
  /** What was written: one object for all that write the same. */
  readonly written: readonly string[];
  /** Sorted, each once. */
  readonly permissions: readonly string[];
  /** Without what only `all` brings. */
  readonly explicit: ReadonlySet<string>;
  /** The index of the entry that brings each. */
  readonly from: ReadonlyMap<string, number>;
}

const deepest = 200;

interface Content {
  readonly leaves: ReadonlySet<string>;
  /** Holds `all`, which depends on the place it is used in. */
  readonly all: boolean;
}

/** Looks bundles up, built-in ones included, and expands lists that name them. */
export class PermissionLists {
  private readonly contents = new Map<string, Content>();
  private readonly sound: Readonly<Record<System, Map<string, Expanded>>> = { jira: new Map(), confluence: new Map() };
  private readonly linking: Linking;

  constructor(linking: Linking, bundles: ReadonlyMap<string, Bundle>) {
    this.linking = linking;
    for (const [name, permissions] of Object.entries(builtInBundles)) this.contents.set(name, { leaves: new Set(permissions), all: false });
    this.contents.set('all', { leaves: new Set(), all: true });
    this.linkBundles(bundles);
  }

  /** Permissions of one system, in the list at `at`; what cannot stand there is said. Equal lists come to the same object. */
  expand(written: readonly string[], system: System, at: Place): Expanded {
    const key = written.join('\0');
    const known = this.sound[system].get(key);
    if (known !== undefined) return known;
    const before = this.linking.diagnostics.length;
    const expanded = this.expandAnew(written, system, at);
    if (this.linking.diagnostics.length === before) this.sound[system].set(key, expanded);
    return expanded;
  }

  private expandAnew(written: readonly string[], system: System, at: Place): Expanded {
    warnRepeatedNames(this.linking, written, at);
    const explicit = new Set<string>();
    const from = new Map<string, number>();
    for (const [index, name] of written.entries()) {
      const content = this.contentOf(name);
      if (content === undefined) this.unknown(name, [system], below(at, index));
      else if (this.fits(name, content, system, below(at, index))) {
        for (const leaf of content.leaves) explicit.add(leaf);
        for (const leaf of [...content.leaves, ...(content.all ? everything[system] : [])]) if (!from.has(leaf)) from.set(leaf, index);
      }
    }
    return { written: written.map(detached), permissions: [...from.keys()].map(detached).sort(compareBytes), explicit, from };
  }

  /** Global permissions: no bundles there. */
  expandGlobal(written: readonly string[], at: Place): readonly string[] {
    warnRepeatedNames(this.linking, written, at);
    for (const [index, name] of written.entries()) {
      const kind = permissionKind(name);
      if (kind === undefined) this.unknown(name, ['global'], below(at, index));
      else if (kind !== 'global') this.misplaced(name, name, kind, 'global', below(at, index));
    }
    return [...new Set(written)].sort(compareBytes);
  }

  /** Permissions of any system, as guardrails and tests name them; `*` stands for itself. */
  expandAny(written: readonly string[], systems: readonly System[], at: Place): readonly string[] {
    const found = new Set<string>();
    for (const [index, name] of written.entries()) {
      const content = siteWord.test(name) ? { leaves: new Set([name]), all: false } : this.contentOf(name);
      if (name === '*' && written.length > 1)
        this.linking.error('star-not-alone', below(at, index), '"*" means every permission, so nothing can stand beside it.', {
          hint: 'Keep either "*" or the others.',
        });
      else if (content === undefined && name !== '*') this.unknown(name, [...systems, 'global'], below(at, index));
      if (name === '*') found.add(name);
      for (const leaf of content?.leaves ?? []) found.add(leaf);
      if (content?.all === true) for (const system of systems) for (const each of everything[system]) found.add(each);
    }
    return [...found].sort(compareBytes);
  }

  private contentOf(name: string): Content | undefined {
    return this.contents.get(name) ?? (permissionKind(name) === undefined ? undefined : { leaves: new Set([name]), all: false });
  }

  private fits(name: string, { leaves }: Content, system: System, at: Place): boolean {
    for (const leaf of leaves) {
      const kind = permissionKind(leaf);
      if (kind === system || kind === undefined) continue;
      this.misplaced(name, leaf, kind, system, at);
      return false;
    }
    return true;
  }

  /** `name` is what is written, `leaf` the permission in it that cannot stand there. */
  private misplaced(name: string, leaf: string, kind: PermissionKind, wanted: PermissionKind, at: Place): void {
    const what = leaf === name ? `${quote(name)} is` : `${quote(name)} has ${quote(leaf)}, which is`;
    const message = `${what} a permission of ${systemNames[kind]}; here only those of ${systemNames[wanted]} can stand.`;
    this.linking.error('wrong-system', at, message, { hint: grantedWhere[kind] });
  }

  private unknown(name: string, systems: readonly PermissionKind[], at: Place): void {
    if ((refusedPermissions as readonly string[]).includes(name)) {
      this.linking.error('refused-permission', at, `Jira shows ${quote(name)} but refuses to grant it.`, {
        hint: 'Remove it; BROWSE_PROJECTS is what lets people see.',
      });
      return;
    }
    if (this.linking.names.knows('Bundle', name)) return;
    const known = [
      ...systems.flatMap((system) => catalogue[system]),
      ...(systems.includes('global') && systems.length === 1 ? [] : this.contents.keys()),
    ];
    const asKey = name.trim().toUpperCase().replaceAll(/[ -]+/g, '_');
    const meant = nearest(name, known) ?? nearest(asKey, known);
    this.linking.error('unknown-permission', at, `No permission or bundle is called ${quote(name)}.`, {
      hint: meant === undefined ? undefined : `Did you mean "${meant}"?`,
    });
  }

  private linkBundles(bundles: ReadonlyMap<string, Bundle>): void {
    const open: string[] = [];
    const visit = (bundle: Bundle): Content => {
      const done = this.contents.get(bundle.name);
      if (done !== undefined) return done;
      open.push(bundle.name);
      warnRepeatedNames(this.linking, bundle.permissions, below(bundle.at, 'permissions'));
      const leaves = new Set<string>();
      let all = false;
      for (const [index, name] of bundle.permissions.entries()) {
        const at = below(bundle.at, 'permissions', index);
        // Of a bundle that took the name of something else, that is said, and its name means the other thing.
        const other = permissionKind(name) === undefined ? bundles.get(name) : undefined;
        if (other !== undefined && open.includes(name)) this.cycle([...open.slice(open.indexOf(name)), name], at);
        const content = other === undefined || open.includes(name) || open.length > deepest ? this.contentOf(name) : visit(other);
        if (other !== undefined && open.length > deepest)
          this.linking.error('bundles-too-deep', at, `Bundles are nested more than ${String(deepest)} deep here.`, {
            hint: 'Name the permissions themselves.',
          });
        if (content === undefined && other === undefined) this.unknown(name, ['jira', 'confluence'], at);
        for (const leaf of content?.leaves ?? []) leaves.add(leaf);
        all ||= content?.all === true;
      }
      open.pop();
      this.notMixed(bundle, leaves);
      const content = { leaves, all };
      this.contents.set(bundle.name, content);
      return content;
    };
    for (const bundle of bundles.values()) visit(bundle);
  }

  private cycle(names: readonly string[], at: Place): void {
    this.linking.error('bundle-cycle', at, `The bundle contains itself: ${names.map((name) => quote(name)).join(' → ')}.`, {
      hint: 'Take one of these names out.',
    });
  }

  private notMixed({ name, permissions, at }: Bundle, leaves: ReadonlySet<string>): void {
    for (const leaf of leaves) {
      if (permissionKind(leaf) !== 'global') continue;
      this.linking.error('wrong-system', at, `The bundle ${quote(name)} has ${quote(leaf)}, a global permission.`, {
        hint: 'Global permissions are granted in the Site, one by one.',
      });
      return;
    }
    const kindOf = (each: string): ReadonlySet<PermissionKind | undefined> =>
      new Set([...(this.contentOf(each)?.leaves ?? [])].map((leaf) => permissionKind(leaf)));
    const kinds = permissions.map((each) => [...kindOf(each)]);
    const first = kinds.flat()[0];
    const index = kinds.findIndex((each) => each.some((kind) => kind !== first));
    if (index < 0) return;
    // A bundle inside that is mixed itself has been reported where it is mixed.
    if ((kinds[index]?.length ?? 0) > 1) return;
    this.linking.error(
      'mixed-bundle',
      below(at, 'permissions', index),
      `The bundle ${quote(name)} mixes permissions of Jira and of Confluence.`,
      { hint: 'Make two bundles of it.' },
    );
  }
}

const siteWord =
  /^(?:member|admin:site|guest:confluence|guest:jira|use:(?:jira-software|jira-servicedesk|jira-core|jira-product-discovery|confluence))$/;

const systemNames: Readonly<Record<PermissionKind, string>> = {
  jira: 'Jira projects',
  confluence: 'Confluence spaces',
  global: 'the whole site',
};

const grantedWhere: Readonly<Record<PermissionKind, string>> = {
  jira: 'Grant it in a Scheme.',
  confluence: 'Grant it in a Space.',
  global: 'Grant it under "globalPermissions" of the Site.',
};

const catalogue: Readonly<Record<PermissionKind, readonly string[]>> = {
  jira: jiraPermissions,
  confluence: [...spaceOperations, ...newerSpaceOperations],
  global: globalPermissions,
};
