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

export function verdictOf(code: string): 'accepted' | 'busy' | 'unclear' | 'one' | 'refused' {
  return CODES[code] ?? 'refused';
}
