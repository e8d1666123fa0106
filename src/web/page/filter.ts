import { permissionKind } from '../../model/permissions.js';
import type { Model, PlaceColumn, Row } from './model.js';
import type { Route } from './route.js';

/** What the matrix is narrowed down to; empty texts narrow nothing. */
export interface Filter {
  readonly rows: 'people' | 'groups';
  readonly show: 'changes' | 'all';
  readonly who: string;
  readonly company: string;
  readonly audience: string;
  readonly kind: string;
  readonly label: string;
  readonly where: string;
  readonly permission: string;
}

/** What has no company. */
export const noCompany = '-';

export function filterOf({ options }: Route, hasChanges: boolean): Filter {
  const text = (name: string): string => options[name] ?? '';
  return {
    rows: text('rows') === 'groups' ? 'groups' : 'people',
    show: text('show') === 'all' || !hasChanges ? 'all' : 'changes',
    who: text('who'),
    company: text('company'),
    audience: text('audience'),
    kind: text('kind'),
    label: text('label'),
    where: text('where'),
    permission: text('permission'),
  };
}

export function rowsOf(model: Model, filter: Filter): readonly Row[] {
  const words = wordsOf(filter.who);
  return (filter.rows === 'groups' ? model.groups : model.people).filter(
    ({ info, changed, words: own }) =>
      (filter.show === 'all' || changed) &&
      (filter.company === '' || (info.company ?? noCompany) === filter.company) &&
      (filter.audience === '' || (info.type !== 'class' && info.audience === filter.audience)) &&
      words.every((word) => own.includes(word)),
  );
}

export function columnsOf(model: Model, filter: Filter): readonly PlaceColumn[] {
  const words = wordsOf(filter.where);
  return model.places.filter(
    ({ resource, kind, labels, changed, words: own }) =>
      (filter.show === 'all' || (filter.rows === 'groups' ? model.groupPlaces.has(resource) : changed)) &&
      (filter.kind === '' || kind === filter.kind) &&
      (filter.label === '' || Object.entries(labels).some(([name, value]) => labelText(name, value) === filter.label)) &&
      (filter.permission === '' || holdsKind(kind, filter.permission)) &&
      words.every((word) => own.includes(word)),
  );
}

export function labelText(name: string, value: string): string {
  return `${name}: ${value}`;
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function holdsKind(kind: PlaceColumn['kind'], permission: string): boolean {
  if (permission === 'member') return kind === 'channel';
  const of = permissionKind(permission);
  if (of === 'jira') return kind === 'project';
  return of === 'confluence' ? kind === 'space' : kind === 'site';
}
