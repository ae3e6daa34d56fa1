import { setTimeout as pause } from 'node:timers/promises';
import type { Contact } from '@shaodao/contracts/plans';
import type { Realm } from '@shaodao/domain/activation/realm';
import { addressMark } from './address-mark.js';
import { assertRealm, type CallMessage } from './call-message.js';
import { outcomes, type Batch, type Callback, type Channel, type Outcome, type Receipt } from './channel.js';
import { TokenBucket } from './token-bucket.js';
import { Turns } from './turns.js';
import { askVendor } from './vendor-http.js';
import { readCallback, type CallbackKeys } from './work-app-callback.js';
import { BUSY_PAUSES_MS, WORK_APP_CODES } from './work-app-codes.js';
import { WorkAppToken } from './work-app-token.js';

export interface WorkAppSettings extends CallbackKeys {
  url: string;
  agentId: number;
  secret: string;
  /** Person-times a day; 0: not counted. */
  dayLimit: number;
  processes: number;
}

const LIMIT_MS = 2_000;
/** Of all calls together: a request's time limit must not run out before it is its turn. */
const REQUESTS_AT_ONCE = 4;
/** Longest that 企业微信 compares by default; a repeat under the same task_id is refused for ever. */
const DUPLICATE_CHECK_S = 1_800;

/** 企业微信 应用消息: a card with a button, to up to 1,000 people at once. The same batch may be sent again: the vendor knows it. */
export class WorkApp<R extends Realm> implements Channel<R> {
  readonly batchMost = 1_000;
  readonly lanes = REQUESTS_AT_ONCE;
  private readonly turns = new Turns(REQUESTS_AT_ONCE);
  private readonly token: WorkAppToken;
  private readonly personTimes: TokenBucket;

  constructor(
    readonly realm: R,
    private readonly app: WorkAppSettings,
  ) {
    this.token = new WorkAppToken({ ...app, limitMs: LIMIT_MS });
    this.personTimes = TokenBucket.perDay(app.dayLimit, app.processes);
  }

  addressOf({ workAppId }: Contact): { address: string } | { code: string } {
    // A bar would make two people of one.
    return workAppId === null || workAppId.includes('|') ? { code: 'NO_ACCOUNT' } : { address: workAppId };
  }

  markOf(batchId: string, address: string): string {
    return addressMark(this.app.secret, batchId, address.toLowerCase());
  }

  async send(batch: Batch, message: CallMessage<R>): Promise<Outcome[]> {
    assertRealm(this.realm, message);
    if (this.personTimes.book(batch.people.length, Date.now(), 0) === null) return outcomes(batch, { state: 'failed', code: 'DAY_LIMIT' }, Date.now());
    return this.hand(batch, message, false);
  }

  /** The very same request: duplicate check and task_id keep it from arriving twice. */
  async resume(batch: Batch, message: CallMessage<R>): Promise<Outcome[]> {
    assertRealm(this.realm, message);
    return this.hand(batch, message, true);
  }

  hear(callback: Callback): { receipts: Receipt[]; answer: string } {
    const { press, answer } = readCallback(callback, this.app);
    if (press === null) return { receipts: [], answer };
    const { taskId, userId, at } = press;
    return { receipts: [{ batchId: taskId, mark: this.markOf(taskId, userId), state: 'read', code: null, heard: 'answered', at }], answer };
  }

  /** `begun`: an earlier request with this content may have been taken, so a refusal of this one is no proof. */
  private async hand(batch: Batch, message: CallMessage<R>, begun: boolean): Promise<Outcome[]> {
    const body = JSON.stringify(this.card(batch, message));
    const end = (code: string): Outcome[] => outcomes(batch, { state: begun ? 'unknown' : 'failed', code }, Date.now());
    let refreshed = false;
    let unclear = 0;
    for (let busy = 0; ; ) {
      const token = await this.token.get(Date.now());
      if ('code' in token) return end(token.code);
      const url = `${this.app.url}/cgi-bin/message/send?access_token=${token.token}`;
      const reply = await this.turns.take(() => askVendor(url, { method: 'POST', body }, LIMIT_MS));
      if (reply.kind === 'unclear') {
        begun = true;
        if (++unclear > 1) return end('NO_ANSWER');
        continue;
      }
      const code = reply.kind === 'answer' ? Number(reply.body['errcode']) : -1;
      const verdict = WORK_APP_CODES[code];
      if (verdict === 'accepted' && reply.kind === 'answer') return told(batch, reply.body);
      // Of a first request it says that our name for the batch is no good.
      if (verdict === 'taken' && begun) return outcomes(batch, { state: 'accepted', code: null }, Date.now());
      if (verdict === 'nobody') return outcomes(batch, { state: 'failed', code: 'NO_ACCOUNT' }, Date.now());
      if (verdict === 'token' && !refreshed) {
        refreshed = true;
        this.token.drop(token.token);
        continue;
      }
      const pauseMs = verdict === 'busy' ? BUSY_PAUSES_MS[busy++] : undefined;
      if (pauseMs === undefined) return end(reply.kind === 'answer' ? String(code) : 'NO_CONNECTION');
      await pause(pauseMs);
    }
  }

  private card(batch: Batch, { text, link, answerable }: CallMessage<R>): object {
    return {
      touser: batch.people.map(({ address }) => address).join('|'),
      msgtype: 'template_card',
      agentid: this.app.agentId,
      template_card: {
        card_type: answerable ? 'button_interaction' : 'text_notice',
        main_title: { title: /^(【[^】]*】)+/.exec(text)?.[0] ?? '' },
        sub_title_text: text,
        card_action: { type: 1, url: link },
        task_id: batch.id,
        ...(answerable ? { button_list: [{ text: '收到，立即到岗', style: 1, key: 'answer' }] } : {}),
      },
      enable_duplicate_check: 1,
      duplicate_check_interval: DUPLICATE_CHECK_S,
    };
  }
}

/** `errcode` 0 may name people who did not get it. Account names are compared without case, as 企业微信 does. */
function told(batch: Batch, body: Record<string, unknown>): Outcome[] {
  const namesOf = (list: unknown): Set<string> => new Set(typeof list === 'string' ? list.toLowerCase().split('|') : []);
  const invalid = namesOf(body['invaliduser']);
  const unlicensed = namesOf(body['unlicenseduser']);
  const providerId = typeof body['msgid'] === 'string' ? body['msgid'] : null;
  const at = Date.now();
  return batch.people.map(({ personId, address }) => {
    const name = address.toLowerCase();
    const code = invalid.has(name) ? 'NO_ACCOUNT' : unlicensed.has(name) ? 'NO_LICENCE' : null;
    return { personId, state: code === null ? 'accepted' : 'failed', code, providerId, at };
  });
}
