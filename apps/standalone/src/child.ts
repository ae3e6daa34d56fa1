import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, renameSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nextWait } from './backoff.js';
import { startedTicks } from './children-file.js';

export interface ChildPlan {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  /** How to ask it to stop; PostgreSQL's fast stop is SIGINT. */
  stopSignal: 'SIGTERM' | 'SIGINT';
  /** Another user for what refuses to run as root. */
  uid?: number | undefined;
  gid?: number | undefined;
  /** Resolves true once it serves. */
  ready: () => Promise<boolean>;
}

const READY_LIMIT_MS = 60_000;

/** One process kept alive: what it prints goes to its log, and when it dies another takes its place. */
export class Child {
  private process: ChildProcess | null = null;
  private stopping = false;
  private lastWait: number | null = null;
  private readonly log: WriteStream;

  constructor(
    readonly plan: ChildPlan,
    logs: string,
    private readonly changed: (child: Child) => void,
    private readonly tell: (line: string) => void,
  ) {
    const file = join(logs, `${plan.name}.log`);
    try {
      renameSync(file, `${file}.1`);
    } catch {
      // There was no log yet.
    }
    this.log = createWriteStream(file, { flags: 'a', mode: 0o600 });
  }

  get pid(): number | null {
    return this.process?.pid ?? null;
  }

  /** Its identity for the children file; null while it is down. */
  get identity(): { pid: number; startedTicks: string | null } | null {
    return this.pid === null ? null : { pid: this.pid, startedTicks: startedTicks(this.pid) };
  }

  start(): void {
    const { command, args, env, uid, gid, name } = this.plan;
    const startedAt = Date.now();
    // A group of its own: a key press in the terminal reaches the supervisor alone, which stops all in order.
    const child = spawn(command, args, { env, uid, gid, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    child.stdout?.pipe(this.log, { end: false });
    child.stderr?.pipe(this.log, { end: false });
    child.once('error', (error) => this.tell(`${name}: ${error.message}`));
    child.once('close', (code, signal) => {
      this.process = null;
      this.changed(this);
      if (this.stopping) return;
      this.lastWait = nextWait(this.lastWait, Date.now() - startedAt);
      this.tell(`${name} ended (${signal ?? `code ${code}`}); again in ${this.lastWait / 1_000} s, log: ${String(this.log.path)}`);
      setTimeout(() => {
        if (!this.stopping) this.start();
      }, this.lastWait);
    });
    this.changed(this);
  }

  async untilReady(): Promise<void> {
    for (const endsAt = Date.now() + READY_LIMIT_MS; ; await pause(50)) {
      if (await this.plan.ready().catch(() => false)) return;
      if (this.stopping) throw new Error(`${this.plan.name} is being stopped`);
      if (Date.now() > endsAt) throw new Error(`${this.plan.name} does not serve; log: ${String(this.log.path)}`);
    }
  }

  /** Asks it to stop and waits at most `limitMs`, then ends it for good. */
  async stop(limitMs: number): Promise<void> {
    this.stopping = true;
    const child = this.process;
    if (child === null) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill(this.plan.stopSignal);
    const late = setTimeout(() => child.kill('SIGKILL'), limitMs);
    await closed;
    clearTimeout(late);
    this.log.end();
  }
}
