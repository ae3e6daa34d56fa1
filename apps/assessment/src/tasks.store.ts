import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { databaseAdapter } from '@shaodao/platform/database.store';
import type { listDepartmentMonths } from '@shaodao/contracts/assessment';
import type { z } from 'zod';
import { settings } from './config.js';
import { PrismaClient } from './generated/prisma/client.js';
import { countedFact, type TaskFact } from './task-facts.js';
import type { Task } from './task-fold.js';

export type DepartmentMonth = z.output<typeof listDepartmentMonths.output>['items'][number];

/**
 * Every write is one statement and so its own transaction. It needs no lock and
 * no interactive transaction, so a repeat that runs beside the first changes nothing.
 */
@Injectable()
export class TasksStore implements OnApplicationShutdown {
  private readonly prisma: PrismaClient;

  constructor() {
    const { DATABASE_URL: url, DATABASE_POOL: pool } = settings;
    this.prisma = new PrismaClient({ adapter: databaseAdapter({ url, pool, schema: 'assessment' }) });
  }

  /** Throws while the database is away or our tables are not there yet. */
  async ping(): Promise<void> {
    await this.prisma.taskFact.findFirst({ select: { caseId: true } });
  }

  /** A fact already kept stays as it is. */
  async keepFacts(facts: readonly TaskFact[]): Promise<void> {
    const rows = JSON.stringify(facts.map((fact) => ({ ...fact, at: new Date(fact.at) })));
    await this.prisma.$executeRaw`
      INSERT INTO task_fact (case_id, seq, at, fact)
      SELECT "caseId", seq, at, fact
      FROM jsonb_to_recordset(${rows}::jsonb) AS new ("caseId" uuid, seq int, at timestamptz, fact jsonb)
      ORDER BY 1, 2
      ON CONFLICT DO NOTHING`;
  }

  async factsOf(caseIds: string[]): Promise<TaskFact[]> {
    const rows = await this.prisma.taskFact.findMany({ where: { caseId: { in: caseIds } } });
    return rows.map(({ caseId, seq, at, fact }) => ({ caseId, seq, at: at.getTime(), fact: countedFact.parse(fact) }));
  }

  /** Writes tasks; one computed from at least as many facts stands. */
  async keepTasks(tasks: readonly Task[]): Promise<void> {
    if (tasks.length === 0) return;
    await this.prisma.$executeRaw`
      INSERT INTO task (case_id, whistle_seq, department_id, month, withdrawn, signed_in_time, finished_in_time, known)
      SELECT "caseId", "whistleSeq", "departmentId", month, withdrawn, "signedInTime", "finishedInTime", known
      FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) AS new (
        "caseId" uuid, "whistleSeq" int, "departmentId" uuid, month text,
        withdrawn boolean, "signedInTime" boolean, "finishedInTime" boolean, known int
      )
      ORDER BY 1, 2, 3
      ON CONFLICT (case_id, whistle_seq, department_id) DO UPDATE SET
        withdrawn = EXCLUDED.withdrawn,
        signed_in_time = EXCLUDED.signed_in_time,
        finished_in_time = EXCLUDED.finished_in_time,
        known = EXCLUDED.known
      WHERE task.known < EXCLUDED.known`;
  }

  /** Departments without a whistle in that month have no line. */
  departmentMonths(month: string, departmentId?: string): Promise<DepartmentMonth[]> {
    return this.prisma.$queryRaw<DepartmentMonth[]>`
      SELECT department_id AS "departmentId", ${month} AS month,
        count(*)::int AS whistles,
        count(*) FILTER (WHERE signed_in_time)::int AS "signedInTime",
        count(*) FILTER (WHERE finished_in_time)::int AS "finishedInTime"
      FROM task
      WHERE month = ${month} AND NOT withdrawn
        AND (${departmentId ?? null}::uuid IS NULL OR department_id = ${departmentId ?? null}::uuid)
      GROUP BY department_id
      ORDER BY department_id`;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
  }
}
