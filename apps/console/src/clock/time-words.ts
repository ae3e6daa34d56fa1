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

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** `2026-11-23 08:30`, of an ISO time or epoch ms. */
export function timeWords(time: string | number): string {
  const parts = Object.fromEntries(day.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`;
}

/** `08:30:05`, of an ISO time or epoch ms: what happens within minutes. */
export function clockWords(time: string | number): string {
  return clock.format(new Date(time));
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

/** `3 天 4 小时 12 分 5 秒`; nothing is `0 秒`. */
export function usedWords(seconds: number): string {
  const days = Math.floor(seconds / DAY_S);
  const rest = seconds - days * DAY_S;
  return [...(days === 0 ? [] : [`${days} 天`]), ...(rest === 0 && days > 0 ? [] : [workWords(rest)])].join(' ');
}

/** `28 小时 5 分`: working time has no days of 24 hours. */
export function workWords(seconds: number): string {
  const parts = [`${Math.floor(seconds / 3_600)} 小时`, `${Math.floor(seconds / 60) % 60} 分`, `${seconds % 60} 秒`];
  const said = parts.filter((part) => !part.startsWith('0 '));
  return said.length === 0 ? '0 秒' : said.join(' ');
}
