import { Logger } from '@nestjs/common';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { uuid } from '@shaodao/contracts/shapes';
import { TASK_PARTS } from '@shaodao/domain/policy';
import { z } from 'zod';

const log = new Logger('TaskFacts');

/** One department in place of another; null where nobody took it over. */
const replaced = { departmentId: uuid, toDepartmentId: uuid.nullable() };

/** The facts that change what a department is measured by, with nothing else of them. */
export const countedFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('whistled'),
    departments: z.array(z.object({ departmentId: uuid, part: z.enum(TASK_PARTS) })),
  }),
  z.object({ type: z.literal('whistleWithdrawn') }),
  z.object({ type: z.literal('departmentAdded'), departmentId: uuid, part: z.enum(TASK_PARTS) }),
  z.object({ type: z.literal('departmentReleased'), departmentId: uuid }),
  z.object({ type: z.literal('returnGranted'), ...replaced }),
  z.object({ type: z.literal('adjudicated'), ...replaced }),
  z.object({ type: z.literal('reassigned'), ...replaced }),
  z.object({ type: z.literal('signed'), departmentId: uuid, inTime: z.boolean() }),
  z.object({ type: z.literal('taskFinished'), departmentId: uuid, inTime: z.boolean() }),
]);
const COUNTED = new Set<string>(countedFact.options.map((option) => option.shape.type.value));

export interface TaskFact {
  caseId: string;
  /** Place in the case's history; the order that counts, whatever order facts arrive in. */
  seq: number;
  at: number;
  fact: z.output<typeof countedFact>;
}

/** What of a batch is counted. A counted fact of the wrong shape is logged and left out: waiting would not mend it. */
export function taskFactsOf(messages: readonly CaseFactMessage[]): TaskFact[] {
  return messages
    .filter((message) => COUNTED.has(message.fact.type))
    .flatMap(({ factId, caseId, seq, at, fact }) => {
      const parsed = countedFact.safeParse(fact);
      if (!parsed.success) log.error(`fact ${factId} cannot be counted: ${parsed.error.issues[0]?.path.join('.')}`);
      return parsed.success ? [{ caseId, seq, at, fact: parsed.data }] : [];
    });
}
