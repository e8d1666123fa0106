import type { Route } from './exchange.js';

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request; `wrong method` where the path is served, but not so. */
export type Router = (method: string, path: string) => Found | 'wrong method' | undefined;

/** Literal words of a path win over `{parameters}`. */
export function routerOf(routes: readonly Route[]): Router {
  const byLength = new Map<number, { readonly route: Route; readonly words: readonly string[] }[]>();
  for (const route of routes) {
    const words = route.path.split('/');
    const known = byLength.get(words.length) ?? [];
    known.push({ route, words });
    byLength.set(words.length, known);
  }
  for (const known of byLength.values()) known.sort((one, other) => parametersIn(one.words) - parametersIn(other.words));
  return (method, path) => {
    const given = path.split('/');
    const fitting = (byLength.get(given.length) ?? []).filter(({ words }) => words.every((word, place) => fits(word, given[place] ?? '')));
    const found = fitting.find(({ route }) => route.method === method);
    if (found === undefined) return fitting.length === 0 ? undefined : 'wrong method';
    return { route: found.route, params: paramsOf(found.words, given) };
  };
}

function parametersIn(words: readonly string[]): number {
  return words.filter((word) => word.startsWith('{')).length;
}

function fits(word: string, given: string): boolean {
  return word.startsWith('{') ? given !== '' : word === given;
}

function paramsOf(words: readonly string[], given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = words.flatMap((word, place): readonly (readonly [string, string])[] =>
    word.startsWith('{') ? [[word.slice(1, -1), decoded(given[place] ?? '')]] : [],
  );
  return Object.fromEntries(pairs);
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
