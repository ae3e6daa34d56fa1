import type { Query } from '../http/call.js';

/** The tabs of the list. 待签收, 待报到 and 办理中 ask what a department's own task waits for. */
const LIST_VIEWS = ['mine', 'sign', 'reportIn', 'finish', 'suspended', 'overdue', 'all'] as const;
export type ListView = (typeof LIST_VIEWS)[number];

const OF_DEPARTMENTS: readonly ListView[] = ['sign', 'reportIn', 'finish'];

/** Which tabs a person has: those about tasks are a department's. */
export function viewsFor(departmentId: string | undefined): ListView[] {
  return LIST_VIEWS.filter((view) => departmentId !== undefined || !OF_DEPARTMENTS.includes(view));
}

export const VIEW_WORDS: Record<ListView, string> = {
  mine: '待我办理',
  sign: '待签收',
  reportIn: '待报到',
  finish: '办理中',
  suspended: '挂账',
  overdue: '超时',
  all: '全部',
};

export const EMPTY_WORDS: Record<ListView, string> = {
  mine: '现在没有等您办理的案件。',
  sign: '没有待签收的案件。',
  reportIn: '没有待报到的案件。',
  finish: '没有办理中的案件。',
  suspended: '没有挂账的案件。',
  overdue: '没有超时的案件。',
  all: '没有符合条件的案件。',
};

/** A tab as GET /api/cases takes it. */
export const VIEW_QUERIES: Record<ListView, Query> = {
  mine: { mine: true },
  sign: { awaits: 'sign' },
  reportIn: { awaits: 'reportIn' },
  finish: { awaits: 'finish' },
  suspended: { suspended: true },
  overdue: { overdue: true },
  all: {},
};
