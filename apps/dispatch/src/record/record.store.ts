import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

export interface RecordStep {
  caseId: string;
  events: object[];
  facts: object[];
  row: object;
  tasks: object[];
}

@Injectable()
export class RecordStore {
  constructor(private readonly database: Database) {}

  async has(caseId: string): Promise<boolean> {
    return (await this.database.caseRow.findUnique({ where: { caseId }, select: { seq: true } })) !== null;
  }

  /** All or nothing, in one round trip; lines that stand already change nothing. */
  async write({ caseId, events, facts, row, tasks }: RecordStep): Promise<void> {
    await this.database.$queryRaw`
      SELECT record_case(${caseId}::uuid, ${JSON.stringify(events)}::jsonb,
        ${JSON.stringify(facts)}::jsonb, ${JSON.stringify(row)}::jsonb, ${JSON.stringify(tasks)}::jsonb)`;
  }

  /** Each case all or nothing for itself, in one round trip; answers those that could not be written, with why. */
  async writeEach(steps: readonly RecordStep[]): Promise<{ caseId: string; reason: string }[]> {
    return this.database.$queryRaw<{ caseId: string; reason: string }[]>`
      SELECT failed_case AS "caseId", reason FROM record_cases(${JSON.stringify(steps)}::jsonb)`;
  }
}
