import type { AuditAuthor, AuditReading, AuditRecord } from '../providers/provider.js';
import type { Aligned } from './align.js';
import type { AuditSeen, Difference, Doing } from './drift.js';
import type { LiveState } from './live-state.js';

/** What a record must say to be about a difference: the thing, and what became or ceased to be of it. */
interface Wanted {
  readonly thing: readonly string[];
  /** Each is one of several words for the same. */
  readonly telling: readonly (readonly string[])[];
}

/** What a record is about, in references and words. */
interface About {
  readonly named: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export interface Told {
  readonly audit: AuditSeen;
  /** In the order of the differences; undefined where no log tells. */
  readonly doings: readonly (Doing | undefined)[];
}

/** Who made each difference by the audit logs: the latest record that names its thing and its subject, and goes its way. */
export function whoDid(
  differences: readonly Pick<Difference, 'type' | 'of' | 'git' | 'site'>[],
  reading: AuditReading,
  live: LiveState,
  aligned: Pick<Aligned, 'names' | 'people'>,
): Told {
  const names = namesOf(live, aligned.names);
  const authors = authorsOf(aligned.people);
  // The records come with the latest first.
  const records = reading.records.map((record) => ({ record, about: aboutOf(record, names) }));
  const doings = differences.map((difference): Doing | undefined => {
    const wanted = wantedOf(difference);
    if (wanted === undefined) return undefined;
    const side = difference.site === undefined ? 'removed' : 'added';
    const found = records.find(({ about }) => isAbout(about, wanted, side));
    return found === undefined ? undefined : doingOf(found.record, authors);
  });
  return { audit: { logs: reading.logs, unknown: doings.filter((doing) => doing === undefined).length }, doings };
}

function wantedOf({ type, of, git, site }: Pick<Difference, 'type' | 'of' | 'git' | 'site'>): Wanted | undefined {
  const [first = '', second = ''] = site ?? git ?? [];
  switch (type) {
    case 'member':
    case 'project-scheme':
      return { thing: [of], telling: [[first]] };
    case 'actor':
      return { thing: [of, first], telling: [[second]] };
    case 'grant':
    case 'space-grant':
      return { thing: [of], telling: [holderWords(first), [word(second)]] };
    default:
      return undefined;
  }
}

/** What logs call those who hold something without being a person, group or role. */
const classes: Readonly<Record<string, readonly string[]>> = {
  anyone: ['anyone', 'anonymous-users', 'Anyone on the web'],
  'logged-in': ['applicationRole', 'Application access', 'Any logged in user', 'authenticated-users'],
  lead: ['projectLead', 'Project lead'],
  reporter: ['reporter'],
  assignee: ['assignee', 'Current assignee'],
};

function holderWords(holder: string): readonly string[] {
  return Object.hasOwn(classes, holder) ? (classes[holder] ?? []).map(word) : [holder];
}

/** `Browse Projects`, `BROWSE_PROJECTS`: the same word. */
function word(text: string): string {
  return `word:${text.replace(/[^\p{L}\p{N}]+/gu, '_').toUpperCase()}`;
}

function isAbout({ named, added, removed }: About, { thing, telling }: Wanted, way: 'added' | 'removed'): boolean {
  const side = way === 'added' ? added : removed;
  return thing.every((each) => named.has(each) || side.has(each)) && telling.every((words) => words.some((each) => side.has(each)));
}

type Kind = 'user' | 'group' | 'role' | 'scheme' | 'project' | 'space';

const kinds: readonly Kind[] = ['user', 'group', 'role', 'scheme', 'project', 'space'];

/** Of a kind, what a log may call a thing → its reference in the policies. */
type Names = ReadonlyMap<Kind, ReadonlyMap<string, string>>;

/** Two things with one name are neither of them: nobody is told to have done what was done to somebody else. */
function namesOf({ site, ids }: LiveState, renamed: ReadonlyMap<string, string>): Names {
  const names = new Map<Kind, Map<string, string>>(kinds.map((kind) => [kind, new Map<string, string>()]));
  const sure = new Set<string>();
  const note = (kind: Kind, live: string, called: string | undefined, own = true): void => {
    const table = names.get(kind);
    if (called === undefined || called === '' || table === undefined) return;
    const ref = renamed.get(`${kind}:${live}`) ?? `${kind}:${live}`;
    const key = `${kind}:${called}`;
    if (own) {
      table.set(called, ref);
      sure.add(key);
    } else if (!sure.has(key)) table.set(called, table.has(called) && table.get(called) !== ref ? '' : ref);
  };
  for (const { name, accountId } of site.people.values()) {
    note('user', name, name);
    note('user', name, accountId);
  }
  for (const name of site.groups.keys()) note('group', name, name);
  for (const name of site.roles.keys()) note('role', name, name);
  for (const name of site.schemes.keys()) note('scheme', name, name);
  for (const name of site.projects.keys()) note('project', name, name);
  for (const name of site.spaces.keys()) note('space', name, name);
  for (const [name, id] of ids?.people ?? []) note('user', name, id);
  for (const [name, id] of ids?.groups ?? []) note('group', name, id);
  for (const [name, id] of ids?.roles ?? []) note('role', name, id);
  for (const [name, { id }] of ids?.schemes ?? []) note('scheme', name, id);
  for (const [name, { id }] of ids?.projects ?? []) note('project', name, id);
  for (const [name, { id }] of ids?.spaces ?? []) note('space', name, id);
  for (const { name, displayName } of site.people.values()) note('user', name, displayName, false);
  return names;
}

/** Other kinds of things are told by a word. */
function kindOf(type: string): Kind | undefined {
  const plain = type.toLowerCase();
  if (/group/.test(plain)) return 'group';
  if (/role/.test(plain)) return 'role';
  if (/scheme/.test(plain)) return 'scheme';
  if (/user|account/.test(plain)) return 'user';
  if (/project/.test(plain)) return 'project';
  return /space/.test(plain) ? 'space' : undefined;
}

function aboutOf({ deed, items, values }: AuditRecord, names: Names): About {
  const refsOf = (kind: Kind, called: readonly string[]): readonly string[] => {
    // The id comes first, and says more than a name.
    const found = called.map((each) => names.get(kind)?.get(each) ?? '').find((ref) => ref !== '');
    return found === undefined ? [] : [found];
  };
  const named = new Set(
    items.flatMap(({ type, names: called }) => {
      const kind = kindOf(type);
      return kind === undefined ? called.map(word) : refsOf(kind, called);
    }),
  );
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const { field, from, to } of values) {
    const typed = values.find((each) => /type/i.test(each.field));
    const spoken = (text: string, type: string): ReadonlySet<string> => {
      const kind = kindOf(field) ?? kindOf(type);
      const refs = (each: string): readonly string[] => (kind === undefined ? kinds : [kind]).flatMap((one) => refsOf(one, [each]));
      // A name may have a comma in it; only what is no name as a whole is a list.
      const called = refs(text).length > 0 ? [text] : text.split(',').map((each) => each.trim());
      return new Set(called.flatMap((each) => (each === '' ? [] : [word(each), ...refs(each)])));
    };
    const [was, is] = [spoken(from, typed?.from ?? ''), spoken(to, typed?.to ?? '')];
    for (const each of is) if (!was.has(each)) added.add(each);
    for (const each of was) if (!is.has(each)) removed.add(each);
  }
  if (values.length > 0) return { named, added, removed };
  // What only says "changed" goes neither way. Removing comes first: "grant removed", "unassigned".
  if (/remov|revok|delet|unassign/i.test(deed)) return { named, added, removed: named };
  return { named, added: /added|\badd\b|grant|assign/i.test(deed) ? named : added, removed };
}

function authorsOf(people: Aligned['people']): ReadonlyMap<string, string> {
  return new Map([...people].flatMap(([name, { accountId }]) => (accountId === undefined ? [] : [[accountId, name] as const])));
}

/** Under the name of the policies, if they have one; else by what the log says. */
function doingOf({ log, at, author }: AuditRecord, authors: ReadonlyMap<string, string>): Doing {
  const name = authorName(author, authors);
  return { log, when: at, ...(name === undefined ? {} : { author: name }) };
}

function authorName({ account, email, name }: AuditAuthor, authors: ReadonlyMap<string, string>): string | undefined {
  return (account === undefined ? undefined : authors.get(account)) ?? email ?? name ?? account;
}
