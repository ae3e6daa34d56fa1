import type { CallWords } from '@shaodao/contracts/calls';
import { RESPONSE_LEVELS } from '@shaodao/contracts/register/plan-lists';
import { TO_THE_CALLED } from '@shaodao/domain/activation/call-channel';
import { HOUR_MS } from '@shaodao/domain/calendar';

const CHINA_MS = 8 * HOUR_MS;

/**
 * What an activation says to a person: number, plan and areas, level, instant and what to do. Made of the plan's words and
 * constants, so no name and no free text of a person can get in. A drill's prefix is not put here but by its channel.
 */
export function callText(words: CallWords): string {
  const { number, planName, areaNames } = words;
  const where = areaNames.length === 0 ? '' : `（${areaNames.join('、')}）`;
  return `【${number}】${planName}${where}${what(words)}`;
}

function what({ purpose, level: code, at, answerBy, count, teams }: CallWords): string {
  const level = RESPONSE_LEVELS[code];
  const by = answerBy === null ? '立即' : `${minute(answerBy)}前`;
  switch (purpose) {
    case 'call':
      return `${level}响应，${minute(at)}启动，请${by}应答并到集结点报到`;
    case 'alert':
      return `${level}预警，${minute(at)}发布，请立即研判是否启动响应`;
    case 'confirm':
      return `申请启动${level}响应（${minute(at)}），请${by}登录平台复核确认`;
    case 'missing':
      return `${level}响应，${minute(at)}启动，仍有${teams === undefined ? '' : `${teams}个编队`}${count ?? 0}人未应答，请${by}催叫`;
    case 'upgraded':
      return `${minute(at)}升为${level}响应，请${by}应答并按新任务行动`;
    case 'downgraded':
      return `${minute(at)}降为${level}响应，请按现级任务行动`;
    case 'standDown':
      return `${level}响应${minute(at)}解除，请完成收尾任务`;
    case 'released':
      return `${level}响应，您的任务${minute(at)}解除，可以离队`;
    case 'brokeGlass':
      return `${level}响应，${minute(at)}由一人破窗启动，立即生效，请核实`;
    case 'cancelled':
      return `${level}响应的启动申请（${minute(at)}）已撤销，未发出召集`;
    case 'lapsed':
      return `${level}响应的启动申请（${minute(at)}）无人确认，已失效，未发出召集`;
    case 'stepStarted':
      return `${level}响应，${minute(at)}起有处置步骤由您负责，请按时限办理并反馈`;
    case 'stepOverdue':
      return `${level}响应，有处置步骤${minute(at)}超过时限未完成，请立即督办`;
    case 'undoStarted':
      return `${level}响应解除，${minute(at)}起有恢复步骤由您负责，请办理并反馈`;
    case 'reportOwed':
      return `${level}响应，${minute(at)}起有情况报告待签发`;
    case 'tasksOverdue':
      return `${level}响应，本编队有${count ?? 0}项应急任务到${minute(at)}的时限还没有报告，请立即催办`;
    case 'tasksStillOverdue':
      return `${level}响应，所辖编队有${count ?? 0}项应急任务到${minute(at)}的时限还没有报告，催办后仍未完成，请立即督办`;
    case 'reportOverdue':
      return `${level}响应，情况报告${minute(at)}超过时限，请立即签发`;
  }
}

const FOR_CALLED: ReadonlySet<CallWords['purpose']> = new Set(TO_THE_CALLED);

/** Where a message leads: to the person's card, to the activation, or to the alerts that wait. */
export function callLink(publicUrl: string, activationId: string, purpose: CallWords['purpose']): string {
  if (FOR_CALLED.has(purpose)) return `${publicUrl}/a/${activationId}`;
  return purpose === 'alert' ? `${publicUrl}/activations` : `${publicUrl}/activations/${activationId}`;
}

/** 11月26日15:04, China time. */
function minute(at: number): string {
  const china = new Date(at + CHINA_MS);
  return `${china.getUTCMonth() + 1}月${china.getUTCDate()}日${china.toISOString().slice(11, 16)}`;
}
