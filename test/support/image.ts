import { bytesInMemory } from '../../src/image/byte-source.js';
import { Image } from '../../src/image/image.js';
import { writeImage } from '../../src/image/write-image.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import type { Compiled } from '../../src/pipeline.js';

/** What a cache would keep of a state. */
export function imageOf({ site, matrix, tree }: Compiled): Image {
  const files = tree.files.map(({ path }, index) => ({ path, id: String(index) }));
  return new Image(bytesInMemory(writeImage({ site, tables: evaluatorOf(matrix).tables, files })));
}
