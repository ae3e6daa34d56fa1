import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A refusal of the start that names what to change; shown without a stack. */
export class StartError extends Error {}

/** How long the port of a process that was ended just now may take to come free. */
export const PATIENCE_MS = 3_000;

export async function assertFree(port: number, variable: string, patienceMs = 0): Promise<void> {
  for (const endsAt = Date.now() + patienceMs; ; await pause(50)) {
    try {
      return await tryPort(port, variable);
    } catch (error) {
      if (Date.now() >= endsAt) throw error;
    }
  }
}

async function tryPort(port: number, variable: string): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    throw new StartError(`port ${port} on 127.0.0.1 is taken: free it or set ${variable} to another`, { cause: error });
  } finally {
    server.close();
  }
}

/** Does something accept connections there? */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
