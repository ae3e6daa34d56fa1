import type { Entry } from '@shaodao/contracts/register/lists';
import { ruleOfRole } from '@shaodao/domain/register/role';
import { derived, type Book } from '../book.js';
import { fault, type Fault, type Touched } from '../fault.js';

/** 值班表: of a department for its roles, of an area for all others. */
export function rosterFaults(book: Book, where: Touched): Fault[] {
  const roster = book.get('rosters', where.key)?.entry;
  if (roster === undefined) return [];
  if (ruleOfRole(roster.role).places.some((place) => place === 'department') && roster.department === null) {
    return [fault(where, 'department', { reason: 'duty of a department names it', reasonZh: '部门值班须写部门代码' })];
  }
  const twin = rosterPlaces(book).get(placeOf(roster));
  if (twin !== undefined && twin !== where.key) {
    return [fault(where, 'department', { reason: `the place has a roster already: ${twin}`, reasonZh: `该部门或区域已有值班表“${twin}”` })];
  }
  if (roster.areaCode === null) return [fault(where, 'areaCode', { reason: 'say the area', reasonZh: '须写区域代码' })];
  return [];
}

const shiftsByName = derived(['shifts'], (book) => Map.groupBy([...book.of('shifts').values()], ({ entry }) => `${entry.roster} ${entry.name}`));

/** A department's roster is found by the department alone, wherever it says it stands. */
function placeOf({ role, areaCode, department }: Entry<'rosters'>): string {
  return `${role}:${department ?? areaCode ?? ''}`;
}

/** The first roster of each place. */
const rosterPlaces = derived(['rosters'], (book) => new Map([...book.of('rosters')].toReversed().map(([key, { entry }]) => [placeOf(entry), key])));

/** 班次: a shift lasts some time. Until at or before from means the next day. */
export function shiftFaults(book: Book, where: Touched): Fault[] {
  const shift = book.get('shifts', where.key)?.entry;
  if (shift === undefined) return [];
  const twin = (shiftsByName(book).get(`${shift.roster} ${shift.name}`) ?? []).some(({ entry }) => entry.code !== shift.code);
  if (twin) return [fault(where, 'name', { reason: 'another shift of the roster has this name', reasonZh: '同一值班表的班次不能重名' })];
  if (shift.from !== '24:00') return [];
  return [fault(where, 'from', { reason: 'a shift begins at 23:59 at the latest', reasonZh: '班次开始不晚于23:59' })];
}

export function overrideFaults(book: Book, where: Touched): Fault[] {
  const override = book.get('overrides', where.key)?.entry;
  if (override === undefined) return [];
  if (override.people.length === 0) return [fault(where, 'people', { reason: 'name who is on duty instead', reasonZh: '须写值班人员' })];
  return ordered(where, override);
}

const leaveByPerson = derived(['leave'], (book) => Map.groupBy([...book.of('leave').values()], ({ entry }) => entry.person));

export function leaveFaults(book: Book, where: Touched): Fault[] {
  const leave = book.get('leave', where.key)?.entry;
  if (leave === undefined) return [];
  if (leave.deputy === leave.person) return [fault(where, 'deputy', { reason: 'nobody stands in for themselves', reasonZh: '不能由本人代班' })];
  const others = (leaveByPerson(book).get(leave.person) ?? []).filter(({ entry }) => entry.fromAt !== leave.fromAt);
  if (others.some(({ entry }) => entry.fromAt < leave.untilAt && leave.fromAt < entry.untilAt)) {
    return [fault(where, 'fromAt', { reason: 'overlaps another leave of the same person', reasonZh: '与本人另一请假时间重叠' })];
  }
  return ordered(where, leave);
}

export function swapFaults(book: Book, where: Touched): Fault[] {
  const swap = book.get('swaps', where.key)?.entry;
  if (swap === undefined) return [];
  if (swap.asker === swap.with) return [fault(where, 'with', { reason: 'a swap is between two people', reasonZh: '换班须为两人之间' })];
  if ((swap.backFromAt === null) !== (swap.backUntilAt === null)) {
    return [fault(where, 'backUntilAt', { reason: 'the shift taken back has a beginning and an end', reasonZh: '换入班次须有起止' })];
  }
  return ordered(where, swap);
}

function ordered(where: Touched, { fromAt, untilAt }: { fromAt: number; untilAt: number }): Fault[] {
  return untilAt > fromAt ? [] : [fault(where, 'untilAt', { reason: 'ends before it begins', reasonZh: '结束早于开始' })];
}
