/**
 * 响应级别: how severe an activation is, by the four warnings red, orange, yellow and blue
 * (突发事件应对法). `I` is the most severe.
 */
export const RESPONSE_LEVELS = ['I', 'II', 'III', 'IV'] as const;

export type ResponseLevel = (typeof RESPONSE_LEVELS)[number];

/** Whether `a` is more severe than `b`; a level is not more severe than itself. */
export function moreSevere(a: ResponseLevel, b: ResponseLevel): boolean {
  return RESPONSE_LEVELS.indexOf(a) < RESPONSE_LEVELS.indexOf(b);
}
