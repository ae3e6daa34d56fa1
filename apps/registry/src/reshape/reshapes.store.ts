import type { ReshapeDecision, ReshapeReport } from '@shaodao/contracts/reshape';
import type { Actor } from '@shaodao/domain/case/actor';
import type { CasePlace } from '@shaodao/domain/policy';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database.store.js';
import type { Prisma, Reshape as Row } from '../generated/prisma/client.js';

/** A plan with the ids others know the grids by; it never changes, whatever becomes of the grids later. */
export interface KeptPlan extends Pick<ReshapeReport, 'retired' | 'namedHeirs'> {
  created: (ReshapeReport['created'][number] & { kind: string; attachedDepartmentIds: CasePlace['attachedDepartmentIds'] })[];
}

export interface KeptReshape {
  id: string;
  actor: Actor;
  orderedAt: number;
  effectiveAt: number;
  decision: ReshapeDecision;
  plan: KeptPlan;
  follow: Record<string, number>;
  calledOffAt: number | null;
}

type Asked = Pick<Database, '$queryRaw'>;

@Injectable()
export class ReshapesStore {
  constructor(private readonly database: Database) {}

  async keep(transaction: Transaction, { actor, decision, plan, follow, ...rest }: Omit<KeptReshape, 'calledOffAt'>): Promise<void> {
    const json = (value: object): Prisma.InputJsonValue => value as Prisma.InputJsonObject;
    await transaction.reshape.create({
      data: { ...rest, orderedAt: BigInt(rest.orderedAt), effectiveAt: BigInt(rest.effectiveAt), actor: json(actor), decision: json(decision), plan: json(plan), follow: json(follow) },
    });
  }

  async find(id: string, database: Pick<Transaction, 'reshape'> = this.database): Promise<KeptReshape | null> {
    const row = await database.reshape.findUnique({ where: { id } });
    return row === null ? null : keptOf(row);
  }

  async callOff(transaction: Transaction, id: string, at: number): Promise<void> {
    await transaction.reshape.update({ where: { id }, data: { calledOffAt: BigInt(at) } });
  }

  /** Which reshaping has ended the grid of a code by an instant; null while it stands. */
  async endedBy(code: string, at: number): Promise<KeptReshape | null> {
    const [row] = await this.database.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM reshape WHERE called_off_at IS NULL AND effective_at <= ${at}::bigint
        AND plan->'retired' @> ${JSON.stringify([{ code }])}::jsonb ORDER BY effective_at DESC LIMIT 1`;
    return row === undefined ? null : this.find(row.id);
  }

  /** The code a grid had last, by its id. */
  async codeOfGrid(id: string): Promise<string | null> {
    const [row] = await this.database.$queryRaw<{ key: string }[]>`
      SELECT key FROM entry WHERE list = 'grids' AND body->>'id' = ${id} ORDER BY effective_at DESC, seq DESC LIMIT 1`;
    return row?.key ?? null;
  }

  /** Residents of ended grids go to the heir: one statement, since they may be thousands. Answers how many. */
  async moveResidents(transaction: Transaction, { id, effectiveAt, heirs }: { id: string; effectiveAt: number; heirs: Record<string, string> }): Promise<number> {
    return transaction.$executeRaw`
      INSERT INTO entry (change_id, list, key, effective_at, ground, body)
      SELECT ${id}::uuid, 'residents', standing.key, ${effectiveAt}::bigint, heir.code, jsonb_set(standing.body, '{grid}', to_jsonb(heir.code))
      FROM (
        SELECT DISTINCT ON (key) key, body FROM entry
        WHERE list = 'residents' AND effective_at <= ${effectiveAt}::bigint
          AND key IN (SELECT key FROM entry WHERE list = 'residents' AND ground = ANY(${Object.keys(heirs)}::text[]))
        ORDER BY key, effective_at DESC, seq DESC
      ) AS standing JOIN jsonb_each_text(${JSON.stringify(heirs)}::jsonb) AS heir(retired, code) ON standing.body->>'grid' = heir.retired
      ORDER BY standing.key`;
  }

  /** A resident of these grids of whom something is said for later; null where there is none. */
  async laterResident(codes: readonly string[], after: number, database: Asked): Promise<string | null> {
    const [row] = await database.$queryRaw<{ key: string }[]>`
      SELECT key FROM entry WHERE list = 'residents' AND effective_at > ${after}::bigint
        AND key IN (SELECT key FROM entry WHERE list = 'residents' AND ground = ANY(${codes}::text[])) LIMIT 1`;
    return row?.key ?? null;
  }

  /** Says again, in another change, what the residents of a reshaping said before it. */
  async restoreResidents(transaction: Transaction, { id, by, effectiveAt }: { id: string; by: string; effectiveAt: number }): Promise<void> {
    await transaction.$executeRaw`
      INSERT INTO entry (change_id, list, key, effective_at, ground, body)
      SELECT ${by}::uuid, 'residents', before.key, ${effectiveAt}::bigint, before.ground, before.body
      FROM entry AS one CROSS JOIN LATERAL (
        SELECT key, ground, body FROM entry WHERE list = 'residents' AND key = one.key AND effective_at <= ${effectiveAt}::bigint AND seq < one.seq
        ORDER BY effective_at DESC, seq DESC LIMIT 1
      ) AS before WHERE one.change_id = ${id}::uuid AND one.list = 'residents' ORDER BY before.key`;
  }
}

function keptOf({ id, calledOffAt, orderedAt, effectiveAt, ...row }: Row): KeptReshape {
  return {
    id,
    orderedAt: Number(orderedAt),
    effectiveAt: Number(effectiveAt),
    calledOffAt: calledOffAt === null ? null : Number(calledOffAt),
    actor: row.actor as unknown as Actor,
    decision: row.decision as unknown as ReshapeDecision,
    plan: row.plan as unknown as KeptPlan,
    follow: row.follow as Record<string, number>,
  };
}
