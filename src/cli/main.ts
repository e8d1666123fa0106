import { version } from './version.js';

const words = process.argv.slice(2);
// Told before anything else is loaded.
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) process.stdout.write(`${version}\n`);
else {
  const { run } = await import('./program.js');
  // Not process.exit(): what is still on its way to a pipe would be lost.
  process.exitCode = await run(words);
}
