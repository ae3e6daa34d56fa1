import type { ActivationFactType } from '@shaodao/domain/activation/event';
import type { Activation } from '../api.js';
import { reportWords } from './activation-words.js';

type Line = Activation['timeline'][number];

const FACT_WORDS: Record<ActivationFactType | 'brokeGlass', string> = {
  pressed: '一键启动',
  confirmed: '已确认',
  brokeGlass: '破窗：一人立即启动，不再等确认',
  cancelled: '取消启动',
  lapsed: '无人确认，作废',
  tookEffect: '生效',
  frozen: '名单冻结',
  upgraded: '响应升级',
  downgraded: '响应降级',
  areasStoodDown: '部分区域响应终止',
  stoodDown: '响应终止',
  stepStarted: '步骤开始',
  stepDone: '步骤完成',
  stepOverdue: '步骤超时，已上报',
  undoStarted: '开始撤收',
  undone: '撤收完成',
  reportOwed: '须报送',
  reportOverdue: '报送超时',
  reportFiled: '已报送',
  peopleAdded: '增调人员',
  peopleReleased: '免除或解除人员',
  calledNow: '立即呼叫未应答人员',
  ended: '结束',
};
const ALARMS: readonly string[] = ['stepOverdue', 'reportOverdue', 'lapsed', 'brokeGlass'] satisfies (keyof typeof FACT_WORDS)[];
const PEOPLE: readonly string[] = ['frozen', 'peopleAdded', 'peopleReleased', 'calledNow'] satisfies ActivationFactType[];

/** A kind of a newer release than this screen says so, with its identifier. */
export function factWords({ type, actorId }: Pick<Line, 'type' | 'actorId'>): { title: string; alarm: boolean } {
  const words: Readonly<Record<string, string>> = FACT_WORDS;
  if (type === 'stepDone' && actorId === null) return { title: '志愿者到齐，步骤自动完成', alarm: false };
  return { title: words[type] ?? `其他变化（${type}）`, alarm: ALARMS.includes(type) };
}

/** What a line is about: how many people, which report, or the words of a step in place of its code. */
export function subjectWords({ type, subject }: Pick<Line, 'type' | 'subject'>, { steps, reports }: Pick<Activation, 'steps' | 'reports'>): string | null {
  if (subject === null) return null;
  if (PEOPLE.includes(type)) return `${subject} 人`;
  const report = reports.find(({ kind, nth }) => subject === `${kind} ${nth}`);
  return report === undefined ? (steps.find(({ code }) => code === subject)?.words ?? subject) : reportWords(report);
}
