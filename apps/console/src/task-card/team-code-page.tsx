import qrcode from 'qrcode-generator';
import { Button, Spin } from 'antd';
import { Link, useParams } from 'react-router';
import { useActivation, useTeams } from '../activation/activation-queries.js';
import { World } from '../activation/world.js';
import { ProblemAlert } from '../http/problem-alert.js';
import './task-card.css';

/** Modules of white around a code, so that a camera finds it (ISO/IEC 18004). */
const QUIET = 4;

/** 到岗码: the code of a meeting point, to be hung up or held out; whoever scans it reports in. */
export function TeamCodePage() {
  const { id = '', teamNo = '' } = useParams();
  const activation = useActivation(id);
  const teams = useTeams(id, false);
  const team = teams.data?.find((one) => String(one.teamNo) === teamNo);
  const trouble = [activation, teams].find(({ isError }) => isError);
  if (trouble !== undefined) return <ProblemAlert error={trouble.error} onRetry={() => void trouble.refetch()} />;
  if (activation.data === undefined || teams.data === undefined) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取编队…
      </p>
    );
  }
  return (
    <World drill={activation.data.drill}>
      <Link className="back" to={`/activations/${id}?team=${teamNo}`}>
        ‹ 返回
      </Link>
      {team === undefined ? (
        <p className="empty">没有这个编队。</p>
      ) : (
        <article className="team-code">
          <h1>{team.meetingPoint ?? team.name}</h1>
          <p>
            {team.name} · {activation.data.planName}
          </p>
          <Code text={`${window.location.origin}/a/${id}?at=${teamNo}`} />
          <p>用手机扫码，按“到岗报到”。第一次请先点短信里发给您的链接，没有短信的先登录。</p>
          <Button className="print-button" onClick={() => window.print()}>
            打印
          </Button>
        </article>
      )}
    </World>
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
