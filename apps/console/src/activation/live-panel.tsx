import { groundTally, standingOf } from '@shaodao/domain/activation/standing';
import { useMemo, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Activation } from '../api.js';
import { usePhone } from '../case/use-phone.js';
import { useSignedIn } from '../session/me.js';
import { ActivationReports } from './activation-reports.js';
import { ActivationSteps } from './activation-steps.js';
import { ActivationTimeline } from './activation-timeline.js';
import { useTeams } from './activation-queries.js';
import { isRunning } from './activation-words.js';
import { AreaMap } from './area-map.js';
import { AreaTable } from './area-table.js';
import { CalledPeople } from './called-people.js';
import { CommandActs } from './command-acts.js';
import { Counters } from './counters.js';
import { ScorePanel } from './score-panel.js';
import { TeamTable } from './team-table.js';
import './live.css';

const PARTS = { areas: '街道', teams: '编队', people: '名单', steps: '步骤', reports: '报送', map: '地图', timeline: '经过' };
type Part = keyof typeof PARTS;
const LEFT = ['areas', 'teams', 'people'] as const satisfies Part[];
const OWN_FIRST = ['people', 'areas', 'teams'] as const satisfies Part[];
const RIGHT = ['steps', 'reports', 'map', 'timeline'] as const satisfies Part[];

/** In force or over: who has come, by area, team and person; steps, reports, cases. `?area=` and `?team=` narrow it. */
export function LivePanel({ activation }: { activation: Activation }) {
  const onPhone = usePhone();
  // A department looks for its own people first, and then for its own steps.
  const isOwnUnit = useSignedIn().actor.departmentId !== undefined;
  const left = isOwnUnit ? OWN_FIRST : LEFT;
  const [part, setPart] = useState<Part>(left[0]);
  const parts = useParts(activation, { isOwnUnit, onNarrow: setPart });
  return (
    <>
      <Counters activation={activation} />
      <CommandActs activation={activation} />
      <ScorePanel activation={activation} />
      <div className="state-tabs part-tabs" role="group" aria-label="看什么">
        {([...left, ...RIGHT] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === part} onClick={() => setPart(one)}>
            {PARTS[one]}
          </button>
        ))}
      </div>
      <div className="live-columns">
        {[left, RIGHT].map((column) => (
          <div key={column[0]}>
            {column.map((one) => (
              // Hidden, not taken away: who turns a phone loses nothing that was chosen. The map is too heavy to wait unseen.
              <div key={one} className={one === part ? 'part part-shown' : 'part'}>
                {one === 'map' && onPhone && part !== 'map' ? null : parts[one]}
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

/** What the page is made of. `onNarrow` shows where a choice leads to on a phone. */
function useParts(activation: Activation, { isOwnUnit, onNarrow }: { isOwnUnit: boolean; onNarrow: (part: Part) => void }): Record<Part, ReactNode> {
  const [search, setSearch] = useSearchParams();
  const teams = useTeams(activation.id, isRunning(activation));
  const area = search.get('area') ?? undefined;
  const teamNo = search.has('team') ? Number(search.get('team')) : undefined;
  const narrow = (to: { area?: string | undefined; team?: number | undefined }): void => {
    const said = Object.entries(to).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
    setSearch(new URLSearchParams(said), { replace: true, preventScrollReset: true });
    if (to.team !== undefined) onNarrow('people');
    else if (to.area !== undefined) onNarrow('teams');
  };
  const standing = useMemo(() => {
    const lines = teams.data;
    return lines === undefined ? null : (gridCode: string) => standingOf(groundTally(gridCode, lines));
  }, [teams.data]);
  return {
    areas: <AreaTable rows={activation.byArea} chosen={area} isOwnUnit={isOwnUnit} onChoose={(code) => narrow({ area: code })} />,
    teams: <TeamTable id={activation.id} teams={teams} area={area} chosen={teamNo} isOwnUnit={isOwnUnit} onChoose={(no) => narrow({ area, team: no })} />,
    people: (
      <CalledPeople
        // Another place is another list: nobody chosen in the one is acted on in the other.
        key={`${area ?? ''}/${teamNo ?? ''}`}
        activation={activation}
        area={area}
        teamNo={teamNo}
        onAll={() => narrow({})}
      />
    ),
    steps: <ActivationSteps activation={activation} />,
    reports: <ActivationReports activation={activation} />,
    map: <AreaMap areas={activation.areas.map(({ code }) => code)} standing={standing} failed={teams.isError} />,
    timeline: <ActivationTimeline activation={activation} />,
  };
}
