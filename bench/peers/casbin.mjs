import { importFrom } from './install.mjs';

export const title = 'casbin';

/** Who is in which role of which project are role assignments; a scheme's rules are policies, and a project is in its scheme. */
const model = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = scheme, actor, product, act
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && g2(r.obj, p.scheme) && (p.product == "-" || g(r.sub, p.product)) && (p.actor == "-" || g(r.sub, p.actor + "@" + r.obj))
`;

function policyLines({ groups, products, schemes, projects }) {
  const lines = [];
  for (const { name, rules } of schemes)
    for (const { actor = '-', needs, permissions } of rules)
      for (const permission of permissions)
        lines.push(['p', `scheme:${name}`, actor, needs === undefined ? '-' : `product:${needs}`, permission]);
  for (const { name, members, includes } of groups) {
    for (const user of members) lines.push(['g', user, `group:${name}`]);
    for (const group of includes) lines.push(['g', `group:${group}`, `group:${name}`]);
  }
  for (const { name, users, groups: holders } of products) {
    for (const user of users) lines.push(['g', user, `product:${name}`]);
    for (const group of holders) lines.push(['g', `group:${group}`, `product:${name}`]);
  }
  for (const { key, scheme, actors } of projects) {
    lines.push(['g2', key, `scheme:${scheme}`]);
    for (const [role, list] of actors)
      for (const { type, name } of list) lines.push(['g', type === 'group' ? `group:${name}` : name, `${role}@${key}`]);
  }
  return lines;
}

export async function ask({ organisation, compare, home, loading }) {
  const { newEnforcer, newModelFromString, StringAdapter } = await importFrom(home, 'casbin');
  const lines = policyLines(organisation);
  const text = lines.map((line) => line.join(', ')).join('\n');
  const enforcer = await loading(`casbin loads ${lines.length.toLocaleString('en')} lines`, () =>
    newEnforcer(newModelFromString(model), new StringAdapter(text)),
  );
  await compare('casbin, `enforceSync`', ({ user, project, permission }) => enforcer.enforceSync(user, project, permission), {
    goal: 10_000,
    isInThread: true,
  });
}
