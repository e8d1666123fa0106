import type { Condition } from './condition.js';
import { always, both, either, never } from './condition.js';
import type { Organisation, Subject } from './organisation.js';
import { teamManagedRoles } from './permissions.js';
import type { WrittenGrant, WrittenProject } from './written.js';
import { actorsOf, ofKind, personIn, splitReference, standing, subjectIn, withoutType } from './written.js';

/** A project with what stands in its scheme on the day: who holds what. */
export interface GrantedProject {
  readonly project: WrittenProject;
  readonly holdings: readonly Holding[];
}

interface Holding {
  readonly holder: string;
  readonly permissions: ReadonlySet<string>;
}

export function readGrants(project: WrittenProject, organisation: Organisation): GrantedProject {
  const holdings = standing(grantsOf(project, organisation), organisation.asOf).flatMap((grant) =>
    grant.to.map((holder) => ({ holder, permissions: organisation.permissionsIn(grant.allow ?? [], 'jira', holder) })),
  );
  return { project, holdings };
}

/** Every permission that somebody or other is granted in the project. */
export function permissionsOf({ holdings }: GrantedProject): Set<string> {
  return new Set(holdings.flatMap(({ permissions }) => [...permissions]));
}

/** §5, Jira project: when the subject has the permission in the project. */
export function projectCondition(subject: Subject, granted: GrantedProject, permission: string, organisation: Organisation): Condition {
  if (isLostToArchiving(granted.project, permission)) return never;
  return withPrerequisite(permission, (asked) => unionOfGrants(subject, granted, asked, organisation));
}

/** 1. "An archived project keeps its `BROWSE_PROJECTS` cells and loses all others." */
function isLostToArchiving(project: WrittenProject, permission: string): boolean {
  return project.archived === true && permission !== 'BROWSE_PROJECTS';
}

/**
 * 2. "Gate of a grant: any `jira-*` product, own or through a group, unexpired, whatever the project's `product`;
 * `SERVICEDESK_AGENT` needs `jira-servicedesk`, `MANAGE_SPRINTS_PERMISSION` and `VIEW_DEV_TOOLS` need `jira-software`.
 * A Jira guest passes every gate in the one project it is placed in, and none elsewhere."
 * The class `logged-in` "passes every gate".
 */
function passesGate(subject: Subject, project: WrittenProject, permission: string, organisation: Organisation): boolean {
  if (subject.is === 'class') return subject.name === 'logged-in';
  if (organisation.isDeclaredGuest(subject, 'jira')) return isPlaced(subject, project, organisation);
  const held = organisation.productsOf(subject);
  if (permission === 'SERVICEDESK_AGENT') return held.has('jira-servicedesk');
  if (permission === 'MANAGE_SPRINTS_PERMISSION' || permission === 'VIEW_DEV_TOOLS') return held.has('jira-software');
  return [...held].some((product) => product.startsWith('jira-'));
}

function isPlaced(subject: Subject, project: WrittenProject, organisation: Organisation): boolean {
  const placed = standing(project.guests, organisation.asOf).map(personIn);
  return subject.is === 'person' && placed.includes(subject.name);
}

/** 3. "Grants are a union; there is no deny. Unconditional wins over conditional; alternatives add up." */
function unionOfGrants(subject: Subject, granted: GrantedProject, permission: string, organisation: Organisation): Condition {
  return either(
    granted.holdings
      .filter(({ permissions }) => permissions.has(permission))
      .map(({ holder }) => holderCondition(holder, subject, granted.project, permission, organisation)),
  );
}

/**
 * 4. "`BROWSE_PROJECTS` and `ADMINISTER_PROJECTS` need nothing. `EDIT_WORKFLOW` and `EDIT_ISSUE_LAYOUT` need
 * `ADMINISTER_PROJECTS`. Every other permission needs `BROWSE_PROJECTS`: its verdict is the conjunction of both."
 */
