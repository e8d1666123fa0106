import type { Place } from '../diagnostics/place.js';
import type { Labels, Site } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { quote } from '../text/quote.js';
import type { Edit } from './edit.js';
import { Lookup } from './lookup.js';
import { Refusal } from './refusal.js';
import { writtenField, writtenValue } from './written.js';

/** A customer's or partner's team, and the few places it works in. */
export interface Team {
  readonly company: string;
  /** What the collaboration is called; its group is `ext-NAME`. */
  readonly name: string;
  /** `user:ID` of who answers for the team. */
  readonly sponsor: string;
  /** `YYYY-MM-DD`: the last day of all their access. */
  readonly until: string;
  /** Their mail addresses; none of them is declared yet. */
  readonly people: readonly string[];
  /** `KEY:Role` for a role in the project, `KEY` for Jira guests. */
  readonly projects: readonly string[];
  /** `KEY` for Confluence guests, `KEY:member` for people with a licence. */
  readonly spaces: readonly string[];
  readonly channels: readonly string[];
  readonly labels: Labels;
}

/** The labels that all people of all collaborations share, but for those that name their company: guardrails may choose teams by them. */
export function labelsOfTeams(site: Site): Labels {
  const labels = [...site.collaborations.values()].flatMap(({ company, members }) =>
    members.flatMap(({ user }) => {
      const worn = Object.entries(site.people.get(user)?.labels ?? {});
      return [new Map(worn.filter(([, value]) => value !== company))];
    }),
  );
  const [first = new Map<string, string>(), ...others] = labels;
  return Object.fromEntries([...first].filter(([name, value]) => others.every((worn) => worn.get(name) === value)));
}

/** The rooms of the team whose label `company` is another company's, in words. */
export function roomsOfOthers(site: Site, { company, projects, spaces, channels }: Team): readonly string[] {
  const rooms = [
    ...projects.map((words) => ({ type: 'Project', room: site.projects.get(split(words).key) })),
    ...spaces.map((words) => ({ type: 'Space', room: site.spaces.get(split(words).key) })),
    ...channels.map((name) => ({ type: 'Channel', room: site.channels.get(name) })),
  ];
  return rooms.flatMap(({ type, room }) => {
    const other = room?.labels['company'];
    return room === undefined || other === undefined || other === company
      ? []
      : [`${type} ${room.name} is labelled company: ${quote(other).slice(1, -1)}.`];
  });
}

/** Something that keeps a team from being let in. */
export interface Objection {
  readonly what: string;
  readonly hint?: string | undefined;
  /** Where it is written, if it is. */
  readonly at?: Place;
  /** The team was named by words that mean nothing, rather than wished for what cannot be. */
  readonly unknown: boolean;
}

/** All that speaks against a team as of a day: what is not there, and who cannot be of it. */
export function objectionsTo(site: Site, team: Team, asOf: string): readonly Objection[] {
  return [...missingIn(site, team), ...endOf(team, asOf), ...unfitPeople(site, team)];
}

/**
 * One new file with all of a team nothing speaks against: its people, and the Collaboration that gives them their rooms and keeps them out
 * of all others. `folder`: where the file goes.
 */
export function onboard(site: Site, team: Team, folder: string): Edit {
  const sponsor = new Lookup(site).person(team.sponsor).name;
  const text = [...peopleDocument(team), ...collaborationDocument(team, sponsor)].join('\n');
  return { op: 'create', file: `${folder}/${fileName(team.name)}.yaml`, text: `${heading(team)}\n${text}\n` };
}

/** Beside the other collaborations, if there are any. */
export function folderFor(site: Site, root: string): string {
  const [first] = site.collaborations.values();
  const file = first?.at.file;
  return file?.includes('/') === true ? file.slice(0, file.lastIndexOf('/')) : `${root}/customers`;
}

function endOf({ until }: Team, asOf: string): readonly Objection[] {
  return isDay(until) && until < asOf ? [{ what: `${quote(until)} has passed.`, hint: `Name a day after ${asOf}.`, unknown: false }] : [];
}

function isDay(words: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(words);
}

