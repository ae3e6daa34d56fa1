import { createServer } from 'node:net';

/** A refusal of the start that names what to change; shown without a stack. */
export class StartError extends Error {}

export async function assertFree(port: number, variable: string): Promise<void> {
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
