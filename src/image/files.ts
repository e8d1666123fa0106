import { compareBytes } from '../text/compare.js';
import { packTexts } from './pack-texts.js';
import { decode, type Column, type SectionWriter, type Sections } from './sections.js';

/** A policy file of the state that is kept, and git's id of its bytes. */
export interface ImageFile {
  readonly path: string;
  readonly id: string;
}

/** Files in the order of their paths, by which they are numbered and found. */
export function writeFiles(sections: SectionWriter, files: readonly ImageFile[]): void {
  const { starts, bytes } = packTexts(files.map(({ path, id }) => `${id} ${path}`));
  sections.add('files.starts', starts);
  sections.add('files', bytes);
}

/** The policy files of an image, each read when it is asked for: there are very many, and few of them differ. */
export class Files {
  readonly size: number;
  private readonly sections: Sections;
  private readonly starts: Column;

  constructor(sections: Sections) {
    this.sections = sections;
    this.starts = sections.column('files.starts');
    this.size = this.starts.length - 1;
  }

  at(file: number): ImageFile {
    const line = decode(this.sections.within('files', this.starts.at(file) ?? 0, this.starts.at(file + 1) ?? 0));
    const blank = line.indexOf(' ');
    return { id: line.slice(0, blank), path: line.slice(blank + 1) };
  }

  /** The numbers of the files that are there of some paths, in order. */
  numbers(paths: Iterable<string>): readonly number[] {
    return Array.from(new Set(paths), (path) => this.find(path))
      .filter((file) => file >= 0)
      .sort((a, b) => a - b);
  }

  /** The number of a file; -1 where there is none of that path. */
  find(path: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const difference = compareBytes(this.at(middle).path, path);
      if (difference === 0) return middle;
      if (difference < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  }
}
