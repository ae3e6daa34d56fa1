import type { CaseSnapshot, CaseTask } from '../api.js';

/** Still the department's to do; the others are done, sent back or let go. */
export function isOpenTask({ state }: CaseTask): boolean {
  return state !== 'finished' && isCalled(state);
}

/** Departments that have a place in the case: none of them may be called a second time. */
export function calledIds({ tasks }: CaseSnapshot): string[] {
  return tasks.filter(({ state }) => isCalled(state)).map(({ departmentId }) => departmentId);
}

export function isLed({ tasks }: CaseSnapshot): boolean {
  return tasks.some(({ part, state }) => part === 'lead' && isCalled(state));
}

function isCalled(state: CaseTask['state']): boolean {
  return state !== 'returned' && state !== 'released';
}
