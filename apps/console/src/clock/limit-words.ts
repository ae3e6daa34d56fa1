import type { Limit } from '@shaodao/domain/limit';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** 时限 in words: `2 个工作日`, `4 个工作时`, `8 小时`, `3 天`; below an hour in minutes, below a minute in seconds. */
export function limitWords(limit: Limit): string {
  switch (limit.unit) {
    case 'workDay':
      return `${limit.days} 个工作日`;
    case 'urgentDay':
      return `${limit.days} 天`;
    case 'workHour':
      return limit.ms < HOUR_MS ? `工作时间 ${shortWords(limit.ms)}` : `${hours(limit.ms)} 个工作时`;
    case 'urgentHour':
      return limit.ms < HOUR_MS ? shortWords(limit.ms) : `${hours(limit.ms)} 小时`;
  }
}

/** Two decimals at most: 1.5, 0.33. */
function hours(ms: number): number {
  return Math.round((ms / HOUR_MS) * 100) / 100;
}

function shortWords(ms: number): string {
  return ms < MINUTE_MS ? `${Math.ceil(ms / 1_000)} 秒` : `${Math.round(ms / MINUTE_MS)} 分钟`;
}
