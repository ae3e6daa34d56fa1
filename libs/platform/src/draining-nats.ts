import { setTimeout as pause } from 'node:timers/promises';
import { connect, type ConnectionOptions, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { ServerNats } from '@nestjs/microservices';

/** Longest wait at shutdown for questions that are being answered. */
const DRAIN_LIMIT_MS = 8_000;

/**
 * Nest's NATS server with an end that loses nothing: its own waits a fixed time and drops what arrives meanwhile.
 * Subscriptions are drained, running handlers finish, answers are flushed, then the connection closes.
 */
export class DrainingNats extends ServerNats {
  private running = 0;
  private connection: NatsConnection | null = null;
  private readonly heard: Subscription[] = [];

  constructor(private readonly settings: ConnectionOptions & { queue: string }) {
    super({ queue: settings.queue });
  }

  override async createNatsClient(): Promise<NatsConnection> {
    const connection = await connect(this.settings);
    const subscribe = connection.subscribe.bind(connection);
    connection.subscribe = (subject, options) => {
      const subscription = subscribe(subject, options);
      this.heard.push(subscription);
      return subscription;
    };
    this.connection = connection;
    return connection;
  }

  override async handleMessage(channel: string, message: unknown): Promise<void> {
    this.running++;
    try {
      await super.handleMessage(channel, message);
    } finally {
      this.running--;
    }
  }

  override async close(): Promise<void> {
    const { connection } = this;
    if (connection === null || connection.isClosed()) return;
    const endsAt = Date.now() + DRAIN_LIMIT_MS;
    // Without a broker there is nobody left to drain from or to answer.
    const drained = Promise.allSettled(this.heard.map((subscription) => subscription.drain()));
    await Promise.race([drained, pause(DRAIN_LIMIT_MS)]);
    while (this.running > 0 && Date.now() < endsAt) await pause(5);
    await Promise.race([connection.flush().catch(() => undefined), pause(1_000)]);
    await connection.close();
  }
}
