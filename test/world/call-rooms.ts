import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyMigrations, readMigrations } from '@shaodao/migrate/migrations';
import type { CallsService } from '@shaodao/notification/calls/calls.service';
import type { ReceiptsService } from '@shaodao/notification/calls/receipts.service';
import type { Bus } from '@shaodao/platform/bus';
import pg from 'pg';
import { ChannelCity } from './channel-city/city.js';
import { citySettings } from './channel-city/tenants.js';
import { place } from './place.js';
import { root } from './stack.js';

/** Where a process is killed: after its rows are written, or after the vendors were asked. */
export type Crash = 'afterRows' | 'afterSending';

/** A phone and an account that follow from the id, so that the city's people are known again. */
export const phoneOf = (personId: string): string => `139${String(Number.parseInt(personId.slice(0, 8), 16)).padStart(10, '0').slice(-8)}`;
export const accountOf = (personId: string): string => `u-${personId}`;

/**
 * The rooms of notification that call people, in this process, with a database and a city of their own: `open` is a process
 * started anew on what the one before it left.
 */
export class CallRooms {
  private constructor(
    readonly city: ChannelCity,
    private readonly door: Server,
    private readonly client: pg.Client,
    private readonly ends: (() => Promise<void>)[],
    readonly open: (crash?: Crash) => CallsService,
    readonly receipts: ReceiptsService,
  ) {}

  static async build(name: string): Promise<CallRooms> {
    const client = new pg.Client(place.databaseUrl);
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name}`);
    const url = new URL(place.databaseUrl);
    url.pathname = `/${name}`;
    const own = new pg.Client(url.href);
    await own.connect();
    await applyMigrations(own, readMigrations(`${root}apps`).filter(({ service }) => service === 'notification'));
    await own.end();
    const door = createServer();
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const city = new ChannelCity({ port: 0, receipts: `http://127.0.0.1:${(door.address() as AddressInfo).port}` });
    await city.start();
    Object.assign(process.env, { DATABASE_URL: url.href, ...citySettings(city.url) });
    return CallRooms.furnish({ city, door, client, name });
  }

  /** Read only now: the rooms read their settings as they are loaded. */
  private static async furnish({ city, door, client, name }: { city: ChannelCity; door: Server; client: pg.Client; name: string }): Promise<CallRooms> {
    const { CallsService: Calls } = await import('@shaodao/notification/calls/calls.service');
    const { CallsStore } = await import('@shaodao/notification/calls/calls.store');
    const { ReceiptsStore } = await import('@shaodao/notification/calls/receipts.store');
    const { ReceiptsService: Receipts } = await import('@shaodao/notification/calls/receipts.service');
    const { Teller } = await import('@shaodao/notification/calls/teller');
    const { NoticesStore } = await import('@shaodao/notification/notices.store');
    const { accounts } = await import('@shaodao/notification/config');
    const { realmChannels } = await import('@shaodao/notification/channels/channels');
    const { Database } = await import('@shaodao/notification/database.store');
    const database = new Database();
    // Registry alone is asked, and knows everybody.
    const bus = {
      request: (_: unknown, { personIds }: { personIds: string[] }) =>
        Promise.resolve({ items: personIds.map((personId) => ({ personId, phone: phoneOf(personId), workAppId: accountOf(personId) })) }),
      hint: () => undefined,
    } as unknown as Bus;
    class FallingStore extends CallsStore {
      crash: Crash | undefined;

      override async begin(...input: Parameters<typeof CallsStore.prototype.begin>): Promise<Set<string>> {
        const begun = await super.begin(...input);
        if (this.crash === 'afterRows') throw new Error('killed after the rows');
        return begun;
      }

      override record(...input: Parameters<typeof CallsStore.prototype.record>): Promise<void> {
        return this.crash === 'afterSending' ? Promise.reject(new Error('killed after sending')) : super.record(...input);
      }
    }
    const channels = realmChannels(accounts);
    const receiptsStore = new ReceiptsStore(database);
    const receipts = new Receipts(channels, receiptsStore, new Teller(receiptsStore, bus));
    takeReceipts(door, receipts);
    const open = (crash?: Crash): CallsService => {
      const store = new FallingStore(database);
      store.crash = crash;
      return new Calls(store, new NoticesStore(database), bus, { channels: realmChannels(accounts), publicUrl: 'http://pages' });
    };
    const ends = [() => database.$disconnect(), () => client.query(`DROP DATABASE ${name} WITH (FORCE)`).then(() => client.end())];
    return new CallRooms(city, door, client, ends, open, receipts);
  }

  async end(): Promise<void> {
    await this.city.stop();
    this.door.closeAllConnections();
    await new Promise((resolve) => this.door.close(resolve));
    for (const end of this.ends) await end();
  }
}

/** What the gateway does with a vendor's call, without the way between. */
function takeReceipts(door: Server, receipts: ReceiptsService): void {
  const ways = { 'work-app': 'workApp', sms: 'sms', voice: 'voice' } as const;
  door.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://door');
      const [, , , realm, way] = url.pathname.split('/') as ['', 'api', 'channels', 'live' | 'drill', keyof typeof ways];
      receipts.take({ realm, channel: ways[way], query: Object.fromEntries(url.searchParams), body: Buffer.concat(chunks).toString() }).then(
        ({ body }) => response.writeHead(200).end(body),
        () => response.writeHead(401).end(),
      );
    });
  });
}
