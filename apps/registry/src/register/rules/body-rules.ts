import type { Book } from '../book.js';
import { fault, type Fault, type Touched } from '../fault.js';
import { isCircular } from './circle.js';

/** Departments: their tree has no circle. */
export function departmentFaults(book: Book, where: Touched): Fault[] {
  return circle(book, 'departments', where);
}

/** Party units: a tree of their own, apart from the tree of areas. */
export function partyUnitFaults(book: Book, where: Touched): Fault[] {
  return circle(book, 'partyUnits', where);
}

function circle(book: Book, list: 'departments' | 'partyUnits', where: Touched): Fault[] {
  if (!isCircular(book, list, where.key)) return [];
  return [fault(where, 'parent', { reason: 'goes round in a circle', reasonZh: '上级关系成环' })];
}

/** A unit is in exactly one functional or industry grid. */
export function unitFaults(book: Book, where: Touched): Fault[] {
  const unit = book.get('units', where.key)?.entry;
  const kind = unit === undefined ? undefined : book.get('grids', unit.grid)?.entry.kind;
  if (kind === undefined || kind === 'functional' || kind === 'industry') return [];
  return [fault(where, 'grid', { reason: 'a unit belongs to a functional or industry grid', reasonZh: '单位应归属功能型或行业网格' })];
}

/** A rule sends to somebody: it has a lead, or whoever signs first leads (首接负责); nobody has two parts. */
export function routeFaults(book: Book, where: Touched): Fault[] {
  const route = book.get('routes', where.key)?.entry;
  if (route === undefined) return [];
  const faults: Fault[] = [];
  const say = (field: string, reason: string, reasonZh: string): void => void faults.push(fault(where, field, { reason, reasonZh }));
  if (route.lead.length + route.assist.length === 0) say('lead', 'sends to nobody', '须有主办或协办部门');
  if (route.lead.length > 1) say('lead', 'one department leads', '主办部门只能有一个');
  const all = [...route.lead, ...route.assist, ...route.informed];
  if (new Set(all).size < all.length) say('assist', 'a department has one part', '同一部门只能有一种职责');
  if ((route.from === null) !== (route.until === null)) say('until', 'a time of day has a beginning and an end', '时段须有起止');
  return faults;
}

const LEAST_IN_TEAM = 20;
const MOST_IN_TEAM = 50;

/** Teams have 20 to 50 people with their leader (D); volunteers come as many as they are, up to 50. */
export function teamFaults(book: Book, where: Touched): Fault[] {
  const team = book.get('teams', where.key)?.entry;
  if (team === undefined) return [];
  const size = new Set([team.leader, ...team.members]).size;
  const least = team.kind === 'volunteer' ? 1 : LEAST_IN_TEAM;
  if (size >= least && size <= MOST_IN_TEAM) return [];
  return [fault(where, 'members', { reason: `has ${size} people, must have ${least} to ${MOST_IN_TEAM}`, reasonZh: `编队应为${least}至${MOST_IN_TEAM}人，现有${size}人` })];
}

/** A task is one person's, or everybody's who has a role; an emergency task belongs to a plan. */
export function dutyTaskFaults(book: Book, where: Touched): Fault[] {
  const task = book.get('dutyTasks', where.key)?.entry;
  if (task === undefined) return [];
  if ((task.person === null) === (task.role === null)) {
    return [fault(where, 'person', { reason: 'name a person or a role, one of the two', reasonZh: '人员与角色须且只能写一项' })];
  }
  if (task.mode === 'emergency' && task.plan === null) {
    return [fault(where, 'plan', { reason: 'an emergency task belongs to a plan', reasonZh: '急时任务须写预案' })];
  }
  return [];
}

/** 1+2: the chain is a community's, and the two are two people. */
export function chainFaults(book: Book, where: Touched): Fault[] {
  const chain = book.get('commandChains', where.key)?.entry;
  if (chain === undefined) return [];
  if (chain.areaCode.length !== 12) return [fault(where, 'areaCode', { reason: 'a chain is one of a community', reasonZh: '指挥链以社区为单位' })];
  if (chain.liaison !== chain.community) return [];
  return [fault(where, 'community', { reason: 'the liaison and the one commanded are two people', reasonZh: '联系领导与社区责任人不能为同一人' })];
}
