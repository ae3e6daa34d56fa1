import { expect, test } from '@jest/globals';
import type { Actor } from '@shaodao/domain/case/actor';
import { Faults } from '@shaodao/registry/imports/import-fault';
import { judge } from '@shaodao/registry/imports/judge';
import { propose } from '@shaodao/registry/imports/proposal';
import { readFiles } from '@shaodao/registry/imports/read-files';
import { reportOf } from '@shaodao/registry/imports/report';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';
import { bookOf, said } from '@shaodao/registry/register/fixture/said';

const LEADER: Actor = { personId: '00000000-0000-4000-8000-000000000001', seat: 'districtLeader', areaCode: '511703' };
const SECRETARY: Actor = { ...LEADER, seat: 'communitySecretary', areaCode: '511703001001' };
const area = said('areas', { code: '511703001001', name: '社区', kind: 'community' });
const book = bookOf(area, said('people', { number: 'P1', name: '甲', phone: '10000000713', status: 'present' }), said('people', { number: 'P2', name: '乙', status: 'present' }));

async function importing(csv: string, { actor = LEADER, list = '人员' }: { actor?: Actor; list?: string } = {}) {
  const faults = new Faults();
  const rows = await readFiles([{ name: `${list}.csv`, open: async () => new Uint8Array(Buffer.from(csv)) }], readOfficeFile, faults);
  const asked = { actor, effectiveAt: null, at: 1_000, standing: async () => new Map<string, never>(), scheduled: async () => new Map<string, number>(), onRow: () => undefined };
  const proposal = await propose(book, rows, faults, asked);
  await judge(proposal, faults, { standing: asked.standing, onTurn: () => undefined });
  return { proposal, report: reportOf(faults, proposal, true) };
}

test('only what is other is proposed; a value behind the stars of what stands is what stands', async () => {
  const { proposal, report } = await importing('人员编号,姓名,手机,状态\nP1,甲,100****0713,在岗\nP2,乙乙,,在岗\nP3,丙,,在岗');
  expect(proposal.changes.map(({ draft }) => [draft.key, draft.effectiveAt])).toEqual([['P2', 1_000], ['P3', 1_000]]);
  expect(report.lists).toEqual([{ list: 'people', new: 1, changed: 1, ended: 0, unchanged: 1 }]);
  expect(report.changes[0]).toEqual({ list: 'people', key: 'P2', kind: 'changed', fields: [{ field: 'name', header: '姓名', before: '乙', after: '乙乙' }] });
});

test('ending what does not stand changes nothing; a thing that comes back keeps no old identity it never had', async () => {
  const { report } = await importing('人员编号,姓名,状态,删除\nP9,,,是\nP2,,,是');
  expect(report.lists).toEqual([{ list: 'people', new: 0, changed: 0, ended: 1, unchanged: 1 }]);
  expect(report.changes[0]).toMatchObject({ key: 'P2', kind: 'ended', fields: expect.arrayContaining([{ field: 'name', header: '姓名', before: '乙', after: null }]) });
});

test('who and where may be said in the same files: whose a new person is, is decided on both', async () => {
  const post = '人员编号,角色,区域代码,部门代码,楼栋或点位,状态\nP2,志愿者,511703001001,,,在任';
  expect((await importing(post, { list: '任职', actor: SECRETARY })).report.faults).toEqual([]);
  const { report } = await importing('人员编号,姓名,状态\nP2,乙乙,在岗', { actor: SECRETARY });
  expect(report.faults).toMatchObject([{ row: 2, reason: 'outside your seat or area' }]);
});

test('the words of the register are told in the row, with column and header', async () => {
  const { report } = await importing('人员编号,姓名,状态,居住网格编码\nP2,乙,在岗,511703001001009', {});
  expect(report.faults).toEqual([
    { file: '人员.csv', sheet: null, row: 2, column: 'D', header: '居住网格编码', reason: '511703001001009 stands in no list of grids', reasonZh: '网格中没有“511703001001009”' },
  ]);
});
