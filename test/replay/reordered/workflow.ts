import type { CaseStart } from '@shaodao/contracts/case-workflow';
import { caseWorkflow as real } from '@shaodao/workflows/case/workflow';
import { proxyLocalActivities } from '@temporalio/workflow';

const { findOnDuty } = proxyLocalActivities<{ findOnDuty(): Promise<void> }>({ startToCloseTimeout: '1m' });

/** Today's case with one activity moved before the others: what a careless change would do to running cases. */
export async function caseWorkflow(start: CaseStart): Promise<void> {
  await findOnDuty();
  await real(start);
}
