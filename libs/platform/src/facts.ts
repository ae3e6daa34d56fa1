import { setTimeout as pause } from 'node:timers/promises';
import { FACTS_STREAM, type FactContract } from '@shaodao/contracts/contract';
import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JsMsg,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';

const log = new Logger('Facts');
const DAY_NS = 86_400_000_000_000;
/** A relay that died between publishing and forgetting publishes again within this time. */
const DUPLICATE_WINDOW_NS = 600_000_000_000;

/** Makes the stream if it is not there; safe to call from every process. Waits for JetStream at a cold start. */
export async function ensureFactsStream(connection: NatsConnection): Promise<void> {
  while (!connection.isClosed()) {
    try {
      const manager = await jetstreamManager(connection, { timeout: 5_000 });
      await manager.streams.add({
        name: FACTS_STREAM,
        subjects: ['facts.>'],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        max_age: 90 * DAY_NS,
        duplicate_window: DUPLICATE_WINDOW_NS,
      });
      return;
    } catch (error) {
      // Another owner may have tuned the stream: that it exists is all we need.
      if (error instanceof JetStreamApiError && error.name === 'StreamNameExistError') return;
      if (error instanceof JetStreamApiError && /already in use/.test(error.message)) return;
      log.warn(`stream ${FACTS_STREAM} cannot be made yet: ${String(error)}`);
      await pause(500);
    }
  }
}

/** Any fact: whatever else it says, its id says which one it is. */
type Told = { factId: string };

/**
 * Publishes facts; those of one order one after another, because a fact that has to be tried again must not be overtaken
 * by the next. A repeat of the same fact inside the window is dropped by the stream.
 */
export async function publishFacts<T extends Told>(connection: NatsConnection, contract: FactContract<T>, facts: readonly T[]): Promise<void> {
  const stream = jetstream(connection, { timeout: 5_000 });
  await Promise.all(
    [...Map.groupBy(facts, contract.order).values()].map(async (own) => {
      for (const fact of own) {
        await stream.publish(`${contract.subject}.${contract.type(fact)}`, JSON.stringify(fact), { msgID: fact.factId, retries: 2 });
      }
    }),
  );
}

export interface FactsConsumer {
  stop(): Promise<void>;
}

/** Whose facts, under which name the place in the stream is kept, and what is done with them. */
export interface Hearing<T extends Told> {
  contract: FactContract<T>;
  durable: string;
  handle: (facts: T[]) => Promise<void>;
}

/**
 * Feeds batches of facts to `handle` until stopped. A batch is told again until `handle` resolves, and once more
 * after a crash, perhaps behind newer ones: what `handle` writes must be keyed by `factId`.
 */
export async function consumeFacts<T extends Told>(connection: NatsConnection, options: Hearing<T>): Promise<FactsConsumer> {
  await ensureFactsStream(connection);
  let stopping = false;
  const loop = async (): Promise<void> => {
    while (!stopping) {
      try {
        await consumeOnce(connection, options, () => stopping);
      } catch (error) {
        if (stopping) return;
        log.warn(`consumer ${options.durable} waits: ${String(error)}`);
        await pause(500);
      }
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopping = true;
      await Promise.race([running, pause(2_000)]);
    },
  };
}

/** An earlier release heard every fact there was; its consumer keeps its place and hears only its own kind from now on. */
async function ensureConsumer(connection: NatsConnection, durable: string, subject: string): Promise<void> {
  const manager = await jetstreamManager(connection, { timeout: 5_000 });
  const filter = { filter_subject: `${subject}.>` };
  try {
    await manager.consumers.add(FACTS_STREAM, {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: 10_000_000_000,
      max_ack_pending: 500,
      ...filter,
    });
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !/exists/.test(error.message)) throw error;
    await manager.consumers.update(FACTS_STREAM, durable, filter);
  }
}

async function consumeOnce<T extends Told>(connection: NatsConnection, options: Hearing<T>, stopping: () => boolean): Promise<void> {
  await ensureConsumer(connection, options.durable, options.contract.subject);
  const consumer = await jetstream(connection).consumers.get(FACTS_STREAM, options.durable);
  while (!stopping()) {
    const batch: JsMsg[] = [];
    // One message is awaited, what is already there comes with it.
    const first = await consumer.next({ expires: 1_000 });
    if (first === null) continue;
    batch.push(first);
    if (first.info.pending > 0) {
      for await (const message of await consumer.fetch({ max_messages: 199, expires: 1_000 })) {
        batch.push(message);
        if (message.info.pending === 0) break;
      }
    }
    await handOver(batch, options, stopping);
  }
}

async function handOver<T extends Told>(batch: JsMsg[], { contract, handle }: Hearing<T>, stopping: () => boolean): Promise<void> {
  const facts = batch.flatMap((message) => factIn(message, contract));
  for (let wait = 200; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      await handle(facts);
      for (const message of batch) message.ack();
      return;
    } catch (error) {
      log.warn(`facts not taken, told again in ${wait} ms: ${String(error)}`);
      if (stopping()) {
        for (const message of batch) message.nak();
        return;
      }
      for (const message of batch) message.working();
      await pause(wait);
    }
  }
}

/** A message that is no fact is passed over, loudly: it must not hold back the ones behind it. */
function factIn<T extends Told>(message: JsMsg, { shape }: FactContract<T>): T[] {
  try {
    return [shape.parse(message.json())];
  } catch (error) {
    log.error(`message ${message.seq} of the stream is no fact: ${error instanceof Error ? error.name : 'unknown'}`);
    return [];
  }
}

/**
 * Follows the stream from after `afterSeq` (or from now) without leaving a consumer behind; for live screens.
 * Ends when `signal` aborts.
 */
export async function followFacts<T extends Told>(
  connection: NatsConnection,
  contract: FactContract<T>,
  options: { afterSeq: number | null; signal: AbortSignal; hear: (fact: T, seq: number) => void },
): Promise<void> {
  let after = options.afterSeq;
  while (!options.signal.aborted) {
    try {
      // "From now" is a place in the stream: a follower made anew after a break goes on from there.
      after ??= (await (await jetstreamManager(connection)).streams.info(FACTS_STREAM)).state.last_seq;
      const from = { filter_subjects: `${contract.subject}.>`, deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 };
      const consumer = await jetstream(connection).consumers.get(FACTS_STREAM, from);
      const messages = await consumer.consume({ max_messages: 200 });
      const stop = (): void => messages.stop();
      options.signal.addEventListener('abort', stop, { once: true });
      // It may have aborted while the consumer was being made.
      if (options.signal.aborted) stop();
      for await (const message of messages) {
        after = message.seq;
        options.hear(message.json<T>(), message.seq);
      }
      options.signal.removeEventListener('abort', stop);
    } catch (error) {
      if (options.signal.aborted) return;
      log.warn(`feed waits for the stream: ${String(error)}`);
      await pause(500);
    }
  }
}
