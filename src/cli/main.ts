import { version } from './version.js';

const [command] = process.argv.slice(2);
if (command === '--version' || command === '-V') {
  process.stdout.write(`${version}\n`);
} else {
  process.stderr.write('Usage: permafrost --version\n');
  process.exitCode = 2;
}
