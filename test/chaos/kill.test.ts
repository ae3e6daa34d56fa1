import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { castOf, history, isWhole, roadOf, typesOf, type Case, type Cast } from '../world/case-road.js';
import { killAndWait, pidOf, type ChildName } from '../world/children.js';
import { insist, insistOn } from '../world/insist.js';
import { person } from '../world/people.js';
import { noticesAbout, query } from '../world/records.js';
import { place } from '../world/place.js';
import { until } from '../world/wait.js';

const VICTIMS: ChildName[] = ['worker', 'dispatch', 'registry', 'notification', 'nats', 'temporal', 'postgres'];
/** Cases under way when the process dies, each begun when the one before has come a step further. */
const AT_ONCE = 4;
/** What must live on without being started again when another dies. */
const ALL: ChildName[] = ['gateway', 'registry', 'dispatch', 'notification', 'assessment', 'worker', 'nats', 'temporal', 'postgres'];
const ROAD = ['reported', 'accepted', 'filed', 'whistled', 'signed', 'contacted', 'reportedIn', 'taskFinished', 'verified', 'closed'];

let cast: Cast;

beforeAll(async () => {
  cast = await castOf(await person('gridWorker'), person);
});

async function walk(reached: (step: string) => void): Promise<string> {
  const { worker, categoryCode, gridId } = cast;
  const body = { id: randomUUID(), title: '断电', description: '整栋楼断电', categoryCode, gridId };
  const answer = await insist(() => worker.post<Case>('/api/cases', body));
  expect(answer.status).toBe(201);
  const { id } = answer.body;
  for (const [who, command] of roadOf(cast)) {
    reached(String(command['command']));
    await insistOn(who, id, command);
  }
  return id;
}

async function counted(): Promise<Record<'whistles' | 'signedInTime' | 'finishedInTime', number>> {
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const path = `/api/assessment/departments?month=${month}&departmentId=${cast.officer.account.departmentId}`;
  const answer = await insist(() => cast.officer.get<{ items: Record<string, number>[] }>(path));
  const { whistles = 0, signedInTime = 0, finishedInTime = 0 } = answer.body.items[0] ?? {};
  return { whistles, signedInTime, finishedInTime };
}

/** Facts a consumer has not taken, or has taken and not yet confirmed. */
async function facts(consumer: string): Promise<number> {
  const connection = await connect({ servers: place.natsUrl });
  try {
    const info = await (await jetstreamManager(connection)).consumers.info('FACTS', consumer);
    return info.num_pending + info.num_ack_pending;
  } finally {
    await connection.close();
  }
}

describe('kill -9 in the middle of cases: nothing accepted is lost, nothing happens twice', () => {
  test.each(VICTIMS)('%s', async (victim) => {
    const before = await counted();
    const others = ALL.filter((name) => name !== victim);
    const pids = others.map(pidOf);
    const walks: Promise<string>[] = [];
    for (let i = 0; i < AT_ONCE; i++) {
      const further = Promise.withResolvers<void>();
      walks.push(walk((step) => step === 'sign' && further.resolve()));
      await further.promise;
    }
    await killAndWait(victim);
    const ids = await Promise.all(walks);
    expect(others.map(pidOf)).toEqual(pids);
    for (const id of ids) {
      const lines = await until(`the whole history of ${id}`, async () => {
        const answer = await insist(() => cast.worker.get<{ items: Awaited<ReturnType<typeof history>> }>(`/api/cases/${id}/events`));
        return answer.body.items.at(-1)?.type === 'closed' ? answer.body.items : null;
      });
      expect(typesOf(lines)).toEqual(ROAD);
      expect(isWhole(lines)).toBe(true);
    }
    const expected = {
      whistles: before.whistles + AT_ONCE,
      signedInTime: before.signedInTime + AT_ONCE,
      finishedInTime: before.finishedInTime + AT_ONCE,
    };
    for (const id of ids) {
      await until('the notice to its reporter that it is closed', async () =>
        (await noticesAbout(id)).some((notice) => notice.factId === `${id}:10` && notice.personId === cast.worker.personId),
      );
    }
    await until('an empty outbox', async () => {
      const [row] = await query<{ left: string }>('SELECT count(*) AS left FROM dispatch.outbox');
      return row?.left === '0';
    });
    await until('all facts to be counted', async () => JSON.stringify(await counted()) === JSON.stringify(expected), 40_000);
    // What was in a consumer's hands when it died is told once more after this time: it must change nothing.
    await until('a redelivery to be over', async () => (await facts('assessment')) + (await facts('notification')) === 0);
    expect(await counted()).toEqual(expected);
  });
});
