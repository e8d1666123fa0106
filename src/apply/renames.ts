import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import type { LeftAlone, PlannedWrite } from './apply-plan.js';
import type { Click } from './manual.js';
import { misnamed } from './misnamed.js';
import { kindOf } from './references.js';

const renamedByApi: ReadonlySet<string> = new Set(['role', 'scheme', 'space-role', 'channel']);
const apiOfKind = { role: 'jira', scheme: 'jira', 'space-role': 'confluence', channel: 'slack' } as const;

type Rename = NonNullable<PlannedWrite['rename']>;

function namedOtherwise(names: ReadonlyMap<string, string>): readonly Rename[] {
  return [...names]
    .sort(([a], [b]) => compareBytes(a, b))
    .flatMap(([from, to]) => (from === to || kindOf(from) === 'user' ? [] : [{ from, to }]));
}

function renamesOf(names: ReadonlyMap<string, string>): readonly Rename[] {
  return namedOtherwise(names).filter(({ to }) => misnamed(to) === undefined);
}

/** `names`: by what the site calls a thing, what the policies do. What it cannot call so keeps its name there; all else about it is written. */
export function leftNames(names: ReadonlyMap<string, string>): readonly LeftAlone[] {
  return namedOtherwise(names).flatMap(({ from, to }) => {
    const why = misnamed(to);
    return why === undefined ? [] : [{ changes: [], why: `${quote(from)} keeps its name. ${why}` }];
  });
}

/** What an API renames. */
export function renameWrites(names: ReadonlyMap<string, string>): readonly Pick<PlannedWrite, 'api' | 'changes' | 'rename'>[] {
  return renamesOf(names).flatMap((rename) => {
    const kind = kindOf(rename.from);
    return renamedByApi.has(kind) ? [{ api: apiOfKind[kind as keyof typeof apiOfKind], changes: [], rename }] : [];
  });
}

/** What somebody has to rename. */
export function renameClicks(names: ReadonlyMap<string, string>): readonly Click[] {
  return renamesOf(names).flatMap((rename): readonly Click[] => {
    const kind = kindOf(rename.from);
    if (renamedByApi.has(kind)) return [];
    return [{ step: kind === 'space' || kind === 'project' ? `rename-${kind}` : 'rename-group', of: rename.from, rename }];
  });
}
