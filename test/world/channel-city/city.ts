import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { REALMS, type Realm } from '@shaodao/domain/activation/realm';
import { signatureFault } from './aliyun-signature.js';
import { Orders, type Order } from './orders.js';
import { Records, type Way } from './records.js';
import { ReceiptPost } from './receipt-post.js';
import { Residents, type Script } from './residents.js';
import { SmsDesk } from './sms-desk.js';
import { TENANTS } from './tenants.js';
import { VoiceDesk } from './voice-desk.js';
import { WorkAppDesk } from './work-app-desk.js';

interface Desks {
  workApp: WorkAppDesk;
  sms: SmsDesk;
  voice: VoiceDesk;
}

/** One request that sends something: what it would be answered, done only when it is called. */
type Deed = { realm: Realm; way: Way; does: () => object };

const BUSY: Record<Way, object> = {
  workApp: { errcode: -1, errmsg: 'system busy' },
  sms: { Code: 'Throttling.User', Message: 'flow control' },
  voice: { Code: 'Throttling.User', Message: 'flow control' },
};

/** All vendors of both realms on one port: `/<realm>/work-app|sms|voice/…`, and `/control/…` for tests. */
export class ChannelCity {
  readonly records = new Records();
  readonly orders = new Orders();
  readonly post: ReceiptPost;
  readonly residents: Residents;
  private readonly desks: Record<Realm, Desks>;
  private server: Server | null = null;

  constructor(private readonly options: { port: number; receipts: string | null }) {
    this.post = new ReceiptPost(options.receipts);
    this.residents = new Residents(this.post);
    const desks = (realm: Realm): Desks => ({
      workApp: new WorkAppDesk(realm, this.records, this.residents),
      sms: new SmsDesk(realm, this.records, this.residents),
      voice: new VoiceDesk(realm, this.records, this.residents),
    });
    this.desks = { live: desks('live'), drill: desks('drill') };
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.take(request, response));
    // Longer than callers keep a connection, so that none is closed under a request.
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.options.port, '127.0.0.1', resolve);
    });
    this.server = server;
    // 0 was any free one.
    this.options.port = (server.address() as AddressInfo).port;
  }

  /** Down: connections are refused. `start` brings it back with all it knew. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    this.server = null;
  }

  clear(): void {
    this.records.clear();
    this.orders.clear();
    this.residents.clear();
    this.post.copies = 1;
    for (const realm of REALMS) for (const desk of Object.values(this.desks[realm])) (desk as WorkAppDesk).clear();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await textOf(request);
      const url = new URL(request.url ?? '/', 'http://city');
      const [, first = '', way = '', ...rest] = url.pathname.split('/');
      if (first === 'control') return answer(response, this.control(way, body));
      if (!REALMS.includes(first as Realm)) return answer(response, { unknown: url.pathname }, 404);
      const realm = first as Realm;
      if (way === 'work-app') await this.workApp(realm, { url, path: rest.join('/'), body }, request, response);
      else await this.aliyun(realm, way as 'sms' | 'voice', { url, body }, request, response);
    } catch (error) {
      this.records.faults.push(`the city broke down: ${String(error)}`);
      answer(response, { error: 'broken' }, 500);
    }
  }

  private async workApp(realm: Realm, asked: { url: URL; path: string; body: string }, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const desk = this.desks[realm].workApp;
    const { url, path, body } = asked;
    if (path === 'cgi-bin/gettoken') return answer(response, desk.getToken(url.searchParams));
    if (path !== 'cgi-bin/message/send') return answer(response, { errcode: 404 }, 404);
    await this.carryOut({ realm, way: 'workApp', does: () => desk.send(url.searchParams, body) }, request, response);
  }

  private async aliyun(realm: Realm, way: 'sms' | 'voice', asked: { url: URL; body: string }, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url, body } = asked;
    const fault = signatureFault({ path: url.pathname, headers: request.headers, body }, TENANTS[realm]);
    if (fault !== null) {
      this.records.faults.push(`${realm} ${way}: ${fault}`);
      return answer(response, { Code: fault, Message: fault }, 400);
    }
    const params = new URLSearchParams(body);
    const desks = this.desks[realm];
    const action = request.headers['x-acs-action'];
    if (way === 'sms' && action === 'QuerySendDetails') return answer(response, desks.sms.details(params));
    if (way === 'sms' && action === 'SendBatchSms') return this.carryOut({ realm, way, does: () => desks.sms.send(params) }, request, response);
    if (way === 'voice' && action === 'SingleCallByTts') return this.carryOut({ realm, way, does: () => desks.voice.call(params) }, request, response);
    answer(response, { Code: 'InvalidAction.NotFound', Message: String(action) }, 404);
  }

  private async carryOut({ realm, way, does }: Deed, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const order = this.orders.next(realm, way);
    switch (order?.misdeed) {
      case undefined:
        return answer(response, does());
      case 'timeoutBefore':
        return;
      case 'timeoutAfter':
        does();
        return;
      case 'reset':
        return void request.socket.destroy();
      case 'slow':
        await pause(order?.ms ?? 500);
        return answer(response, does());
      case 'busy':
        return answer(response, BUSY[way]);
      case 'revoked':
        this.desks[realm].workApp.revokeTokens();
        return answer(response, does());
    }
  }

  private control(what: string, body: string): object {
    const { records, post } = this;
    const said = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
    switch (what) {
      case 'messages':
        return { messages: records.messages };
      case 'counts':
        return { counts: records.countsByPerson(), faults: records.faults, discarded: records.discarded, waiting: post.waiting, sent: post.sent, refused: post.refused };
      case 'order':
        this.orders.give(said as unknown as Order);
        return {};
      case 'script': {
        const { realm, usual, people = {} } = said as { realm: Realm; usual?: Script; people?: Record<string, Script> };
        if (usual !== undefined) this.residents.setUsual(realm, usual);
        for (const [address, script] of Object.entries(people)) this.residents.set(realm, address, script);
        return {};
      }
      case 'copies':
        post.copies = Number(said['copies']);
        return {};
      case 'clear':
        this.clear();
        return {};
      default:
        throw new Error(`no control ${what}`);
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
