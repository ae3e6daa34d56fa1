import type { Realm } from '@shaodao/domain/activation/realm';
import type { Records } from './records.js';
import type { Residents } from './residents.js';
import { TENANTS } from './tenants.js';
import { Window, Windows } from './window.js';

const BATCH_MOST = 100;

/** 阿里云短信 of one tenant. It sends whatever it is asked to, as often as it is asked. */
export class SmsDesk {
  private perSecond = new Window(1_000, 5_000);
  /** 通知短信: 50 a day for a sign, template and number. */
  private perNumber = new Windows([[86_400_000, 50]]);
  private readonly sent = new Map<string, { OutId: string; SendStatus: number; PhoneNum: string; ErrCode: string }[]>();
  private biz = 0;

  constructor(
    private readonly realm: Realm,
    private readonly records: Records,
    private readonly residents: Residents,
  ) {}

  send(params: URLSearchParams): object {
    const now = Date.now();
    const { sign, smsTemplate } = TENANTS[this.realm];
    const phones = listOf(params, 'PhoneNumberJson') as string[];
    const signs = listOf(params, 'SignNameJson');
    const fills = listOf(params, 'TemplateParamJson') as { text?: string; link?: string }[];
    const outId = params.get('OutId') ?? '';
    if (!this.perSecond.admit(now)) {
      this.records.faults.push(`${this.realm} sms: more than 5,000 a second`);
      return { Code: 'Throttling.User', Message: 'Request was denied due to user flow control.' };
    }
    if (params.get('TemplateCode') !== smsTemplate) return { Code: 'isv.SMS_TEMPLATE_ILLEGAL', Message: '短信模板不合法' };
    if (signs.some((one) => one !== sign)) return { Code: 'isv.SMS_SIGNATURE_ILLEGAL', Message: '短信签名不合法' };
    if (phones.length === 0 || phones.length > BATCH_MOST || signs.length !== phones.length || fills.length !== phones.length) return { Code: 'isv.PARAM_LENGTH_LIMIT', Message: '参数超出长度限制' };
    if (fills.some(({ text, link }) => text === undefined || text === '' || link === undefined || link === '')) return { Code: 'isv.TEMPLATE_MISSING_PARAMETERS', Message: '模板缺少变量' };
    if (phones.some((phone) => !/^1\d{10}$/.test(phone))) return { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '非法手机号' };
    if (phones.some((phone) => !this.perNumber.admit(phone, now))) return { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发天级流控Permits:50' };
    for (const phone of phones) {
      const entry = { OutId: outId, SendStatus: 1, PhoneNum: phone, ErrCode: '' };
      const known = this.sent.get(phone);
      if (known === undefined) this.sent.set(phone, [entry]);
      else known.push(entry);
    }
    this.records.take({ realm: this.realm, way: 'sms', id: outId, at: now, addresses: phones, text: fills[0]?.text ?? '', links: fills.map(({ link }) => link ?? '') });
    this.residents.gotSms(this.realm, phones, outId);
    return { Code: 'OK', Message: 'OK', BizId: `${this.realm}${++this.biz}`, RequestId: outId };
  }

  details(params: URLSearchParams): object {
    const list = this.sent.get(params.get('PhoneNumber') ?? '') ?? [];
    return { Code: 'OK', Message: 'OK', TotalCount: list.length, SmsSendDetailDTOs: { SmsSendDetailDTO: list } };
  }

  clear(): void {
    this.sent.clear();
    this.perSecond = new Window(1_000, 5_000);
    this.perNumber = new Windows([[86_400_000, 50]]);
  }
}

function listOf(params: URLSearchParams, name: string): unknown[] {
  const list: unknown = JSON.parse(params.get(name) ?? '[]');
  return Array.isArray(list) ? list : [];
}