function unfitPeople(site: Site, { company, people }: Team): readonly Objection[] {
  const ours = new Set(site.about.internalDomains.map((domain) => domain.toLowerCase()));
  return people.flatMap((id): readonly Objection[] => {
    const declared = site.people.get(id) ?? site.people.get(id.toLowerCase());
    if (declared?.audience === 'internal' || ours.has(id.slice(id.lastIndexOf('@') + 1).toLowerCase()))
      return [{ what: `${quote(id)} is one of your own people.`, hint: `Name people of ${quote(company).slice(1, -1)}.`, unknown: false }];
    if (declared !== undefined)
      return [{ what: `${quote(id)} is declared already`, hint: 'Take them out there first.', at: declared.at, unknown: false }];
    return mailAddress.test(id) ? [] : [{ what: `${quote(id)} is no e-mail address.`, unknown: false }];
  });
}

const mailAddress = /^[^\s@:]+@[^\s@:.]+(?:\.[^\s@:.]+)+$/;

/** The rooms, the role and the sponsor that the team needs and that nobody has declared, and an end that is no day. */
function missingIn(site: Site, { sponsor, until, projects, spaces, channels }: Team): readonly Objection[] {
  const find = new Lookup(site);
  const attempts = [
    () => find.person(sponsor),
    () => find.date(until),
    ...projects.map((words) => () => {
      const { key, detail } = split(words);
      const project = find.project(`project:${key}`);
      return detail === undefined ? project : find.role(`role:${detail}`, project);
    }),
    ...spaces.map((words) => () => {
      const { key, detail } = split(words);
      if (detail !== undefined && detail !== 'member')
        throw new Refusal(`A team is in a space as guests or as members, not as ${quote(detail)}.`, didYouMean(detail, ['member']));
      return find.room(`space:${key}`);
    }),
    ...channels.map((name) => () => find.channel(`channel:${name}`)),
  ];
  return attempts.flatMap((attempt): readonly Objection[] => {
    try {
      attempt();
      return [];
    } catch (error) {
      if (error instanceof Refusal) return [{ what: error.message, hint: error.hint, unknown: true }];
      throw error;
    }
  });
}

function split(words: string): { readonly key: string; readonly detail?: string } {
  const colon = words.indexOf(':');
  return colon === -1 ? { key: words } : { key: words.slice(0, colon), detail: words.slice(colon + 1) };
}

function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-|-$/g, '') || 'team';
}

function heading({ company, until }: Team): string {
  const shown = quote(company).slice(1, -1);
  return `# The team of ${shown}: who they are, and the only places they reach, until ${until}. Deleting this file ends it all.`;
}

function peopleDocument(team: Team): readonly string[] {
  const guest = [
    ...(team.spaces.some((words) => split(words).detail === undefined) ? ['confluence'] : []),
    ...(team.projects.some((words) => split(words).detail === undefined) ? ['jira'] : []),
  ];
  const guestOf = guest.length === 0 ? {} : { guest: guest.length === 1 ? guest[0] : guest };
  const labels = Object.keys(team.labels).length === 0 ? {} : { labels: team.labels };
  return [
    'kind: Users',
    writtenField('name', team.name),
    writtenField('defaults', { company: team.company, audience: 'external', ...labels, ...guestOf, until: team.until }),
    'users:',
    ...team.people.map((id) => `  ${writtenField(id, {})}`),
    '---',
  ];
}

function collaborationDocument({ company, name, until, people, projects, spaces, channels }: Team, sponsor: string): readonly string[] {
  return [
    `kind: Collaboration # makes the group "ext-NAME", and a guardrail that keeps its members in these rooms`,
    writtenField('name', name),
    writtenField('company', company),
    writtenField('sponsor', `user:${sponsor}`),
    writtenField('until', until),
    'members:',
    ...people.map((id) => `  - ${writtenValue(id)}`),
    ...oneOrMany('project', projects.map(projectPlace)),
    ...oneOrMany('space', spaces.map(spacePlace)),
    ...oneOrMany('channel', channels),
  ];
}

function projectPlace(words: string): unknown {
  const { key, detail } = split(words);
  return detail === undefined ? { key, as: 'guest' } : { key, role: detail };
}

function spacePlace(words: string): unknown {
  const { key, detail } = split(words);
  return { key, as: detail === undefined ? 'guest' : 'member' };
}

function oneOrMany(field: string, values: readonly unknown[]): readonly string[] {
  if (values.length === 0) return [];
  return [writtenField(field, values.length === 1 ? values[0] : values)];
}
