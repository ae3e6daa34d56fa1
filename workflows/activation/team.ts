import { STAND_DOWN, type TeamStart } from '@shaodao/contracts/activation-workflow';
import { FLASH_LADDER } from '@shaodao/domain/activation/call-channel';
import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { asks, works } from './ask.js';

const standDown = defineSignal(STAND_DOWN);

/**
 * 编队: who of at most fifty people is not here yet. Each rung of the ladder is taken at its own instant for those who have not
 * answered; it ends when nobody is waited for, when all rungs are through, or with the activation.
 */
export async function teamWorkflow({ activationId, teamNo, anchorAt, answerByAt }: TeamStart): Promise<void> {
  let over = false;
  setHandler(standDown, () => {
    over = true;
  });
  const waits = async (untilAt: number): Promise<boolean> => {
    await condition(() => over, Math.max(1, untilAt - Date.now()));
    return !over;
  };
  for (const [rung, { afterMs }] of FLASH_LADDER.entries()) {
    // The first rung is the call itself, which its coordinator has made.
    if (rung === 0) continue;
    if (!(await waits(anchorAt + afterMs))) return;
    const { pending } = await works.fireRung({ activationId, teamNo, rung });
    if (pending === 0) return;
  }
  if (await waits(answerByAt)) await asks.giveUp({ activationId, teamNo });
}
