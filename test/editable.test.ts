import { describe, expect, test } from '@jest/globals';
import { coverageLines, taking } from '../src/check/coverage-lines.js';
import { coverageOf } from '../src/check/coverage.js';
import { mutate } from '../src/check/mutate.js';
import { mutantsOf } from '../src/check/mutants.js';
import { subjectOf } from '../src/check/subject.js';
import { EditError, type Edit } from '../src/edit/edit.js';
import { editable, type Editable } from '../src/editable.js';
import { compilePolicies, withEdits, type Compiled } from '../src/pipeline.js';
import { compiled } from './support/compiled.js';
import { withGuardrails } from './support/organisation/draw-guardrails.js';
import { filesOf, randomOrganisation } from './support/organisation/organisation.js';

/** The same by linking and compiling everything after each edit. */
function editedInFull(policies: Compiled): Editable {
  return {
    subject: subjectOf(policies),
    async edited(edits) {
      try {
        const after = compilePolicies(await withEdits(policies, edits));
        return after && { subject: subjectOf(after) };
      } catch (error) {
        if (error instanceof EditError) return undefined;
        throw error;
      }
    },
  };
}

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 24) }, (_, seed) => seed + 1);

describe('policies that are edited in memory', () => {
  const met = { quick: 0, full: 0, invalid: 0 };

  test.each(seeds)('become what everything linked and compiled says, and are noticed alike (organisation %i)', async (seed) => {
    const policies = await compiled(filesOf(withGuardrails(randomOrganisation(seed, 'tiny').documents, seed), seed));
    const [quick, full] = [editable(policies), editedInFull(policies)];
    const { chosen } = mutantsOf(full.subject, 40);
    const lines = coverageLines(policies.site).slice(0, 30).map(taking) as readonly (readonly Edit[])[];
    for (const edits of [...chosen.map((mutant) => mutant.edits as readonly Edit[]), ...lines]) {
      const [found, expected] = [await quick.edited(edits), await full.edited(edits)];
      expect([edits, found?.subject.matrix.digest]).toEqual([edits, expected?.subject.matrix.digest]);
      met[found === undefined ? 'invalid' : found.touched === undefined ? 'full' : 'quick']++;
    }
    const judged = await mutate(full.subject, chosen, ({ edits }) => full.edited(edits));
    expect(await mutate(quick.subject, chosen, ({ edits }) => quick.edited(edits))).toEqual(judged);
    if (seed % 4 === 0) expect(await coverageOf(quick.subject, quick.edited)).toEqual(await coverageOf(full.subject, full.edited));
  });

  test('are mostly made from what is kept, and sometimes neither that way nor valid', () => {
    expect(met.quick).toBeGreaterThan(met.full);
    expect(Math.min(met.full, met.invalid)).toBeGreaterThan(0);
  });
});
