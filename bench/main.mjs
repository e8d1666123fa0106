import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureStartUp } from './figures/start-up.mjs';
import { measureWholeProcesses } from './figures/whole-process.mjs';
import { runApart } from './measure.mjs';
import { organisationRepository } from './organisation/repository.mjs';
import { sizes } from './organisation/sizes.mjs';
import { markdown } from './report.mjs';

const usage = `npm run bench -- [S] [M] [L] [XL] [--peers] [--scratch DIR] [--out DIR]

Sizes default to S and M. Repositories are made once and kept in the scratch folder; the results are
written as Markdown and JSON to the other. --peers measures other programs, which are installed in the scratch folder.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    scratch: { type: 'string', default: join(tmpdir(), 'permafrost-bench') },
    out: { type: 'string', default: join(tmpdir(), 'permafrost-bench', 'results') },
  },
});
const unknown = positionals.filter((size) => !Object.hasOwn(sizes, size));
if (values.help || unknown.length > 0) {
  console.log(usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const groups = [{ title: 'Start-up', rows: measureStartUp() }];
for (const size of positionals.length > 0 ? positionals : ['S', 'M']) {
  console.error(`Measuring ${size} …`);
  const folder = organisationRepository(size, { scratch: values.scratch });
  const { people, groups: teams, projects, spaces, schemes } = sizes[size];
  const title = `${size}: ${[`${String(people)} people`, `${String(teams)} groups`, `${String(projects)} projects`, `${String(spaces)} spaces`, `${String(schemes)} schemes`].join(', ')}`;
  groups.push({ title, rows: measureWholeProcesses({ folder, size }) });
  const { rows, peak } = runApart('figures/in-process.mjs', [folder, size]);
  groups.push({ title: `${size}, within one process (${peak.toFixed(0)} MB at most, both commits)`, rows });
  if (values.peers) for (const measure of await peers()) groups.push(await measure({ size, folder, scratch: values.scratch }));
}

const result = { machine: machine(), groups };
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'results.json'), `${JSON.stringify(result, null, 1)}\n`);
writeFileSync(join(values.out, 'results.md'), markdown(result));
console.log(markdown(result));

function machine() {
  const [cpu] = cpus();
  return {
    node: `Node ${process.versions.node}`,
    cpus: cpus().length,
    cpu: cpu?.model.trim() ?? 'CPU',
    platform: `${process.platform} ${process.arch}`,
  };
}

/** Each peer is a file that exports `measure({size, folder, scratch})`, installs what it needs there, and gives a group of rows. */
async function peers() {
  const folder = new URL('peers/', import.meta.url);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.mjs')) : [];
  return Promise.all(names.sort().map(async (name) => (await import(new URL(name, folder).href)).measure));
}
