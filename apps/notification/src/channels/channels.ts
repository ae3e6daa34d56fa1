import type { CallChannel } from '@shaodao/domain/activation/call-channel';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { Accounts } from './accounts.js';
import type { Channel } from './channel.js';
import { DrillSink } from './drill-sink.js';
import { Sms } from './sms.js';
import { Voice } from './voice.js';
import { WorkApp } from './work-app.js';

/** Ways out of our own pages. */
export type OuterChannel = Exclude<CallChannel, 'inApp'>;

/** The ways to people of one realm; null: there is none. */
export type Channels<R extends Realm> = Readonly<Record<OuterChannel, Channel<R> | null>>;
/** Each realm has its own, made of its own settings. */
export type RealmChannels = { readonly [R in Realm]: Channels<R> };

export function realmChannels(accounts: Record<Realm, Accounts>): RealmChannels {
  const { live, drill } = accounts;
  return {
    live: open('live', live, { workApp: null, sms: null, voice: null }),
    drill: open('drill', drill, { workApp: new DrillSink(), sms: new DrillSink(), voice: new DrillSink() }),
  };
}

function open<R extends Realm>(realm: R, { workApp, sms, voice }: Accounts, otherwise: Channels<R>): Channels<R> {
  return {
    workApp: workApp === null ? otherwise.workApp : new WorkApp(realm, workApp),
    sms: sms === null ? otherwise.sms : new Sms(realm, sms),
    voice: voice === null ? otherwise.voice : new Voice(realm, voice),
  };
}
