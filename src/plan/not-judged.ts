import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import type { Site } from '../model/site.js';
import type { NotJudged } from './plan.js';

/** What decides access besides the policies, and is not in them. */
export function notJudged({ projects, spaces }: Site, matrix: Matrix): readonly NotJudged[] {
  const found: NotJudged[] = [];
  const add = (what: string, why: string, names: readonly string[] = []): unknown => found.push({ what, names, why });
  if (projects.size > 0) {
    add('issue security levels', 'they hide single issues from people who can browse the project');
    add('filters, boards and dashboards', 'they are shared by their owners');
  }
  if (spaces.size > 0) add('page restrictions', 'they hide single pages from people who can read the space');
  add('apps', 'what an app does is decided by the app and by who installed it');
  const { idpGroups } = evaluatorOf(matrix).tables;
  if (idpGroups.length > 0) {
    const why = 'the identity provider decides who is in them; each is shown as one subject';
    add('members of groups of the identity provider', why, [...idpGroups]);
  }
  return found;
}
