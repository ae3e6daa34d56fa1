import { spawn, type ChildProcess } from 'node:child_process';

/** A process that runs to its end while we start: initdb, a schema tool, the migrations, the seed. */
export interface Errand {
  command: string;
  args: string[];
  env: Record<string, string>;
  uid?: number | undefined;
  gid?: number | undefined;
  /** What it prints is shown as it comes. */
  shown?: boolean;
}

const running = new Set<ChildProcess>();
let over = false;
const END_LIMIT_MS = 2_000;

/** Resolves with what it printed; throws with that when it fails or when the start was broken off. */
export function runErrand({ command, args, env, uid, gid, shown = false }: Errand): Promise<string> {
  return new Promise((resolve, reject) => {
    if (over) return reject(new Error('stopped before it was up'));
    // A group of its own: a key press in the terminal reaches the supervisor alone.
    const child = spawn(command, args, { env, uid, gid, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let text = '';
    // Through us, not inherited: a reader of our output that goes away must not end it.
    const take = (chunk: Buffer): void => {
      text += chunk.toString();
      if (shown) process.stdout.write(chunk);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', take);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(text);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `code ${code}`}\n${text}`));
    });
  });
}

/** Breaks off what is under way, with all its own processes, and lets nothing further begin. */
export async function endErrands(): Promise<void> {
  over = true;
  await Promise.all(
    [...running].map(async (child) => {
      const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
      endGroup(child, 'SIGTERM');
      const late = setTimeout(() => endGroup(child, 'SIGKILL'), END_LIMIT_MS);
      await closed;
      clearTimeout(late);
    }),
  );
}

function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended meanwhile.
  }
}
