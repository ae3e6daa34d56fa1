import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { HOUR_MS, localDate } from '@shaodao/domain/calendar';
import { ROLES, type Role } from '@shaodao/domain/register/role';

const CHINA_MS = 8 * HOUR_MS;

/**
 * The line a person reads of what the register tells. Made of constants, the role, the area code and times only, so no name
 * or free text can get in. null: nobody is told of such a fact.
 */
export function registryText({ fact }: Pick<RegistryFactMessage, 'fact'>): string | null {
  switch (fact.type) {
    case 'appointment.renewalOpened':
      return `【聘期】将于${lastDay(fact.untilAt)}届满，请办理续聘`;
    case 'appointment.expired':
      return `【聘期】已于${lastDay(fact.untilAt)}届满，未续聘，自动离任`;
    case 'roster.gapAhead':
      return `【值班】${rosterWords(fact.rosterKey)}自${minute(fact.fromAt)}起无人在岗${fact.gaps === 1 ? '' : `，共${fact.gaps}处空岗`}，请补排`;
    case 'swap.asked':
      return '【换班】有人申请与您换班，请答复';
    case 'swap.accepted':
      return '【换班】对方已同意换班';
    case 'swap.declined':
      return '【换班】对方未同意换班';
    case 'swap.withdrawn':
      return '【换班】对方已撤回换班申请';
    case 'appointment.set':
    case 'roster.published':
    case 'grids.reshaped':
      return null;
  }
  return null;
}

/** 511703001001社区书记: a key is `role~area~department`. */
function rosterWords(key: string): string {
  const [role = '', area = '', department = ''] = key.split('~');
  const zh = Object.hasOwn(ROLES, role) ? ROLES[role as Role].zh : '';
  return `${department === '' ? area : department}${zh}`;
}

/** The last day that belongs to a term: its end is the midnight after it. */
function lastDay(untilAt: number): string {
  return localDate(untilAt - 1, CHINA_MS);
}

function minute(at: number): string {
  return `${localDate(at, CHINA_MS)} ${new Date(at + CHINA_MS).toISOString().slice(11, 16)}`;
}
