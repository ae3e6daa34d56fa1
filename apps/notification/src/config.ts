import { REALMS, type Realm } from '@shaodao/domain/activation/realm';
import { channelSettings, channelsOfRealm, databaseSettings, healthSettings, natsSettings, readSettings, refuseSettings } from '@shaodao/platform/config';
import { accountsOf, sharedAccounts, type Accounts } from './channels/accounts.js';

export const settings = readSettings({ ...natsSettings, ...databaseSettings, ...healthSettings, ...channelSettings });

/** Accounts with vendors of each realm; a channel that is half given, or one account in both realms, ends the process. */
function readAccounts(): Record<Realm, Accounts> {
  const given = { live: channelsOfRealm(settings, 'live'), drill: channelsOfRealm(settings, 'drill') };
  const read = { live: accountsOf(given.live, settings.CHANNEL_PROCESSES), drill: accountsOf(given.drill, settings.CHANNEL_PROCESSES) };
  const faults = [
    ...REALMS.flatMap((realm) => read[realm].faults.map((name) => `${realm === 'drill' ? 'DRILL_' : ''}${name}: the channel needs it`)),
    ...sharedAccounts(given).map((names) => `DRILL_${names}: the same as of the live channel; a drill needs its own`),
  ];
  if (faults.length > 0) refuseSettings(faults);
  return { live: read.live.accounts, drill: read.drill.accounts };
}

export const accounts = readAccounts();
