import { importFrom } from './install.mjs';

export const title = 'Cedar';

const entity = (type, id) => ({ type, id });
const written = (type, id) => `${type}::${JSON.stringify(id)}`;

/** One policy for each rule of a scheme: some actions on whatever is in the scheme, for whoever is among the actors the project names. */
function policiesByRule({ schemes }) {
  return schemes.flatMap(({ name, rules }) =>
    rules.map(
      (rule) =>
        `permit(principal, action in [${rule.permissions.map((each) => written('Action', each)).join(', ')}], resource in ${written('Scheme', name)})${condition(rule)};`,
    ),
  );
}

/** One for each permission of a scheme. */
function policiesByPermission({ schemes, permissions }) {
  return schemes.flatMap(({ name, rules }) =>
    permissions.flatMap((permission) => {
      const giving = rules.filter((rule) => rule.permissions.includes(permission));
      if (giving.length === 0) return [];
      const any = giving.map((rule) => `(${[...terms(rule), 'true'].join(' && ')})`).join(' || ');
      return [`permit(principal, action == ${written('Action', permission)}, resource in ${written('Scheme', name)}) when { ${any} };`];
    }),
  );
}

function terms({ actor, needs }) {
  return [
    ...(needs === undefined ? [] : [`principal in ${written('Product', needs)}`]),
    ...(actor === undefined ? [] : [`principal in resource.${actor}`]),
  ];
}

function condition(rule) {
  const all = terms(rule);
  return all.length === 0 ? '' : ` when { ${all.join(' && ')} }`;
}

/** Entities, cut to what one question needs: the person with all groups above, the project, its scheme. */
function entitiesOf({ people, groups, products, schemes, projects }) {
  const parents = new Map(people.map((user) => [user, []]));
  const above = new Map(groups.map(({ name }) => [name, []]));
  for (const { name, members, includes } of groups) {
    for (const user of members) parents.get(user).push(entity('Group', name));
    for (const group of includes) above.get(group).push(entity('Group', name));
  }
  for (const { name, users, groups: holders } of products) {
    for (const user of users) parents.get(user).push(entity('Product', name));
    for (const group of holders) above.get(group).push(entity('Product', name));
  }
  const plain = (type, id, over = []) => ({ uid: entity(type, id), attrs: {}, parents: over });
  const schemeEntities = new Map(schemes.map(({ name }) => [name, plain('Scheme', name)]));
  const ofProject = new Map(
    projects.map(({ key, scheme, actors }) => {
      const attrs = Object.fromEntries(
        [...actors].map(([role, list]) => [
          role,
          list.map(({ type, name }) => ({ __entity: entity(type === 'group' ? 'Group' : 'User', name) })),
        ]),
      );
      return [key, [{ uid: entity('Project', key), attrs, parents: [entity('Scheme', scheme)] }, schemeEntities.get(scheme)]];
    }),
  );
  const ofPerson = new Map(
    people.map((user) => {
      const found = new Map();
      const climb = (over) => {
        for (const { type, id } of over) {
          const key = `${type} ${id}`;
          if (found.has(key)) continue;
          const next = type === 'Group' ? above.get(id) : [];
          found.set(key, plain(type, id, next));
          climb(next);
        }
      };
      climb(parents.get(user));
      return [user, [plain('User', user, parents.get(user)), ...found.values()]];
    }),
  );
  return ({ user, project }) => [...ofPerson.get(user), ...ofProject.get(project)];
}

export async function ask({ organisation, compare, home, loading }) {
  const cedar = await importFrom(home, '@cedar-policy/cedar-wasm/nodejs');
  const slice = entitiesOf(organisation);
  for (const [id, what, policies] of [
    ['rules', 'one policy for each rule of a scheme', policiesByRule(organisation)],
    ['permissions', 'one for each permission of a scheme', policiesByPermission(organisation)],
  ]) {
    await loading(`Cedar parses ${policies.length.toLocaleString('en')} policies, ${what}`, () => {
      const answer = cedar.preparsePolicySet(id, { staticPolicies: policies.join('\n') });
      if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors.slice(0, 3)));
    });
    await compare(`Cedar, ${what}, entities cut to the question`, (question) => isAllowed(cedar, id, question, slice(question)), {
      goal: 5_000,
      isInThread: true,
    });
  }
}

function isAllowed(cedar, preparsedPolicySetId, { user, permission, project }, entities) {
  const answer = cedar.statefulIsAuthorized({
    principal: entity('User', user),
    action: entity('Action', permission),
    resource: entity('Project', project),
    context: {},
    preparsedPolicySetId,
    entities,
  });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors));
  const [error] = answer.response.diagnostics.errors;
  if (error !== undefined) throw new Error(JSON.stringify(error));
  return answer.response.decision === 'allow';
}
