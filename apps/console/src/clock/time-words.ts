const DAY_S = 86_400;

/** China has one time zone; a phone abroad still shows the district's. */
const ZONE = 'Asia/Shanghai';
const day = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `2026-11-23 08:30`, of an ISO time or epoch ms. */
export function timeWords(time: string | number): string {
  const parts = Object.fromEntries(day.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`;
}

/** `1:23:45`, and `2天 1:23:45` from a day on. */
export function spanWords(seconds: number): string {
  const rest = seconds % DAY_S;
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${Math.floor(rest / 3_600)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return seconds < DAY_S ? clock : `${Math.floor(seconds / DAY_S)}天 ${clock}`;
}

/** The value of a datetime-local field (China time) for an instant. */
export function toLocalField(ms: number): string {
  return timeWords(ms).replace(' ', 'T');
}

/** ISO 8601 with offset from a datetime-local field, read as China time. */
export function fromLocalField(value: string): string {
  return `${value.slice(0, 16)}:00+08:00`;
}

/** `2026-11` of an instant, in China. */
export function monthOf(ms: number): string {
  return timeWords(ms).slice(0, 7);
}

/** Time used: `3 天 4 小时 12 分`, below a minute in seconds. Cut, not rounded: the last minute is not over yet. */
export function usedWords(ms: number): string {
  const days = Math.floor(ms / (DAY_S * 1_000));
  const rest = workWords(ms - days * DAY_S * 1_000);
  return days === 0 ? rest : `${days} 天 ${rest}`;
}

/** `28 小时 5 分`: working time has no days of 24 hours. */
export function workWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 0) return `${Math.floor(ms / 1_000)} 秒`;
  return minutes < 60 ? `${minutes} 分` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}
