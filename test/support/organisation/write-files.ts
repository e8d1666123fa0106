import { stringify } from 'yaml';
import type { Random } from './random.js';

const folders = ['', 'people/', 'teams/équipe/', 'rooms/jira projects/', 'a/b/c/'];

/** The documents spread at random over files in sub-folders, in every order, block and flow style mixed. */
export function writeFiles(documents: readonly unknown[], random: Random): Map<string, string> {
  const texts = new Map<string, string[]>();
  const names = Array.from({ length: random.between(1, Math.max(1, Math.ceil(documents.length / 2))) }, (_, index) => {
    return `${random.pick(folders)}f${String(index)}.${random.pick(['yaml', 'yml'])}`;
  });
  for (const document of random.shuffled(documents)) {
    const name = random.pick(names);
    texts.set(name, [...(texts.get(name) ?? []), writeDocument(document, random)]);
  }
  const files = new Map([...texts].map(([name, parts]) => [name, joined(parts, random)]));
  if (random.chance(0.2)) files.set('empty.yaml', random.pick(['', '# nothing here\n', '---\n']));
  return files;
}

function joined(parts: readonly string[], random: Random): string {
  const opening = random.pick(['', '', '---\n', '# people: [and, rooms]\n', '%YAML 1.2\n---\n']);
  return opening + parts.join('---\n');
}

function writeDocument(document: unknown, random: Random): string {
  const flow = random.chance(0.35);
  return stringify(withFieldsShuffled(document, random), {
    version: '1.2',
    schema: 'core',
    aliasDuplicateObjects: false,
    collectionStyle: flow ? 'flow' : random.pick(['any', 'block']),
    defaultStringType: random.pick(['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']),
    defaultKeyType: random.pick(['PLAIN', null]),
    indent: random.pick([2, 4]),
    lineWidth: random.pick([0, 80]),
  });
}

/** The fields of the document in another order: a person writes `name` first, but need not. */
function withFieldsShuffled(document: unknown, random: Random): unknown {
  const fields = Object.entries(document as Record<string, unknown>);
  return Object.fromEntries(random.chance(0.3) ? random.shuffled(fields) : fields);
}
