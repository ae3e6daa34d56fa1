import type { Entry } from '@shaodao/contracts/register/lists';

type Step = Entry<'planSteps'>;
/** A step of a plan; its wave begins its code. `owner` is the department by name where a place has it, null: the duty of the district. */
type ShippedStep = Pick<Step, 'code' | 'kind' | 'words' | 'limitMinutes'> & Partial<Pick<Step, 'undo' | 'needs' | 'skills' | 'people'>> & { owner: string | null };

/** 防汛, three waves (D): first keep water and people apart, then bring people away, then look after them. */
export const FLOOD_STEPS: readonly ShippedStep[] = [
  { code: '1-1', kind: 'task', words: '排涝泵站、涵闸值守到位，按调度开机排水', undo: '泵站停机检查，恢复日常值守', owner: '区水务局', limitMinutes: 30 },
  { code: '1-2', kind: 'task', words: '巡查低洼院落、地下空间和在建工地，设置警戒', undo: '撤除警戒，恢复通行', owner: '区住房和城乡建设局', limitMinutes: 30 },
  { code: '1-3', kind: 'report', words: '初报：雨情、险情、已采取的措施', owner: null, limitMinutes: 120 },
  { code: '2-1', kind: 'task', words: '转移低洼和危旧房屋住户到安置点，逐户登记', undo: '组织住户返回，逐户核对', owner: '区应急管理局', limitMinutes: 120, needs: ['1-2'] },
  { code: '2-2', kind: 'callVolunteers', words: '召集急救、水上救援志愿者到安置点', undo: '清点人员后解散', owner: null, limitMinutes: 60, needs: ['1-2'], skills: ['急救', '水上救援'], people: 10 },
  { code: '2-3', kind: 'task', words: '积水路段清障、封闭和引导', undo: '解除封闭，恢复交通', owner: '区综合行政执法局', limitMinutes: 60, needs: ['1-2'] },
  { code: '3-1', kind: 'task', words: '安置点发放物资，保障饮水、照明和就医', undo: '清点收回物资，关闭安置点', owner: '区民政局', limitMinutes: 240, needs: ['2-1'] },
  { code: '3-2', kind: 'task', words: '排水后清淤、消杀', owner: '区环境卫生中心', limitMinutes: 1_440, needs: ['2-1', '2-3'] },
];

/** 灾害救助, two waves (D). */
export const RELIEF_STEPS: readonly ShippedStep[] = [
  { code: '1-1', kind: 'task', words: '核查灾情，登记受灾人员和房屋', owner: '区应急管理局', limitMinutes: 120 },
  { code: '1-2', kind: 'task', words: '开放应急避难场所', undo: '关闭避难场所，恢复原用途', owner: '区人民防空办公室', limitMinutes: 60 },
  { code: '1-3', kind: 'report', words: '初报：受灾范围、人员、房屋', owner: null, limitMinutes: 120 },
  { code: '2-1', kind: 'task', words: '调拨、发放救灾物资和救助款', undo: '核销台账，收回余量', owner: '区民政局', limitMinutes: 480, needs: ['1-1'] },
  { code: '2-2', kind: 'callVolunteers', words: '召集心理抚慰志愿者', undo: '清点人员后解散', owner: null, limitMinutes: 240, needs: ['1-2'], skills: ['心理抚慰'], people: 4 },
];
