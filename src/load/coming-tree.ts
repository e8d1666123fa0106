import type { SourceFile, SourceTree } from './source-file.js';

/** The policy files of one state while they are still being read: whoever works on the first need not wait for the last. */
export interface ComingTree extends Pick<SourceTree, 'label' | 'root' | 'commit' | 'diagnostics'> {
  /** How many files there are to be. */
  readonly amount: number;
  /** Some files at a time, sorted by path, all in one order. To be gone through once. A LoadError where one cannot be read. */
  readonly batches: AsyncIterable<readonly SourceFile[]>;
  /**
   * All of it, once the last batch was given. Of a file that turns out not to be what it is taken for it has no more than the finding, and
   * so fewer files than were given.
   */
  whole(): SourceTree;
}
