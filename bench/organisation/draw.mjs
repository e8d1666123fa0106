import { seededRandom } from './random.mjs';
import { sizes } from './sizes.mjs';

const firstNames =
  'ada ali amy ana ben bo cem dan eda eli eva fin gia hal ida ivo jan jo kai kim lea leo lin max mia nia noa ola pia ray rio sam sol tao tim uma vic yan zoe'.split(
    ' ',
  );
const surnames =
  'adler baker berg bauer castro cohen diaz evans fischer garcia hansen hughes ito jensen khan kim koch larsen lee lopez martin mehta moreau nguyen novak okafor olsen park patel perez petrov reyes rossi santos sato schmidt silva smith tanaka turner vogel wagner weber wong young zhang'.split(
    ' ',
  );
export const themes =
  'atlas billing checkout cloud core data design devices docs edge events finance fleet growth hardware identity infra insights legal logistics maps market media mobile network office payments people platform portal pricing quality research retail search security shipping signal stores support tools travel video warehouse web'.split(
    ' ',
  );
const companies = ['orrin', 'marl', 'pellmore', 'tessel', 'kestrel', 'bramley', 'ostara', 'quillon'];

export const roles = ['Administrators', 'Developers', 'Reporters', 'Viewers', 'Customers'];

/** Share of the active staff in the five groups that nearly everybody knows. */
export const bigGroups = [
  ['all-employees', 0.9],
  ['engineering', 0.3],
  ['sales', 0.15],
  ['managers', 0.08],
  ['on-call', 0.05],
];

const conditional = [
  'EDIT_ISSUES',
  'ADD_COMMENTS',
  'CLOSE_ISSUES',
  'DELETE_OWN_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'TRANSITION_ISSUES',
  'RESOLVE_ISSUES',
  'WORK_ON_ISSUES',
];
export const single = [
  'MANAGE_WATCHERS',
  'SET_ISSUE_SECURITY',
  'MOVE_ISSUES',
  'MODIFY_REPORTER',
  'VIEW_DEV_TOOLS',
  'DELETE_ISSUES',
  'EDIT_ALL_COMMENTS',
  'VIEW_AGGREGATED_DATA',
];

/**
 * A random organisation of one of the sizes, as plain values: heavy-tailed groups, some nested; people of other companies, some of them
 * guests; few schemes shared by many projects; actors of roles that mostly follow from the team a project belongs to. The same for the
 * same seed.
 *
 * `share`: how many of the role actor lists come from the template of a team.
 */
export function drawOrganisation(size, { seed = 1, share = 0.6 } = {}) {
  const counts = typeof size === 'string' ? sizes[size] : size;
  const random = seededRandom(seed);
  const people = drawPeople(random, counts.people);
  const staff = people.filter(({ guest }) => guest === undefined);
  const groups = drawGroups(random, counts.groups, staff);
  const teams = drawTeams(random, groups, staff, Math.max(3, Math.floor(counts.groups / 6)));
  const schemes = Array.from({ length: counts.schemes }, (_, index) => drawScheme(random, index));
  const guests = people.filter(({ guest }) => guest !== undefined);
  const projects = Array.from({ length: counts.projects }, (_, index) => drawProject(random, index, { schemes, teams, staff, share }));
  const spaces = Array.from({ length: counts.spaces }, (_, index) => drawSpace(random, index, { teams, groups, staff, share }));
  placeGuests(random, guests, projects, spaces);
  return { people, groups, schemes, projects, spaces };
}

