import { setImmediate as next } from 'node:timers/promises';

/** Long work stops this often, so that whoever asks who is on duty is answered in time. */
const WORK_MS = 8;

/** Call it between the pieces of long work: every few milliseconds it lets everybody else speak. */
export function breathing(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < WORK_MS) return undefined;
    return next().then(() => {
      since = performance.now();
    });
  };
}
