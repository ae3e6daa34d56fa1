import type { Realm } from '@shaodao/domain/activation/realm';

/** What a district has with its vendors: one account of each for the real thing, another for drills. */
export interface Tenant {
  corpId: string;
  agentId: number;
  secret: string;
  callbackToken: string;
  callbackKey: string;
  keyId: string;
  keySecret: string;
  sign: string;
  smsTemplate: string;
  number: string;
  voiceTemplate: string;
  receiptToken: string;
}

function tenant(realm: Realm, digit: string): Tenant {
  return {
    corpId: `ww-${realm}`,
    agentId: Number(`100000${digit}`),
    secret: `work-app-secret-of-${realm}`,
    callbackToken: `callback-of-${realm}`,
    callbackKey: digit.repeat(43),
    keyId: `LTAI-${realm}`,
    keySecret: `aliyun-secret-of-${realm}`,
    sign: realm === 'live' ? '哨到' : '哨到演练',
    smsTemplate: `SMS_10000${digit}`,
    number: `0571000000${digit}`,
    voiceTemplate: `TTS_10000${digit}`,
    receiptToken: `receipt-token-of-${realm}`,
  };
}

export const TENANTS: Record<Realm, Tenant> = { live: tenant('live', '1'), drill: tenant('drill', '2') };

/** Variables of the process that sends, for a city at `url`. */
export function citySettings(url: string): Record<string, string> {
  return { ...ofRealm(url, 'live', ''), ...ofRealm(url, 'drill', 'DRILL_') };
}

function ofRealm(url: string, realm: Realm, prefix: string): Record<string, string> {
  const { corpId, agentId, secret, callbackToken, callbackKey, keyId, keySecret, sign, smsTemplate, number, voiceTemplate, receiptToken } = TENANTS[realm];
  const plain = {
    WORK_APP_URL: `${url}/${realm}/work-app`,
    WORK_APP_CORP_ID: corpId,
    WORK_APP_AGENT_ID: String(agentId),
    WORK_APP_SECRET: secret,
    WORK_APP_CALLBACK_TOKEN: callbackToken,
    WORK_APP_CALLBACK_KEY: callbackKey,
    SMS_URL: `${url}/${realm}/sms`,
    SMS_KEY_ID: keyId,
    SMS_KEY_SECRET: keySecret,
    SMS_SIGN: sign,
    SMS_TEMPLATE: smsTemplate,
    SMS_RECEIPT_TOKEN: receiptToken,
    VOICE_URL: `${url}/${realm}/voice`,
    VOICE_KEY_ID: keyId,
    VOICE_KEY_SECRET: keySecret,
    VOICE_NUMBER: number,
    VOICE_TEMPLATE: voiceTemplate,
    VOICE_RECEIPT_TOKEN: receiptToken,
  };
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [`${prefix}${name}`, value]));
}
