import { isDeepStrictEqual } from 'node:util';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { CaseState } from '@shaodao/domain/case/state';
import type { CaseCategory, CasePolicy, CaseRules } from '@shaodao/domain/policy';
import { rulesRef } from '@shaodao/domain/policy';
import { completeCategory, completePolicy } from '@shaodao/domain/stored-rules';

/** What running cases move to; what is missing each case keeps. */
export interface ReplanTarget {
  policy?: CasePolicy | undefined;
  calendar?: WorkingCalendar | undefined;
  categories?: { version: number; items: CaseCategory[] } | undefined;
}

/** The part of a target that concerns one case. */
export interface CaseChange {
  policy?: CasePolicy | undefined;
  calendar?: WorkingCalendar | undefined;
  category?: CaseCategory | undefined;
}

/** A case whose category is no longer in the table keeps the one it has. */
export function changeFor({ category }: CaseState, { policy, calendar, categories }: ReplanTarget): CaseChange {
  const line = categories?.items.find(({ code }) => code === category.code);
  return { policy, calendar, category: line === undefined ? undefined : stamped(line) };
}

/** Does the case live under all of it already? */
export function isUnder(state: CaseState, rules: CaseRules, { policy, calendar, category }: CaseChange): boolean {
  const after = { policy: policy ?? rules.policy, calendar: calendar ?? rules.calendar };
  return rulesRef(after) === rulesRef(rules) && (category === undefined || isDeepStrictEqual(category, state.category));
}

/** As it was kept, which may have been by an earlier release. */
export function readTarget({ policy, calendar, categories }: ReplanTarget): ReplanTarget {
  return {
    policy: policy === undefined ? undefined : completePolicy(policy),
    calendar,
    categories: categories === undefined ? undefined : { ...categories, items: categories.items.map(stamped) },
  };
}

/** A line of the table without what a case is not stamped with. */
function stamped(line: CaseCategory): CaseCategory {
  const { code, name, closing, phases, closureConditions } = completeCategory(line);
  return { code, name, closing, phases, closureConditions };
}
