import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import type { FeedCase } from '@shaodao/contracts/gateway';
import type { Seen } from '@shaodao/domain/case/rights';
import { isoTimeOf } from '../speech/iso-time.js';

/** A fact as the feed tells it, and what decides who may see it. */
export interface Told {
  seq: number;
  event: FeedCase;
  seen: Seen;
}

/** `seq` is the fact's place in the stream: the id of the event. */
export function toldOf(message: CaseFactMessage, seq: number): Told {
  const { caseId, number, stage, level, at, gridCode, reporterId, departmentIds } = message;
  return {
    seq,
    event: { caseId, number, version: message.seq, stage, level, type: message.fact.type, at: isoTimeOf(at) },
    seen: {
      place: { gridCode },
      reporterId,
      tasks: departmentIds.map((departmentId) => ({ departmentId })),
    },
  };
}
