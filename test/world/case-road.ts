import { randomUUID } from 'node:crypto';
import type { Person, Answer, person as signedIn } from './people.js';

/** A case as HTTP shows it, as far as tests look. */
export interface Case {
  id: string;
  number: string;
  version: number;
  stage: string;
  level: string;
  gridCode: string;
  emergency: { activationId: string; level: string; sinceAt: string; resting: boolean } | null;
  suspended: { at: string; reviewAt: string } | null;
  categoryCode: string;
  tasks: {
    departmentId: string;
    part: string;
    state: string;
    missed: string[];
    forced: boolean;
    ownerId: string | null;
    proposedRating: string | null;
  }[];
  deadlines: { kind: string; departmentId: string | null; ref: string | null; dueAt: string }[];
  attachedDepartmentIds: string[];
  allowedCommands: string[];
  supervisions: number;
  rulesRef: string;
  reworks: number;
  closedAt: string | null;
  callbacks: { solved: boolean | null; word: string | null }[];
  parentId: string | null;
  children: { caseId: string; open: boolean }[];
  mergedIntoId: string | null;
  duplicateIds: string[];
}

export interface EventLine {
  seq: number;
  at: string;
  recordedAt: string;
  type: string;
  level: string;
  stage: string;
  fromStage: string | null;
  fromLevel: string | null;
  rulesRef: string;
  actorId: string | null;
  actorSeat: string | null;
  fact: Record<string, unknown> & { type: string };
  onDuty: { seat: string; personIds: string[]; via: string }[];
  text: Record<string, unknown> | null;
  hash: string;
  previousHash: string | null;
}

export const TOMORROW = (): string => new Date(Date.now() + 20 * 3_600_000).toISOString();

/** The grid of a grid worker, by its code. */
export async function gridOf(worker: Person): Promise<string> {
  const answer = await worker.get<{ items: { id: string; code: string }[] }>(`/api/grids?areaCode=${worker.account.areaCode}`);
  const grid = answer.body.items.find((one) => one.code === worker.account.areaCode);
  if (grid === undefined) throw new Error(`no grid ${worker.account.areaCode}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  return grid.id;
}

export async function anyCategory(someone: Person): Promise<string> {
  const answer = await someone.get<{ items: { code: string }[] }>('/api/categories');
  return answer.body.items[0]?.code ?? '';
}

export async function report(worker: Person, grade: 'routine' | 'urgent' = 'routine'): Promise<Case> {
  const answer = await worker.post<Case>('/api/cases', {
    id: randomUUID(),
    title: '路面塌陷',
    description: '小区东门外路面塌陷，约两平方米，已放置警示锥。',
    categoryCode: await anyCategory(worker),
    grade,
    gridId: await gridOf(worker),
  });
  return taken(answer, 201);
}

/** Gives a command and expects it to be taken. */
export async function order(someone: Person, id: string, body: Record<string, unknown>): Promise<Case> {
  return taken(await command(someone, id, body), 200);
}

export function command(someone: Person, id: string, body: Record<string, unknown>, key: string = randomUUID()): Promise<Answer<Case>> {
  return someone.post<Case>(`/api/cases/${id}/commands`, body, { 'idempotency-key': key });
}

function taken(answer: Answer<Case>, status: number): Case {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function history(someone: Person, id: string): Promise<EventLine[]> {
  const answer = await someone.get<{ items: EventLine[] }>(`/api/cases/${id}/events`);
  if (answer.status !== 200) throw new Error(`events: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.items;
}

export const typesOf = (lines: EventLine[]): string[] => lines.map((line) => line.type);

/** No gap, nothing twice. */
export function isWhole(lines: EventLine[]): boolean {
  return lines.every((line, index) => line.seq === index + 1);
}

/** Those who walk a case from report to close, and where. */
export interface Cast {
  worker: Person;
  officer: Person;
  secretary: Person;
  gridId: string;
  categoryCode: string;
}

/** The demo people of the first grid worker's own ground and department. */
export async function castOf(worker: Person, person: typeof signedIn): Promise<Cast> {
  const gridId = await gridOf(worker);
  const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${gridId}`);
  return {
    worker,
    officer: await person('departmentDuty', 0, (one) => grid.body.attachedDepartmentIds.includes(one.departmentId ?? '')),
    secretary: await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode)),
    gridId,
    categoryCode: await anyCategory(worker),
  };
}

/** Walks a fresh case to its close; answers it as it stands then. */
export async function closedCase(cast: Cast): Promise<Case> {
  const { id } = await report(cast.worker);
  let last: Case | null = null;
  for (const [who, body] of roadOf(cast)) last = await order(who, id, body);
  if (last === null) throw new Error('a road without steps');
  return last;
}

/** The eight commands of a grid whistle's whole road, each with who gives it. */
export function roadOf({ worker, officer, secretary }: Cast): [Person, Record<string, unknown>][] {
  const departments = [{ departmentId: officer.account.departmentId, part: 'lead' }];
  return [
    [worker, { command: 'accept' }],
    [worker, { command: 'whistle', kind: 'grid', departments, reason: '请到场' }],
    [officer, { command: 'sign' }],
    [officer, { command: 'contact', whom: '物业', measure: '抢修', plannedFinishAt: TOMORROW() }],
    [officer, { command: 'reportIn' }],
    [officer, { command: 'finish', result: '已修复' }],
    [secretary, { command: 'verify', passed: true }],
    [secretary, { command: 'close' }],
  ];
}
