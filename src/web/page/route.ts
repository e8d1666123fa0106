/** Where in the report somebody is; all of it stands behind the `#`, so that it can be linked and the back button works. */
export interface Route {
  readonly page: 'change' | 'matrix' | 'find' | 'person' | 'place' | 'group';
  /** Whom or what the page is about. */
  readonly name: string;
  /** Filters, and `cell`: the one that is explained. */
  readonly options: Readonly<Record<string, string>>;
}

const pages: readonly string[] = ['change', 'matrix', 'find', 'person', 'place', 'group'];

/** What the hash says; the first page for whatever makes no sense. */
export function parseRoute(hash: string): Route {
  const [path, query] = split(hash.replace(/^#\/?/, ''));
  const [page = '', ...rest] = path.split('/');
  return {
    page: pages.includes(page) ? (page as Route['page']) : 'change',
    name: decoded(rest.join('/')),
    options: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function formatRoute({ page, name, options }: Route): string {
  const written = new URLSearchParams(Object.entries(options).filter(([, value]) => value !== '')).toString();
  return `#/${page}${name === '' ? '' : `/${encodeURIComponent(name)}`}${written === '' ? '' : `?${written}`}`;
}

export function routeTo(page: Route['page'], name = '', options: Route['options'] = {}): string {
  return formatRoute({ page, name, options });
}

/** The page of a subject. */
export function subjectRoute(subject: string): string {
  return subject.startsWith('group:') ? routeTo('group', subject.slice('group:'.length)) : routeTo('person', subject);
}

const separator = '\t';

/** A cell as one text: no name has a tab. */
export function cellOption(subject: string, resource: string): string {
  return `${subject}${separator}${resource}`;
}

export function parseCell(option: string | undefined): readonly [subject: string, resource: string] | undefined {
  const [subject, resource] = option?.split(separator) ?? [];
  return subject === undefined || resource === undefined ? undefined : [subject, resource];
}

function split(text: string): readonly [string, string] {
  const at = text.indexOf('?');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
