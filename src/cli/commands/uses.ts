import type { Site } from '../../model/site.js';
import { locate } from '../../pipeline.js';
import { uses as usesOf, type UsedKind } from '../../query/uses.js';
import { usesJson, usesText, usesTsv, type UsesList } from '../../render/uses-list.js';
import { didYouMean } from '../../text/did-you-mean.js';
import { list } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import type { Call } from '../call.js';
import { linkedState } from '../states.js';
import { UsageError } from '../usage-error.js';
import { nameOf } from '../../text/reference.js';

/** `permafrost uses`: every place that names a person, group, role, scheme, bundle or space role. */
export async function uses(call: Call): Promise<number> {
  const linked = await linkedState(call);
  if (linked === undefined) return 1;
  const { kind, name } = askedThing(linked.site, call.words[0] ?? '');
  const found = usesOf(linked.site, kind, name);
  const position = await locate(
    linked.tree,
    found.map(({ at }) => at),
  );
  const places: UsesList = {
    version: 1,
    reference: `${kind}:${name}`,
    uses: found.map(({ by, as, at, until }) => {
      const { file, line, column } = position(at);
      return { by, as, ...(until === undefined ? {} : { until }), file, line, column };
    }),
  };
  await call.output.write(rendered(places, call));
  return 0;
}

function rendered(places: UsesList, { flags, output }: Call): string {
  if (flags.format === 'json') return usesJson(places);
  return flags.format === 'tsv' ? usesTsv(places) : usesText(places, output.style);
}

interface Thing {
  readonly kind: UsedKind;
  readonly name: string;
}

/** What a reference such as `group:eng` means; a bare name will do where only one thing has it. */
function askedThing(site: Site, written: string): Thing {
  const { people, groups, roles, schemes, bundles, spaceRoles } = site;
  const kinds: readonly (readonly [UsedKind, ReadonlyMap<string, unknown>])[] = [
    ['user', people],
    ['group', groups],
    ['role', roles],
    ['scheme', schemes],
    ['bundle', bundles],
    ['space-role', spaceRoles],
  ];
  const found = kinds.flatMap(([kind, things]) => {
    const name = written.startsWith(`${kind}:`) ? written.slice(kind.length + 1) : written;
    return things.has(name) ? [{ kind, name, exact: name !== written }] : [];
  });
  const [first, second] = found.some(({ exact }) => exact) ? found.filter(({ exact }) => exact) : found;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    const names = list(
      found.map(({ kind, name }) => quote(`${kind}:${name}`)),
      'or',
    );
    throw new UsageError(`${quote(written)} names more than one thing.`, `Write ${names}.`);
  }
  if (isPlace(site, written))
    throw new UsageError(
      `${quote(written)} is a place; "uses" is about what stands in other documents.`,
      `Ask who reaches it: permafrost who PERMISSION ${written}`,
    );
  const known = kinds.flatMap(([kind, things]) => Array.from(things.keys(), (name) => (written.includes(':') ? `${kind}:${name}` : name)));
  const bare = nameOf(written);
  const namesakes = kinds.flatMap(([kind, things]) => (things.has(bare) ? [quote(`${kind}:${bare}`)] : []));
  const hint = namesakes.length > 0 ? `Did you mean ${list(namesakes, 'or')}?` : didYouMean(written, known);
  throw new UsageError(
    `There is nothing called ${quote(written)}.`,
    hint ??
      `Write it as ${list(
        kinds.map(([kind]) => `${kind}:…`),
        'or',
      )}.`,
  );
}

function isPlace({ projects, spaces, channels }: Site, written: string): boolean {
  const [type = '', ...rest] = written.split(':');
  const named = rest.join(':');
  return (
    (type === 'project' && projects.has(named)) || (type === 'space' && spaces.has(named)) || (type === 'channel' && channels.has(named))
  );
}
