import { mayShowTeamCode } from '@shaodao/domain/activation/rights';
import { worstFirst } from '@shaodao/domain/activation/standing';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ActivationTeam } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { TallyBar } from './tally-bar.js';

const STEP = 6;

interface Table {
  id: string;
  teams: { data: ActivationTeam[] | undefined; isError: boolean; error: unknown; refetch: () => unknown };
  area: string | undefined;
  chosen: number | undefined;
  /** Teams and sums hold the own unit's people alone. */
  isOwnUnit: boolean;
  onChoose: (teamNo: number | undefined) => void;
}

/** 各编队 of the chosen area, the worst first. */
export function TeamTable({ id, teams, area, chosen, isOwnUnit, onChoose }: Table) {
  const { actor } = useSignedIn();
  const [most, setMost] = useState(STEP);
  const rows = worstFirst((teams.data ?? []).filter(({ areaCode }) => area === undefined || areaCode.startsWith(area)));
  return (
    <section aria-labelledby="by-team">
      <h2 id="by-team">{isOwnUnit ? '本单位人员所在编队' : '各编队（差的在前）'}{teams.data !== undefined && <span className="faint"> 共 {rows.length} 队</span>}</h2>
      {teams.isError && <ProblemAlert error={teams.error} onRetry={() => void teams.refetch()} />}
      {teams.data === undefined && !teams.isError && <p className="loading">正在读取编队…</p>}
      {teams.data !== undefined && rows.length === 0 && <p className="empty">{isOwnUnit ? '这里没有本单位人员的编队。' : '这里没有编队。'}</p>}
      <ul className="tally-list">
        {rows.slice(0, most).map(({ teamNo, name, areaCode, leaderId, meetingPoint, tally }) => (
          <li key={teamNo} className="team-line">
            <button type="button" className="tally-row" aria-pressed={chosen === teamNo} onClick={() => onChoose(chosen === teamNo ? undefined : teamNo)}>
              <strong>{name}</strong>
              {meetingPoint !== null && <span className="faint">集结点：{meetingPoint}</span>}
              <TallyBar tally={tally} />
            </button>
            {mayShowTeamCode({ personId: actor.personId, actor }, { areaCode, leaderId }) && (
              <Link className="team-qr" to={`/activations/${id}/teams/${teamNo}/qr`}>
                到岗码
              </Link>
            )}
          </li>
        ))}
      </ul>
      {rows.length > most && (
        <Button block onClick={() => setMost((count) => count + STEP)}>
          更多编队
        </Button>
      )}
    </section>
  );
}
