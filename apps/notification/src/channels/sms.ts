import { setTimeout as pause } from 'node:timers/promises';
import type { Contact } from '@shaodao/contracts/plans';
import { DAY_MS, HOUR_MS, localDate } from '@shaodao/domain/calendar';
import type { Realm } from '@shaodao/domain/activation/realm';
import { addressMark } from './address-mark.js';
import { askAliyun, type AliyunAccount } from './aliyun.js';
import { handedOver } from './aliyun-codes.js';
import { ALIYUN_ANSWER, readReports, reportTime, smsReport } from './aliyun-reports.js';
import { assertRealm, type CallMessage } from './call-message.js';
import { outcomes, type Batch, type Callback, type Channel, type Outcome, type Receipt, type Recipient } from './channel.js';
import { inLanes } from './lanes.js';
import { TokenBucket } from './token-bucket.js';
import { Turns } from './turns.js';
import type { Reply } from './vendor-http.js';

export interface SmsSettings extends AliyunAccount {
  sign: string;
  template: string;
  receiptToken: string;
  processes: number;
}

const VERSION = '2017-05-25';
const LIMIT_MS = 2_500;
/** 单用户 5,000 次/秒. */
const PER_SECOND = 5_000;
const PATIENCE_MS = 2_000;
/** Of all calls together: a request's time limit must not run out before it is its turn. */
const REQUESTS_AT_ONCE = 16;

/**
 * 阿里云 短信: SendBatchSms, a link of one's own for each of 100. It knows no repeats: what is not known to have been taken is
 * asked for by number and OutId, and never sent again.
 */
export class Sms<R extends Realm> implements Channel<R> {
  readonly batchMost = 100;
  readonly lanes = 10;
  private readonly rate: TokenBucket;
  private readonly turns = new Turns(REQUESTS_AT_ONCE);

  constructor(
    readonly realm: R,
    private readonly account: SmsSettings,
  ) {
    this.rate = TokenBucket.perSecond(PER_SECOND, account.processes);
  }

  addressOf({ phone }: Contact): { address: string } | { code: string } {
    return phone === null ? { code: 'NO_PHONE' } : { address: phone };
  }

  markOf(batchId: string, address: string): string {
    return addressMark(this.account.keySecret, batchId, address);
  }

  async send(batch: Batch, message: CallMessage<R>): Promise<Outcome[]> {
    assertRealm(this.realm, message);
    const { verdict, code, body } = await handedOver(() => this.hand(batch, message));
    if (verdict === 'accepted') return outcomes(batch, { state: 'accepted', code: null, providerId: String(body['BizId']) }, Date.now());
    if (verdict === 'unclear') return this.resume(batch);
    if (verdict === 'one' && batch.people.length > 1) return this.halves(batch, message);
    return outcomes(batch, { state: 'failed', code }, Date.now());
  }

  /** A vendor that does not answer about one of them is not asked about the rest: a thousand questions would keep it down. */
  async resume(batch: Batch): Promise<Outcome[]> {
    const state = { answers: true };
    return inLanes(batch.people, REQUESTS_AT_ONCE, (one) => this.found(batch, one, state));
  }

  hear(callback: Callback): { receipts: Receipt[]; answer: string } {
    const now = Date.now();
    const receipts = readReports(callback, this.account.receiptToken, smsReport).flatMap((report): Receipt[] => {
      if (typeof report.out_id !== 'string' || report.out_id === '') return [];
      const mark = this.markOf(report.out_id, report.phone_number);
      const at = reportTime(report.report_time, now);
      return report.success
        ? [{ batchId: report.out_id, mark, state: 'delivered', code: null, heard: 'reached', at }]
        : [{ batchId: report.out_id, mark, state: 'failed', code: report.err_code ?? 'UNKNOWN', heard: 'failed', at }];
    });
    return { receipts, answer: ALIYUN_ANSWER };
  }

  private async hand(batch: Batch, { text, link }: CallMessage<R>): Promise<Reply> {
    const call = {
      action: 'SendBatchSms',
      params: {
        PhoneNumberJson: JSON.stringify(batch.people.map(({ address }) => address)),
        SignNameJson: JSON.stringify(batch.people.map(() => this.account.sign)),
        TemplateCode: this.account.template,
        TemplateParamJson: JSON.stringify(batch.people.map(({ token }) => ({ text, link: token === null ? link : `${link}#${token}` }))),
        OutId: batch.id,
      },
    };
    // Booked in its turn: what was booked before would wait for one and then go all at once.
    return this.turns.take(async () => {
      const waitMs = this.rate.book(1, Date.now(), PATIENCE_MS);
      if (waitMs === null) return { kind: 'notSent' };
      if (waitMs > 0) await pause(waitMs);
      return this.put(call);
    });
  }

  private ask(call: { action: string; params: Record<string, string> }): Promise<Reply> {
    return this.turns.take(() => this.put(call));
  }

  private put(call: { action: string; params: Record<string, string> }): Promise<Reply> {
    return askAliyun(this.account, { ...call, version: VERSION, limitMs: LIMIT_MS });
  }

  /** Nobody of a refused list was written to: the one at fault is found by halves, the others get theirs. */
  private async halves(batch: Batch, message: CallMessage<R>): Promise<Outcome[]> {
    const middle = batch.people.length >> 1;
    const first = await this.send({ ...batch, people: batch.people.slice(0, middle) }, message);
    return [...first, ...(await this.send({ ...batch, people: batch.people.slice(middle) }, message))];
  }

  /** The vendor keeps days of China; a batch may have been sent around midnight. */
  private async found(batch: Batch, { personId, address }: Recipient, vendor: { answers: boolean }): Promise<Outcome> {
    const days = new Set([batch.sentAt, Math.min(Date.now(), batch.sentAt + DAY_MS)].map((at) => localDate(at, 8 * HOUR_MS).replaceAll('-', '')));
    for (const SendDate of vendor.answers ? days : []) {
      const params = { PhoneNumber: address, SendDate, PageSize: '50', CurrentPage: '1' };
      const reply = await this.ask({ action: 'QuerySendDetails', params });
      if (reply.kind !== 'answer') vendor.answers = false;
      const detail = reply.kind === 'answer' ? detailsOf(reply.body).find(({ OutId }) => OutId === batch.id) : undefined;
      if (detail === undefined) continue;
      // 1 等待回执, 2 发送失败, 3 发送成功
      const failed = Number(detail['SendStatus']) === 2;
      return { personId, state: failed ? 'failed' : 'accepted', code: failed ? String(detail['ErrCode']) : null, providerId: null, at: Date.now() };
    }
    return { personId, state: 'unknown', code: 'NO_ANSWER', providerId: null, at: Date.now() };
  }
}

function detailsOf(body: Record<string, unknown>): Record<string, unknown>[] {
  const list = (body['SmsSendDetailDTOs'] as { SmsSendDetailDTO?: unknown } | undefined)?.SmsSendDetailDTO;
  return Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
}
