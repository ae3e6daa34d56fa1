import { DAY_KINDS as DAY_WORDS } from '@shaodao/contracts/register/duty-lists';
import { LEVELS, SOURCES } from '@shaodao/contracts/register/routing-list';
import type { explainRouting } from '@shaodao/contracts/routing';
import { DUTY_SEAT } from '@shaodao/domain/case/actor';
import { TASK_PARTS, type TaskPart } from '@shaodao/domain/policy';
import { ROLES } from '@shaodao/domain/register/role';
import { route } from '@shaodao/domain/routing/route';
import type { CategoryKind, RouteParts, RouteQuestion } from '@shaodao/domain/routing/rule';
import type { z } from 'zod';
import type { Atlas } from '../atlas/atlas.js';
import type { RulesInForce } from '../atlas/rule-book.js';
import type { Book, Standing } from '../register/book.js';
import { routesOf } from './route-book.js';

export type Explained = z.output<typeof explainRouting.output>;
type Line = Explained['considered'][number];

/** What an explanation is made of: the register and the rules as they stand, and the question with its category. */
export interface Explaining {
  atlas: Atlas;
  /** The register at the instant asked. */
  book: Book;
  rules: RulesInForce;
  question: RouteQuestion & { category: { code: string; name: string; kind: CategoryKind } };
  /** Codes of the departments attached to the grid, in rank. */
  attached: readonly string[];
}

const NOT_BY_RULE = '按部门登记的主管类别和服务区域';

/** The answer of the rules with every rule that was looked at, in words and names people know. */
export function explain({ atlas, book, rules, question, attached }: Explaining): Explained {
  const { match, grade, considered, ...parts } = route(routesOf(book), rules.calendar, question);
  const [first] = attached;
  const sentTo: RouteParts = match === null && first !== undefined ? { lead: [first], assist: [], informed: [] } : parts;
  const by = match === null ? (first === undefined ? null : 'attached') : match.ruleCode === null ? 'register' : 'rule';
  const { code, name, kind } = question.category;
  const seat = DUTY_SEAT[question.level];
  return {
    at: question.at,
    category: { code, name, kind },
    area: { code: question.areaCode, name: atlas.areaName(question.areaCode) },
    by,
    ruleCode: match?.ruleCode ?? null,
    basis: match?.basis ?? null,
    grade,
    departments: namedIn(book, sentTo),
    fallback: by === null ? { seat, zh: ROLES[seat].zh } : null,
    considered: considered.map(({ ruleCode, basis, matched, failedOn, words }) => {
      const rule = ruleCode === null ? undefined : book.get('routes', ruleCode);
      const limits = rule === undefined || failedOn === null ? [] : limitsOf(rule, failedOn, { book, rules });
      const chosen = matched && match !== null && match.ruleCode === ruleCode && match.basis === basis;
      return {
        ruleCode,
        basis,
        matched,
        chosen,
        failedOn,
        name: rule?.entry.name ?? NOT_BY_RULE,
        order: rule?.entry.order ?? null,
        reason: words.en,
        reasonZh: limits.length === 0 ? words.zh : `${words.zh}：限${limits.join('、')}`,
        limits,
        departments: rule === undefined ? (chosen ? namedIn(book, parts) : []) : namedIn(book, rule.entry),
      };
    }),
  };
}

function namedIn(book: Book, parts: RouteParts): Explained['departments'] {
  return TASK_PARTS.flatMap((part: TaskPart) =>
    parts[part].flatMap((code) => {
      const department = book.get('departments', code);
      return department === undefined ? [] : [{ id: department.id ?? '', code, name: department.entry.name, part }];
    }),
  );
}

/** What the condition that failed asks for, by name. */
function limitsOf({ entry }: Standing<'routes'>, failedOn: NonNullable<Line['failedOn']>, { book, rules }: Pick<Explaining, 'book' | 'rules'>): string[] {
  switch (failedOn) {
    case 'disabled':
      return [];
    case 'category':
      return entry.categories.map((code) => categoryWords(rules, code));
    case 'area':
      return entry.areas.map((code) => (book.get('areas', code) ?? book.get('grids', code))?.entry.name ?? code);
    case 'time':
      return [`${entry.from ?? ''}–${entry.until ?? ''}`];
    case 'day':
      return entry.days.map((kind) => DAY_WORDS[kind]);
    case 'source':
      return entry.sources.map((source) => SOURCES[source]);
    case 'level':
      return entry.levels.map((level) => LEVELS[level]);
  }
}

/** A category by its name, the beginning of several by their class. */
function categoryWords(rules: RulesInForce, prefix: string): string {
  const own = rules.category(prefix);
  if (own !== undefined) return own.name;
  const classes = new Set(rules.categories.filter(({ code }) => code.startsWith(prefix)).map(({ kind, className }) => `${className}${kind === 'component' ? '部件' : '事件'}`));
  return classes.size === 1 ? ([...classes][0] ?? prefix) : prefix;
}
