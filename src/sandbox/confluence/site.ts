import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { startPage } from '../paging.js';
import { refuseConfluence } from '../refusals.js';

export const site: readonly Route[] = [
  { method: 'GET', path: '/wiki/rest/api/longtask/{id}', system: 'confluence', answer: getLongTask },
  { method: 'GET', path: '/wiki/rest/api/audit', system: 'confluence', answer: auditRecords },
];

/** The first time it still runs. */
function getLongTask(call: Call): Reply {
  const task = call.world.tasks[call.params['id'] ?? ''] ?? refuseConfluence(404, 'No task found.');
  const finished = task.remaining === 0;
  task.remaining = Math.max(0, task.remaining - 1);
  return ok({
    id: task.id,
    name: { key: task.description, args: [] },
    elapsedTime: 0,
    percentageComplete: finished ? 100 : 50,
    successful: finished,
    finished,
    messages: [],
    _links: { self: `${call.base}/wiki/rest/api/longtask/${task.id}` },
  });
}

function auditRecords(call: Call): Reply {
  const found = call.world.events.filter(({ system }) => system === 'confluence').toReversed();
  const records = found.map(({ at, actor, summary, object }) => ({
    author: { type: 'user', displayName: actor, operations: {} },
    remoteAddress: '',
    creationDate: Date.parse(at),
    summary,
    description: '',
    category: 'Permissions',
    sysAdmin: false,
    superAdmin: false,
    affectedObject: { name: object, objectType: 'Space' },
    changedValues: [],
    associatedObjects: [],
  }));
  return startPage(call, records, 1000, 1000);
}
