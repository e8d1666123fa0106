import { bigGroups, roles, single, themes } from './draw.mjs';
import { documentsOf, textOf } from './files.mjs';
import { seededRandom } from './random.mjs';

/** What people do to policies, and how often. */
const habits = [
  [14, joinGroup],
  [10, leaveGroup],
  [10, addActor],
  [8, removeActor],
  [6, changeLead],
  [6, openSpace],
  [5, closeSpace],
  [6, hire],
  [5, deactivate],
  [3, forget],
  [4, changeScheme],
  [2, grantMore],
  [3, foundProject],
  [3, foundGroup],
  [3, renameGroup],
  [2, renameProject],
  [2, renameSpace],
  [3, moveFile],
  [2, mergeFiles],
  [2, movePerson],
  [2, archiveProject],
  [1, deleteProject],
  [1, deleteSpace],
  [1, deleteGroup],
];
const sum = habits.reduce((total, [weight]) => total + weight, 0);

/**
 * A history of small commits, one to three edits each: people join, move and leave, things are renamed, moved between files, merged into
 * one file and deleted. Each with its message and the files it writes; a file without text is deleted. Every commit is valid.
 */
export function* drawHistory(organisation, { commits = 200, seed = 3 } = {}) {
  const random = seededRandom(seed);
  const policies = new Workspace(withoutSharedLists(organisation));
  for (let number = 0; number < commits;) {
    const messages = Array.from({ length: random.between(1, 3) }, () => pickHabit(random)(policies, random)).filter(
      (message) => message !== undefined,
    );
    const files = policies.changedFiles();
    if (files.length === 0) continue;
    yield { message: messages.join('; '), files };
    number++;
  }
}

/** Projects of one team share their lists; here each is edited alone. */
function withoutSharedLists(value) {
  return JSON.parse(JSON.stringify(value));
}

function pickHabit(random) {
  let left = random.next() * sum;
  for (const [weight, habit] of habits) {
    left -= weight;
    if (left < 0) return habit;
  }
  return joinGroup;
}

/** Documents in files, and which files were written since the last commit. */
class Workspace {
  constructor(organisation) {
    this.organisation = organisation;
    this.least = Object.fromEntries(['groups', 'projects', 'spaces'].map((name) => [name, organisation[name].length * 0.8]));
    this.documents = new Map();
    this.files = new Map();
    this.written = new Map();
    for (const document of documentsOf(organisation)) this.place(document);
    for (const path of this.files.keys()) this.written.set(path, this.text(path));
    this.touched = new Set();
    this.born = 0;
  }

  place(document) {
    this.documents.set(document.thing, document);
    this.files.set(document.path, [...(this.files.get(document.path) ?? []), document]);
    this.touched?.add(document.path);
  }

  take(thing) {
    const document = this.documents.get(thing);
    this.documents.delete(thing);
    const left = this.files.get(document.path).filter((each) => each !== document);
    if (left.length === 0) this.files.delete(document.path);
    else this.files.set(document.path, left);
    this.touched.add(document.path);
    return document;
  }

  move(thing, path) {
    this.place({ ...this.take(thing), path });
  }

  touch(thing) {
    this.touched.add(this.documents.get(thing).path);
  }

  text(path) {
    return this.files.get(path)?.map(textOf).join('---\n');
  }

  changedFiles() {
    const changes = [];
    for (const path of [...this.touched].sort()) {
      const text = this.text(path);
      if (text === this.written.get(path)) continue;
      changes.push([path, text]);
      if (text === undefined) this.written.delete(path);
      else this.written.set(path, text);
    }
    this.touched.clear();
    return changes;
  }

  userFiles() {
    return [...this.documents.values()].filter(({ kind }) => kind === 'users');
  }

  /** Replaces a reference wherever it stands; without another, it is taken out. */
  replace(reference, other) {
    const swapped = (list) =>
      other === undefined ? list.filter((each) => each !== reference) : list.map((each) => (each === reference ? other : each));
    for (const project of this.organisation.projects)
      for (const role of roles)
        if (project.roles[role].includes(reference)) {
          project.roles[role] = swapped(project.roles[role]);
          this.touch(project);
        }
    for (const space of this.organisation.spaces) {
      if (!space.access.some(({ to }) => to.includes(reference))) continue;
      space.access = space.access.map((grant) => ({ ...grant, to: swapped(grant.to) })).filter(({ to }) => to.length > 0);
      this.touch(space);
    }
  }

  remove(list, thing) {
    this.organisation[list] = this.organisation[list].filter((each) => each !== thing);
    this.take(thing);
  }
}

const idOf = (member) => member.user ?? member;

