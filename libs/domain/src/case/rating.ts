import type { Rating } from '../policy.js';
import type { Callback, CaseTask } from './state.js';

/**
 * What the process and the resident's word make of a department's task (D, after 西苑): good without miss, rework or bad
 * call-back; poor when the call-back is bad, the report-in was missed, it was redone twice, or 终审 had to assign it. A word
 * from before a reopening counts until the resident has a newer one: the work it was about was this task's too.
 */
export function proposedRating(task: CaseTask, callbacks: readonly Callback[]): Rating {
  const word = callbacks.findLast((callback) => callback.word !== null);
  const poor = word?.word === 'poor' || word?.solved === false;
  if (poor || task.missed.includes('reportIn') || task.reworks >= 2 || task.forced) return 'poor';
  const fair = task.missed.length > 0 || task.reworks > 0 || word?.word === 'fair';
  return fair ? 'fair' : 'good';
}
