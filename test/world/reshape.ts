import { randomUUID } from 'node:crypto';
import type { HttpReshape, HttpReshapeProgress } from '@shaodao/contracts/http-reshape';
import type { Seat } from '@shaodao/domain/case/actor';
import type { Account } from './people.js';
import { accounts, Person, type Answer } from './people.js';
import { query } from './records.js';
import { until } from './wait.js';

/** A grid as the register keeps it. */
export interface Ground {
  id: string;
  code: string;
  name: string;
  ring: number[][];
}

export interface Point {
  lng: number;
  lat: number;
}

interface Kept {
  id: string;
  entry: { code: string; name: string; polygon: { coordinates: number[][][] } };
}

/** Whoever keeps the register says a thing in it. */
export async function say(leader: Person, list: string, key: string, entry: object): Promise<void> {
  const answer = await leader.put(`/api/register/${list}/${encodeURIComponent(key)}`, { entry, reason: '测试人员' });
  if (answer.status !== 200) throw new Error(`${list} ${key}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** 包网: the department is attached to the grid, before all others. */
export async function attach(leader: Person, gridCode: string, departmentId: string): Promise<void> {
  const departments = await leader.get<{ items: { id: string; code: string }[] }>('/api/departments');
  const own = departments.body.items.find(({ id }) => id === departmentId)?.code ?? '';
  const { entry } = (await leader.get<{ entry: { departments: string[] } }>(`/api/register/grids/${gridCode}`)).body;
  await say(leader, 'grids', gridCode, { ...entry, departments: [own, ...entry.departments.filter((code) => code !== own)] });
}

/** A new person with a post and a seat, signed in: the password is the one of a demo account. */
export async function newPerson(leader: Person, number: string, { seat, areaCode }: { seat: Seat; areaCode: string }): Promise<Person> {
  const name = number.toLowerCase();
  const like = accounts[0] as Account;
  await say(leader, 'people', number, { number, name: '测试', status: 'present' });
  await say(leader, 'posts', `${number}~${seat}~${areaCode}~~`, { person: number, role: seat, areaCode, status: 'active' });
  await say(leader, 'accounts', name, { name, person: number, seat, areaCode });
  await query(`INSERT INTO registry.account (name, password_hash) SELECT $1, password_hash FROM registry.account WHERE name = $2
    ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash`, [name, like.account]);
  return Person.signIn({ account: name, password: like.password, seat, areaCode });
}

/** The register's grids of an area, as of an instant. */
export async function groundsOf(someone: Person, areaCode: string, asOf?: string): Promise<Ground[]> {
  const query = asOf === undefined ? '' : `&asOf=${encodeURIComponent(asOf)}`;
  const { body } = await someone.get<{ items: Kept[] }>(`/api/register/grids?areaCode=${areaCode}&limit=200${query}`);
  return body.items.map(({ id, entry: { code, name, polygon } }) => ({ id, code, name, ring: polygon.coordinates[0] ?? [] }));
}

/** Two parts, cut from the first corner to another. */
export function halvesOf({ ring }: Ground, cut: number): [number[][], number[][]] {
  const first = ring[0] as number[];
  return [[...ring.slice(0, cut + 1), first], [first, ...ring.slice(cut)]];
}

/** A point well inside the triangle of its first corners: inside a part that is convex. */
export function pointIn(ring: number[][]): Point {
  const [a, b, c] = ring as [number[], number[], number[]];
  const middle = (at: 0 | 1): number => ((a[at] ?? 0) + (b[at] ?? 0) + (c[at] ?? 0)) / 3;
  return { lng: middle(0), lat: middle(1) };
}

export function reshape(leader: Person, body: object, more: { dryRun?: boolean; key?: string } = {}): Promise<Answer<HttpReshape>> {
  const { dryRun = false, key = randomUUID() } = more;
  return leader.post<HttpReshape>(`/api/grids/reshape?dryRun=${dryRun}`, body, { 'idempotency-key': key });
}

/** An order to cut a grid in two that is in order: the corner is found by dry runs. */
export async function splitOrder(leader: Person, ground: Ground, codes: [string, string]): Promise<{ kind: string; gridCode: string; into: { code: string; polygon: { coordinates: number[][][] } }[]; heirCode: string }> {
  for (let cut = 2; cut < ground.ring.length - 2; cut++) {
    const into = halvesOf(ground, cut).map((ring, nth) => ({ code: codes[nth] as string, name: `新网格${nth + 1}`, polygon: { type: 'Polygon', coordinates: [ring] } }));
    const order = { kind: 'split', gridCode: ground.code, into, heirCode: codes[1] };
    if ((await reshape(leader, { order, reason: '试算' }, { dryRun: true })).status === 201) return order;
  }
  throw new Error(`no way to cut ${ground.code}`);
}

/** Once every open case has followed. */
export function followed(leader: Person, id: string, limitMs = 60_000): Promise<HttpReshapeProgress> {
  return until(`the cases of reshaping ${id}`, async () => {
    const { body } = await leader.get<HttpReshapeProgress>(`/api/grids/reshapes/${id}`);
    return body.cases?.state === 'done' ? body : null;
  }, limitMs);
}
