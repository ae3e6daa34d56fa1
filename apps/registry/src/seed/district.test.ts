import { beforeAll, describe, expect, test } from '@jest/globals';
import { SEATS } from '@shaodao/domain/case/actor';
import { DEMO_GRID } from './demo-seats.js';
import { digestOf, growDistrict, type DistrictData } from './district.js';
import { randomFrom } from './random.js';

describe('the demonstration district', () => {
  let district: DistrictData;
  beforeAll(() => {
    district = growDistrict();
  });
  const holders = (role: string): Set<string> =>
    new Set(district.posts.filter((post) => post.role === role).map((post) => post.personId));

  test('has the published sizes', () => {
    const places = district.areas.filter((area) => area.kind !== 'subdistrict');
    expect(places).toHaveLength(40);
    expect(places.filter((area) => area.kind === 'community')).toHaveLength(31);
    expect(places.filter((area) => area.governed)).toHaveLength(28);
    expect(district.areas.filter((area) => area.kind === 'subdistrict')).toHaveLength(4);
    expect(district.grids).toHaveLength(287);
    expect(district.departments).toHaveLength(97);
    expect(holders('gridChief').size).toBe(208);
    expect(holders('gridWorker').size).toBe(95);
    expect(holders('attachedCadre').size).toBe(15_000);
  });

  test('is the same however often it is grown', () => {
    expect(digestOf(growDistrict())).toBe(digestOf(district));
  });

  test('gives every grid one to three departments and every department a grid', () => {
    const byGrid = Map.groupBy(district.attachments, (attachment) => attachment.gridId);
    expect(byGrid.size).toBe(287);
    for (const own of byGrid.values()) expect([1, 2, 3]).toContain(own.length);
    expect(new Set(district.attachments.map((attachment) => attachment.departmentId)).size).toBe(97);
  });

  test('has a chief in every grid and a roster for every seat of every area and department', () => {
    const chiefed = district.posts.filter((post) => post.role === 'gridChief').map((post) => post.areaCode);
    expect(new Set(chiefed).size).toBe(287);
    const rosters = new Map(SEATS.map((seat) => [seat, district.rosters.filter((roster) => roster.seat === seat).length]));
    expect(Object.fromEntries(rosters)).toEqual({
      gridWorker: 287,
      communityOfficer: 40,
      communitySecretary: 40,
      subdistrictDuty: 4,
      subdistrictSecretary: 4,
      departmentDuty: 97,
      departmentHead: 97,
      shiftLeader: 1,
      centreLeader: 1,
      districtLeader: 1,
      operations: 1,
    });
    const known = new Set(district.people.map((person) => person.id));
    for (const { turns, fallback } of district.rosters) {
      expect(turns.length).toBeGreaterThan(0);
      expect([...turns.flat(), ...fallback].every((id) => known.has(id))).toBe(true);
    }
  });

  test('has demo people of every seat who fit together around one grid', () => {
    const demo = district.seats.filter((seat) => seat.demo);
    for (const seat of SEATS) expect(demo.filter((one) => one.seat === seat).length).toBeGreaterThanOrEqual(2);
    const around = demo.filter((seat) => seat.departmentId === null && DEMO_GRID.startsWith(seat.areaCode));
    expect(around).toHaveLength(18);
    const grid = district.grids.find((one) => one.code === DEMO_GRID);
    const attached = district.attachments.filter((one) => one.gridId === grid?.id).map((one) => one.departmentId);
    expect(new Set(demo.flatMap((seat) => seat.departmentId ?? []))).toEqual(new Set(attached));
  });

  test('puts both demo people of a seat on duty in every turn', () => {
    const demo = district.seats.filter((seat) => seat.demo);
    for (const roster of district.rosters.filter((one) => DEMO_GRID.startsWith(one.areaCode) && one.departmentId === null)) {
      const own = demo.filter((one) => one.seat === roster.seat && one.areaCode === roster.areaCode);
      for (const turn of roster.turns) expect(new Set(turn)).toEqual(new Set(own.map((one) => one.personId)));
    }
  });

  test('has phones that no network assigns and names each account once', () => {
    for (const { phone } of district.people) expect(phone).toMatch(/^100\d{8}$/);
    expect(new Set(district.seats.map((seat) => seat.account)).size).toBe(district.seats.length);
  });
});

test('the stream of numbers is mulberry32', () => {
  const random = randomFrom(1);
  expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});
