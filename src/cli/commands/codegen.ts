import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CodegenError } from '../../codegen/codegen-error.js';
import type { Compiled } from '../../pipeline.js';
import { quote } from '../../text/quote.js';
import { isSet, type Call } from '../call.js';
import { compiledState } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost codegen`: a typed module of the names in the policies. */
export async function codegen(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const existing = call.flags.out === undefined ? undefined : await readExisting(call.flags.cwd, call.flags.out);
  const text = await generated(call, compiled, existing);
  if (text === undefined) return 1;
  if (isSet(call, 'check')) return check(call, text === existing);
  if (text !== existing) await call.output.write(text);
  return 0;
}

async function generated({ talk }: Call, compiled: Compiled, existing: string | undefined): Promise<string | undefined> {
  const { generateModule } = await import('../../codegen/generate-module.js');
  try {
    return generateModule(compiled, existing);
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    talk.fail(error.message);
    return undefined;
  }
}

function check({ flags, talk }: Call, isCurrent: boolean): number {
  if (flags.out === undefined) throw new UsageError('--check needs a file to look at.', 'Name it with --out.');
  if (!isCurrent) talk.fail(`${quote(flags.out)} is not what the policies say now.`, `Run "permafrost codegen --out ${flags.out}".`);
  return isCurrent ? 0 : 1;
}

async function readExisting(cwd: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR') return undefined;
    throw new UsageError(`${quote(path)} cannot be read: ${code}.`);
  }
}
