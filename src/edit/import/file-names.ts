import { compareBytes } from '../../text/compare.js';

const longest = 80;
/** Windows keeps these names for devices, whatever follows the dot. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name for each name, without its ending: what people would type, no two alike even where capitals do not count, and the same for
 * the same names in whatever order they come.
 */
export function fileNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...new Set(names)].sort(compareBytes)) {
    const plain = plainName(name);
    let file = plain;
    for (let number = 2; taken.has(file.toLowerCase()); number++) file = `${plain}-${number}`;
    taken.add(file.toLowerCase());
    given.set(name, file);
  }
  return given;
}

function plainName(name: string): string {
  const plain = Array.from(name.normalize('NFC').replaceAll(/[^\p{L}\p{N}\p{M}._@~-]+/gu, '-'))
    .slice(0, longest)
    .join('')
    .replaceAll(/^[-.~]+|[-.]+$/g, '');
  if (plain === '') return 'unnamed';
  return devices.test(plain.split('.')[0] ?? '') ? `${plain}-` : plain;
}
