import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { below, keyOf, type Place } from '../diagnostics/place.js';
import type {
  Bundle,
  Channel,
  Collaboration,
  Declared,
  Guardrail,
  Person,
  Project,
  Role,
  Scheme,
  Site,
  Space,
  SpaceRole,
  Test,
} from '../model/site.js';
import type { Document } from '../parse/document.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import type { RawDocument, RawKind, RawSite } from '../validate/raw.js';
import { declaredName, declaredPeople } from '../validate/declared.js';
import { linkAbout } from './about.js';
import { linkChannel } from './channels.js';
import { expand, linkCollaboration } from './collaborations.js';
import { checkInclusions, linkGroup } from './groups.js';
import { Expectations } from './guardrails.js';
import { checkLimits } from './limits.js';
import { Linking } from './linking.js';
import { lookAlikes } from './look-alike.js';
import { Names, type NameKind } from './names.js';
import { linkPeople } from './people.js';
import { PermissionLists } from './permission-lists.js';
import { linkProject } from './projects.js';
import { linkBundle, linkRole, linkScheme } from './schemes.js';
import { checkSpaceRoles, linkSpace, linkSpaceRole } from './spaces.js';

/** A document that was judged: `raw` is missing where its form is wrong. */
export interface Judged {
  readonly document: Document;
  readonly raw?: RawDocument;
}

export interface LinkInput {
  readonly documents: readonly Judged[];
  /** Texts that are not YAML: whatever name stands in one may be declared there. */
  readonly brokenTexts: readonly string[];
  /** `YYYY-MM-DD` (UTC): what has ended before counts for nothing. */
  readonly asOf: string;
  /** The policy folder, for what belongs to no file. */
  readonly root: string;
}

/** The linked site, if nothing was wrong with any document, and every problem found. */
export interface Linked {
  readonly site?: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** Names to things: every reference is looked up, bundles, defaults and collaborations are expanded. */
export function link(input: LinkInput): Linked {
  const documents = input.documents.toSorted(
    (a, b) => compareBytes(a.document.file, b.document.file) || a.document.index - b.document.index,
  );
  const linking = new Linking(new Names(input.brokenTexts), input.asOf);
  declareNames(linking, documents);
  const site = new SiteBuilder(linking, documents, input).build();
  const complete =
    site !== undefined &&
    documents.every(({ raw }) => raw !== undefined) &&
    !linking.diagnostics.some(({ severity }) => severity === 'error');
  return { diagnostics: linking.diagnostics, ...(complete ? { site } : {}) };
}

const placeOf = ({ document }: Judged): Place => ({ file: document.file, document: document.index, path: [] });

/** Whether a document names itself by `key` rather than by `name`. */
function nameField(kind: string): 'key' | 'name' {
  return kind === 'Project' || kind === 'Space' ? 'key' : 'name';
}

const kinds: ReadonlySet<string> = new Set<NameKind>([
  'Users',
  'Group',
  'Role',
  'Bundle',
  'Scheme',
  'Project',
  'SpaceRole',
  'Space',
  'Channel',
  'Collaboration',
  'Guardrail',
  'Test',
]);

function declareNames(linking: Linking, documents: readonly Judged[]): void {
  for (const judged of documents) {
    const at = placeOf(judged);
    const { value } = judged.document;
    const declared = declaredName(value);
    if (declared !== undefined && kinds.has(declared.kind))
      declareOne(linking, declared.kind as NameKind, declared.name, below(at, nameField(declared.kind)), judged.document.broken === true);
    for (const id of declaredPeople(value)) declarePerson(linking, id, below(at, 'users', id));
  }
  for (const { document, raw } of documents) {
    if (raw?.kind !== 'Collaboration') continue;
    const at: Place = { file: document.file, document: document.index, path: [] };
    linking.names.declare('Group', `ext-${raw.name}`, at);
    linking.names.declare('Guardrail', `confine-${raw.name}`, at);
  }
  for (const kind of [...kinds, 'person'] as NameKind[]) warnLookAlikes(linking, kind);
}

function declareOne(linking: Linking, kind: NameKind, name: string, at: Place, broken: boolean): void {
  const earlier = linking.names.declare(kind, name, at);
  if (earlier === undefined || broken) return;
  linking.error('duplicate-name', at, `There is another ${kind} called ${quote(name)}.`, {
    hint: 'Rename one, or put both into one document.',
    related: { message: 'The other one.', at: earlier },
  });
}

function declarePerson(linking: Linking, id: string, at: Place): void {
  const earlier = linking.names.declare('person', id, at);
  if (earlier === undefined) return;
  linking.error('duplicate-person', keyOf(at), `The person ${quote(id)} is declared twice.`, {
    hint: 'Keep one of the two.',
    related: { message: 'Declared here already.', at: keyOf(earlier) },
  });
}

function warnLookAlikes(linking: Linking, kind: NameKind): void {
  for (const [first, second] of lookAlikes(linking.names.all(kind))) {
    const at = linking.names.place(kind, second);
    const other = linking.names.place(kind, first);
    if (at === undefined || other === undefined) continue;
    linking.warn('look-alike', kind === 'person' ? keyOf(at) : at, `${quote(second)} looks like ${quote(first)}, but is another name.`, {
      hint: 'If both are meant, rename one so that nobody takes it for the other.',
      related: { message: 'The other one.', at: other },
    });
  }
}

type Of<K extends RawKind> = Extract<RawDocument, { readonly kind: K }>;

class SiteBuilder {
  private readonly linking: Linking;
  private readonly documents: readonly Judged[];
  private readonly input: LinkInput;

