import { z } from 'zod';
import { isoTime } from './gateway.js';
import { previewRules, replanReport } from './replan.js';
import { getRules, newCalendar, newCategories, newPolicy, RULE_KINDS, ruleReason, ruleVersion } from './rules-publishing.js';

/** What the gateway says and hears about rules over HTTP; see `gateway.ts`. */

/** Why, and from when on; without a time at once. */
const publication = { reason: ruleReason, effectiveAt: z.iso.datetime({ offset: true }).optional() };
export const httpPolicyPublication = z.strictObject({ policy: newPolicy, ...publication }).meta({ id: 'PolicyPublication' });
export const httpCalendarPublication = z.strictObject({ calendar: newCalendar, ...publication }).meta({ id: 'CalendarPublication' });
export const httpCategoriesPublication = z
  .strictObject({ categories: newCategories, ...publication })
  .meta({ id: 'CategoriesPublication' });

export const ruleKind = z.enum(RULE_KINDS);
export const ruleNumber = z.coerce.number().int().min(1);

export const httpRuleVersion = ruleVersion.extend({ effectiveAt: isoTime, publishedAt: isoTime }).meta({
  id: 'RuleVersion',
  description: 'A published version: in force, scheduled, or past; authorId is null for what came with the software',
});
export type HttpRuleVersion = z.output<typeof httpRuleVersion>;
export const httpRules = z.object({ items: z.array(httpRuleVersion) }).meta({ id: 'Rules' });
export const httpRuleContent = getRules.output
  .extend({ version: httpRuleVersion })
  .meta({ id: 'RuleContent', description: 'A version with what it says; exactly the part of its kind is there' });

const sample = previewRules.output.shape.samples.element;
const change = sample.shape.changes.element.extend({ fromDueAt: isoTime, toDueAt: isoTime });
export const httpRulesPreview = previewRules.output
  .extend({ samples: z.array(sample.extend({ changes: z.array(change) })) })
  .meta({ id: 'RulesPreview', description: 'What would change if every open case moved to these rules now' });
export type HttpRulesPreview = z.output<typeof httpRulesPreview>;

export const httpReplan = replanReport
  .extend({ askedAt: isoTime, startedAt: isoTime.nullable(), endedAt: isoTime.nullable() })
  .meta({ id: 'Replan', description: 'How far a re-plan of running cases is' });
export type HttpReplan = z.output<typeof httpReplan>;
export const httpReplans = z.object({ items: z.array(httpReplan) }).meta({ id: 'Replans' });
