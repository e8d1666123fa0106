import { version } from './version.js';

// Whoever reads may have seen enough: `permafrost --help | head -1`. What else can go wrong is for the one who writes to tell.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** What `run.ts` exports. */
interface Commands {
  readonly run: (words: readonly string[], asked?: unknown) => Promise<number>;
}

/** What `plan-again.ts` exports; undefined: it cannot tell. */
interface PlanAgain {
  readonly run: (words: readonly string[]) => Promise<number> | undefined;
  /** What it asked git, for `Commands`. */
  readonly lastStates: () => unknown;
}

async function main(words: readonly string[]): Promise<void> {
  // Told before anything else is loaded.
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const { loadScripts } = await import('./load-script.js');
  const { partFiles, planAgainFile } = await import('./script-files.js');
  let asked: unknown;
  if (words[0] === 'plan' && !words.includes('--no-cache')) {
    const again = loadScripts<PlanAgain>([planAgainFile], words);
    const told = again.exports.run(words);
    if (told !== undefined) {
      process.exitCode = await told;
      again.remember();
      return;
    }
    asked = again.exports.lastStates();
  }
  const commands = loadScripts<Commands>(partFiles, words);
  // Not process.exit(): what is still on its way to a pipe would be lost.
  process.exitCode = await commands.exports.run(words, asked);
  commands.remember();
}

void main(process.argv.slice(2));
