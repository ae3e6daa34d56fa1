import { condition, defineSignal, defineUpdate, setHandler, sleep, startChild, workflowInfo } from '@temporalio/workflow';

const end = defineSignal('end');
const command = defineUpdate<number, [{ last: boolean }]>('command');

/** The bare engine: an Update that changes a number, no rules, no record. */
export async function bareWorkflow(): Promise<void> {
  let count = 0;
  let over = false;
  setHandler(command, ({ last }) => {
    over = last;
    return ++count;
  });
  await condition(() => over);
}

/** The bare engine: a timer for an instant, then the end. */
export async function bareTimer(dueAt: number): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
}

/** The bare engine: a root, coordinators and teams that only arm a timer; the tree of an activation without its work. */
export async function bareTree(given: { coordinators: number; teams: number; depth: number }): Promise<void> {
  const { coordinators, teams, depth } = given;
  if (depth === 2) {
    let over = false;
    setHandler(end, () => {
      over = true;
    });
    await condition(() => over, '1h');
    return;
  }
  const { workflowId } = workflowInfo();
  const children = depth === 0 ? coordinators : teams;
  await Promise.all(
    Array.from({ length: children }, (_, nth) =>
      startChild(bareTree, { workflowId: `${workflowId}:${nth}`, args: [{ ...given, depth: depth + 1 }], parentClosePolicy: 'ABANDON' }),
    ),
  );
}
