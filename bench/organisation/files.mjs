import { roles } from './draw.mjs';

const perFile = 500;

/** The organisation as policy files, by path: one file for each thing, people by the hundred. */
export function filesOf({ people, groups, schemes, projects, spaces }) {
  const files = new Map([['policies/site.yaml', site()]]);
  for (let start = 0; start < people.length; start += perFile) {
    const number = String(start / perFile).padStart(3, '0');
    files.set(`policies/people/people-${number}.yaml`, usersText(number, people.slice(start, start + perFile)));
  }
  for (const group of groups) files.set(`policies/groups/${group.name}.yaml`, groupText(group));
  for (const scheme of schemes) files.set(`policies/schemes/${scheme.name}.yaml`, schemeText(scheme));
  for (const project of projects) files.set(`policies/projects/${project.key}.yaml`, projectText(project));
  for (const space of spaces) files.set(`policies/spaces/${space.key}.yaml`, spaceText(space));
  return files;
}

function site() {
  return text([
    'kind: Site',
    'name: acme',
    'url: https://acme.atlassian.net',
    'internalDomains: [acme.example]',
    'admins: [group:on-call]',
    ...roles.flatMap((role) => ['---', 'kind: Role', `name: ${role}`]),
  ]);
}

function usersText(number, people) {
  return text(['kind: Users', `name: people-${number}`, 'users:', ...people.map(personLine)]);
}

function personLine({ id, ...fields }) {
  return `  ${id}: ${flow(fields)}`;
}

function groupText({ name, members, includes, products }) {
  return text([
    'kind: Group',
    `name: ${name}`,
    `description: Members of ${name}`,
    ...(includes.length > 0 ? [`includes: ${flow(includes)}`] : []),
    ...(products === undefined ? [] : [`products: ${flow(products)}`]),
    ...(members.length > 0 ? ['members:', ...members.map((member) => `  - ${flow(member)}`)] : []),
  ]);
}

function schemeText({ name, grants }) {
  return text(['kind: Scheme', `name: ${name}`, 'grants:', ...grants.map((grant) => `  - ${flow(grant)}`)]);
}

function projectText({ roles: actors, guests, ...fields }) {
  return text([
    'kind: Project',
    ...Object.entries(fields).map(([name, value]) => `${name}: ${flow(value)}`),
    'roles:',
    ...Object.entries(actors).flatMap(([role, list]) =>
      list.length === 0 ? [`  ${role}: []`] : [`  ${role}:`, ...list.map((actor) => `    - ${actor}`)],
    ),
    ...guestLines(guests),
  ]);
}

function spaceText({ key, description, access, guests }) {
  return text([
    'kind: Space',
    `key: ${key}`,
    `description: ${description}`,
    ...(access.length === 0 ? ['access: []'] : ['access:', ...access.map((grant) => `  - ${flow(grant)}`)]),
    ...guestLines(guests),
  ]);
}

function guestLines(guests = []) {
  return guests.length === 0 ? [] : ['guests:', ...guests.map((guest) => `  - ${guest}`)];
}

/** Every text in it is plain in YAML. */
function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}: ${flow(each)}`)
    .join(', ')}}`;
}

function text(lines) {
  return `${lines.join('\n')}\n`;
}
