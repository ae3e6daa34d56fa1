import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Place } from './place.js';

/** The standalone stack as its user starts and stops it, and the tools that go with it. */
export interface Running {
  stop(): Promise<void>;
  seconds: number;
  place: Place;
  output(): string;
}

interface Start {
  data: string;
  /** First of a block of 40 that nobody else uses. */
  ports: number;
  env?: object;
  args?: string[];
  placeFile?: string;
}

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Programs of Go are found where `npm test` says they are. */
export async function startStack(start: Start): Promise<Running> {
  const tools = (await import(`${root}tools/stack.mjs`)) as { startStack: (options: Start & { found: object }) => Promise<Running> };
  return tools.startStack({ ...start, found: {} });
}

/** Runs one of our programs to its end, from the project's folder. */
export function run(entry: string, args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], { cwd: root, env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
