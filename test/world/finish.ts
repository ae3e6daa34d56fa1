import { history, TOMORROW, type Case, type EventLine } from './case-road.js';
import { insistOn } from './insist.js';
import type { Person } from './people.js';
import { until } from './wait.js';

/** What carries a case on in each stage, most wanted first. */
const ONWARD: Record<string, Record<string, unknown>[]> = {
  intake: [{ command: 'accept' }],
  dispatch: [{ command: 'finish', result: '已自行处置' }],
  handling: [
    { command: 'sign' },
    { command: 'contact', whom: '物业', measure: '抢修', plannedFinishAt: TOMORROW() },
    { command: 'reportIn' },
    { command: 'finish', result: '已修复' },
  ],
  verification: [{ command: 'verify', passed: true }],
  closure: [{ command: 'close' }],
};
const MOST_STEPS = 20;

/** Takes a case from wherever it is to its close, each step by the first of the people who may. Answers its whole history. */
export async function finishBy(people: readonly Person[], id: string): Promise<EventLine[]> {
  for (let step = 0; step < MOST_STEPS; step++) {
    // Lists follow a command by a moment; an end is seen in the history.
    const moved = await until(`the next step of ${id}`, async () => {
      for (const someone of people) {
        const { status, body } = await someone.get<Case>(`/api/cases/${id}`);
        if (status !== 200) continue;
        if (body.stage === 'closed') return 'closed';
        const next = ONWARD[body.stage]?.find(({ command }) => body.allowedCommands.includes(String(command)));
        if (next !== undefined) return await insistOn(someone, id, next);
      }
      return null;
    });
    if (moved === 'closed') break;
  }
  const reporter = people[0];
  if (reporter === undefined) throw new Error('nobody to act');
  return history(reporter, id);
}
