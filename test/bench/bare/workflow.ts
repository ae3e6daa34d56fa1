import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

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
