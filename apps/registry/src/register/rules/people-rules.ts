import { DAY_MS } from '@shaodao/domain/calendar';
import { tierOfSeat } from '@shaodao/domain/case/actor';
import { excludedBy, ruleOfRole, ROLES, type Role } from '@shaodao/domain/register/role';
import { derived, type Book, type Standing } from '../book.js';
import { fault, type Fault, type Touched } from '../fault.js';

const PLACE_LENGTH = { grid: 15, spot: 15, community: 12, subdistrict: 9, district: 6, department: 0 } as const;
const TIER_LENGTH = { grid: 15, community: 12, subdistrict: 9, district: 6 } as const;
const LEAP_YEAR_MS = 366 * DAY_MS;

/** All posts that are not over, by person. */
export const postsByPerson = derived(['posts'], (book) => {
  const running = [...book.of('posts').values()].filter(({ entry }) => entry.status !== 'ended');
  return Map.groupBy(running, ({ entry }) => entry.person) as ReadonlyMap<string, Standing<'posts'>[]>;
});

/** 任职: the place suits the role, the term is one, and roles that exclude each other are not one person's. */
export function postFaults(book: Book, where: Touched): Fault[] {
  const post = book.get('posts', where.key)?.entry;
  if (post === undefined) return [];
  const rule = ruleOfRole(post.role);
  const faults: Fault[] = [];
  const say = (field: string, reason: string, reasonZh: string): void => void faults.push(fault(where, field, { reason, reasonZh }));
  const ofDepartment = rule.places.includes('department');
  if (ofDepartment && post.department === null) say('department', 'this role is one of a department', '此角色须写部门代码');
  if (!ofDepartment && !rule.places.some((place) => PLACE_LENGTH[place] === post.areaCode?.length)) {
    say('areaCode', `${post.role} is a role of ${rule.places.join(' or ')}`, `${rule.zh}的区域层级不对`);
  }
  if (rule.places[0] === 'spot' && post.spot === null) say('spot', 'name the building or point', '须写明楼栋或点位');
  faults.push(...termFaults(where, post));
  if ((post.votesFor ?? 0) > (post.votesCast ?? post.votesFor ?? 0)) say('votesFor', 'more than were cast', '赞成票多于投票人数');
  if (post.route === 'residents' && post.votesCast === null) say('votesCast', 'a choice of the residents has its vote on record', '居民推选须记录投票人数');
  if (book.get('people', post.person)?.entry.status === 'left' && post.status === 'active') say('person', 'has left', '该人员已离岗');
  const others = (postsByPerson(book).get(post.person) ?? []).map(({ entry }) => entry).filter((other) => other.areaCode === post.areaCode);
  const against = post.status === 'ended' ? null : excludedBy(post.role, others.map((other): Role => other.role));
  if (against !== null) say('role', `may not be held together with ${against}`, `不能与${ROLES[against].zh}由一人兼任`);
  return faults;
}

/** 聘期: it begins before it ends, and is no longer than the role allows (一年一聘). */
function termFaults(where: Touched, post: Standing<'posts'>['entry']): Fault[] {
  const { termYears } = ruleOfRole(post.role);
  if (post.until === null) {
    if (termYears === undefined) return [];
    return [fault(where, 'until', { reason: 'this role is held for a term: say until when', reasonZh: '此角色为聘任制，须写聘期止' })];
  }
  if (post.from === null) return [fault(where, 'from', { reason: 'a term has a beginning', reasonZh: '须写聘期起' })];
  const length = Date.parse(post.until) + DAY_MS - Date.parse(post.from);
  if (length <= 0) return [fault(where, 'until', { reason: 'ends before it begins', reasonZh: '聘期止早于聘期起' })];
  if (termYears !== undefined && length > termYears * LEAP_YEAR_MS) {
    return [fault(where, 'until', { reason: `longer than ${termYears} year`, reasonZh: `聘期超过${termYears}年` })];
  }
  return [];
}

/** 账号: the area suits the seat, and a seat of a department names it. */
export function accountFaults(book: Book, where: Touched): Fault[] {
  const account = book.get('accounts', where.key)?.entry;
  if (account === undefined) return [];
  const tier = tierOfSeat(account.seat) ?? 'district';
  const ofDepartment = account.seat === 'departmentDuty' || account.seat === 'departmentHead';
  if (account.areaCode.length !== TIER_LENGTH[tier]) {
    return [fault(where, 'areaCode', { reason: `a seat of a ${tier} has ${TIER_LENGTH[tier]} digits`, reasonZh: `此席位的区域代码应为${TIER_LENGTH[tier]}位` })];
  }
  if (ofDepartment === (account.department === null)) {
    return [fault(where, 'department', ofDepartment ? { reason: 'a seat of a department names it', reasonZh: '部门席位须写部门代码' } : { reason: 'this seat is of no department', reasonZh: '此席位不属于部门' })];
  }
  return [];
}

/** Whoever leads a grid leaves only once somebody else does. */
export function personFaults(book: Book, where: Touched): Fault[] {
  const person = book.get('people', where.key)?.entry;
  if (person === undefined || person.status === 'present') return [];
  const active = (postsByPerson(book).get(person.number) ?? []).filter(({ entry }) => entry.status === 'active' && entry.role === 'gridChief');
  return active.map(() => fault(where, 'status', { reason: 'still leads a grid: appoint another chief first', reasonZh: '仍任网格长，请先任命接任者' }));
}
