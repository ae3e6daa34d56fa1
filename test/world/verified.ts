import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { place } from './place.js';

export interface Finding {
  caseId: string;
  number: string | null;
  seq: number | null;
  fault: string;
  why: string;
  path?: string;
  stored?: unknown;
  rebuilt?: unknown;
}

export interface Verification {
  code: number | null;
  findings: Finding[];
  summary: { cases: number; events: number; differences: number; engine: { open: number; running: number; differences: number } | null };
  /** All it printed, errors too. */
  output: string;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs `npm run verify-record` as its user does, on the stack under test. */
export async function verifyRecord(...args: string[]): Promise<Verification> {
  const env = { ...process.env, DATABASE_URL: place.databaseUrl, TEMPORAL_ADDRESS: place.temporalAddress };
  const child = spawn(process.execPath, ['tools/verify-record.mjs', '--json', ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = said.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { kind: string });
  const summary = lines.find((line) => line.kind === 'summary') as unknown as Verification['summary'];
  return { code, findings: lines.filter((line) => line.kind === 'difference') as unknown as Finding[], summary, output };
}
