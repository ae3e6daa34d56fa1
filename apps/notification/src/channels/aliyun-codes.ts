import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from './vendor-http.js';

/**
 * Codes of 阿里云 短信 and 语音 (help.aliyun.com, API 错误码) that are no plain refusal. `busy`: nothing was taken, try again;
 * `unclear`: their side broke off, it may have been taken; `one`: a single number of the list is at fault and nobody of it
 * was written to.
 */
const CODES: Readonly<Record<string, 'accepted' | 'busy' | 'unclear' | 'one'>> = {
  OK: 'accepted',
  // 触发流控: the request was turned away at the door
  Throttling: 'busy',
  'Throttling.User': 'busy',
  'Throttling.Api': 'busy',
  ServiceUnavailable: 'busy',
  'isp.SYSTEM_ERROR': 'unclear',
  InternalError: 'unclear',
  // 手机号码格式错误
  'isv.MOBILE_NUMBER_ILLEGAL': 'one',
  // 触发号码天级、小时级、分钟级流控
  'isv.BUSINESS_LIMIT_CONTROL': 'one',
  // 黑名单管控
  'isv.BLACK_KEY_CONTROL_LIMIT': 'one',
};

type Verdict = 'accepted' | 'busy' | 'unclear' | 'one' | 'refused';

export function verdictOf(code: string): Verdict {
  return CODES[code] ?? 'refused';
}

const BUSY_PAUSES_MS = [100, 300, 900];

/** What a vendor said in the end; `code` is its own, or ours where it said nothing. */
export interface Said {
  verdict: Exclude<Verdict, 'busy'>;
  code: string;
  body: Record<string, unknown>;
}

/** Hands over, again after a while where nothing can have been taken; busy to the last is a refusal. */
export async function handedOver(hand: () => Promise<Reply>): Promise<Said> {
  for (let busy = 0; ; busy++) {
    const reply = await hand();
    const body = reply.kind === 'answer' ? reply.body : {};
    const code = reply.kind === 'answer' ? String(body['Code']) : reply.kind === 'notSent' ? 'NO_CONNECTION' : 'NO_ANSWER';
    const verdict = reply.kind === 'answer' ? verdictOf(code) : reply.kind === 'notSent' ? 'busy' : 'unclear';
    if (verdict !== 'busy') return { verdict, code, body };
    const pauseMs = BUSY_PAUSES_MS[busy];
    if (pauseMs === undefined) return { verdict: 'refused', code, body };
    await pause(pauseMs);
  }
}
