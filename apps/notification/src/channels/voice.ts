import { setTimeout as pause } from 'node:timers/promises';
import type { Contact } from '@shaodao/contracts/plans';
import type { Realm } from '@shaodao/domain/activation/realm';
import { askAliyun, type AliyunAccount } from './aliyun.js';
import { handedOver } from './aliyun-codes.js';
import { ALIYUN_ANSWER, readReports, reportTime, voiceReport } from './aliyun-reports.js';
import { assertRealm, type CallMessage } from './call-message.js';
import { outcomes, type Batch, type Callback, type Channel, type Outcome, type Receipt } from './channel.js';
import { TokenBucket } from './token-bucket.js';
import { Turns } from './turns.js';
import type { Reply } from './vendor-http.js';

export interface VoiceSettings extends AliyunAccount {
  /** 被叫显号. */
  number: string;
  template: string;
  receiptToken: string;
  processes: number;
}

const VERSION = '2017-05-25';
const LIMIT_MS = 2_500;
/** 单用户 1,000 次/秒. */
const PER_SECOND = 1_000;
const PATIENCE_MS = 3_000;
/** Of all calls together: a request's time limit must not run out before it is its turn. */
const REQUESTS_AT_ONCE = 64;
/** 用户听完. */
const HEARD_OUT = '200000';
/** VoiceCallReport tells of a call under way; only its key counts. */
const UNDER_WAY = '300000';

/**
 * 阿里云 语音 SingleCallByTts, one call a person, and a key asked for: picked up is not understood. A call whose answer was
 * lost cannot be asked for without its CallId, so it stays unknown until its report comes, which names our OutId.
 */
export class Voice<R extends Realm> implements Channel<R> {
  readonly batchMost = 1;
  readonly lanes = REQUESTS_AT_ONCE;
  private readonly rate: TokenBucket;
  private readonly turns = new Turns(REQUESTS_AT_ONCE);

  constructor(
    readonly realm: R,
    private readonly account: VoiceSettings,
  ) {
    this.rate = TokenBucket.perSecond(PER_SECOND, account.processes);
  }

  addressOf({ phone }: Contact): { address: string } | { code: string } {
    return phone === null ? { code: 'NO_PHONE' } : { address: phone };
  }

  markOf(): null {
    return null;
  }

  async send(batch: Batch, message: CallMessage<R>): Promise<Outcome[]> {
    assertRealm(this.realm, message);
    const { verdict, code, body } = await handedOver(() => this.hand(batch, message));
    if (verdict === 'accepted') return outcomes(batch, { state: 'accepted', code: null, providerId: String(body['CallId']) }, Date.now());
    return outcomes(batch, { state: verdict === 'unclear' ? 'unknown' : 'failed', code }, Date.now());
  }

  resume(batch: Batch): Promise<Outcome[]> {
    return Promise.resolve(outcomes(batch, { state: 'unknown', code: 'NO_ANSWER' }, Date.now()));
  }

  hear(callback: Callback): { receipts: Receipt[]; answer: string } {
    const now = Date.now();
    const receipts = readReports(callback, this.account.receiptToken, voiceReport).flatMap((report): Receipt[] => {
      const { out_id: batchId, status_code: status, dtmf } = report;
      if (typeof batchId !== 'string' || batchId === '') return [];
      const at = reportTime(report.end_time ?? report.status_time, now);
      const known = { batchId, mark: null, at };
      if (dtmf?.includes('1') === true) return [{ ...known, state: 'read', code: null, heard: 'answered' }];
      if (status === HEARD_OUT) return [{ ...known, state: 'delivered', code: null, heard: 'reached' }];
      return status === UNDER_WAY ? [] : [{ ...known, state: 'failed', code: status, heard: 'failed' }];
    });
    return { receipts, answer: ALIYUN_ANSWER };
  }

  private async hand({ id, people: [callee] }: Batch, { text }: CallMessage<R>): Promise<Reply> {
    if (callee === undefined) return { kind: 'notSent' };
    const { number, template } = this.account;
    const call = {
      action: 'SingleCallByTts',
      version: VERSION,
      limitMs: LIMIT_MS,
      params: {
        CalledNumber: callee.address,
        CalledShowNumber: number,
        TtsCode: template,
        TtsParam: JSON.stringify({ text }),
        PlayTimes: '2',
        OutId: id,
      },
    };
    // Booked in its turn: what was booked before would wait for one and then go all at once.
    return this.turns.take(async () => {
      const waitMs = this.rate.book(1, Date.now(), PATIENCE_MS);
      if (waitMs === null) return { kind: 'notSent' };
      if (waitMs > 0) await pause(waitMs);
      return askAliyun(this.account, call);
    });
  }
}
