import type { listCaseEvents } from '@shaodao/contracts/case-history';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { z } from 'zod';
import { deadlineOf } from './snapshot.js';

type Line = z.output<typeof listCaseEvents.output>['items'][number];

export interface EventLine {
  event: CaseEvent;
  recordedAt: number;
  /** The words that belong to it. */
  text: Record<string, unknown> | null;
  hash: string;
}

/** What stood when a part of a history begins: stage, level and hash of the line before it, and the rules since. */
export interface Before {
  stage: CaseEvent['stage'];
  level: CaseEvent['level'];
  hash: string;
  rulesRef: string;
}

/** Lines of a history in order, each with what it changed from; `before` is null for a history from its start. */
export function historyLines(lines: readonly EventLine[], before: Before | null): Line[] {
  let last = before;
  return lines.map(({ event, recordedAt, text, hash }) => {
    const { seq, at, fact, actor, stage, level } = event;
    const rulesRef = last?.rulesRef ?? rulesSince(event) ?? '';
    const line = {
      seq,
      at,
      recordedAt,
      type: fact.type,
      actorId: actor?.personId ?? null,
      actorSeat: actor?.seat ?? null,
      fromStage: last?.stage ?? null,
      stage,
      fromLevel: last?.level ?? null,
      level,
      rulesRef,
      fact,
      arms: event.arms.map(deadlineOf),
      onDuty: event.onDuty ?? [],
      text,
      hash,
      previousHash: last?.hash ?? null,
    };
    last = { stage, level, hash, rulesRef: rulesSince(event) ?? rulesRef };
    return line;
  });
}

/** The rules that hold from this event on; null where they stay as they were. */
export function rulesSince({ fact }: Pick<CaseEvent, 'fact'>): string | null {
  return fact.type === 'reported' || fact.type === 'replanned' ? `${fact.policy}/${fact.calendar}` : null;
}
