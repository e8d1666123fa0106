import { shortened } from '../../load/revision-label.js';
import { quote } from '../../text/quote.js';
import { reasonOf, runGit, tryGit } from '../git/run-git.js';
import type { Entry } from './entry.js';
import type { ChainFinding, Signature } from './finding.js';

interface Signed {
  readonly id: string;
  readonly entry?: Entry;
}

/** Has git check the signatures of commits, by the keys that it knows here. */
export async function checkSignatures(
  cwd: string,
  signed: readonly Signed[],
  tip: string | undefined,
): Promise<{ readonly signatures: readonly Signature[]; readonly findings: readonly ChainFinding[] }> {
  const signatures: Signature[] = [];
  const findings: ChainFinding[] = [];
  for (const { id, entry } of signed) {
    const of = { commit: id, ...(entry === undefined ? {} : { number: entry.number }) };
    const label = entry === undefined ? shortened(id) : `Entry ${String(entry.number)} (${shortened(id)})`;
    const { code, stderr } = await tryGit(cwd, ['verify-commit', id]);
    if (code !== 0) {
      findings.push({
        code: 'signature',
        ...of,
        message: `${label}: its signature does not hold, or is of a key that git does not know here: ${reasonOf(stderr)}`,
      });
      continue;
    }
    const signer = (await runGit(cwd, ['log', '-1', '--no-walk', '--format=%GS', id, '--'])).toString('utf8').trim();
    signatures.push({ ...of, signer, isTip: id === tip });
    // A key belongs to somebody: who signs as somebody else has forged the entry.
    const addresses = signer.match(/[^\s<>]+@[^\s<>]+/g) ?? [];
    if (
      entry !== undefined &&
      addresses.length > 0 &&
      !addresses.some((address) => address.toLowerCase() === entry.who.email.toLowerCase())
    )
      findings.push({
        code: 'signature',
        ...of,
        message: `${label}: it says that ${quote(entry.who.email)} wrote it, and it is signed by ${quote(signer)}.`,
      });
  }
  return { signatures, findings };
}
