import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import type { FeedCase } from '@shaodao/contracts/gateway';
import type { Seen } from '@shaodao/domain/case/rights';
import { isoTimeOf } from '../speech/iso-time.js';

/** A fact as the feed tells it, and what decides who may see it. */
export interface Told {
  seq: number;
  event: FeedCase;
  seen: Seen;
  /** Of a case that has just left with its ground: who had it until now must see it go. */
  before?: Seen;
}

/** `seq` is the fact's place in the stream: the id of the event. */
export function toldOf(message: CaseFactMessage, seq: number): Told {
  const { caseId, number, stage, level, at, gridCode, reporterId, departmentIds } = message;
  const seen = { place: { gridCode }, reporterId, tasks: departmentIds.map((departmentId) => ({ departmentId })) };
  const { fact } = message;
  return {
    seq,
    event: { caseId, number, version: message.seq, stage, level, type: fact.type, at: isoTimeOf(at) },
    seen,
    ...(fact.type === 'groundFollowed' && { before: { ...seen, place: { gridCode: fact.fromCode } } }),
  };
}
