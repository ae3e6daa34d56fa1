import type { Realm } from '@shaodao/domain/activation/realm';
import type { ReceiptPost } from './receipt-post.js';
import { TENANTS } from './tenants.js';
import { sealed } from './work-app-seal.js';

/**
 * What somebody does with what reaches them. `receive` takes and does nothing, `answer` presses the button or the key,
 * `wrongKey` another one; `left` is no longer in the tenant; of a `silent` one nothing is ever heard.
 */
export type Act = 'silent' | 'receive' | 'answer' | 'wrongKey' | 'phoneOff' | 'left';

export interface Script {
  act: Act;
  afterMs: number;
}

/** The people of the city: each by account or phone, all others by the script of their realm. */
export class Residents {
  private usual: Record<Realm, Script> = { live: { act: 'silent', afterMs: 0 }, drill: { act: 'silent', afterMs: 0 } };
  private readonly own = new Map<string, Script>();

  constructor(private readonly post: ReceiptPost) {}

  setUsual(realm: Realm, script: Script): void {
    this.usual[realm] = script;
  }

  set(realm: Realm, address: string, script: Script): void {
    this.own.set(`${realm} ${address}`, script);
  }

  act(realm: Realm, address: string): Act {
    return this.scriptOf(realm, address).act;
  }

  gotCard(realm: Realm, users: readonly string[], taskId: string): void {
    for (const user of users) {
      const { act, afterMs } = this.scriptOf(realm, user);
      if (act === 'answer') this.later(afterMs, () => this.post.add(realm, 'workApp', sealed(pressOf(realm, user, taskId), TENANTS[realm])));
    }
  }

  gotSms(realm: Realm, phones: readonly string[], outId: string): void {
    for (const phone of phones) {
      const { act, afterMs } = this.scriptOf(realm, phone);
      if (act === 'silent') continue;
      const success = act !== 'phoneOff';
      const report = { phone_number: phone, success, err_code: success ? 'DELIVERED' : 'MK:0001', err_msg: '', out_id: outId, biz_id: outId };
      this.later(afterMs, () => this.post.add(realm, 'sms', { ...report, report_time: chinaTime() }));
    }
  }

  gotCall(realm: Realm, { callee, outId, callId }: { callee: string; outId: string; callId: string }): void {
    const { act, afterMs } = this.scriptOf(realm, callee);
    if (act === 'silent') return;
    const dtmf = act === 'answer' ? '1' : act === 'wrongKey' ? '9' : '';
    const report = { call_id: callId, out_id: outId, status_code: act === 'phoneOff' ? '200010' : '200000', dtmf, duration: '12' };
    this.later(afterMs, () => this.post.add(realm, 'voice', { ...report, end_time: chinaTime() }));
  }

  clear(): void {
    this.own.clear();
    this.usual = { live: { act: 'silent', afterMs: 0 }, drill: { act: 'silent', afterMs: 0 } };
  }

  private scriptOf(realm: Realm, address: string): Script {
    return this.own.get(`${realm} ${address}`) ?? this.usual[realm];
  }

  private later(ms: number, what: () => void): void {
    if (ms === 0) what();
    else setTimeout(what, ms).unref();
  }
}

function pressOf(realm: Realm, user: string, taskId: string): string {
  const { corpId, agentId } = TENANTS[realm];
  const text = (name: string, value: string): string => `<${name}><![CDATA[${value}]]></${name}>`;
  const parts = [text('ToUserName', corpId), text('FromUserName', user), text('MsgType', 'event'), text('Event', 'template_card_event')];
  const seconds = Math.floor(Date.now() / 1_000);
  return `<xml>${parts.join('')}<CreateTime>${seconds}</CreateTime>${text('EventKey', 'answer')}${text('TaskId', taskId)}<AgentID>${agentId}</AgentID></xml>`;
}

/** `2026-11-26 10:04:05`, China. */
function chinaTime(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
