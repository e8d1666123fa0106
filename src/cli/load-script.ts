import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { bePatient } from './patience.js';
import { cacheFolder, cacheKey, noCache, openCache, type Cache } from '../state/cache.js';

interface Loaded<T> {
  /** What the script exports. */
  readonly exports: T;
  /** Keeps what was compiled on the way, where it helps the next run. To be called at the end. */
  readonly remember: () => void;
}

/**
 * The first of some scripts that the build puts beside this one, such as the code of all commands, with what V8 compiled of it in earlier
 * runs of the same command. It may ask for the others. A plan of few changes runs most of its code once: compiling it took a fourth of the time.
 */
export function loadScripts<T>(files: readonly string[], words: readonly string[]): Loaded<T> {
  bePatient();
  const loaded = new Map<string, Loaded<unknown>>();
  const load = (file: string): Loaded<unknown> => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const path = join(import.meta.dirname, file);
    const others = createRequire(path);
    const require = (name: string): unknown => (files.includes(basename(name)) ? load(basename(name)).exports : others(name));
    const script = loadScript(path, words, require);
    loaded.set(file, script);
    return script;
  };
  const first = load(files[0] ?? '');
  return {
    exports: first.exports as T,
    remember() {
      bePatient();
      for (const { remember } of loaded.values()) remember();
    },
  };
}

function loadScript(path: string, words: readonly string[], require: (name: string) => unknown): Loaded<unknown> {
  const url = pathToFileURL(path).href;
  const kept = new KeptCode(path, words);
  const data = kept.read();
  const taken = data?.runs === 1 ? undefined : data;
  const script = new Script(`(function (exports, require, module, __dirname) {${readFileSync(path, 'latin1')}\n})`, {
    filename: url,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(taken === undefined ? {} : { cachedData: taken.code }),
  });
  const module = { exports: {} };
  (script.runInThisContext() as Wrapper)(module.exports, require, module, import.meta.dirname);
  const runs = data === undefined || script.cachedDataRejected === true ? 0 : data.runs;
  return {
    exports: module.exports,
    remember() {
      if (kept.isOn && runs < mostRuns) kept.write({ code: script.createCachedData(), runs: runs + 1 });
    },
  };
}

type Wrapper = (exports: object, require: (name: string) => unknown, module: object, __dirname: string) => void;

/**
 * The first run of a command may fill other caches, and so run other code than those after it: the second compiles anew, so that what only the
 * first one needed is not read for ever.
 */
const mostRuns = 3;

interface Code {
  readonly code: Buffer;
  /** Of how many runs it knows. */
  readonly runs: number;
}

/** Whether a change of the policies can bring such a folder along: code from there would be run. */
function mayComeWithPolicies(folder: string): boolean {
  for (let at = folder, above = dirname(at); ; at = above, above = dirname(at)) {
    if (at === process.cwd() || existsSync(join(at, '.git'))) return true;
    if (at === above) return false;
  }
}

/** Compiled code in the cache, whose checksum keeps V8 from what is damaged; V8 itself rejects what another V8 made, or one with other flags. */
class KeptCode {
  /** Whether there is anything to keep code in: making a copy of it takes its time. */
  readonly isOn: boolean;
  private readonly cache: Cache;
  private readonly key: string;

  constructor(path: string, [command = '', ...words]: readonly string[]) {
    const { size, mtimeMs } = statSync(path);
    const folder = resolve(cacheFolder(process.env));
    // Which functions ran is what a report of coverage is about.
    this.isOn = !words.includes('--no-cache') && process.env['NODE_V8_COVERAGE'] === undefined && !mayComeWithPolicies(folder);
    this.cache = this.isOn ? openCache(folder) : noCache;
    const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''];
    const machine = [process.arch, process.versions.node, process.versions.v8];
    this.key = `${cacheKey([path, String(size), String(mtimeMs), ...machine, command, ...flags])}.code`;
  }

  read(): Code | undefined {
    const entry = this.cache.read(this.key);
    return entry === undefined || entry.length === 0 ? undefined : { code: Buffer.from(entry.subarray(1)), runs: entry[0] ?? 0 };
  }

  write({ code, runs }: Code): void {
    this.cache.write(this.key, Buffer.concat([Uint8Array.of(runs), code]));
  }
}
