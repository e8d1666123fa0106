import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

const suffix = '.schema.json';

/**
 * The schemas of policies: `common` holds what the kinds share, `policy` is any kind, each of the others is one kind.
 * Other schemas in the folder (of what permafrost writes) have no `kind` and are not ours.
 *
 * @returns {Promise<{common: object, policy: object, kinds: readonly {kind: string, file: string, schema: object}[]}>} kinds in the order of `policy`
 */
export async function readSchemas(folder) {
  const files = new Map();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort()) {
    files.set(basename(file, suffix), JSON.parse(await readFile(join(folder, file), 'utf8')));
  }
  const found = [...files].map(([file, schema]) => ({ kind: schema.properties?.kind?.const, file, schema })).filter(({ kind }) => kind);
  const order = files.get('policy').properties.kind.enum;
  const unlisted = found.filter(({ kind }) => !order.includes(kind));
  if (unlisted.length > 0) throw new Error(`policy${suffix} does not list ${unlisted.map(({ kind }) => kind).join(', ')}`);
  const kinds = order.map((kind) => {
    const own = found.find((each) => each.kind === kind);
    if (!own) throw new Error(`policy${suffix} lists ${kind}, which no schema defines`);
    return own;
  });
  return { common: files.get('common'), policy: files.get('policy'), kinds };
}
