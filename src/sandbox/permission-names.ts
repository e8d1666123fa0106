import { globalPermissions, jiraPermissions, newerSpaceOperations, refusedPermissions, spaceOperations } from '../model/permissions.js';

const known: ReadonlySet<string> = new Set(jiraPermissions);
const refused: ReadonlySet<string> = new Set(refusedPermissions);

/** Names of permissions that Jira has itself; all others are an app's. */
export function isJiraPermission(key: string): boolean {
  return known.has(key);
}

/** Jira shows these and refuses to have them written. */
export function isRefused(key: string): boolean {
  return refused.has(key);
}

export const globalKeys: readonly string[] = globalPermissions;
export const projectKeys: readonly string[] = [...jiraPermissions, ...refusedPermissions];

/** A key of an app: it stands with `app:` where permissions of all systems stand together. */
export function printedPermission(key: string): string {
  return known.has(key) ? key : `app:${key}`;
}

export const allSpaceOperations: readonly string[] = [...spaceOperations, ...newerSpaceOperations];
