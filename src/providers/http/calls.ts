import { compareBytes } from '../../text/compare.js';

/** One call as it went over the wire: the template of its path, so that no name of anybody stands in it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly template: string;
  /** 1, and more for repetitions after a failure. */
  readonly attempt: number;
}

export interface CallCount {
  /** Calls that had an answer to use, repetitions not counted: what a budget foretells. */
  readonly calls: number;
  readonly repeated: number;
  /** `GET /rest/api/3/role` → calls, sorted. */
  readonly by: ReadonlyMap<string, number>;
}

export interface CallJournal {
  readonly record: (call: Call) => void;
  readonly count: () => CallCount;
}

export function callJournal(listen?: (call: Call) => void): CallJournal {
  const by = new Map<string, number>();
  let repeated = 0;
  return {
    record(call) {
      listen?.(call);
      if (call.attempt > 1) repeated++;
      else by.set(`${call.method} ${call.template}`, (by.get(`${call.method} ${call.template}`) ?? 0) + 1);
    },
    count: () => ({
      calls: [...by.values()].reduce((sum, count) => sum + count, 0),
      repeated,
      by: new Map([...by].sort(([a], [b]) => compareBytes(a, b))),
    }),
  };
}
