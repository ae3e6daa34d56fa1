import { Link, useParams } from 'react-router';
import { World } from '../activation/world.js';
import { useTeamCode } from './card-queries.js';
import { TeamCode } from './team-code.js';
import './task-card.css';

/** 到岗码 of a team, for its leader and for who commands its ground. */
export function TeamCodePage() {
  const { id = '', teamNo = '' } = useParams();
  const shown = useTeamCode(id, Number(teamNo), null);
  const { data } = shown;
  return (
    <World drill={data?.drill ?? null}>
      <Link className="back" to={`/activations/${id}?team=${teamNo}`}>
        ‹ 返回
      </Link>
      <article className="team-code">
        <h1>{data === undefined ? '到岗码' : (data.meetingPoint ?? data.teamName)}</h1>
        {data !== undefined && (
          <p>
            {data.teamName} · {data.planName}
          </p>
        )}
        <TeamCode id={id} shown={shown} />
      </article>
    </World>
  );
}
