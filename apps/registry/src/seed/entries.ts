import type { Entry, ListName } from '@shaodao/contracts/register/lists';
import { listOf } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import { DAY_MS, localDate } from '@shaodao/domain/calendar';
import type { Role } from '@shaodao/domain/register/role';
import { CHINA_MS } from '../register/term.js';
import { demoPlans } from './demo-plans.js';
import type { DistrictData } from './district.js';
import type { SeedEntry } from './seed-entry.js';

/** The district as the register's lists say it, what others refer to first. */
export function entriesOf(district: DistrictData): SeedEntry[] {
  const numbers = new Map(district.people.map(({ id, phone }) => [id, numberOf(phone)]));
  const number = (id: string): string => numbers.get(id) ?? id;
  const { routing } = district;
  const codes = new Map([...district.departments, ...routing.beside].map(({ id, code }) => [id, code]));
  const code = (id: string | null): string | null => (id === null ? null : (codes.get(id) ?? null));
  const attached = Map.groupBy(district.attachments, ({ gridId }) => gridId);
  const rosterKey = (roster: { seat: string; areaCode: string; departmentId: string | null }): string =>
    keyOf(listOf('rosters'), { role: roster.seat, areaCode: roster.areaCode, department: code(roster.departmentId) });
  const own: SeedEntry[] = [
    said('areas', { code: district.code, name: district.name, kind: 'district', parent: null, governed: true, onePerGrid: [] }),
    ...district.areas.map(({ code: area, name, kind, parentCode, governed }) => said('areas', { code: area, name, kind, parent: parentCode, governed, onePerGrid: [] })),
    ...district.departments.map(({ id, code: department, name, line }) =>
      said('departments', { code: department, name, kind: 'department', line, parent: null, areaCode: district.code, owns: routing.owners[department] ?? [], serves: [] }, id)),
    ...routing.beside.map(({ id, ...body }) => said('departments', body, id)),
    ...district.grids.map(({ id, code: grid, name, kind, communityCode, polygon }) => {
      const departments = (attached.get(id) ?? []).toSorted((a, b) => a.rank - b.rank).flatMap(({ departmentId }) => code(departmentId) ?? []);
      return said('grids', { code: grid, name, kind, areaCode: communityCode, parent: null, departments, spans: [], polygon }, id);
    }),
    ...district.people.map(({ id, name, phone, said: more }) =>
      said('people', { number: numberOf(phone), name, phone, status: 'present', department: null, residenceGrid: null, employment: null, memberClass: null, skills: [], ...more }, id)),
    ...district.posts.map(({ id, personId, role, areaCode, departmentId }) =>
      said('posts', { ...OPEN_POST, person: number(personId), role: role as Role, areaCode, department: code(departmentId) }, id)),
    ...district.seats.map(({ account: name, personId, seat, areaCode, departmentId }) =>
      said('accounts', { name, person: number(personId), seat, areaCode, department: code(departmentId) })),
    ...[...district.rosters, ...routing.rosters].map((roster) =>
      said('rosters', { role: roster.seat, areaCode: roster.areaCode, department: code(roster.departmentId), fallback: roster.fallback.map(number) })),
    ...[...district.rosters, ...routing.rosters]
      .filter(({ turns }) => turns.length > 0)
      .map((roster) =>
        said('shifts', {
          ...WHOLE_DAYS,
          roster: rosterKey(roster),
          anchor: localDate(roster.anchorAt, CHINA_MS),
          every: `${roster.turnMs / DAY_MS}d`,
          turns: roster.turns.map((turn) => turn.map(number)),
        })),
    ...routing.windows.map((window) => said('windows', window)),
    ...routing.routes.map((route) => said('routes', route)),
  ];
  return [...own, ...demoPlans(own)];
}

const OPEN_POST = { spot: null, from: null, until: null, status: 'active', accountable: false, route: null, votesFor: null, votesCast: null } as const;
const WHOLE_DAYS = { code: 'turn', name: '轮值', days: [], from: '00:00', until: '24:00' };

/** The running number within the demonstration's telephone number. */
function numberOf(phone: string): string {
  return `P${phone.slice(3)}`;
}

function said<N extends ListName>(list: N, entry: Entry<N>, id: string | null = null): SeedEntry {
  return { list, key: keyOf(listOf(list), entry), id, entry } as SeedEntry;
}
