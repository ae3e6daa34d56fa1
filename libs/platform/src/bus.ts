import { setTimeout as pause } from 'node:timers/promises';
import { CodedError, isErrorCode, type RefusalDetails } from '@shaodao/contracts/errors';
import type { RequestContract } from '@shaodao/contracts/contract';
import { connect, RequestError, type NatsConnection } from '@nats-io/transport-node';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { z } from 'zod';

export const REQUEST_LIMIT_MS = 5_000;

/** Options every connection of ours shares: it never gives up, so a broker's absence is a wait, not an end. */
export const STEADY = {
  maxReconnectAttempts: -1,
  waitOnFirstConnect: true,
  reconnectTimeWait: 250,
  reconnectJitter: 100,
  pingInterval: 10_000,
} as const;

/** Where the brokers are and who we are: the client takes hosts and credentials apart, a secret holds them in one URL. */
export function serversOf(url: string): { servers: string[]; user?: string; pass?: string } {
  const parts = url.split(',').map((part) => new URL(part));
  const [first] = parts;
  const servers = parts.map((part) => part.host);
  if (first === undefined || first.username === '') return { servers };
  return { servers, user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) };
}

/** The word on the wire is Nest's: `{pattern, id, data}` asks, `{response}` or `{err}` answers. */
interface Reply {
  response?: unknown;
  err?: { code?: unknown; details?: RefusalDetails };
}

/** A process's way to speak: requests that are answered in time or fail, and hints that may be lost. */
@Injectable()
export class Bus implements OnApplicationShutdown {
  constructor(readonly connection: NatsConnection) {}

  static async connect(options: { url: string; name: string }): Promise<Bus> {
    return new Bus(await connect({ ...serversOf(options.url), name: options.name, ...STEADY }));
  }

  /**
   * Asks and waits at most `timeoutMs` (5 s). Throws the receiver's refusal as CodedError, and UNAVAILABLE
   * when nobody answers in time. While nobody listens the question is put again: it was never received.
   */
  async request<I extends z.ZodType, O extends z.ZodType>(
    contract: RequestContract<I, O>,
    input: z.output<I>,
    options: { timeoutMs?: number } = {},
  ): Promise<z.output<O>> {
    const endsAt = Date.now() + (options.timeoutMs ?? REQUEST_LIMIT_MS);
    const payload = JSON.stringify({ pattern: contract.subject, id: '1', data: input });
    for (;;) {
      const left = endsAt - Date.now();
      if (left <= 0) throw unavailable(contract.subject);
      try {
        const message = await this.connection.request(contract.subject, payload, { timeout: left });
        return answerOf(message.json<Reply>());
      } catch (error) {
        if (error instanceof CodedError) throw error;
        if (!(error instanceof RequestError && error.isNoResponders())) throw unavailable(contract.subject, error);
        await pause(Math.min(100, Math.max(1, endsAt - Date.now())));
      }
    }
  }

  /** Tells whoever listens; nobody may, and that is fine. */
  hint(subject: string, payload: object): void {
    if (!this.connection.isClosed()) this.connection.publish(subject, JSON.stringify(payload));
  }

  onHint(subject: string, hear: (payload: unknown, subject: string) => void): void {
    this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) hear(message.json(), message.subject);
      },
    });
  }

  /** A round trip to the broker; throws when it does not answer. */
  async ping(): Promise<void> {
    await this.connection.rtt();
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.connection.isClosed()) await this.connection.close();
  }
}

function answerOf<T>(reply: Reply): T {
  if (reply.err === undefined || reply.err === null) return reply.response as T;
  const { code, details } = reply.err;
  throw isErrorCode(code) ? new CodedError(code, details) : new CodedError('INTERNAL');
}

function unavailable(subject: string, cause?: unknown): CodedError {
  return new CodedError('UNAVAILABLE', { reason: `${subject} did not answer in time` }, { cause });
}
