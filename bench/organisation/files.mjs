import { roles } from './draw.mjs';

const perFile = 500;

/** The organisation as policy files, by path: one file for each thing, people by the hundred. */
export function filesOf(organisation) {
  return new Map(documentsOf(organisation).map((document) => [document.path, textOf(document)]));
}

/** The documents of an organisation, each with the file it stands in; `thing` is what it says. */
export function documentsOf({ people, groups, schemes, projects, spaces }) {
  const documents = [{ kind: 'site', path: 'policies/site.yaml', thing: {} }];
  for (let start = 0; start < people.length; start += perFile) {
    const number = String(start / perFile).padStart(3, '0');
    const thing = { number, people: people.slice(start, start + perFile) };
    documents.push({ kind: 'users', path: `policies/people/people-${number}.yaml`, thing });
  }
  for (const thing of groups) documents.push({ kind: 'group', path: `policies/groups/${thing.name}.yaml`, thing });
  for (const thing of schemes) documents.push({ kind: 'scheme', path: `policies/schemes/${thing.name}.yaml`, thing });
  for (const thing of projects) documents.push({ kind: 'project', path: `policies/projects/${thing.key}.yaml`, thing });
  for (const thing of spaces) documents.push({ kind: 'space', path: `policies/spaces/${thing.key}.yaml`, thing });
  return documents;
}

/** One document as YAML. */
export function textOf({ kind, thing }) {
  return texts[kind](thing);
}

const texts = { site, users: usersText, group: groupText, scheme: schemeText, project: projectText, space: spaceText };

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

function usersText({ number, people }) {
  return text(['kind: Users', `name: people-${number}`, 'users:', ...people.map(personLine)]);
}

function personLine({ id, ...fields }) {
  return `  ${id}: ${flow(fields)}`;
}

function groupText({ name, formerly, members, includes, products }) {
  return text([
    'kind: Group',
    `name: ${name}`,
    ...(formerly === undefined ? [] : [`formerly: ${formerly}`]),
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

function spaceText({ key, formerly, description, access, guests }) {
  return text([
    'kind: Space',
    `key: ${key}`,
    ...(formerly === undefined ? [] : [`formerly: ${formerly}`]),
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
