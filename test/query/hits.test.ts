import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Hits } from '../../src/query/hits.js';

test('hits stand in the order of their gifts, and those of one gift as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(5))), (questions) => {
      const hits = new Hits();
      for (const gifts of questions) {
        hits.amount = 0;
        for (const [actor, gift] of gifts.entries()) hits.add(gift, actor);
        const sorted = [...gifts.entries()].sort(([, a], [, b]) => a - b);
        expect(hits.gifts.slice(0, hits.amount)).toEqual(sorted.map(([, gift]) => gift));
        expect(hits.actors.slice(0, hits.amount)).toEqual(sorted.map(([actor]) => actor));
      }
    }),
  );
});
