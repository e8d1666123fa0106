import type { EditedState } from './check/mutate.js';
import type { Subject } from './check/rule.js';
import { subjectOf } from './check/subject.js';
import { EditError, isPlaced, type Edit } from './edit/edit.js';
import { editedFromImage, subjectFrom, subjectOfImage, Unclear } from './fixing.js';
import { bytesInMemory } from './image/byte-source.js';
import { Image } from './image/image.js';
import { writeImage } from './image/write-image.js';
import { replacedNames } from './incremental/successor.js';
import type { Judged } from './link/judged.js';
import { evaluatorOf } from './matrix/matrix.js';
import { compilePolicies, withEdits, type Compiled } from './pipeline.js';
import { addToList } from './text/add-to-list.js';
import { compareBytes } from './text/compare.js';

/** Policies that are edited in memory, many times over: each time from what they were. */
export interface Editable {
  readonly subject: Subject;
  /** Undefined where the result is not valid, or where a person could not write it. */
  readonly edited: (edits: readonly Edit[]) => Promise<EditedState | undefined>;
}

/** Each state costs what its edits change; where that cannot be told, everything is linked and compiled again. */
export function editable(compiled: Compiled): Editable {
  const { site, matrix, asOf, tree, documents } = compiled;
  const files = tree.files.map(({ path }) => ({ path, id: '' }));
  const image = new Image(bytesInMemory(writeImage({ site, tables: evaluatorOf(matrix).tables, files })));
  const byFile = new Map<string, Judged[]>();
  for (const judged of documents) addToList(byFile, judged.document.file, judged);
  const quickly = async (edits: readonly Edit[]): Promise<EditedState | undefined> => {
    if (!edits.every(isPlaced)) throw new Unclear();
    const paths = [...new Set(edits.map(({ at }) => at.file))].sort(compareBytes);
    const before = paths.flatMap((path) => byFile.get(path) ?? []);
    const next = await editedFromImage({ image, changed: { files: image.files.numbers(paths), before, documents: before }, asOf }, edits);
    return next && { subject: subjectFrom(next), touched: replacedNames([next]) };
  };
  const inFull = async (edits: readonly Edit[]): Promise<EditedState | undefined> => {
    const after = compilePolicies(await withEdits(compiled, edits));
    return after && { subject: subjectOf(after) };
  };
  return {
    subject: subjectOfImage(image, asOf) ?? subjectOf(compiled),
    async edited(edits) {
      try {
        return await quickly(edits).catch((error: unknown) => {
          if (error instanceof Unclear) return inFull(edits);
          throw error;
        });
      } catch (error) {
        if (error instanceof EditError) return undefined;
        throw error;
      }
    },
  };
}
