import { prerequisite, productOfPermission } from '../../dist/lib/model/permissions.js';
import { seededRandom } from '../organisation/random.mjs';

/**
 * The compiled organisation in terms that every peer has: people, nested groups, who holds which product, schemes as rules, and projects
 * with a scheme and actors. A rule gives permissions to the actors of a role (`lead` is one) who hold the product it needs; without
 * actors, to whoever holds the product; without both, to everybody.
 *
 * Left out, and so not asked about: guests, whose way in is open in one project only, and grants to whoever reports an issue or is
 * assigned to it, which are no answer of yes or no. Cells that only such a grant gives are conditional, and not asked about either.
 */
export function exportOrganisation(site, asOf) {
  const lives = ({ until }) => until === undefined || until >= asOf;
  const people = [...site.people.values()].filter((person) => person.active && lives(person) && person.guest.length === 0);
  const known = new Set(people.map(({ name }) => name));
  const groups = [...site.groups.values()].map(({ name, members, includes }) => ({
    name,
    members: members.filter((member) => lives(member) && known.has(member.user)).map(({ user }) => user),
    includes: includes.map(({ group }) => group),
  }));
  const isKnown = ({ type, name }) => type === 'group' || known.has(name);
  const actors = (entries) => entries.filter((entry) => lives(entry) && isKnown(entry)).map(({ type, name }) => ({ type, name }));
  const projects = [...site.projects.values()].map((project) => ({
    key: project.name,
    scheme: project.archived ? archived(project.scheme) : project.scheme,
    actors: new Map([
      ...[...site.roles.keys()].map((role) => [role, actors(project.roles.get(role) ?? [])]),
      ['lead', actors([{ type: 'user', name: project.lead ?? '' }])],
    ]),
  }));
  const used = new Set(projects.map(({ scheme }) => scheme));
  const schemes = [...site.schemes.values()]
    .flatMap((scheme) => {
      const rules = rulesOf(scheme, lives);
      return [
        { name: scheme.name, rules },
        { name: archived(scheme.name), rules: rules.flatMap(onlyBrowsing) },
      ];
    })
    .filter(({ name }) => used.has(name));
  const permissions = [...new Set(schemes.flatMap(({ rules }) => rules.flatMap((rule) => rule.permissions)))].sort();
  return { people: people.map(({ name }) => name), groups, products: productsOf(site, people, lives), schemes, projects, permissions };
}

/** Of an archived project nothing but looking at it is left. */
const archived = (scheme) => `${scheme}-archived`;

function onlyBrowsing(rule) {
  return rule.permissions.includes('BROWSE_PROJECTS') ? [{ ...rule, permissions: ['BROWSE_PROJECTS'] }] : [];
}

/** Who holds each product of Jira, by themselves or through groups; `jira` is any of them. */
function productsOf(site, people, lives) {
  const holders = new Map([['jira', { users: new Set(), groups: new Set() }]]);
  const add = (product, kind, name) => {
    if (!product.startsWith('jira-')) return;
    if (!holders.has(product)) holders.set(product, { users: new Set(), groups: new Set() });
    for (const each of ['jira', product]) holders.get(each)[kind].add(name);
  };
  for (const { name, products } of people) for (const entry of products) if (lives(entry)) add(entry.product, 'users', name);
  for (const { name, products } of site.groups.values()) for (const product of products) add(product, 'groups', name);
  return [...holders].map(([name, { users, groups }]) => ({ name, users: [...users], groups: [...groups] }));
}

/** The grants of a scheme, joined where actors and product are the same. */
function rulesOf(scheme, lives) {
  const rules = new Map();
  for (const { to, permissions } of scheme.grants.filter(lives))
    for (const holder of to)
      for (const permission of permissions) {
        const terms = termsOf(holder, permission);
        if (terms === undefined) continue;
        const key = `${terms.actor ?? ''} ${terms.needs ?? ''}`;
        if (!rules.has(key)) rules.set(key, { ...terms, permissions: new Set() });
        rules.get(key).permissions.add(permission);
      }
  const joined = [...rules.values()].map((rule) => ({ ...rule, permissions: [...rule.permissions].sort() }));
  for (const rule of joined) for (const permission of rule.permissions) assertPrerequisite(scheme, joined, rule, permission);
  return joined;
}

function termsOf({ type, name }, permission) {
  const gate = productOfPermission[permission] ?? 'jira';
  switch (type) {
    case 'role':
      return { actor: name, needs: gate };
    case 'lead':
      return { actor: 'lead', needs: gate };
    case 'logged-in':
      return { needs: gate };
    case 'application':
      if (gate !== 'jira' && gate !== name) throw new Error(`Peers have no rule that needs both ${gate} and ${name}.`);
      return { needs: name };
    case 'anyone':
      return {};
    case 'reporter':
    case 'assignee':
      return undefined;
    default:
      throw new Error(`Peers have no rule for ${type}:${name}.`);
  }
}

/** Peers know nothing of permissions that rest on others: whoever is given the one has to be given the other as well. */
function assertPrerequisite({ name }, rules, rule, permission) {
  const needed = prerequisite(permission);
  if (needed === undefined) return;
  const gives = (other) =>
    other.permissions.includes(needed) &&
    (other.actor === undefined || other.actor === rule.actor) &&
    (other.needs === undefined || other.needs === rule.needs || other.needs === 'jira');
  if (!rules.some(gives)) throw new Error(`In ${name}, ${permission} rests on ${needed}, which peers cannot tell.`);
}

/** Random cells, seeded: half of them held, half not, in turns; none that is conditional. */
export function drawQuestions({ matrix, organisation, amount = 4096, seed = 5 }) {
  const random = seededRandom(seed);
  const { people, permissions, projects } = organisation;
  const known = new Set(people);
  const held = [];
  const free = [];
  while (held.length < amount / 2) {
    const [permission, { key }] = [random.pick(permissions), random.pick(projects)];
    const holders = matrix
      .holders(permission, `project:${key}`)
      .filter(({ subject, verdict }) => verdict === 'allowed' && known.has(subject.slice('user:'.length)));
    if (holders.length > 0) held.push({ user: random.pick(holders).subject.slice('user:'.length), permission, project: key, held: true });
  }
  while (free.length < amount / 2) {
    const [user, permission, { key }] = [random.pick(people), random.pick(permissions), random.pick(projects)];
    if (matrix.verdict(`user:${user}`, permission, `project:${key}`) === undefined)
      free.push({ user, permission, project: key, held: false });
  }
  return held.flatMap((question, index) => [question, free[index]]);
}
