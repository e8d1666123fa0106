import { parseAllDocuments } from 'yaml';

/** What the examples of codes refer to without declaring it. */
const surroundings: readonly string[] = [
  'kind: Site\nname: example\nurl: https://example.atlassian.net\ninternalDomains: [acme-corp.com]\n',
  `kind: Users
name: surroundings
users:
  pm@acme-corp.com: {products: [jira-software, confluence]}
  kim@acme-corp.com: {products: [jira-software, confluence]}
  ana@acme.example: {products: [jira-software]}
  gina@acme.example: {guest: confluence}
  ivo@acme.example: {guest: jira}
`,
  'kind: Group\nname: engineers\nmembers: [kim@acme-corp.com]\n',
  'kind: Role\nname: Developers\n',
  'kind: Scheme\nname: internal\ngrants: []\n',
  'kind: Project\nkey: CORE\nscheme: internal\n',
  'kind: Space\nkey: DOCS\n',
  'kind: Channel\nname: general\n',
];

/** The files of a policy root around an example: what it declares itself is left out. */
export function aroundExample(example: string): readonly (readonly [path: string, text: string])[] {
  const own = namesIn(example);
  const needed = surroundings.filter((text) => !namesIn(text).some((name) => own.includes(name)));
  // An example that brings its own Site counts its own people only.
  const around = own.includes('Site') ? [] : needed;
  return [['example.yaml', example], ...around.map((text, index) => [`surroundings-${String(index)}.yaml`, text] as const)];
}

function namesIn(text: string): readonly string[] {
  const parsed = parseAllDocuments(text);
  const values: readonly unknown[] = Array.isArray(parsed)
    ? parsed.map((document) => attempt(() => document.toJS({ mapAsMap: false }) as unknown))
    : [];
  return values.flatMap((value) => {
    const { kind, name, key } = (value ?? {}) as Partial<Record<'kind' | 'name' | 'key', unknown>>;
    return kind === 'Site' ? ['Site'] : [`${String(kind)} ${String(name ?? key)}`];
  });
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
