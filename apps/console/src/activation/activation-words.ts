import type { CallChannel } from '@shaodao/domain/activation/call-channel';
import type { ResponseLevel } from '@shaodao/domain/activation/level';
import type { PlaceProof } from '@shaodao/domain/activation/on-site';
import type { PersonState } from '@shaodao/domain/activation/person-state';
import type { ScorePart } from '@shaodao/domain/activation/score';
import type { Standing } from '@shaodao/domain/activation/standing';
import type { Phase, ReportKind, StepState } from '@shaodao/domain/activation/state';
import type { CallExplained } from '../api.js';

/** The words of the glossary for what an activation says in identifiers. */

/** With the colour of the warning, so that it is read even where it is not seen. */
export const RESPONSE_LEVEL_WORDS: Record<ResponseLevel, string> = { I: 'Ⅰ级（红）', II: 'Ⅱ级（橙）', III: 'Ⅲ级（黄）', IV: 'Ⅳ级（蓝）' };

export const PHASE_WORDS: Record<Phase, string> = {
  confirming: '等待确认',
  window: '即将生效',
  active: '响应中',
  standingDown: '正在收尾',
  ended: '已结束',
  cancelled: '已取消',
  lapsed: '无人确认，已作废',
};

export const HAZARD_WORDS: Readonly<Record<string, string>> = {
  flood: '防汛',
  earthquake: '地震',
  fire: '火灾',
  snow: '低温雨雪',
  epidemic: '疫情',
  gas: '燃气',
  relief: '灾害救助',
  security: '社会安全',
};

/** 凭什么认定到岗 */
export const PLACE_PROOF_WORDS: Record<PlaceProof, string> = { location: '凭定位', teamCode: '凭到岗码' };

export const PERSON_WORDS: Record<PersonState, string> = { confirmed: '已确认', late: '迟到', pending: '待确认', unreachable: '未达', excused: '已免' };

export const STANDING_WORDS: Record<Standing, string> = { none: '无人应到', poor: '应答不足六成', partly: '应答六成以上', good: '应答九成以上' };

export const STEP_WORDS: Record<StepState, string> = { waiting: '未开始', running: '进行中', done: '已完成', undoing: '正在撤收', undone: '已撤收', skipped: '未执行' };

const REPORT_KIND_WORDS: Record<ReportKind, string> = { first: '初报', further: '续报', final: '终报' };

/** `初报`, `续报 第 2 次`, `终报`. */
export function reportWords({ kind, nth }: { kind: ReportKind; nth: number }): string {
  return kind === 'further' ? `${REPORT_KIND_WORDS[kind]} 第 ${nth} 次` : REPORT_KIND_WORDS[kind];
}

export const CHANNEL_WORDS: Record<CallChannel, string> = { inApp: '站内', workApp: '工作应用', sms: '短信', voice: '语音电话' };

export const VIA_WORDS: Record<CallExplained['via'], string> = { team: '按编队', residence: '按居住地就地转为志愿者', volunteer: '志愿队' };

type Delivery = CallExplained['deliveries'][number];
export const PURPOSE_WORDS: Record<Delivery['purpose'], string> = {
  call: '集结呼叫',
  confirm: '请求确认',
  missing: '缺员提醒',
  upgraded: '响应升级',
  downgraded: '响应降级',
  standDown: '响应终止',
  released: '解除任务',
  alert: '预警建议启动',
  brokeGlass: '破窗启动告知',
  cancelled: '启动已取消',
  lapsed: '启动作废',
  reportOwed: '报送提醒',
  reportOverdue: '报送超时',
  stepStarted: '步骤开始',
  stepOverdue: '步骤超时',
  undoStarted: '开始撤收',
  tasksOverdue: '任务逾期提醒',
  tasksStillOverdue: '任务逾期上报',
};
export const DELIVERY_WORDS: Record<Delivery['state'], string> = {
  sending: '正在发送',
  accepted: '通道已接收',
  delivered: '已送达',
  read: '已读',
  failed: '失败',
  unknown: '结果不明',
};

const SCORE_WORDS: Record<ScorePart['name'], string> = { answeredInTime: '按时确认', answered: '确认（含迟到）', onSite: '到岗', stepsInTime: '步骤按时完成', stepsDone: '步骤完成', reportsInTime: '按时报送' };

/** A part of a newer release than this screen is shown by its identifier. */
export function scoreWords(name: string): string {
  const words: Readonly<Record<string, string>> = SCORE_WORDS;
  return words[name] ?? name;
}

/** Something may still move by itself. */
export function isRunning({ phase }: { phase: Phase }): boolean {
  return phase === 'confirming' || phase === 'window' || phase === 'active' || phase === 'standingDown';
}

/** `12 / 40`; a share in whole percent is rounded down, so that 100 % is everybody. */
export function shareWords(share: number | null): string {
  return share === null ? '—' : `${Math.floor(share * 100)}%`;
}
