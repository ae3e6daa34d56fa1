import { condition, defineUpdate, setHandler, sleep } from '@temporalio/workflow';

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
