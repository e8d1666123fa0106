import type { LeftOut } from '../edit/import/left-out.js';
import type { AccessChange } from '../diff/access-change.js';
import type { Site } from '../model/site.js';
import type { Api, LiveSite } from '../providers/provider.js';
import { importText } from '../render/import-text.js';
import type { BlockStyle } from '../render/blocks.js';
import { isSet, type Call } from './call.js';
import { names } from './live-site.js';
import { writeBeside } from './output.js';

interface Shown {
  readonly site: Site;
  readonly leftOut: readonly LeftOut[];
  readonly unsaid?: AccessChange | undefined;
}

/** Tells what an import found, and then what else there is to say. In a file nothing is shortened. */
export async function showImport(
  { call, live, apis }: { readonly call: Call; readonly live: LiveSite; readonly apis: readonly Api[] },
  { site, leftOut, unsaid }: Shown,
  rest: (style: BlockStyle) => readonly string[],
): Promise<void> {
  const style: BlockStyle = { ...call.output.style, all: isSet(call, 'all') || call.flags.out !== undefined };
  const report = {
    url: site.about.url,
    apis: apis.map((api) => names[api]),
    calls: live.calls,
    site,
    blindSpots: live.blindSpots,
    leftOut,
    unsaid: cellsOf(unsaid),
  };
  await writeBeside(call.output, [`${importText(report, style)}\n`, rest(style).join('\n')]);
}

function cellsOf(change: AccessChange | undefined): readonly string[] {
  if (change === undefined) return [];
  return Array.from(change.cells(), ({ subject, resource, permission, before = '-', after = '-' }) =>
    [subject, resource, permission, `${before} → ${after}`].join(' '),
  );
}
