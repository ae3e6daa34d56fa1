import { RULE_STATES } from '@shaodao/domain/rule-version';
import { z } from 'zod';
import { TEXT_MAX } from './case-act.js';
import { request } from './contract.js';
import { category } from './registry.js';
import { caseCategory, casePolicy, storedCalendar, workingCalendar } from './rules.js';
import { actor, instant, uuid, words } from './shapes.js';

/** What registry answers about the versions of the rules: policies, working calendars, the table of categories. */

export const RULE_KINDS = ['policies', 'calendars', 'categories'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** The one table of categories of a district; policies and calendars carry ids of their own. */
export const CATEGORY_TABLE = 'categories';

/** 结案条件 in words for whoever verifies, and whose published table the limits are from; a case is stamped with neither. */
const lineWords = { closedWhen: words(120).optional(), limitsFrom: words(40).optional() };
/** A line of the table: what people choose from, and what a case is stamped with. */
const categoryLine = z.intersection(category.extend(lineWords), caseCategory);
export type CategoryLine = z.output<typeof categoryLine>;

/** A whole table of categories, ordered as it is shown. Refuses a code that stands twice. */
export const categoryLines = z.array(categoryLine).min(1).superRefine((lines, context) => {
  const seen = new Set<string>();
  lines.forEach(({ code }, index) => {
    if (seen.has(code)) context.addIssue({ code: 'custom', path: [index, 'code'], message: `${code} stands twice` });
    seen.add(code);
  });
});

const CODE = /^[A-Za-z0-9._-]{1,32}$/;
const NAME_MAX = 40;

const LINES_MAX = 1_000;

const newLines = categoryLines.max(LINES_MAX).superRefine((lines, context) => {
  const refuse = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
  lines.forEach((line, index) => {
    if (!CODE.test(line.code)) refuse([index, 'code'], '1 to 32 letters, digits, dots, dashes or underscores');
    for (const field of ['name', 'className'] as const) {
      if (!words(NAME_MAX).safeParse(line[field]).success) refuse([index, field], `1 to ${NAME_MAX} characters`);
    }
  });
});

/** Rules somebody gives us, checked whole; what a schema would pass over in silence is refused as an unknown field. */
export const newPolicy = whole(casePolicy);
export const newCalendar = whole(workingCalendar);
export const newCategories = whole(z.object({ version: z.int().min(1), items: newLines }));

/** What is published: the rules under the name of their kind. */
export const ruleDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('policies'), policy: newPolicy }),
  z.object({ kind: z.literal('calendars'), calendar: newCalendar }),
  z.object({ kind: z.literal('categories'), categories: newCategories }),
]);
export type RuleDraft = z.output<typeof ruleDraft>;

export const ruleReason = words(TEXT_MAX);

/** A published version as the history of the rules shows it. `authorId` is null for what came with the software. */
export const ruleVersion = z.object({
  kind: z.enum(RULE_KINDS),
  id: z.string(),
  version: z.int(),
  state: z.enum(RULE_STATES),
  effectiveAt: instant,
  publishedAt: instant,
  authorId: uuid.nullable(),
  reason: z.string(),
});
export type RuleVersion = z.output<typeof ruleVersion>;

/** Everything ever published for the district, newest version of each kind first. */
export const listRules = request({
  subject: 'registry.rules.list',
  input: z.object({}),
  output: z.object({ items: z.array(ruleVersion) }),
  refusals: [],
});

/** One version with what it says; exactly the part of its kind is there. */
export const getRules = request({
  subject: 'registry.rules.get',
  input: z.object({ kind: z.enum(RULE_KINDS), version: z.int().min(1), id: z.string().optional() }),
  output: z.object({
    version: ruleVersion,
    policy: casePolicy.nullable(),
    calendar: storedCalendar.nullable(),
    categories: categoryLines.nullable(),
  }),
  refusals: ['NOT_FOUND'],
});

/**
 * Publishes the next version; null takes effect at once. Once published it never changes: the same version with the same
 * content and effect is answered as the first time, with other content it is KEY_REUSED. INVALID names what is wrong in the
 * rules, an id that is not the district's, a version that is not the next, an effect in the past.
 */
export const publishRules = request({
  subject: 'registry.rules.publish',
  input: z.object({ actor, draft: ruleDraft, reason: ruleReason, effectiveAt: instant.nullable() }),
  output: ruleVersion,
  refusals: ['INVALID', 'FORBIDDEN', 'KEY_REUSED'],
});

/** The schema, and besides it a refusal of every field that would be left out of what it reads. */
function whole<T extends z.ZodType>(schema: T) {
  return z.preprocess((given, context) => {
    const read = schema.safeParse(given);
    const left = read.success ? leftOut(given, read.data) : null;
    if (left !== null) {
      context.issues.push({ code: 'unrecognized_keys', keys: [String(left.at(-1))], path: left.slice(0, -1), input: given as Record<string, unknown> });
    }
    return given;
  }, schema);
}

/** The path of the first field that is given but not in what was read; null when nothing is lost. */
function leftOut(given: unknown, read: unknown): (string | number)[] | null {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return null;
  for (const [name, value] of Object.entries(given)) {
    const key = Array.isArray(given) ? Number(name) : name;
    if (!(name in read)) return [key];
    const inner = leftOut(value, (read as Record<string, unknown>)[name]);
    if (inner !== null) return [key, ...inner];
  }
  return null;
}
