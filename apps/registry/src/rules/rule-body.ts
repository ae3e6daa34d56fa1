import { casePolicy, storedCalendar } from '@shaodao/contracts/rules';
import { CATEGORY_TABLE, categoryLines, type RuleDraft, type RuleKind } from '@shaodao/contracts/rules-publishing';

/** Rules of one kind as they are kept: under which name, which version, and what they say. */
export interface RuleBody {
  kind: RuleKind;
  id: string;
  version: number;
  body: object;
}

export function bodyOf(draft: RuleDraft): RuleBody {
  switch (draft.kind) {
    case 'policies':
      return { kind: draft.kind, id: draft.policy.id, version: draft.policy.version, body: draft.policy };
    case 'calendars':
      return { kind: draft.kind, id: draft.calendar.id, version: draft.calendar.version, body: draft.calendar };
    case 'categories':
      return { kind: draft.kind, id: CATEGORY_TABLE, version: draft.categories.version, body: draft.categories.items };
  }
}

/** Where a fault of it is shown, e.g. `policy.version`. */
export const FIELD_OF: Record<RuleKind, string> = { policies: 'policy', calendars: 'calendar', categories: 'categories' };

/** What is kept, as it is read today: what an earlier release did not know is completed. */
export function readBody(kind: RuleKind, body: unknown): object {
  switch (kind) {
    case 'policies':
      return casePolicy.parse(body);
    case 'calendars':
      return storedCalendar.parse(body);
    case 'categories':
      return categoryLines.parse(body);
  }
}
