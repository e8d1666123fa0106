import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { below, type Path, type Place } from '../diagnostics/place.js';
import type {
  About,
  Bundle,
  Channel,
  Collaboration,
  Declared,
  Group,
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
import { listedPeople, type ListedPeople } from '../model/listed-people.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import type { RawDocument, RawKind, RawSite } from '../validate/raw.js';
import { declaredNames } from '../validate/declared.js';
import { isMap, own } from '../validate/finding.js';
import { linkAbout } from './about.js';
import { linkChannel } from './channels.js';
import { expand, linkCollaboration } from './collaborations.js';
import { checkInclusions, linkGroup } from './groups.js';
import { linkDeclared } from './declared.js';
import { Declaring } from './declaring.js';
import { Expectations } from './guardrails.js';
import { placeOf, type Judged } from './judged.js';
import { checkLimits } from './limits.js';
import { Linking } from './linking.js';
import { DeclaredNames } from './names.js';
import { draftPeople, linkPeople, settlePerson, type PersonDraft } from './people.js';
import { PermissionLists } from './permission-lists.js';
import { linkProject } from './projects.js';
import { linkBundle, linkRole, linkScheme } from './schemes.js';
import { checkSpaceRoles, draftSpace, linkSpace, linkSpaceRole, settleSpace, type SpaceDraft } from './spaces.js';

export type { Judged } from './judged.js';

export interface LinkOptions {
  /** There are files that could not be read at all. */
  readonly unread?: boolean;
  /** `YYYY-MM-DD` (UTC): what has ended before counts for nothing. */
  readonly asOf: string;
  /** The policy folder, for what belongs to no file. */
  readonly root: string;
}

export interface LinkInput extends LinkOptions {
  readonly documents: readonly Judged[];
  /** Texts that are not YAML: whatever name stands in one may be declared there. */
  readonly brokenTexts: readonly string[];
}

/** The linked site, if nothing was wrong with any document, and every problem found. */
export interface Linked {
  readonly site?: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** Names to things: every reference is looked up, bundles, defaults and collaborations are expanded. */
export function link({ documents, brokenTexts, ...options }: LinkInput): Linked {
  const linker = new Linker(options);
  const inOrder = documents.toSorted((a, b) => compareBytes(a.document.file, b.document.file) || a.document.index - b.document.index);
  for (const judged of inOrder) linker.add(judged);
  for (const text of brokenTexts) linker.addBrokenText(text);
  return linker.finish();
}

/**
 * Links documents that are given one at a time, sorted by file and index, and holds each no longer than until it is linked, so that a
 * large site need not be in memory twice. An eager linker links what most of a large site consists of as it comes (groups, projects, and
 * people and spaces as far as that goes), and takes on trust that the names in it will be declared: only where `isSure` says so
 * afterwards has it done right.
 */
export class Linker {
  private readonly options: LinkOptions;
  private readonly names: DeclaredNames;
  private readonly linking: Linking;
  private readonly declaring: Declaring;
  private readonly sound = new Map<RawKind, Sound[]>();
  private readonly faulty: Judged[] = [];
  private readonly early: Early | undefined;
  private hasBrokenTexts = false;

  constructor(options: LinkOptions, eager = false) {
    this.options = options;
    this.names = new DeclaredNames(options.unread);
    this.linking = new Linking(this.names, options.asOf);
    this.declaring = new Declaring(this.linking, this.names);
    if (eager) {
      this.early = { users: new Map(), people: new Map(), groups: new Map(), projects: new Map(), spaces: new Map() };
      this.names.trust();
    }
  }

  add(judged: Judged): void {
    const { raw, document } = judged;
    // A document that is a lone text is a broken one too: mostly blanks are missing after its colons.
    if (typeof document.value === 'string') this.names.addText(document.value);
    this.declaring.declare(judged);
    if (raw === undefined) {
      this.faulty.push(judged);
      return;
    }
    const at = placeOf(judged);
    if (this.early !== undefined && this.linkEarly(this.early, raw, at)) return;
    const kind = this.sound.get(raw.kind) ?? [];
    this.sound.set(raw.kind, kind);
    kind.push({ raw, at });
  }

  private linkEarly({ users, people, groups, projects, spaces }: Early, raw: RawDocument, at: Place): boolean {
    const { linking } = this;
    switch (raw.kind) {
      case 'Users':
        keep(users, linkDeclared(linking, raw.name, raw, at));
        for (const person of draftPeople(linking, raw, at)) keep(people, person);
        return true;
      case 'Group':
        keep(groups, linkGroup(linking, raw, at));
        return true;
      case 'Project':
        keep(projects, linkProject(linking, raw, at));
        return true;
      case 'Space':
        keep(spaces, draftSpace(linking, raw, at));
        return true;
      default:
        return false;
    }
  }

  /** A text that is not YAML: whatever name stands in it may be declared there. */
  addBrokenText(text: string): void {
    this.names.addText(text);
    this.hasBrokenTexts = true;
  }

  /**
   * To be asked of an eager linker once, after all documents. If not, there is a name that nobody declares, or may be declared where
   * nobody can see: everything has to be given to a linker that is not eager, which says what is wrong.
   */
  isSure(): boolean {
    this.declaring.finish();
    return this.names.isTrustKept() && this.faulty.length === 0 && !this.mayMiss;
  }

  private get mayMiss(): boolean {
    return this.options.unread === true || this.hasBrokenTexts;
  }

  /** To be called once, after all documents. */
  finish(): Linked {
    const { linking, sound, faulty, early, mayMiss } = this;
    const { listed } = this.names;
    if (early === undefined) this.declaring.finish();
    const site = new SiteBuilder({ linking, sound, faulty, early, mayMiss, listed, root: this.options.root }).build();
    const complete = site !== undefined && faulty.length === 0 && !hasErrors(linking.diagnostics);
    return { diagnostics: linking.diagnostics, ...(complete ? { site } : {}) };
  }
}

/** What an eager linker has linked by the time of the last document. */
interface Early {
  readonly users: Map<string, Declared>;
  readonly people: Map<string, PersonDraft>;
  readonly groups: Map<string, Group>;
  readonly projects: Map<string, Project>;
  readonly spaces: Map<string, SpaceDraft>;
}

/** Of two things of one name, the first counts; the other has been reported. */
function keep<T extends Declared>(things: Map<string, T>, thing: T): void {
  if (!things.has(thing.name)) things.set(thing.name, thing);
}

/** The same map, once each of its drafts has been made the thing itself: another of all people would be large. */
function settled<D, T extends D>(drafts: Map<string, D>, settle: (draft: D) => T): Map<string, T> {
  for (const draft of drafts.values()) settle(draft);
  return drafts as Map<string, T>;
}

/** A document without errors. */
interface Sound<R extends RawDocument = RawDocument> {
  readonly raw: R;
  readonly at: Place;
}

/** Stands for a Site that is missing or has errors, so that all that does not depend on it is still checked. */
const unknownAbout: About = {
  name: '',
  at: { file: '', document: 0, path: [] },
  labels: {},
  url: '',
  internalDomains: [],
  plan: 'standard',
  admins: [],
  seats: {},
  guestsPerPaidUser: Infinity,
  globalPermissions: [],
  limits: { maxRemovalPercent: 0, minAdmins: 0 },
  lint: {},
};

function isBelow(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step);
}

/** Findings about a reference by itself, whatever else its document says. */
const aboutNames = /^(?:unknown-.*|bad-reference|wrong-holder|wrong-system|refused-permission)$/;

type Of<K extends RawKind> = Extract<RawDocument, { readonly kind: K }>;

interface Parts {
  readonly linking: Linking;
  /** Documents without errors, by kind; taken out as they are linked. */
  readonly sound: Map<RawKind, readonly Sound[]>;
  readonly faulty: readonly Judged[];
  readonly early: Early | undefined;
  /** There are files or texts whose documents nobody can see. */
  readonly mayMiss: boolean;
  readonly listed: ListedPeople | undefined;
  readonly root: string;
}

class SiteBuilder {
  private readonly linking: Linking;
  private readonly sound: Map<RawKind, readonly Sound[]>;
  private readonly faulty: readonly Judged[];
  private readonly early: Early | undefined;
  private readonly mayMiss: boolean;
  private readonly listed: ListedPeople | undefined;
  private readonly root: string;

  constructor({ linking, sound, faulty, early, mayMiss, listed, root }: Parts) {
    this.linking = linking;
    this.sound = sound;
    this.faulty = faulty;
    this.early = early;
    this.mayMiss = mayMiss;
    this.listed = listed;
    this.root = root;
  }

  build(): Site | undefined {
    const { linking } = this;
    const rawSite = this.onlySite();
    const people = this.people(new Set(rawSite?.raw.internalDomains));
    const groups = this.early?.groups ?? this.named('Group', (raw, at) => linkGroup(linking, raw, at));
    checkInclusions(linking, groups);
    const roles: Map<string, Role> = this.named('Role', (raw, at) => linkRole(linking, raw, at));
    const bundles: Map<string, Bundle> = this.named('Bundle', (raw, at) => linkBundle(linking, raw, at));
    const lists = new PermissionLists(linking, bundles);
    const schemes: Map<string, Scheme> = this.named('Scheme', (raw, at) => linkScheme(linking, lists, raw, at));
    const projects: Map<string, Project> = this.early?.projects ?? this.named('Project', (raw, at) => linkProject(linking, raw, at));
    const spaceRoles: Map<string, SpaceRole> = this.named('SpaceRole', (raw, at) => linkSpaceRole(linking, lists, raw, at));
    const spaces = this.spaces(lists, spaceRoles);
    const channels: Map<string, Channel> = this.named('Channel', (raw, at) => linkChannel(linking, raw, at));
    const expectations = new Expectations(linking, lists);
    const guardrails = this.named<'Guardrail', Guardrail>('Guardrail', (raw, at) => expectations.guardrail(raw, at));
    const tests: Map<string, Test> = this.named('Test', (raw, at) => expectations.test(raw, at));
    const collaborations: Map<string, Collaboration> = this.named('Collaboration', (raw, at) => linkCollaboration(linking, raw, at));
    const about = rawSite && linkAbout(linking, lists, rawSite.raw, rawSite.at);
    this.lookUpSound('Site', (raw, at) => linkAbout(linking, lists, raw, at));
    for (const collaboration of collaborations.values())
      expand(linking, lists, collaboration, {
        knowsDomains: this.of('Site').length === 1,
        people,
        groups,
        projects,
        spaces,
        channels,
        guardrails,
      });
    for (const things of [groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests])
      this.checkRenames(things);
    this.checkRenames(people);
    this.checkRenames(this.early?.users ?? this.named('Users', (raw, at) => linkDeclared(linking, raw.name, raw, at)));
    for (const space of spaces.values()) checkSpaceRoles(linking, space);
    const site: Site = {
      about: about ?? unknownAbout,
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
    if (this.listed !== undefined) listedPeople.set(site, this.listed);
    checkLimits(linking, site, this.isWhole());
    return about === undefined ? undefined : site;
  }

  /** Whether nothing is missing from what was linked, so that what there is too little of really is too little. */
  private isWhole(): boolean {
    return !this.mayMiss && this.faulty.length === 0 && !hasErrors(this.linking.diagnostics);
  }

  private of<K extends RawKind>(kind: K): readonly Sound<Of<K>>[] {
    return (this.sound.get(kind) ?? []) as readonly Sound<Of<K>>[];
  }

  /** Links the documents of one kind, which are not held any longer. */
  private named<K extends Exclude<RawKind, 'Site'>, T extends Declared>(
    kind: K,
    make: (raw: Of<K>, at: Place) => T | undefined,
  ): Map<string, T> {
    const things = new Map<string, T>();
    for (const { raw, at } of this.of(kind)) {
      const thing = make(raw, at);
      if (thing !== undefined) keep(things, thing);
    }
    this.sound.delete(kind);
    this.lookUpSound(kind, make);
    return things;
  }

  /** Documents with errors: only what is wrong with the names in them is first-hand. */
  private lookUpSound<K extends RawKind>(kind: K, make: (raw: Of<K>, at: Place) => unknown): void {
    for (const judged of this.faulty) {
      if (judged.sound?.raw.kind !== kind) continue;
      const { raw, standIns } = judged.sound;
      const before = this.linking.diagnostics.length;
      make(raw as Of<K>, placeOf(judged));
      const found = this.linking.diagnostics.splice(before);
      this.linking.diagnostics.push(
        ...found.filter(({ code, at }) => aboutNames.test(code) && !standIns.some((path) => isBelow(at.path, path))),
      );
    }
  }

  private people(internalDomains: ReadonlySet<string>): Map<string, Person> {
    if (this.early !== undefined) return settled(this.early.people, (draft) => settlePerson(draft, internalDomains));
    const people = new Map<string, Person>();
    for (const { raw, at } of this.of('Users')) {
      for (const person of linkPeople(this.linking, raw, at, internalDomains)) keep(people, person);
    }
    return people;
  }

  private spaces(lists: PermissionLists, roles: ReadonlyMap<string, SpaceRole>): Map<string, Space> {
    const { linking } = this;
    if (this.early !== undefined) return settled(this.early.spaces, (draft) => settleSpace(linking, lists, roles, draft));
    return this.named('Space', (raw, at) => linkSpace(linking, lists, roles, raw, at));
  }

  private onlySite(): Sound<RawSite> | undefined {
    const [first, ...others] = this.of('Site');
    for (const { at } of others)
      this.linking.error('several-sites', at, 'A policy root has exactly one Site; this is another one.', {
        hint: 'Put both into one, or make two policy roots.',
        ...(first === undefined ? {} : { related: { message: 'The first one.', at: first.at } }),
      });
    if (first === undefined && !this.mayHaveSite()) {
      this.linking.error(
        'missing-site',
        { file: this.root, document: 0, path: [] },
        'There is no document of kind Site; a policy root has exactly one.',
        { hint: 'Add one with "kind: Site", name, url and internalDomains; "permafrost init" writes it for you.' },
      );
    }
    return first;
  }

  /** Whether a document that is or may be the Site is there, though it has errors. */
  private mayHaveSite(): boolean {
    return this.mayMiss || this.faulty.some(({ document: { value, broken } }) => broken === true || mayBeSite(value));
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

function mayBeSite(value: unknown): boolean {
  if (!isMap(value)) return true;
  return (
    declaredNames(value).some(({ kind }) => kind === 'Site') || own(value, 'kind') === 'Site' || Object.hasOwn(value, 'internalDomains')
  );
}
