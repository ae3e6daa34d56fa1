import qrcode from 'qrcode-generator';
import { Spin } from 'antd';
import { useServerSecond } from '../clock/server-clock.js';
import { clockWords } from '../clock/time-words.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import type { useTeamCode } from './card-queries.js';

/** Modules of white around a code, so that a camera finds it (ISO/IEC 18004). */
const QUIET = 4;

/** 到岗码 to be held out; whoever of the team scans it reports in. It renews itself, and what would be refused is not shown. */
export function TeamCode({ id, shown }: { id: string; shown: ReturnType<typeof useTeamCode> }) {
  const second = useServerSecond();
  const { data, error, refetch } = shown;
  if (error !== null && (data === undefined || (isProblem(error) && !error.mayRepeat))) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  const isOver = data !== undefined && Date.parse(data.expiresAt) <= second * 1_000;
  if (data === undefined || isOver) {
    return (
      <p className="loading" role="status">
        <Spin /> {error === null ? '正在取到岗码…' : '现在连不上服务器，到岗码已过期，正在重试…'}
      </p>
    );
  }
  return (
    <>
      <Code text={`${window.location.origin}/a/${id}?at=${data.code}`} />
      <p>本队的人用手机相机扫码，再按“到岗报到”，不用定位。第一次请先点短信里发给您的链接，没有短信的先登录。</p>
      <p className="card-hint">这个码到 {clockWords(data.expiresAt)} 有效，本页自动换新；截图、拍照转发过一会儿就无效。</p>
    </>
  );
}

function Code({ text }: { text: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const dark: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) dark.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
    }
  }
  const side = count + 2 * QUIET;
  return (
    <svg className="code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={`二维码：${text}`} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
