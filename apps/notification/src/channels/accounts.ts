import { REALMS, type Realm } from '@shaodao/domain/activation/realm';
import type { ChannelSettings } from '@shaodao/platform/config';
import type { SmsSettings } from './sms.js';
import type { VoiceSettings } from './voice.js';
import type { WorkAppSettings } from './work-app.js';

/** The accounts of one realm with the vendors; null where none is given. */
export interface Accounts {
  workApp: WorkAppSettings | null;
  sms: SmsSettings | null;
  voice: VoiceSettings | null;
}

const NEEDED = {
  workApp: ['WORK_APP_CORP_ID', 'WORK_APP_AGENT_ID', 'WORK_APP_SECRET', 'WORK_APP_CALLBACK_TOKEN', 'WORK_APP_CALLBACK_KEY'],
  sms: ['SMS_KEY_ID', 'SMS_KEY_SECRET', 'SMS_SIGN', 'SMS_TEMPLATE', 'SMS_RECEIPT_TOKEN'],
  voice: ['VOICE_KEY_ID', 'VOICE_KEY_SECRET', 'VOICE_NUMBER', 'VOICE_TEMPLATE', 'VOICE_RECEIPT_TOKEN'],
} as const satisfies Record<keyof Accounts, readonly (keyof ChannelSettings)[]>;

/** Accounts of a realm. `faults` names what is missing of a channel of which something is given. */
export function accountsOf(given: ChannelSettings, processes: number): { accounts: Accounts; faults: string[] } {
  const missing = (channel: keyof Accounts): string[] => NEEDED[channel].filter((name) => given[name] === undefined);
  const faults = Object.keys(NEEDED).flatMap((name) => {
    const lacking = missing(name as keyof Accounts);
    return lacking.length === NEEDED[name as keyof Accounts].length ? [] : lacking;
  });
  const text = (name: keyof ChannelSettings): string => String(given[name]);
  const account = (channel: 'SMS' | 'VOICE') => ({
    url: given[`${channel}_URL`],
    keyId: text(`${channel}_KEY_ID`),
    keySecret: text(`${channel}_KEY_SECRET`),
    template: text(`${channel}_TEMPLATE`),
    receiptToken: text(`${channel}_RECEIPT_TOKEN`),
    processes,
  });
  const workApp = {
    url: given.WORK_APP_URL,
    corpId: text('WORK_APP_CORP_ID'),
    agentId: Number(given.WORK_APP_AGENT_ID),
    secret: text('WORK_APP_SECRET'),
    callbackToken: text('WORK_APP_CALLBACK_TOKEN'),
    callbackKey: text('WORK_APP_CALLBACK_KEY'),
    dayLimit: given.WORK_APP_DAY_LIMIT,
    processes,
  };
  return {
    accounts: {
      workApp: missing('workApp').length > 0 ? null : workApp,
      sms: missing('sms').length > 0 ? null : { ...account('SMS'), sign: text('SMS_SIGN') },
      voice: missing('voice').length > 0 ? null : { ...account('VOICE'), number: text('VOICE_NUMBER') },
    },
    faults,
  };
}

/** What makes an account of a vendor the one it is, whatever templates and signs are used: its limits are shared by both realms. */
const IDENTITY = [
  ['WORK_APP_CORP_ID', 'WORK_APP_AGENT_ID'],
  ['SMS_KEY_ID'],
  ['VOICE_KEY_ID'],
] as const satisfies readonly (readonly (keyof ChannelSettings)[])[];

/** Names of settings that are the same in both realms and must not be. */
export function sharedAccounts(settings: Record<Realm, ChannelSettings>): string[] {
  const [one, other] = REALMS;
  const same = (name: keyof ChannelSettings): boolean => settings[one][name] !== undefined && settings[one][name] === settings[other][name];
  return IDENTITY.filter((names) => names.every(same)).map((names) => names.join(', '));
}
