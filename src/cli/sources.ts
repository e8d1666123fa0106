import type { SourceTree } from '../load/source-file.js';
import { decode } from '../parse/decode.js';

/** The text of each file, for quoting lines of it. */
export function sourcesOf(tree: SourceTree): (file: string) => string | undefined {
  return (path) => {
    const file = tree.files.find((one) => one.path === path);
    return file === undefined ? undefined : decode(file).text;
  };
}
