import { useServerSecond } from './server-clock.js';
import { spanWords, timeWords } from './time-words.js';

/** 剩 1:23:45 or 超时 0:12:03 on the server's clock. Words and shape say it, colour only repeats it. */
export function Countdown({ dueAt }: { dueAt: string }) {
  const left = Math.ceil(Date.parse(dueAt) / 1_000) - useServerSecond();
  const late = left <= 0;
  const state = late ? 'late' : left <= 3_600 ? 'soon' : 'calm';
  return (
    <time className={`countdown countdown-${state}`} dateTime={dueAt} title={`时限 ${timeWords(dueAt)}`}>
      {late ? '超时' : '剩'} {spanWords(Math.abs(left))}
    </time>
  );
}
