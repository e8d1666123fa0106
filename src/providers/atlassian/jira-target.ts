import { factOf } from '../../diff/fact-change.js';
import { refused, type ApiTarget, type Pen } from '../api-target.js';
import { kindOf } from '../names.js';
import type { Write } from '../target.js';
import { projectTarget } from './jira-target-projects.js';
import { roleTarget } from './jira-target-roles.js';
import { schemeTarget } from './jira-target-schemes.js';

const kinds: Readonly<Record<string, ApiTarget>> = { role: roleTarget, scheme: schemeTarget, project: projectTarget };

/** Roles, permission schemes and projects of Jira. */
export const jiraTarget: ApiTarget = {
  find: (write, pen) => targetOf(write).find(write, pen),
  calledNow: (rename, pen: Pen) => ofKind(kindOf(rename.to)).calledNow(rename, pen),
  make: (making, pen) => targetOf(making.write).make(making, pen),
};

function targetOf({ changes: [first], rename }: Write): ApiTarget {
  return ofKind(kindOf(first === undefined ? (rename?.to ?? '') : factOf(first).of));
}

function ofKind(kind: string): ApiTarget {
  const target = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (target === undefined) throw refused(`Jira writes roles, schemes and projects, and nothing of "${kind}".`);
  return target;
}
