import { useState } from 'react';
import type { TaskCard } from '../api.js';
import { useTeamCode } from './card-queries.js';
import { TeamCode } from './team-code.js';

/** 队长 holds out the code of the team, from the same card, with or without an account. */
export function LeaderCode({ card, token }: { card: TaskCard; token: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="到岗码">
      <button type="button" className="card-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起到岗码' : '我是队长：出示到岗码'}
      </button>
      {open && <Open card={card} token={token} />}
    </section>
  );
}

function Open({ card: { id, teamNo, teamName, meetingPoint }, token }: { card: TaskCard; token: string | null }) {
  const shown = useTeamCode(id, teamNo, token);
  return (
    <div className="team-code">
      <strong>{meetingPoint ?? teamName}</strong>
      <TeamCode id={id} shown={shown} />
    </div>
  );
}