function withPrerequisite(permission: string, granted: (permission: string) => Condition): Condition {
  if (permission === 'BROWSE_PROJECTS' || permission === 'ADMINISTER_PROJECTS') return granted(permission);
  const needsAdministration = permission === 'EDIT_WORKFLOW' || permission === 'EDIT_ISSUE_LAYOUT';
  return both(granted(permission), granted(needsAdministration ? 'ADMINISTER_PROJECTS' : 'BROWSE_PROJECTS'));
}

/** 2., the rest: for whom a grant to this holder holds, past the gate where one is needed. */
function holderCondition(
  holder: string,
  subject: Subject,
  project: WrittenProject,
  permission: string,
  organisation: Organisation,
): Condition {
  const { type, name } = splitReference(holder);
  const pastGate = passesGate(subject, project, permission, organisation);
  switch (type) {
    case 'anyone':
      // "need no gate: they hold for all three classes, each `idp` group and every active person"
      return always;
    case 'guests':
      return isPlaced(subject, project, organisation) ? always : never;
    case 'portal-customers':
      return subject.printed === 'portal-customers' ? always : never;
    case 'logged-in':
      return pastGate ? always : never;
    case 'application':
      return pastGate && organisation.productsOf(subject).has(name) ? always : never;
    case 'reporter':
    case 'assignee':
    case 'user-field':
    case 'group-field':
      return issueLevelCondition(holder, pastGate);
    default:
      return pastGate && isNamed(holder, subject, project, organisation) ? always : never;
  }
}

/**
 * 5. "Issue-level holders make a conditional cell for every person, `logged-in` and each `idp` group past the gate;
 * not for `anyone` or `portal-customers`", which pass no gate.
 */
function issueLevelCondition(holder: string, pastGate: boolean): Condition {
  return pastGate ? [[holder]] : never;
}

/** 2. "`user`, `group`, `role`, `lead` grants hold for those past the gate whom they name." */
function isNamed(holder: string, subject: Subject, project: WrittenProject, organisation: Organisation): boolean {
  const { type, name } = splitReference(holder);
  if (type === 'user') return subject.is === 'person' && subject.name === name;
  if (type === 'lead') return isLead(subject, project);
  if (type === 'group') return isMeantByGroup(subject, name, organisation);
  const actors = standing(actorsOf(project, name), organisation.asOf).map(subjectIn);
  return type === 'role' && actors.some((actor) => isNamed(actor, subject, project, organisation));
}

function isLead(subject: Subject, project: WrittenProject): boolean {
  return subject.is === 'person' && project.lead !== undefined && withoutType(project.lead, 'user') === subject.name;
}

/**
 * "Wherever [an open group], or a group that includes it, stands as holder in a scheme or in `access`, or as role actor,
 * `logged-in` stands there too: every person and `idp` group past the gate, and the class." The caller asks for the gate.
 */
function isMeantByGroup(subject: Subject, group: string, organisation: Organisation): boolean {
  return organisation.isOpen(group) || organisation.isIn(subject, group);
}

/** The grants of the project's scheme, or of the scheme of its own that a team-managed one means. */
function grantsOf(project: WrittenProject, organisation: Organisation): readonly WrittenGrant[] {
  if (project.style === 'team-managed') return teamManagedGrants(project);
  const scheme = ofKind(organisation.documents, 'Scheme').find(({ name }) => name === project.scheme);
  return scheme?.grants ?? [];
}

function teamManagedGrants(project: WrittenProject): WrittenGrant[] {
  const grants: WrittenGrant[] = [
    { to: ['role:Viewer'], allow: teamManagedRoles.Viewer },
    { to: ['role:Member'], allow: teamManagedRoles.Member },
    { to: ['role:Administrator'], allow: teamManagedRoles.Administrator },
    { to: ['guests'], allow: teamManagedRoles.Viewer },
  ];
  if (project.access === 'open') grants.push({ to: ['logged-in'], allow: teamManagedRoles.Member });
  if (project.access === 'limited') grants.push({ to: ['logged-in'], allow: teamManagedRoles.Viewer });
  return grants;
}
