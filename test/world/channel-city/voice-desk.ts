import type { Realm } from '@shaodao/domain/activation/realm';
import type { Records } from './records.js';
import type { Residents } from './residents.js';
import { TENANTS } from './tenants.js';
import { Window, Windows } from './window.js';

/** 1/min, 5/h, 20/day for one who is called. */
const perCallee = (): Windows => new Windows([[60_000, 1], [3_600_000, 5], [86_400_000, 20]]);

/** 阿里云语音 SingleCallByTts of one tenant. */
export class VoiceDesk {
  private perSecond = new Window(1_000, 1_000);
  private perCallee = perCallee();
  private calls = 0;

  constructor(
    private readonly realm: Realm,
    private readonly records: Records,
    private readonly residents: Residents,
  ) {}

  call(params: URLSearchParams): object {
    const now = Date.now();
    const { number, voiceTemplate } = TENANTS[this.realm];
    const callee = params.get('CalledNumber') ?? '';
    const outId = params.get('OutId') ?? '';
    if (!this.perSecond.admit(now)) {
      this.records.faults.push(`${this.realm} voice: more than 1,000 a second`);
      return { Code: 'Throttling.User', Message: 'Request was denied due to user flow control.' };
    }
    if (params.get('TtsCode') !== voiceTemplate) return { Code: 'isv.TTS_TEMPLATE_ILLEGAL', Message: '文本转语音模板不合法' };
    if (params.get('CalledShowNumber') !== number) return { Code: 'isv.NUMBER_ILLEGAL', Message: '号码不合法' };
    if (!/^1\d{10}$/.test(callee) || outId.length > 15) return { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '号码格式非法' };
    if (!this.perCallee.admit(callee, now)) return { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '业务限流' };
    const { text = '' } = JSON.parse(params.get('TtsParam') ?? '{}') as { text?: string };
    this.records.take({ realm: this.realm, way: 'voice', id: outId, at: now, addresses: [callee], text, links: [] });
    const callId = `${++this.calls}^${now}`;
    this.residents.gotCall(this.realm, { callee, outId, callId });
    return { Code: 'OK', Message: 'OK', CallId: callId, RequestId: outId };
  }

  clear(): void {
    this.perSecond = new Window(1_000, 1_000);
    this.perCallee = perCallee();
  }
}