/** Somebody who works here and is no guest. */
function colleague({ organisation }, random) {
  for (;;) {
    const person = random.pick(organisation.people);
    if (person.guest === undefined && person.active !== false) return person;
  }
}

function ownGroup({ organisation }, random) {
  return organisation.groups[random.between(bigGroups.length, organisation.groups.length - 1)];
}

function joinGroup(policies, random) {
  const { id } = colleague(policies, random);
  const group = ownGroup(policies, random);
  if (group.members.some((member) => idOf(member) === id)) return undefined;
  group.members.push(id);
  policies.touch(group);
  return `Add ${id} to ${group.name}`;
}

function leaveGroup(policies, random) {
  const group = ownGroup(policies, random);
  if (group.members.length === 0) return undefined;
  const [member] = group.members.splice(random.below(group.members.length), 1);
  policies.touch(group);
  return `Take ${idOf(member)} out of ${group.name}`;
}

function addActor(policies, random) {
  const project = random.pick(policies.organisation.projects);
  const role = random.pick(roles);
  const actor = random.chance(0.5) ? `group:${ownGroup(policies, random).name}` : `user:${colleague(policies, random).id}`;
  if (project.roles[role].includes(actor)) return undefined;
  project.roles[role].push(actor);
  policies.touch(project);
  return `Make ${actor} one of the ${role} of ${project.key}`;
}

function removeActor(policies, random) {
  const project = random.pick(policies.organisation.projects);
  const role = random.pick(roles);
  if (project.roles[role].length === 0) return undefined;
  const [actor] = project.roles[role].splice(random.below(project.roles[role].length), 1);
  policies.touch(project);
  return `Let ${actor} no longer be one of the ${role} of ${project.key}`;
}

function changeLead(policies, random) {
  const project = random.pick(policies.organisation.projects);
  project.lead = colleague(policies, random).id;
  policies.touch(project);
  return `Let ${project.lead} lead ${project.key}`;
}

function openSpace(policies, random) {
  const space = random.pick(policies.organisation.spaces);
  const group = ownGroup(policies, random);
  space.access.push({ to: [`group:${group.name}`], allow: [random.pick(['space-viewer', 'space-editor'])] });
  policies.touch(space);
  return `Open ${space.key} to ${group.name}`;
}

function closeSpace(policies, random) {
  const space = random.pick(policies.organisation.spaces);
  if (space.access.length < 2) return undefined;
  space.access.splice(random.below(space.access.length), 1);
  policies.touch(space);
  return `Take a grant out of ${space.key}`;
}

function hire(policies, random) {
  const { organisation } = policies;
  const id = `new.colleague${String(policies.born++)}@acme.example`;
  const person = { id, name: 'New Colleague' };
  const { thing: file } = random.pick(policies.userFiles());
  organisation.people.push(person);
  file.people.push(person);
  policies.touch(file);
  for (const group of [organisation.groups[0], ownGroup(policies, random)]) {
    group.members.push(id);
    policies.touch(group);
  }
  return `Welcome ${id}`;
}

function deactivate(policies, random) {
  const person = colleague(policies, random);
  person.active = false;
  policies.touch(policies.userFiles().find(({ thing }) => thing.people.includes(person)).thing);
  leaveAllGroups(policies, person);
  return `Deactivate ${person.id}`;
}

function leaveAllGroups(policies, { id }) {
  for (const group of policies.organisation.groups) {
    if (!group.members.some((member) => idOf(member) === id)) continue;
    group.members = group.members.filter((member) => idOf(member) !== id);
    policies.touch(group);
  }
}

/** Somebody who left is no longer written anywhere. */
function forget(policies, random) {
  const { organisation } = policies;
  const gone = organisation.people.filter(({ active }) => active === false);
  if (gone.length === 0) return undefined;
  const person = random.pick(gone);
  const { thing: file } = policies.userFiles().find(({ thing }) => thing.people.includes(person));
  organisation.people = organisation.people.filter((each) => each !== person);
  file.people = file.people.filter((each) => each !== person);
  policies.touch(file);
  leaveAllGroups(policies, person);
  policies.replace(`user:${person.id}`);
  for (const project of organisation.projects) {
    if (project.lead !== person.id) continue;
    project.lead = colleague(policies, random).id;
    policies.touch(project);
  }
  return `Forget ${person.id}`;
}

function changeScheme(policies, random) {
  const project = random.pick(policies.organisation.projects);
  project.scheme = random.pick(policies.organisation.schemes).name;
  policies.touch(project);
  return `Put ${project.key} under ${project.scheme}`;
}

