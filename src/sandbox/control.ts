import { clicksIn, CannotClick } from './clicks/said.js';
import { cellsOf } from './evaluate/cells.js';
import type { Reply } from './exchange.js';
import { faultProblem, noFaults, type Faults } from './faults.js';
import { fieldsOf } from './given.js';
import type { Asked, Sandbox } from './sandbox.js';
import { countsOf } from './world-counts.js';

/** The sandbox's own endpoints, under `/sandbox`: what it holds, who can do what, what was asked of it, and what is to go wrong. */
export function control(sandbox: Sandbox, { method, path, query, text }: Asked): Reply | Promise<Reply> {
  switch (`${method} ${path}`) {
    case 'GET /sandbox':
      return json(status(sandbox));
    case 'GET /sandbox/cells':
      return cells(sandbox, query.get('synced'));
    case 'GET /sandbox/world':
      return json(sandbox.world);
    case 'GET /sandbox/requests':
      return json({ ...sandbox.journal.counts, requests: sandbox.journal.requests });
    case 'DELETE /sandbox/requests':
      sandbox.journal.clear();
      return { status: 204 };
    case 'GET /sandbox/faults':
      return json({ faults: sandbox.faults, seed: sandbox.seed });
    case 'POST /sandbox/faults':
      return setFaults(sandbox, text);
    case 'POST /sandbox/clicks':
      return click(sandbox, text);
    default:
      return problem(
        404,
        'There are: GET /sandbox, /sandbox/cells, /sandbox/world, /sandbox/requests and /sandbox/faults; POST /sandbox/faults and /sandbox/clicks; DELETE /sandbox/requests.',
      );
  }
}

function status(sandbox: Sandbox): unknown {
  const { world, faults, seed, readOnly, journal } = sandbox;
  return { site: world.site.name, url: world.site.url, counts: countsOf(world), faults, seed, readOnly, requests: journal.counts };
}

function cells({ world }: Sandbox, synced: string | null): Reply {
  if (synced !== null && synced !== 'apart' && synced !== 'counted') return problem(400, 'synced is apart or counted.');
  return {
    status: 200,
    text: cellsOf(world, synced ?? 'apart')
      .map((line) => `${line}\n`)
      .join(''),
  };
}

/** `{"faults": {"429": 0.1}, "seed": 7}`: those that are not named do not happen any more. */
function setFaults(sandbox: Sandbox, text: string): Reply {
  const given = read(text);
  if (given === undefined) return problem(400, 'The body is no JSON.');
  const unknown = Object.keys(given).find((name) => name !== 'faults' && name !== 'seed');
  if (unknown !== undefined) return problem(400, `There is no field "${unknown}". There are: faults, seed.`);
  const seed = given['seed'] ?? sandbox.seed;
  if (typeof seed !== 'number' || !Number.isInteger(seed)) return problem(400, 'The seed needs a whole number.');
  let faults: Faults = noFaults;
  for (const [name, value] of Object.entries(fieldsOf(given['faults']))) {
    const wrong = faultProblem(name, value);
    if (wrong !== undefined) return problem(400, wrong);
    faults = { ...faults, [name]: value };
  }
  sandbox.setFaults(faults, seed);
  return json({ faults, seed });
}

/** `{"facts": {"add": […], "remove": […]}}`: what somebody does by hand in the pages of the administration, all of it or nothing. */
async function click(sandbox: Sandbox, text: string): Promise<Reply> {
  const given = read(text);
  if (given === undefined) return problem(400, 'The body is no JSON.');
  if (sandbox.readOnly) return problem(403, 'This sandbox is read-only.');
  try {
    const outcome = await sandbox.click(clicksIn(given));
    return outcome.type === 'refused' ? problem(409, outcome.why) : json(outcome.clicked);
  } catch (error) {
    if (error instanceof CannotClick) return problem(400, error.message);
    throw error;
  }
}

function read(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return fieldsOf(JSON.parse(text === '' ? '{}' : text));
  } catch {
    return undefined;
  }
}

function json(body: unknown): Reply {
  return { status: 200, body };
}

function problem(code: number, message: string): Reply {
  return { status: code, body: { error: message } };
}
