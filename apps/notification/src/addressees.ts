import { Logger } from '@nestjs/common';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { areaCode, uuid } from '@shaodao/contracts/shapes';
import { SEATS } from '@shaodao/domain/case/actor';
import { z } from 'zod';

const log = new Logger('Addressees');

const person = z.object({ personId: uuid });
const seatOfArea = z.object({ seat: z.enum([...SEATS, 'attachedCadre', 'districtLiaison']), areaCode });
const seatOfDepartment = z.object({ seat: z.enum(SEATS), departmentId: uuid });
const addressee = z.union([person, seatOfDepartment, seatOfArea]);
const evidence = z.object({
  seat: z.string(),
  areaCode: z.string().nullable(),
  departmentId: uuid.nullable(),
  personIds: z.array(uuid),
});

/** A seat of an area or of a department at an instant: exactly one of the two is given. */
export interface DutyQuestion {
  seat: (typeof SEATS)[number] | 'attachedCadre' | 'districtLiaison';
  areaCode: string | null;
  departmentId: string | null;
  at: number;
}
export type AskOnDuty = (question: DutyQuestion) => Promise<string[]>;
export type ToldFact = Pick<CaseFactMessage, 'factId' | 'recordedAt' | 'actorId' | 'tell' | 'onDuty'>;

/**
 * The people a fact is told to, each once, without the one who did it. A seat is answered by the fact's own
 * evidence where it has some, even "nobody"; else by whom `ask` finds on duty when the fact was recorded.
 */
export async function peopleToTell(fact: ToldFact, ask: AskOnDuty): Promise<string[]> {
  const found = await Promise.all(fact.tell.map((to) => resolve(fact, to, ask)));
  const people = new Set(found.flat());
  if (fact.actorId !== null) people.delete(fact.actorId);
  return [...people];
}

async function resolve(fact: ToldFact, raw: unknown, ask: AskOnDuty): Promise<string[]> {
  const parsed = addressee.safeParse(raw);
  if (!parsed.success) {
    log.error(`fact ${fact.factId} names an addressee that is none`);
    return [];
  }
  const to = parsed.data;
  if ('personId' in to) return [to.personId];
  const area = 'areaCode' in to ? to.areaCode : null;
  const departmentId = 'departmentId' in to ? to.departmentId : null;
  const known = fact.onDuty
    .flatMap((entry) => evidence.safeParse(entry).data ?? [])
    .find((e) => e.seat === to.seat && (departmentId === null ? e.areaCode === area : e.departmentId === departmentId));
  const people = known?.personIds ?? (await ask({ seat: to.seat, areaCode: area, departmentId, at: fact.recordedAt }));
  if (people.length === 0) log.warn(`fact ${fact.factId}: nobody is on duty as ${to.seat}`);
  return people;
}
