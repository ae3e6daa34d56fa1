import { CodedError } from '@shaodao/contracts/errors';
import { DEPARTMENT_KINDS } from '@shaodao/contracts/register/bodies';
import type { TaskPart, WhistleKind } from '@shaodao/domain/policy';
import { leadsEnforcement } from '@shaodao/domain/routing/enforcement';
import type { Atlas } from '../atlas/atlas.js';

/** Departments a whistle would call, by the UUID other services know them by. */
export interface Calling {
  kind: WhistleKind;
  led: boolean;
  departments: { departmentId: string; part: TaskPart }[];
}

/** Refuses a department that is not there: NOT_FOUND `departments`. */
export function checkKnown(atlas: Atlas, ids: readonly string[]): void {
  if (ids.every((id) => atlas.department(id) !== undefined)) return;
  throw new CodedError('NOT_FOUND', { field: 'departments', reason: 'no such department', reasonZh: '没有这个部门' });
}

/** Refuses whoever stands beside departments (三方联动) as lead of an enforcement whistle: INVALID with its place. */
export function checkLead(atlas: Atlas, { kind, led, departments }: Calling): void {
  checkKnown(atlas, departments.map(({ departmentId }) => departmentId));
  const kindOf = (id: string): keyof typeof DEPARTMENT_KINDS => atlas.book.get('departments', atlas.department(id)?.code ?? '')?.entry.kind ?? 'department';
  const called = departments.map(({ departmentId, part }) => ({ kind: kindOf(departmentId), part }));
  const at = leadsEnforcement(kind, called, led);
  const one = at === null ? undefined : departments[at];
  if (one === undefined) return;
  const zh = DEPARTMENT_KINDS[kindOf(one.departmentId)];
  const name = atlas.department(one.departmentId)?.name ?? '';
  throw new CodedError('INVALID', {
    field: `departments.${at}.${one.part === 'lead' ? 'part' : 'departmentId'}`,
    reason: one.part === 'lead' ? 'it may assist but not lead an enforcement whistle' : 'name a department that leads: whoever signs first would lead',
    reasonZh: one.part === 'lead' ? `${zh}“${name}”不能主办综合执法，可作协办` : `综合执法须指定主办部门，否则首签的${zh}“${name}”将成为主办`,
  });
}
