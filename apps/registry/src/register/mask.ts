import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';

/** Phone 3 + 4 stars + 4, identity number 6 + 8 stars + 4; what is too short to hide behind them is all stars. */
const MASKS = {
  phone: (value: string) => (value.length < 11 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`),
  idNumber: (value: string) => `${value.slice(0, 6)}********${value.slice(-4)}`,
};

/** The entry as it may be shown: personal values behind stars. */
export function masked(list: ListName, entry: Entry): Entry {
  const shown: Record<string, unknown> = { ...entry };
  for (const [name, field] of Object.entries(listOf(list).fields)) {
    const value = shown[name];
    if (field.masked !== undefined && typeof value === 'string') shown[name] = MASKS[field.masked](value);
  }
  return shown as Entry;
}

/** What somebody sends who was shown stars: a value that is the mask of the one that stands is the one that stands. */
export function unmasked(list: ListName, sent: Record<string, unknown>, standing: Entry | undefined): Record<string, unknown> {
  if (standing === undefined) return sent;
  const shown = masked(list, standing) as Record<string, unknown>;
  const names = Object.keys(listOf(list).fields).filter((name) => shown[name] !== (standing as Record<string, unknown>)[name]);
  const kept = names.filter((name) => sent[name] === shown[name]).map((name) => [name, (standing as Record<string, unknown>)[name]]);
  return { ...sent, ...(Object.fromEntries(kept) as Record<string, unknown>) };
}

export function hasMasks(list: ListName): boolean {
  return Object.values(listOf(list).fields).some((field) => field.masked !== undefined);
}

/** The personal fields in which stars are sent that do not stand: what somebody was shown of another value than today's. */
export function starredIn(list: ListName, sent: Entry, standing: Entry | undefined): string[] {
  const [own, kept] = [sent, standing ?? {}] as Record<string, unknown>[];
  return Object.entries(listOf(list).fields).flatMap(([name, field]) => {
    const value = own?.[name];
    return field.masked !== undefined && typeof value === 'string' && value.includes('*') && value !== kept?.[name] ? [name] : [];
  });
}