function drawPeople(random, count) {
  return Array.from({ length: count }, (_, index) => {
    const first = random.pick(firstNames);
    const last = random.pick(surnames);
    const external = random.chance(0.08);
    const company = random.pick(companies);
    const person = {
      id: `${first}.${last}${String(index)}@${external ? `${company}.example` : 'acme.example'}`,
      name: capitals(`${first} ${last}`),
    };
    if (external) person.company = company;
    if (external && random.chance(0.4)) person.guest = random.chance(0.7) ? 'confluence' : 'jira';
    else if (random.chance(0.03)) person.active = false;
    if (external && person.guest === undefined) person.until = `20${String(random.between(31, 38))}-06-30`;
    if (person.guest === undefined && random.chance(0.06)) person.products = ['jira-software', 'confluence', 'jira-servicedesk'];
    return person;
  });
}

function capitals(words) {
  return words.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function drawGroups(random, count, staff) {
  const groups = Array.from({ length: count }, (_, index) => ({
    name: bigGroups[index]?.[0] ?? `${random.pick(themes)}-${random.pick(themes)}-${String(index)}`,
    members: [],
    includes: [],
  }));
  groups[0].products = ['jira-software', 'confluence'];
  for (const person of staff) {
    // Most who left were taken out of their groups; a few always were not.
    if (person.active === false && !random.chance(0.1)) continue;
    for (const [index, [, part]] of bigGroups.entries()) if (random.chance(part)) groups[index].members.push(memberOf(random, person));
    const own = random.power(30, 1.6);
    for (const index of random.sample(own, () => bigGroups.length + random.zipf(count - bigGroups.length)))
      groups[index].members.push(memberOf(random, person));
  }
  // Only towards smaller numbers, so that there is no cycle.
  for (let index = bigGroups.length + 1; index < count; index++)
    if (random.chance(0.05))
      groups[index].includes = random
        .sample(random.between(1, 3), () => random.between(bigGroups.length, index - 1))
        .map((each) => groups[each].name);
  return groups;
}

function memberOf(random, { id, company }) {
  return company !== undefined && random.chance(0.3) ? { user: id, until: '2031-12-31' } : id;
}

/** A team: the actors its projects usually have. */
function drawTeams(random, groups, staff, count) {
  return Array.from({ length: count }, () => Object.fromEntries(roles.map((role) => [role, drawActors(random, groups, staff)])));
}

/** Now and then one of the groups that nearly everybody is in. */
function drawActors(random, groups, staff) {
  const group = () => groups[random.chance(0.01) ? random.zipf(bigGroups.length) : random.between(bigGroups.length, groups.length - 1)];
  const own = random.sample(random.between(0, 6), () => `group:${group().name}`);
  const people = random.sample(random.between(0, 3), () => `user:${random.pick(staff).id}`);
  return [...own, ...people];
}

function drawScheme(random, index) {
  const grants = [
    { to: ['role:Administrators'], allow: ['project-admin', ...random.sample(2, () => random.pick(single))] },
    { to: ['role:Developers', 'lead'], allow: ['developer', ...random.sample(random.between(0, 4), () => random.pick(single))] },
    { to: ['role:Reporters'], allow: ['contributor', ...random.sample(random.between(0, 2), () => random.pick(single))] },
    { to: ['role:Viewers'], allow: [random.pick(['viewer', 'commenter'])] },
    { to: ['role:Customers'], allow: ['BROWSE_PROJECTS', ...random.sample(random.between(1, 3), () => random.pick(conditional))] },
    { to: ['reporter'], allow: random.sample(4, () => random.pick(conditional)) },
    { to: ['assignee'], allow: random.sample(3, () => random.pick(conditional)) },
  ];
  if (random.chance(0.3)) grants.push({ to: ['logged-in'], allow: ['viewer'] });
  if (random.chance(0.2)) grants.push({ to: ['application:jira-software'], allow: ['ASSIGNABLE_USER', 'BROWSE_PROJECTS'] });
  if (random.chance(0.02)) grants.push({ to: ['anyone'], allow: ['BROWSE_PROJECTS'] });
  return { name: `${random.pick(themes)}-projects-${String(index)}`, grants };
}

function drawProject(random, index, { schemes, teams, staff, share }) {
  const team = random.pick(teams);
  const theme = random.pick(themes);
  const project = {
    key: `${theme.slice(0, 3).toUpperCase()}${String(index)}`,
    description: `${capitals(theme)} work of a team`,
    lead: random.pick(staff).id,
  };
  if (random.chance(0.02)) project.archived = true;
  if (random.chance(0.04)) project.product = 'jira-servicedesk';
  project.scheme = schemes[random.zipf(schemes.length)].name;
  project.roles = Object.fromEntries(
    roles.map((role) => [role, random.chance(share) ? team[role] : random.pick(teams)[random.pick(roles)].slice(0, random.between(0, 6))]),
  );
  return project;
}

function drawSpace(random, index, { teams, groups, staff, share }) {
  const team = random.pick(teams);
  const theme = random.pick(themes);
  const lists = ['space-admin', 'space-editor', 'space-commenter', 'space-viewer'];
  const access = lists.flatMap((allow, place) => {
    const to = random.chance(share) ? team[roles[place]] : drawActors(random, groups, staff);
    return to.length === 0 ? [] : [{ to, allow: [allow] }];
  });
  if (random.chance(0.25)) access.push({ to: ['logged-in'], allow: ['space-viewer'] });
  if (random.chance(0.02)) access.push({ to: ['anyone'], allow: ['read/space'] });
  return { key: `${theme.slice(0, 4).toUpperCase()}${String(index)}`, description: `Pages of ${theme}`, access };
}

/** One place for each guest; not in service projects or archived ones, where Jira has no guests. */
function placeGuests(random, guests, projects, spaces) {
  const suitable = projects.filter(({ archived, product }) => archived !== true && product === undefined);
  for (const { id, guest } of guests) {
    const room = guest === 'jira' ? random.pick(suitable) : spaces[random.zipf(spaces.length)];
    (room.guests ??= []).push(id);
  }
}

/**
 * The organisation one small pull request later: one person leaves a group and another joins it, two projects and a space get another
 * actor, and a scheme gives one permission more. Five things, five files.
 */
export function edited(organisation, seed = 2) {
  const random = seededRandom(seed);
  const next = JSON.parse(JSON.stringify(organisation));
  const staff = next.people.filter(({ guest, active }) => guest === undefined && active !== false);
  const group = next.groups[Math.floor(next.groups.length / 2)];
  const joins = staff.find(({ id }) => !group.members.some((member) => member === id || member.user === id));
  group.members = [...group.members.slice(1), joins.id];
  for (const project of random.sample(2, () => random.pick(next.projects))) {
    const actor = `user:${random.pick(staff).id}`;
    project.roles.Developers = [...project.roles.Developers.filter((each) => each !== actor), actor];
  }
  const space = random.pick(next.spaces);
  const reader = random.pick(next.groups).name;
  space.access.push({ to: [`group:${reader}`], allow: ['space-viewer'] });
  const scheme = next.schemes[Math.floor(next.schemes.length / 2)];
  scheme.grants.push({ to: ['role:Viewers'], allow: ['MANAGE_WATCHERS'] });
  return next;
}

/** One person leaves the group that nearly everybody is in, and with it the products it gives. */
export function withoutOne(organisation) {
  const [largest, ...others] = organisation.groups;
  const active = new Set(organisation.people.filter((person) => person.active !== false).map(({ id }) => id));
  const leaver = largest.members.find((member, index) => index >= largest.members.length / 2 && active.has(member.user ?? member));
  return { ...organisation, groups: [{ ...largest, members: largest.members.filter((member) => member !== leaver) }, ...others] };
}

/** The developers of one project in ten become those of another team. */
export function withOtherDevelopers(organisation, seed = 4) {
  const random = seededRandom(seed);
  const projects = organisation.projects.map((project, index) => {
    if (index % 10 !== 3) return project;
    return { ...project, roles: { ...project.roles, Developers: random.pick(organisation.projects).roles.Developers } };
  });
  return { ...organisation, projects };
}
