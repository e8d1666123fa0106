import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { refuseJira } from '../refusals.js';
import { nextNumber, type Task } from '../world.js';

export const tasks: readonly Route[] = [{ method: 'GET', path: '/rest/api/3/task/{taskId}', system: 'jira', answer: getTask }];

/** `See other`: what was asked for is done by a task, which is asked after. */
export function startTask(description: string, call: Call): Reply {
  const id = String(nextNumber(call.world));
  const task: Task = { id, description, remaining: 1, submitted: call.now };
  call.world.tasks[id] = task;
  const self = `${call.base}/rest/api/3/task/${id}`;
  return { status: 303, headers: { Location: self }, body: shapeOf(task, call) };
}

/** The first time it still runs. */
function getTask(call: Call): Reply {
  const task = call.world.tasks[call.params['taskId'] ?? ''] ?? refuseJira(404, 'The task does not exist.');
  const answer = ok(shapeOf(task, call));
  task.remaining = Math.max(0, task.remaining - 1);
  return answer;
}

function shapeOf({ id, description, remaining, submitted }: Task, { base }: Call): Readonly<Record<string, unknown>> {
  const isDone = remaining === 0;
  return {
    self: `${base}/rest/api/3/task/${id}`,
    id,
    description,
    status: isDone ? 'COMPLETE' : 'RUNNING',
    progress: isDone ? 100 : 50,
    elapsedRuntime: 0,
    submitted,
    submittedBy: 10_000,
    lastUpdate: submitted,
    ...(isDone ? { started: submitted, finished: submitted } : { started: submitted }),
  };
}
