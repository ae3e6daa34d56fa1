import type { CategoryLine } from '@shaodao/contracts/rules-publishing';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { CasePolicy } from '@shaodao/domain/policy';
import { inForce, type Effective } from '@shaodao/domain/rule-version';

export type Category = CategoryLine;

export interface Published<T> extends Effective {
  rules: T;
}

/** What is in force now or will be; versions that are past need not be among them. */
export interface RuleVersions {
  policies: Published<CasePolicy>[];
  calendars: Published<WorkingCalendar>[];
  categories: Published<Category[]>[];
}

export interface RulesInForce {
  policy: CasePolicy;
  calendar: WorkingCalendar;
  categories: readonly Category[];
  category(code: string): Category | undefined;
}

/** The rules by the instant asked: a scheduled version counts from its effect on because time has come, not because somebody looked. */
export class RuleBook {
  private readonly byCode = new Map<readonly Category[], Map<string, Category>>();

  constructor(private readonly versions: RuleVersions) {
    for (const { rules } of versions.categories) this.byCode.set(rules, new Map(rules.map((line) => [line.code, line])));
  }

  /** Throws before the first version of any kind; the seed's first ones count from the beginning. */
  at(instant: number): RulesInForce {
    const policy = inForce(this.versions.policies, instant);
    const calendar = inForce(this.versions.calendars, instant);
    const table = inForce(this.versions.categories, instant);
    if (policy === null || calendar === null || table === null) throw new Error('no rules are in force');
    const categories = table.rules;
    return {
      policy: policy.rules,
      calendar: calendar.rules,
      categories,
      category: (code) => this.byCode.get(categories)?.get(code),
    };
  }

  /** The calendar that counts at an instant, or the oldest known before every known one. Throws where none was published. */
  calendarAt(instant: number): WorkingCalendar {
    const { calendars } = this.versions;
    const oldest = calendars.toSorted((one, other) => one.effectiveAt - other.effectiveAt)[0];
    const calendar = inForce(calendars, instant) ?? oldest;
    if (calendar === undefined) throw new Error('no calendar is known');
    return calendar.rules;
  }
}
