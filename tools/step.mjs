/** How a long step of a start speaks. Plain Node without packages. */
const QUIET_MS = 1_000;
const AGAIN_MS = 5_000;

/**
 * Runs the work; once it lasts over a second it says what goes on and for how long: a counter on a terminal, a line every
 * five seconds elsewhere, and at the end how long it took. `detail(words)` tells how far it is.
 * @template T
 * @param {string} what
 * @param {(detail: (words: string) => void) => Promise<T>} work
 * @param {(line: string) => void} say
 * @returns {Promise<T>}
 */
export async function step(what, work, say) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1_000).toFixed(0)} s`;
  let words = '';
  let saidAt = startedAt + QUIET_MS - AGAIN_MS;
  const tick = setInterval(() => {
    const line = `  ${what} … ${seconds()}${words === '' ? '' : `, ${words}`}`;
    if (Date.now() - startedAt < QUIET_MS) return;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
    else if (Date.now() - saidAt >= AGAIN_MS) {
      saidAt = Date.now();
      say(line);
    }
  }, 250);
  let ended = 'FAILED after';
  try {
    const result = await work((text) => (words = text));
    ended = 'took';
    return result;
  } finally {
    clearInterval(tick);
    if (Date.now() - startedAt >= QUIET_MS) {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      say(`  ${what} ${ended} ${seconds()}`);
    }
  }
}

const underWay = new Set();

/** Remembers a program that runs for a step, until it ends. */
export function kept(child) {
  underWay.add(child);
  child.once('close', () => underWay.delete(child));
  return child;
}

/** Ends the programs of all steps, when we are told to stop ourselves. */
export function endSteps() {
  for (const child of underWay) child.kill('SIGTERM');
}
