import { Explainer, explainerOf } from '../../dist/lib/query/explain.js';
import { most } from '../goal.mjs';
import { callsPerSecond, median, processorTime } from '../measure.mjs';

export const permissionsAsked = ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ADMINISTER_PROJECTS', 'ADD_COMMENTS'];

/** An explainer remembers people up to some more than this. */
const mostPeople = 50_000;
const cellsInTurn = 1 << 16;
// What is read of explanations is added up, so that none of it is left out.
let read = 0;

/**
 * What it takes to check and to explain single cells, as rows. Checks and explanations are asked the same cells in turns. Each turn has
 * cells that none had before it, of people and projects that were asked about before; what the first question about a person and a
 * project takes has a row of its own, and so has the very first question.
 */
export function rowsOfCells({ matrix, site, asOf, random, turns, most: longest }) {
  const projects = matrix.resources.filter((resource) => resource.startsWith('project:'));
  const everybody = matrix.subjects.filter((subject) => subject.startsWith('user:'));
  const people = random.sample(mostPeople, () => random.pick(everybody));
  const cellOf = (person) => [person, random.pick(permissionsAsked), random.pick(projects)];
  const drawn = () => parsed(Array.from({ length: cellsInTurn }, () => cellOf(random.pick(people))));

  const start = processorTime();
  const explainer = explainerOf(site, asOf);
  readKinds(explainer.reasons(...cellOf(people[0])).ways);
  const opening = processorTime() - start;

  const floor = floorOfChecks([everybody, permissionsAsked, projects]);
  const acts = {
    floor: (cell) => floor(...cell),
    check: (cell) => matrix.verdict(...cell),
    ways: (cell) => readKinds(explainer.reasons(...cell).ways),
    whole: (cell) => readAllKinds(explainer.reasons(...cell)),
    steps: (cell) => readSteps(explainer.reasons(...cell).paths),
    explained: (cell) => readExplanation(explainer.explain(...cell)),
  };
  // Makes all these people and projects known, and V8 compile.
  for (const cell of [...parsed(people.map(cellOf)), ...drawn()]) for (const act of Object.values(acts)) act(cell);

  const times = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));
  const [unseenNames, unseen] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    const cells = drawn();
    // Once untimed: the collector moves new cells, in whichever act first makes something.
    for (const cell of cells) for (const act of Object.values(acts)) act(cell);
    for (const [name, act] of Object.entries(acts)) times[name].push(microseconds((call) => act(cells[call & (cellsInTurn - 1)])));
    unseenNames.push(microsecondsOfEach(drawn(), acts.check));
    const fresh = new Explainer(site, asOf);
    unseen.push(microsecondsOfEach(parsed(people.map(cellOf)), (cell) => readKinds(fresh.reasons(...cell).ways)));
  }

  const [names, check] = [median(times.floor), median(times.check)];
  const besideCheck = (what, all, goal) => {
    const value = median(all);
    return {
      what,
      value,
      unit: 'µs',
      beside: 'a check',
      ratio: value / check,
      goals: goal === undefined ? [] : [most(value / check, goal, '×')],
    };
  };
  return [
    { what: 'three look-ups in a Map', value: names, unit: 'µs' },
    {
      what: 'one check, by names',
      value: check,
      unit: 'µs',
      note: `${Math.round(1e6 / check).toLocaleString('en')} a second`,
      beside: 'three look-ups',
      ratio: check / names,
      goals: longest === undefined ? [] : [most(check, longest, 'µs')],
    },
    { what: 'the same, names never seen before', value: median(unseenNames), unit: 'µs' },
    besideCheck('explain one cell, held or not: every way to it, and the kind of each step', times.ways, 3),
    besideCheck('the same, with its gate and what it rests on', times.whole, 3),
    besideCheck('explain one cell, held or not: every way to it, each step made with its place', times.steps),
    besideCheck('the same, with its gate and what it rests on, made', times.explained),
    besideCheck('explain one cell: every way to it, and the kind of each step, the first about its person, first use', unseen),
    { what: 'the very first one, which reads all groups', value: opening, unit: 'ms', note: 'first use' },
    ...(read === 0 ? [{ what: 'explanations', wrong: 'none of them has a step' }] : []),
  ];
}

/** Read from JSON, as a service has them: texts of their own, not those that the matrix gives out. */
function parsed(cells) {
  return JSON.parse(JSON.stringify(cells));
}

/** What a check needs at the least: finding its three names. */
function floorOfChecks(names) {
  const [users, permissions, projects] = names.map((list) => new Map(list.map((name, index) => [name, index])));
  return (user, permission, project) => users.get(user) + permissions.get(permission) + projects.get(project);
}

/** Of one call, by processor time. */
function microseconds(act) {
  return 1e6 / callsPerSecond(act, { least: 200, clock: processorTime });
}

/** Of one call too, each cell asked once. */
function microsecondsOfEach(cells, act) {
  const start = processorTime();
  for (const cell of cells) act(cell);
  return ((processorTime() - start) / cells.length) * 1000;
}

function readKinds(ways) {
  for (let way = 0; way < ways.amount; way++) for (const kind of ways.kinds(way)) read += kind.length;
}

function readAllKinds(reasons) {
  for (let each = reasons; each !== undefined; each = each.prerequisite()) {
    readKinds(each.ways);
    const gate = each.gateWays();
    if (gate !== undefined) readKinds(gate);
  }
}

function readSteps(paths) {
  for (const { edges } of paths) for (const { from, at } of edges) read += from.length + (at === undefined ? 0 : at.path.length);
}

function readExplanation(explanation) {
  for (let each = explanation; each !== undefined; each = each.prerequisite) {
    readSteps(each.paths);
    if (each.gate !== undefined) readSteps(each.gate.paths);
  }
}