  constructor(linking: Linking, documents: readonly Judged[], input: LinkInput) {
    this.linking = linking;
    this.documents = documents;
    this.input = input;
  }

  build(): Site | undefined {
    const { linking } = this;
    const rawSite = this.onlySite();
    const people = this.people(new Set(rawSite?.raw.internalDomains));
    const groups = this.named('Group', (raw, at) => linkGroup(linking, raw, at));
    checkInclusions(linking, groups);
    const roles: Map<string, Role> = this.named('Role', (raw, at) => linkRole(linking, raw, at));
    const bundles: Map<string, Bundle> = this.named('Bundle', (raw, at) => linkBundle(linking, raw, at));
    const lists = new PermissionLists(linking, bundles);
    const schemes: Map<string, Scheme> = this.named('Scheme', (raw, at) => linkScheme(linking, lists, raw, at));
    const projects: Map<string, Project> = this.named('Project', (raw, at) => linkProject(linking, raw, at));
    const spaceRoles: Map<string, SpaceRole> = this.named('SpaceRole', (raw, at) => linkSpaceRole(linking, lists, raw, at));
    const spaces: Map<string, Space> = this.named('Space', (raw, at) => linkSpace(linking, lists, spaceRoles, raw, at));
    const channels: Map<string, Channel> = this.named('Channel', (raw, at) => linkChannel(linking, raw, at));
    const expectations = new Expectations(linking, lists);
    const guardrails = this.named<'Guardrail', Guardrail>('Guardrail', (raw, at) => expectations.guardrail(raw, at));
    const tests: Map<string, Test> = this.named('Test', (raw, at) => expectations.test(raw, at));
    const collaborations: Map<string, Collaboration> = this.named('Collaboration', (raw, at) => linkCollaboration(linking, raw, at));
    const about = rawSite && linkAbout(linking, lists, rawSite.raw, rawSite.at);
    for (const collaboration of collaborations.values())
      expand(linking, lists, collaboration, { people, groups, projects, spaces, channels, guardrails });
    for (const things of [groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests])
      this.checkRenames(things);
    this.checkRenames(people);
    for (const space of spaces.values()) checkSpaceRoles(linking, space);
    if (about === undefined) return undefined;
    const site: Site = {
      about,
      people,
      groups,
      roles,
      bundles,
      schemes,
      projects,
      spaceRoles,
      spaces,
      channels,
      collaborations,
      guardrails,
      tests,
    };
    checkLimits(linking, site);
    return site;
  }

  private *of<K extends RawKind>(kind: K): Generator<{ readonly raw: Of<K>; readonly at: Place }> {
    for (const judged of this.documents) if (judged.raw?.kind === kind) yield { raw: judged.raw as Of<K>, at: placeOf(judged) };
  }

  private named<K extends Exclude<RawKind, 'Users' | 'Site'>, T extends Declared>(
    kind: K,
    make: (raw: Of<K>, at: Place) => T | undefined,
  ): Map<string, T> {
    const things = new Map<string, T>();
    for (const { raw, at } of this.of(kind)) {
      const thing = make(raw, at);
      if (thing !== undefined && !things.has(thing.name)) things.set(thing.name, thing);
    }
    return things;
  }

  private people(internalDomains: ReadonlySet<string>): Map<string, Person> {
    const people = new Map<string, Person>();
    for (const { raw, at } of this.of('Users')) {
      for (const person of linkPeople(this.linking, raw, at, internalDomains))
        if (!people.has(person.name)) people.set(person.name, person);
    }
    return people;
  }

  private onlySite(): { readonly raw: RawSite; readonly at: Place } | undefined {
    const sites = [...this.of('Site')];
    const [first, ...others] = sites;
    for (const { at } of others)
      this.linking.error('several-sites', at, 'A policy root has exactly one Site; this is another one.', {
        hint: 'Put both into one, or make two policy roots.',
        ...(first === undefined ? {} : { related: { message: 'The first one.', at: first.at } }),
      });
    const broken =
      this.documents.some(({ document: { value, broken } }) => broken === true || declaredName(value)?.kind === 'Site') ||
      this.input.brokenTexts.length > 0;
    if (first === undefined && !broken) {
      this.linking.error(
        'missing-site',
        { file: this.input.root, document: 0, path: [] },
        'There is no document of kind Site; a policy root has exactly one.',
        { hint: 'Add one with "kind: Site", name, url and internalDomains; "permafrost init" writes it for you.' },
      );
    }
    return first;
  }

  /** An old name must be free, and be claimed once. */
  private checkRenames(things: ReadonlyMap<string, Declared>): void {
    const claims = new Map<string, Place>();
    for (const { name, formerly, at, madeBy } of things.values()) {
      if (formerly === undefined || madeBy !== undefined) continue;
      const place = below(at, 'formerly');
      const holder = things.get(formerly);
      const claim = claims.get(formerly);
      if (holder !== undefined)
        this.linking.error(
          'formerly-taken',
          place,
          `${quote(name)} says that it was called ${quote(formerly)} before, but there is something of that name.`,
          { hint: 'Remove "formerly", or the thing with the old name.', related: { message: 'It is declared here.', at: holder.at } },
        );
      else if (claim !== undefined)
        this.linking.error('formerly-twice', place, `Two things say that they were called ${quote(formerly)} before.`, {
          hint: 'Only one can be the renamed one.',
          related: { message: 'The other one.', at: claim },
        });
      claims.set(formerly, place);
    }
  }
}
