import PQueue from 'p-queue';
import type { Limit } from './endpoint.js';
import type { World } from './world.js';

/** A way of reading, or of writing. */
export interface Throttled {
  readonly method: string;
  readonly template: string;
  readonly limit: Limit;
}

export interface Throttle {
  /** Runs a task when there is room for it: not more at once, nor more of one endpoint in a time, than agreed. */
  readonly run: <T>(endpoint: Throttled, task: () => Promise<T>) => Promise<T>;
  /** Nothing is sent for so long: of one endpoint, or of all. */
  readonly pause: (milliseconds: number, endpoint?: Throttled) => void;
}

export interface ThrottleOptions {
  readonly world: World;
  readonly signal: AbortSignal;
  readonly concurrency: number;
  /** Documented limits are of a tenant of the vendor; a server on this machine has none. */
  readonly limited: boolean;
}

export function throttle({ world, signal, concurrency, limited }: ThrottleOptions): Throttle {
  const all = new PQueue({ concurrency });
  const queues = new Map<string, PQueue>();
  const pauses = new Map<string, number>();

  const queueOf = (endpoint: Throttled): PQueue => {
    const known = queues.get(keyOf(endpoint));
    if (known !== undefined) return known;
    const { calls, within } = endpoint.limit;
    const queue = new PQueue(limited ? { intervalCap: calls, interval: within, strict: true } : {});
    queues.set(keyOf(endpoint), queue);
    return queue;
  };

  const untilAllowed = async (endpoint: Throttled): Promise<void> => {
    for (;;) {
      const wait = Math.max(pauses.get('') ?? 0, pauses.get(keyOf(endpoint)) ?? 0) - world.now();
      if (wait <= 0 || signal.aborted) return;
      await world.sleep(wait, signal);
    }
  };

  return {
    // An endpoint that waits must not hold a place of those that need not.
    run: (endpoint, task) =>
      queueOf(endpoint).add(async () => {
        await untilAllowed(endpoint);
        return all.add(async () => {
          await untilAllowed(endpoint);
          return task();
        });
      }),
    pause(milliseconds, endpoint) {
      const key = endpoint === undefined ? '' : keyOf(endpoint);
      pauses.set(key, Math.max(pauses.get(key) ?? 0, world.now() + milliseconds));
    },
  };
}

function keyOf({ method, template }: Throttled): string {
  return `${method} ${template}`;
}
