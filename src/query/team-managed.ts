import { below } from '../diagnostics/place.js';
import { teamManagedRoles } from '../model/bundles.js';
import type { Grant, Holder, Project } from '../model/site.js';

/** What Jira itself gives in a team-managed project: to its roles, to guests placed there, and to whoever is logged in unless it is private. */
export function teamManagedGrants(project: Project): readonly Grant[] {
  const at = below(project.at, 'access');
  const given = (holder: Holder, permissions: readonly string[]): Grant => ({ to: [holder], allow: [], permissions, at });
  const { Member, Viewer } = teamManagedRoles;
  const everybody: Holder = { type: 'logged-in', name: '' };
  return [
    ...Object.entries(teamManagedRoles).map(([name, permissions]) => given({ type: 'role', name }, permissions)),
    given({ type: 'guests', name: '' }, Viewer),
    ...(project.access === 'open' ? [given(everybody, Member)] : project.access === 'limited' ? [given(everybody, Viewer)] : []),
  ];
}