function grantMore(policies, random) {
  const scheme = random.pick(policies.organisation.schemes);
  const grant = scheme.grants[random.below(4)];
  const permission = random.pick(single);
  if (grant.allow.includes(permission)) return undefined;
  grant.allow.push(permission);
  policies.touch(scheme);
  return `Allow ${permission} to ${grant.to[0]} in ${scheme.name}`;
}

function foundProject(policies, random) {
  const { organisation } = policies;
  const theme = random.pick(themes);
  const project = {
    key: `NEW${String(policies.born++)}`,
    description: `New work on ${theme}`,
    lead: colleague(policies, random).id,
    scheme: random.pick(organisation.schemes).name,
    roles: withoutSharedLists(random.pick(organisation.projects).roles),
  };
  organisation.projects.push(project);
  policies.place({ kind: 'project', path: `policies/projects/${project.key}.yaml`, thing: project });
  return `Found ${project.key}`;
}

function foundGroup(policies, random) {
  const { organisation } = policies;
  const group = {
    name: `new-${random.pick(themes)}-${String(policies.born++)}`,
    members: random.sample(random.between(3, 12), () => colleague(policies, random).id),
    includes: random.chance(0.3) ? [ownGroup(policies, random).name] : [],
  };
  organisation.groups.push(group);
  policies.place({ kind: 'group', path: `policies/groups/${group.name}.yaml`, thing: group });
  return `Found ${group.name}`;
}

function renameGroup(policies, random) {
  const group = ownGroup(policies, random);
  const old = group.name;
  group.formerly = old;
  group.name = `${random.pick(themes)}-renamed-${String(policies.born++)}`;
  policies.move(group, `policies/groups/${group.name}.yaml`);
  policies.replace(`group:${old}`, `group:${group.name}`);
  for (const other of policies.organisation.groups) {
    if (!other.includes.includes(old)) continue;
    other.includes = other.includes.map((name) => (name === old ? group.name : name));
    policies.touch(other);
  }
  return `Rename ${old} to ${group.name}`;
}

function renameProject(policies, random) {
  const project = random.pick(policies.organisation.projects);
  const old = project.key;
  project.formerly = old;
  project.key = `REN${String(policies.born++)}`;
  policies.move(project, `policies/projects/${project.key}.yaml`);
  return `Rename ${old} to ${project.key}`;
}

/** The file keeps its name. */
function renameSpace(policies, random) {
  const space = random.pick(policies.organisation.spaces);
  const old = space.key;
  space.formerly = old;
  space.key = `REN${String(policies.born++)}`;
  policies.touch(space);
  return `Rename ${old} to ${space.key}`;
}

function moveFile(policies, random) {
  const project = random.pick(policies.organisation.projects);
  policies.move(project, `policies/projects/${random.pick(themes)}/${project.key}.yaml`);
  return `Move ${project.key} into the folder of its team`;
}

function mergeFiles(policies, random) {
  const [one, other] = [random.pick(policies.organisation.projects), random.pick(policies.organisation.projects)];
  if (one === other) return undefined;
  policies.move(one, policies.documents.get(other).path);
  return `Keep ${one.key} and ${other.key} in one file`;
}

function movePerson(policies, random) {
  const [from, to] = [random.pick(policies.userFiles()).thing, random.pick(policies.userFiles()).thing];
  if (from === to || from.people.length < 2) return undefined;
  const [person] = from.people.splice(random.below(from.people.length), 1);
  to.people.push(person);
  policies.touch(from);
  policies.touch(to);
  return `Keep ${person.id} with other colleagues`;
}

function archiveProject(policies, random) {
  const project = random.pick(policies.organisation.projects);
  if (project.archived === true || project.guests !== undefined) return undefined;
  project.archived = true;
  policies.touch(project);
  return `Archive ${project.key}`;
}

function deleteProject(policies, random) {
  if (policies.organisation.projects.length <= policies.least.projects) return undefined;
  const project = random.pick(policies.organisation.projects);
  policies.remove('projects', project);
  return `Delete ${project.key}`;
}

function deleteSpace(policies, random) {
  if (policies.organisation.spaces.length <= policies.least.spaces) return undefined;
  const space = random.pick(policies.organisation.spaces);
  policies.remove('spaces', space);
  return `Delete ${space.key}`;
}

function deleteGroup(policies, random) {
  if (policies.organisation.groups.length <= policies.least.groups) return undefined;
  const group = ownGroup(policies, random);
  policies.remove('groups', group);
  policies.replace(`group:${group.name}`);
  for (const other of policies.organisation.groups) {
    if (!other.includes.includes(group.name)) continue;
    other.includes = other.includes.filter((name) => name !== group.name);
    policies.touch(other);
  }
  return `Delete ${group.name}`;
}
