import type { ResponseLevel } from '../activation/level.js';
import type { CapInfo, CapSeverity } from './message.js';

/** 红橙黄蓝 (突发事件应对法: Ⅰ to Ⅳ). */
const COLOURS: Record<string, ResponseLevel> = { 红: 'I', 橙: 'II', 黄: 'III', 蓝: 'IV' };
const LEVEL_OF: Record<Exclude<CapSeverity, 'Unknown'>, ResponseLevel> = { Extreme: 'I', Severe: 'II', Moderate: 'III', Minor: 'IV' };
const SEVERITY_OF: Record<ResponseLevel, CapSeverity> = { I: 'Extreme', II: 'Severe', III: 'Moderate', IV: 'Minor' };

/**
 * The level an info block asks for. One colour in the headline wins over `severity`, for that is what was decided; two
 * (橙色降为黄色) say nothing. Unknown counts as the mildest: a person decides (D).
 */
export function levelOfAlert({ headline, severity }: Pick<CapInfo, 'headline' | 'severity'>): ResponseLevel {
  const said = new Set((headline ?? '').match(/[红橙黄蓝](?=色)/g));
  const [colour] = said;
  if (said.size === 1 && colour !== undefined) return COLOURS[colour] ?? 'IV';
  return severity === 'Unknown' ? 'IV' : LEVEL_OF[severity];
}

export function severityOf(level: ResponseLevel): CapSeverity {
  return SEVERITY_OF[level];
}
