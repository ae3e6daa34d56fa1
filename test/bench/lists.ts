import { person } from '../world/people.js';
import { query } from '../world/records.js';
import { figure, quantile, type Figure } from './figures.js';
import type { Cast } from '../world/case-road.js';

const CASES = 100_000;
const ROUNDS = 5;
const READS = 100;

/** Lists of every seat with 100,000 cases in the table, spread over all grids and stages, most of them ended. */
export async function lists(cast: Cast): Promise<Record<string, Figure>> {
  await fill();
  const leader = await person('districtLeader');
  const subdistrict = await person('subdistrictDuty');
  const asked: [typeof leader, string][] = [
    [cast.worker, '/api/cases?mine=true'],
    [cast.secretary, '/api/cases?limit=50'],
    [subdistrict, '/api/cases?stage=handling'],
    [leader, '/api/cases?limit=50'],
    [leader, '/api/cases?level=subdistrict&overdue=true'],
    [cast.officer, '/api/cases?mine=true'],
  ];
  const p50: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const waits: number[] = [];
    for (let i = 0; i < READS; i++) {
      const [who, path] = asked[i % asked.length] ?? [leader, '/api/cases'];
      const startedAt = performance.now();
      const answer = await who.get(path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      waits.push(performance.now() - startedAt);
    }
    // The first round warms caches and statistics.
    if (round === 0) continue;
    p50.push(quantile(waits, 0.5));
    p99.push(quantile(waits, 0.99));
  }
  return { 'list.p50Ms': figure(p50, 'ms', ''), 'list.p99Ms': figure(p99, 'ms, 100,000 cases', '<= 50') };
}

async function fill(): Promise<void> {
  await query(
    `WITH model AS (SELECT * FROM dispatch.case_row WHERE closed_at IS NOT NULL LIMIT 1),
      grids AS (SELECT (body->>'id')::uuid AS id, key AS code, row_number() OVER (ORDER BY key) - 1 AS n, count(*) OVER () AS total FROM registry.standing WHERE list = 'grids'),
      made AS (SELECT gen_random_uuid() AS id, i FROM generate_series(1, $1::int) i),
      kept AS (
        INSERT INTO dispatch.case_kept (case_id, number, person_id, body_hash, rules_ref, opening, title, description, kept_at)
        SELECT made.id, 'fill-' || made.i, k.person_id, '', k.rules_ref, k.opening, 'case ' || made.i, 'filled', k.kept_at
        FROM made, model m JOIN dispatch.case_kept k ON k.case_id = m.case_id RETURNING case_id)
      INSERT INTO dispatch.case_row
      SELECT made.id, m.seq, m.last_hash, 'fill-' || made.i, 'case ' || made.i,
        CASE WHEN made.i % 10 < 7 THEN 'closed' WHEN made.i % 10 < 9 THEN 'handling' ELSE 'dispatch' END,
        (ARRAY['grid', 'community', 'subdistrict', 'district'])[1 + made.i % 4], m.grade, m.category_code, m.category_name,
        g.id, g.code, left(g.code, 12), left(g.code, 9), left(g.code, 6), m.reporter_id, m.reported_at,
        CASE WHEN made.i % 10 < 7 THEN m.closed_at + made.i END,
        CASE WHEN made.i % 10 >= 7 THEN m.reported_at + made.i * 1000 END,
        CASE WHEN made.i % 10 >= 7 THEN 'level' END, made.i % 10 >= 7 AND made.i % 50 = 9, 0,
        CASE WHEN made.i % 10 < 7 THEN 9007199254740991 - m.closed_at - made.i ELSE m.reported_at + made.i * 1000 END, m.state
      FROM made, model m, grids g WHERE g.n = made.i % g.total`,
    [CASES],
  );
  await query('ANALYZE dispatch.case_row');
}
