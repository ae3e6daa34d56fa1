import { tierOfSeat, type Seat } from '@shaodao/domain/case/actor';

/** 席位 in Chinese. */
const SEAT_WORDS: Record<Seat, string> = {
  gridWorker: '网格员',
  communityOfficer: '社区值班员',
  communitySecretary: '社区书记',
  subdistrictDuty: '街道值班领导',
  subdistrictSecretary: '街道书记',
  departmentDuty: '部门值班',
  departmentHead: '部门负责人',
  shiftLeader: '值班长',
  centreLeader: '指挥中心负责人',
  districtLeader: '区领导',
  operations: '运行维护',
};

/** Posts that no one signs in to, as duty lists and people have them. */
const POST_WORDS: Readonly<Record<string, string>> = {
  ...SEAT_WORDS,
  attachedCadre: '包网干部',
  gridChief: '网格长',
  departmentDeputyHead: '部门副职',
};

/** A seat or post from the record may be newer than this screen: then it is shown as it stands. */
export function seatWords(seat: string): string {
  return POST_WORDS[seat] ?? seat;
}

/** 值班: community and above see the four-level view. */
export function seesBoard(seat: Seat): boolean {
  const tier = tierOfSeat(seat);
  return tier !== null && tier !== 'grid';
}

/** 部门考核 is for those who rate departments and for the departments themselves. */
export function seesAssessment(seat: Seat): boolean {
  return seat !== 'gridWorker' && seat !== 'operations';
}
