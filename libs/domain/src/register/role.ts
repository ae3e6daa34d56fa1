/** What a post is a post of. `spot`: of a part of a grid (a building, ten households, a point), named on the post. */
export type RolePlace = 'grid' | 'spot' | 'community' | 'subdistrict' | 'district' | 'department';

interface RoleRule {
  zh: string;
  places: readonly RolePlace[];
  /** 一年一聘: a post of this role must say until when; the years are the longest term. */
  termYears?: number;
}

/**
 * 角色: what a person can be, and where. The ten duty roles of a courtyard grid (西苑) are the ones of {@link DUTY_ROLES};
 * a building steward is appointed for one year (某县).
 */
export const ROLES = {
  gridChief: { zh: '网格长', places: ['grid'] },
  gridWorker: { zh: '网格员', places: ['grid'] },
  policeOfficer: { zh: '网格民警', places: ['grid'] },
  attachedCadre: { zh: '包网干部', places: ['grid'] },
  partyBranchSecretary: { zh: '党支部书记', places: ['grid', 'community'] },
  informationManager: { zh: '信息管理员', places: ['grid'] },
  environmentAttendant: { zh: '环境服务员', places: ['grid'] },
  culturePublicist: { zh: '文化宣传员', places: ['grid'] },
  gridMedic: { zh: '网格医护员', places: ['grid'] },
  familyPlanningManager: { zh: '计生管理员', places: ['grid'] },
  legalAttendant: { zh: '法律服务员', places: ['grid'] },
  safetySupervisor: { zh: '网格安监员', places: ['grid'] },
  integritySupervisor: { zh: '廉效督导员', places: ['grid'] },
  buildingSteward: { zh: '楼长', places: ['spot'], termYears: 1 },
  householdLead: { zh: '联户长', places: ['spot'], termYears: 1 },
  pointLead: { zh: '点位长', places: ['spot'] },
  inServiceMember: { zh: '在职党员', places: ['grid', 'community'] },
  volunteer: { zh: '志愿者', places: ['grid', 'community', 'subdistrict'] },
  communitySecretary: { zh: '社区书记', places: ['community'] },
  communityDeputySecretary: { zh: '社区副书记', places: ['community'] },
  communityOfficer: { zh: '社区值班员', places: ['community'] },
  subdistrictSecretary: { zh: '街道书记', places: ['subdistrict'] },
  subdistrictDirector: { zh: '街道主任', places: ['subdistrict'] },
  subdistrictDuty: { zh: '街道值班领导', places: ['subdistrict'] },
  subdistrictOfficer: { zh: '街道干部', places: ['subdistrict'] },
  departmentHead: { zh: '部门负责人', places: ['department'] },
  departmentDeputyHead: { zh: '部门副职', places: ['department'] },
  departmentDuty: { zh: '部门值班员', places: ['department'] },
  districtLiaison: { zh: '区级联系领导', places: ['subdistrict', 'community'] },
  shiftLeader: { zh: '值班长', places: ['district'] },
  centreLeader: { zh: '指挥中心负责人', places: ['district'] },
  districtLeader: { zh: '区领导', places: ['district'] },
  operations: { zh: '运维', places: ['district'] },
} as const satisfies Record<string, RoleRule>;
export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as Role[];

export function ruleOfRole(role: Role): RoleRule {
  return ROLES[role];
}

/** 十大员: the ten duty roles of a courtyard grid (西苑); several may be one person's (交叉任职). */
export const DUTY_ROLES = [
  'partyBranchSecretary',
  'policeOfficer',
  'informationManager',
  'environmentAttendant',
  'culturePublicist',
  'gridMedic',
  'familyPlanningManager',
  'legalAttendant',
  'safetySupervisor',
  'integritySupervisor',
] as const satisfies readonly Role[];

/**
 * Roles nobody may hold together in one place (D): whoever leads a grid is not the one who supervises it, chief and police
 * officer are two people where a grid has exactly one of each (华苑), and whoever runs the machines gives no orders with them.
 */
const EXCLUSIVE: readonly (readonly [Role, Role])[] = [
  ['gridChief', 'policeOfficer'],
  ['gridChief', 'integritySupervisor'],
  ['operations', 'shiftLeader'],
  ['operations', 'centreLeader'],
  ['operations', 'districtLeader'],
];

/** The role among `others`, held in the same place, that excludes this one; null when they go together. */
export function excludedBy(role: Role, others: readonly Role[]): Role | null {
  const against = EXCLUSIVE.flatMap(([one, other]) => (one === role ? [other] : other === role ? [one] : []));
  return others.find((other) => against.includes(other)) ?? null;
}
