import { condition, proxyActivities, sleep } from '@temporalio/workflow';

const { record } = proxyActivities<{ record(): Promise<void> }>({ startToCloseTimeout: '1m' });

/** A case with the order of its steps changed: what a careless change would do to running cases. */
export async function caseWorkflow(): Promise<void> {
  await record();
  await sleep('1s');
  await condition(() => false);
}
