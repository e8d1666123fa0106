import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growth } from './figures/growth.mjs';
import { measureHistory } from './figures/history.mjs';
import { measureSize } from './figures/size.mjs';
import { measureStartUp } from './figures/start-up.mjs';
import { measureWholeProcesses } from './figures/whole-process.mjs';
import { runApart } from './measure.mjs';
import { sizes } from './organisation/sizes.mjs';
import { measurePeers } from './peers.mjs';
import { packages } from './peers/install.mjs';
import { errorsIn, markdown, withResults } from './report.mjs';

const usage = `npm run bench -- [S] [M] [L] [XL] [--peers] [--peer NAME] [--only PART] [--quick] [--scratch DIR] [--out DIR] [--into FILE]

Sizes default to S and M. Repositories are made once and kept in the scratch folder; the results are
written as Markdown and JSON to the other one, and into a text with marks for them. --peers measures
other programs, which are installed in the scratch folder; --peer one of them (casbin, cedar, cerbos,
spicedb). --only measures a part: start-up, processes, history, size, in-process, judging, peers; it and
--peer may be given several times. --quick runs everything once, to see that it runs. Ends with 1 if an answer is wrong, of permafrost or of a peer; whether goals are met does not matter.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    peer: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    scratch: { type: 'string', default: join(tmpdir(), 'permafrost-bench') },
    out: { type: 'string', default: join(tmpdir(), 'permafrost-bench', 'results') },
    into: { type: 'string' },
  },
});
const parts = ['start-up', 'processes', 'history', 'size', 'in-process', 'judging', 'peers'];
const peers = values.peers ? Object.keys(packages) : values.peer;
const unknown = [
  ...positionals.filter((size) => !Object.hasOwn(sizes, size)),
  ...values.only.filter((part) => !parts.includes(part)),
  ...peers.filter((peer) => !Object.hasOwn(packages, peer)),
];
const isAsked = (part) => values.only.length === 0 || values.only.includes(part);
if (values.help || unknown.length > 0) {
  console.log(usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const { quick, scratch } = values;
const work = join(scratch, `run-${String(process.pid)}`);
mkdirSync(work, { recursive: true });
const load = loadavg()[0]?.toFixed(1);
const groups = [];
if (isAsked('start-up')) {
  const env = { PERMAFROST_CACHE_DIR: join(work, 'start-up-cache') };
  groups.push({ title: 'Start-up', rows: measureStartUp({ rounds: quick ? 1 : 15, env }) });
}
for (const size of positionals.length > 0 ? positionals : ['S', 'M']) measure(size);
groups.push(...growth(groups));
rmSync(work, { recursive: true, force: true });

const result = { machine: machine(), groups };
const text = markdown(result);
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'results.json'), `${JSON.stringify(result, null, 1)}\n`);
writeFileSync(join(values.out, 'results.md'), text);
if (values.into !== undefined) writeFileSync(values.into, withResults(readFileSync(values.into, 'utf8'), text));
console.log(text);
const errors = errorsIn(result);
for (const error of errors) console.error(error);
process.exitCode = errors.length > 0 ? 1 : 0;

function measure(size) {
  const say = (what) => console.error(`${size}: ${what} …`);
  say('the organisation');
  const folder = runApart('organisation/make.mjs', [size, scratch]);
  const { people, groups: teams, projects, spaces, schemes } = sizes[size];
  const amounts = { people, groups: teams, projects, spaces, schemes };
  const title = `${size}: ${Object.entries(amounts)
    .map(([name, amount]) => `${amount.toLocaleString('en')} ${name}`)
    .join(', ')}`;
  const part = (name, what, act) => {
    if (!isAsked(name)) return;
    say(what);
    groups.push(...act());
  };
  const isSmall = size === 'S' || size === 'M';
  part('processes', 'whole processes', () => [
    { id: `${size} processes`, title, rows: measureWholeProcesses({ folder, size, scratch: work, quick }) },
  ]);
  if (isSmall)
    part('history', 'the history', () => [
      { title: `${size}, a history of small commits`, rows: measureHistory({ folder, scratch: work, longest: quick ? 3_000 : 60_000 }) },
    ]);
  part('size', 'the size of the matrix', () => [
    { id: `${size} size`, title: `${size}, the compiled matrix`, rows: measureSize({ folder, size, scratch: work }) },
  ]);
  part('in-process', 'within one process', () => {
    // Two commits of the largest site, with every document, are more than Node takes by itself.
    const flags = size === 'XL' ? ['--max-old-space-size=12000'] : [];
    const { rows, peak } = runApart('figures/in-process.mjs', [folder, size, quick ? 'quick' : 'thorough'], { flags });
    return [{ title: `${size}, within one process (${peak.toFixed(0)} MB at most, two commits)`, rows }];
  });
  if (!quick && size !== 'XL')
    part('judging', 'guardrails and lint', () => [
      { title: `${size}, guardrails and lint`, rows: runApart('figures/judging.mjs', [folder]) },
    ]);
  if (peers.length > 0) part('peers', 'other programs', () => measurePeers({ peers, size, folder, scratch }));
}

function machine() {
  const [cpu] = cpus();
  return {
    node: `Node ${process.versions.node}`,
    cpus: cpus().length,
    cpu: cpu?.model.trim() ?? 'CPU',
    platform: `${process.platform} ${process.arch}`,
    load,
  };
}
