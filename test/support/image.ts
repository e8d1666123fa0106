import { bytesInMemory } from '../../src/image/byte-source.js';
import { Image } from '../../src/image/image.js';
import { writeImage } from '../../src/image/write-image.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import type { Compiled } from '../../src/pipeline.js';

/** What a cache would keep of a state. */
export function piecesOf({ site, matrix, tree }: Compiled): readonly Uint8Array[] {
  const files = tree.files.map(({ path }, index) => ({ path, id: String(index) }));
  return writeImage({ site, tables: evaluatorOf(matrix).tables, files });
}

export function imageOf(compiled: Compiled): Image {
  return new Image(bytesInMemory(piecesOf(compiled)));
}
