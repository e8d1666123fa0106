import { version } from './version.js';

// Whoever reads may have seen enough: `permafrost --help | head -1`. What else can go wrong is for the one who writes to tell.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

async function main(words: readonly string[]): Promise<void> {
  // Told before anything else is loaded.
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const { loadCommands } = await import('./load-commands.js');
  const commands = loadCommands(words);
  // Not process.exit(): what is still on its way to a pipe would be lost.
  process.exitCode = await commands.run(words);
  commands.remember();
}

void main(process.argv.slice(2));
