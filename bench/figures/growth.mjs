import { most } from '../goal.mjs';

/** How time and memory grow from L to XL, for each row of whole processes that both have. */
export function growth(groups) {
  const rowsOf = (size) => groups.find(({ id }) => id === `${size} processes`)?.rows ?? [];
  const bytesOf = (size) => groups.find(({ id }) => id === `${size} size`)?.rows[0]?.value ?? NaN;
  const large = new Map(rowsOf('L').map((row) => [row.what, row]));
  const rows = rowsOf('XL')
    .filter(({ what }) => what.includes('permafrost compile') || what.includes('permafrost plan'))
    .flatMap((row) => {
      const small = large.get(row.what);
      if (small === undefined) return [];
      const goals = [most(row.value / small.value, 5, '× the time'), most(row.memory / small.memory, 5, '× the memory')];
      return [
        {
          what: row.what,
          value: row.value / small.value,
          unit: '× the time',
          work: row.work,
          workRatio: row.work / small.work,
          memory: row.memory,
          memoryRatio: row.memory / small.memory,
          goals,
        },
      ];
    });
  if (rows.length === 0) return [];
  return [{ title: `From L to XL, ${(bytesOf('XL') / bytesOf('L')).toFixed(1)} times the bytes`, rows }];
}
