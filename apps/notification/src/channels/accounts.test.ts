import { expect, test } from '@jest/globals';
import type { ChannelSettings } from '@shaodao/platform/config';
import { accountsOf, sharedAccounts } from './accounts.js';
import { callMessage, type CallMessage } from './call-message.js';
import { realmChannels } from './channels.js';

const NONE = { WORK_APP_URL: 'http://a', WORK_APP_DAY_LIMIT: 0, SMS_URL: 'http://b', VOICE_URL: 'http://c' } as ChannelSettings;
const SMS = { ...NONE, SMS_KEY_ID: 'k', SMS_KEY_SECRET: 's', SMS_SIGN: '哨到', SMS_TEMPLATE: 'SMS_1', SMS_RECEIPT_TOKEN: 't' };

test('a channel is on when all it needs is given, and half of it is a fault', () => {
  expect(accountsOf(NONE, 1)).toEqual({ accounts: { workApp: null, sms: null, voice: null }, faults: [] });
  expect(accountsOf(SMS, 2)).toEqual({
    accounts: { workApp: null, voice: null, sms: { url: 'http://b', keyId: 'k', keySecret: 's', sign: '哨到', template: 'SMS_1', receiptToken: 't', processes: 2 } },
    faults: [],
  });
  expect(accountsOf({ ...NONE, SMS_KEY_ID: 'k', VOICE_NUMBER: '1' }, 1).faults).toEqual([
    'SMS_KEY_SECRET', 'SMS_SIGN', 'SMS_TEMPLATE', 'SMS_RECEIPT_TOKEN', 'VOICE_KEY_ID', 'VOICE_KEY_SECRET', 'VOICE_TEMPLATE', 'VOICE_RECEIPT_TOKEN',
  ]);
});

test('one account for both realms is a fault', () => {
  expect(sharedAccounts({ live: SMS, drill: SMS })).toEqual(['SMS_KEY_ID']);
  // 5,000 a second are the account's, whatever template goes out.
  expect(sharedAccounts({ live: SMS, drill: { ...SMS, SMS_SIGN: '演练', SMS_TEMPLATE: 'SMS_2' } })).toEqual(['SMS_KEY_ID']);
  expect(sharedAccounts({ live: SMS, drill: { ...SMS, SMS_KEY_ID: 'k2' } })).toEqual([]);
  const app = { ...NONE, WORK_APP_CORP_ID: 'c', WORK_APP_AGENT_ID: '1', VOICE_KEY_ID: 'v', VOICE_NUMBER: '1' } as ChannelSettings;
  expect(sharedAccounts({ live: app, drill: { ...app, WORK_APP_SECRET: 'other', VOICE_NUMBER: '2' } })).toEqual(['WORK_APP_CORP_ID, WORK_APP_AGENT_ID', 'VOICE_KEY_ID']);
  expect(sharedAccounts({ live: NONE, drill: NONE })).toEqual([]);
});

test('without accounts nobody is reached in earnest, and a drill is held all the same', () => {
  const none = { workApp: null, sms: null, voice: null };
  const channels = realmChannels({ live: none, drill: none });
  expect(channels.live).toEqual(none);
  expect(Object.values(channels.drill).map((way) => way?.realm)).toEqual(['drill', 'drill', 'drill']);
});

test('a channel stops a message that is not of its realm, whatever its type was said to be', async () => {
  const { accounts } = accountsOf(SMS, 1);
  const channels = realmChannels({ live: accounts, drill: accounts });
  const [live, drill] = [callMessage('live', { text: 'a', link: 'l', answerable: true }), callMessage('drill', { text: 'a', link: 'l', answerable: true })];
  const batch = { id: 'b', people: [], sentAt: 0 };
  // @ts-expect-error: a drill's message is no live channel's
  await expect(channels.live.sms?.send(batch, drill)).rejects.toThrow('realm live');
  await expect(channels.drill.sms?.send(batch, live as unknown as CallMessage<'drill'>)).rejects.toThrow('realm drill');
  expect(drill.text).toBe('【演练】a');
  expect(() => callMessage('live', { text: '【演练】a', link: 'l', answerable: true })).toThrow('realm live');
});
