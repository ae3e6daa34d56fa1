import type { WorkingCalendar } from '../calendar.js';
import { dayKindOf, dayOf, midnightOf } from '../duty/day-kind.js';
import type { Grade } from '../policy.js';
import { registerRule, type RegisterAnswer } from './register-rule.js';
import {
  ROUTE_FAULT_WORDS,
  type CategoryKind,
  type RouteBasis,
  type RoutedDepartment,
  type RouteFault,
  type RouteParts,
  type RouteQuestion,
  type RouteRule,
} from './rule.js';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

/** 部件先属主后属地, 事件先属地后属主 (常熟); what has no category is asked as an incident. */
const BASIS_ORDER: Record<CategoryKind, readonly [RouteBasis, RouteBasis]> = {
  component: ['owner', 'place'],
  incident: ['place', 'owner'],
};

/** Rules and departments made ready for many questions. */
export interface RouteTable {
  /** In the order in which they are asked. */
  rules: Record<CategoryKind, readonly RouteRule[]>;
  departments: readonly RoutedDepartment[];
}

/** A rule that was looked at; `ruleCode` null: what the register says of departments, without a rule. */
export interface Considered {
  ruleCode: string | null;
  basis: RouteBasis;
  /** All its conditions hold; the first such one is the one that counts. */
  matched: boolean;
  /** The first condition that does not hold. */
  failedOn: RouteFault | null;
  words: { en: string; zh: string };
}

export interface RouteAnswer extends RouteParts {
  /** Null: nobody is found, so it stays with whoever is on duty at its level (兜底). */
  match: { ruleCode: string | null; basis: RouteBasis } | null;
  grade: Grade | null;
  /** Every rule in the order asked, those behind the match too. */
  considered: Considered[];
}

/** Inside a basis by order, then by code. */
export function routeTable(rules: readonly RouteRule[], departments: readonly RoutedDepartment[]): RouteTable {
  const sorted = rules.toSorted((a, b) => a.order - b.order || (a.code < b.code ? -1 : 1));
  const by = (kind: CategoryKind): RouteRule[] => BASIS_ORDER[kind].flatMap((basis) => sorted.filter((rule) => rule.basis === basis));
  return { rules: { component: by('component'), incident: by('incident') }, departments: departments.filter(({ owns }) => owns.length > 0) };
}

/** Whom a case is sent to: the first rule that holds, else the owner of its category among those that serve its area. */
export function route(table: RouteTable, calendar: WorkingCalendar, question: RouteQuestion): RouteAnswer {
  const rules = table.rules[question.category?.kind ?? 'incident'];
  const failures = rules.map((rule) => failureOf(rule, calendar, question));
  const hit = rules[failures.indexOf(null)];
  const own = registerRule(table.departments, question);
  const considered = [
    ...rules.map((rule, at) => lineOf({ ruleCode: rule.code, basis: rule.basis }, failures[at] ?? null, hit === undefined || hit === rule ? null : hit.code)),
    ...registerLines(own, question, hit?.code ?? null),
  ];
  if (hit !== undefined) {
    const { code, basis, lead, assist, informed, grade } = hit;
    return { match: { ruleCode: code, basis }, lead, assist, informed, grade, considered };
  }
  const nobody = { assist: [], informed: [], grade: null, considered };
  return 'department' in own
    ? { ...nobody, match: { ruleCode: null, basis: own.basis }, lead: [own.department] }
    : { ...nobody, match: null, lead: [] };
}

/** The first condition of a rule that does not hold; null: all hold. */
function failureOf(rule: RouteRule, calendar: WorkingCalendar, question: RouteQuestion): RouteFault | null {
  const { category, areaCode, source, level, at } = question;
  if (!rule.enabled) return 'disabled';
  if (!begins(rule.categories, category?.code ?? '')) return 'category';
  if (!begins(rule.areas, areaCode)) return 'area';
  const time = timeFailure(rule, calendar, at);
  if (time !== null) return time;
  if (rule.sources.length > 0 && (source === null || !rule.sources.includes(source))) return 'source';
  return rule.levels.length === 0 || rule.levels.includes(level) ? null : 'level';
}

function begins(prefixes: readonly string[], code: string): boolean {
  return prefixes.length === 0 || prefixes.some((prefix) => code.startsWith(prefix));
}

/** A window past midnight belongs to the day it begins on, so yesterday's may still run. */
function timeFailure({ days, window }: RouteRule, calendar: WorkingCalendar, at: number): RouteFault | null {
  const day = dayOf(calendar, at);
  const minute = (at - midnightOf(calendar, day)) / MINUTE_MS;
  const begun =
    window === null
      ? [day]
      : [0, 1].flatMap((ago) => {
          const since = minute + ago * MINUTES_A_DAY;
          return window.fromMinute <= since && since < window.untilMinute ? [day - ago] : [];
        });
  if (begun.length === 0) return 'time';
  return days.length === 0 || begun.some((each) => days.includes(dayKindOf(calendar, each))) ? null : 'day';
}

const HOLDS = { en: 'all its conditions hold', zh: '条件全部符合' };

function lineOf(rule: Pick<Considered, 'ruleCode' | 'basis'>, failedOn: RouteFault | null, behind: string | null): Considered {
  const standsBehind = { en: `it holds, but ${behind ?? ''} stands before it`, zh: `条件符合，但规则${behind ?? ''}在先` };
  const words = failedOn === null ? (behind === null ? HOLDS : standsBehind) : ROUTE_FAULT_WORDS[failedOn];
  return { ...rule, matched: failedOn === null, failedOn, words };
}

/** What the register itself says is one more rule per basis; only one of them can find somebody first. */
function registerLines(own: RegisterAnswer, { category }: RouteQuestion, behind: string | null): Considered[] {
  const order = BASIS_ORDER[category?.kind ?? 'incident'];
  if (!('department' in own)) return order.map((basis) => lineOf({ ruleCode: null, basis }, own.failedOn, null));
  return order
    .slice(0, order.indexOf(own.basis) + 1)
    .map((basis) => lineOf({ ruleCode: null, basis }, basis === own.basis ? null : 'area', basis === own.basis ? behind : null));
}
