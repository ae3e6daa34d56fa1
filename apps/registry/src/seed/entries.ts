import type { Entry, ListName } from '@shaodao/contracts/register/lists';
import { listOf } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import { DAY_MS, localDate } from '@shaodao/domain/calendar';
import type { Role } from '@shaodao/domain/register/role';
import { CHINA_MS } from '../register/term.js';
import type { DistrictData } from './district.js';

/** An entry of the register as the seed says it; `id` is the UUID other services know the thing by. */
export interface SeedEntry<N extends ListName = ListName> {
  list: N;
  key: string;
  id: string | null;
  entry: Entry<N>;
}

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
  return [
    said('areas', { code: district.code, name: district.name, kind: 'district', parent: null, governed: true, onePerGrid: [] }),
    ...district.areas.map(({ code: own, name, kind, parentCode, governed }) => said('areas', { code: own, name, kind, parent: parentCode, governed, onePerGrid: [] })),
    ...district.departments.map(({ id, code: own, name, line }) =>
      said('departments', { code: own, name, kind: 'department', line, parent: null, areaCode: district.code, owns: routing.owners[own] ?? [], serves: [] }, id)),
    ...routing.beside.map(({ id, ...own }) => said('departments', own, id)),
    ...district.grids.map(({ id, code: own, name, kind, communityCode, polygon }) => {
      const departments = (attached.get(id) ?? []).toSorted((a, b) => a.rank - b.rank).flatMap(({ departmentId }) => code(departmentId) ?? []);
      return said('grids', { code: own, name, kind, areaCode: communityCode, parent: null, departments, spans: [], polygon }, id);
    }),
    ...district.people.map(({ id, name, phone }) =>
      said('people', { number: numberOf(phone), name, phone, status: 'present', department: null, residenceGrid: null, employment: null, memberClass: null, skills: [] }, id)),
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
    ...routing.windows.map((own) => said('windows', own)),
    ...routing.routes.map((own) => said('routes', own)),
  ];
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
