import { onDuty } from '@shaodao/contracts/registry';
import { Bus } from '@shaodao/platform/bus';
import { place } from './place.js';
import { query } from './records.js';
import { until } from './wait.js';

const PEOPLE = `SELECT jsonb_array_elements_text(jsonb_path_query_array(turns, '$[*][*]') || fallback)::uuid
  FROM registry.roster WHERE department_id = $2`;

/** Everybody on the rosters of a department goes, or comes back; resolves once registry knows. */
export async function setPresent(departmentId: string, present: boolean): Promise<void> {
  await query(`UPDATE registry.person SET present = $1 WHERE id IN (${PEOPLE})`, [present, departmentId]);
  await query('UPDATE registry.district SET edition = edition + 1');
  const bus = await Bus.connect({ url: place.natsUrl, name: 'test' });
  try {
    await until('registry to know who is there', async () => {
      const asked = { seat: 'departmentDuty' as const, areaCode: null, departmentId, at: Date.now() };
      return ((await bus.request(onDuty, asked)).via === 'roster') === present;
    });
  } finally {
    await bus.connection.close();
  }
}
