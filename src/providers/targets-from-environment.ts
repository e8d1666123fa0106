import { reachFromEnvironment, type Environment, type EnvironmentOptions } from './environment.js';
import type { ReadFailure } from './read-error.js';
import type { Target } from './target.js';
import { createTarget, type TargetOptions } from './targets.js';

export type Targets =
  { readonly type: 'ready'; readonly target: Target } | { readonly type: 'failed'; readonly failures: readonly ReadFailure[] };

/** A target for a site, with the same tokens of the environment as for reading it; or all that is missing for one. */
export function targetsFromEnvironment(
  env: Environment,
  options: EnvironmentOptions & Pick<TargetOptions, 'names' | 'policies' | 'signal' | 'journal'>,
): Targets {
  const reach = reachFromEnvironment(env, options);
  if (reach.type === 'failed') return reach;
  const { names, policies, signal, journal } = options;
  return {
    type: 'ready',
    target: createTarget({ ...reach.options, names, policies, signal, ...(journal === undefined ? {} : { journal }) }),
  };
}
