import { Spin } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { useGaps, useMyDuty } from './duty-queries.js';
import { GapList } from './gap-list.js';
import { MyShifts } from './my-shifts.js';
import { OnDutyNow } from './on-duty-now.js';
import { RosterPanel } from './roster-panel.js';
import { SwapList } from './swap-list.js';
import './duty.css';

/** 值班: who answers now, when I do, where nobody will, and swaps between two; `?roster=` shows that one. */
export function DutyPage() {
  const { actor } = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const mine = useMyDuty();
  const gaps = useGaps(actor.areaCode);
  const swaps = mine.data?.swaps ?? [];
  // Somebody waits for an answer: that comes before everything else, and stays there once it is given.
  const [onTop, setOnTop] = useState(false);
  const isAsked = swaps.some(({ status, withId }) => status === 'asked' && withId === actor.personId);
  if (isAsked && !onTop) setOnTop(true);
  const choose = (roster: string): void => {
    setSearch({ roster }, { replace: true, preventScrollReset: true });
    document.getElementById('roster')?.scrollIntoView();
  };
  return (
    <div className="duty">
      <h1>值班</h1>
      {onTop && <SwapList swaps={swaps} />}
      <div className="duty-columns">
        <div>
          <OnDutyNow />
          <GapList gaps={gaps} onChoose={choose} />
        </div>
        <div>
          {mine.isError && <ProblemAlert error={mine.error} onRetry={() => void mine.refetch()} />}
          {mine.isPending && (
            <p className="loading" role="status">
              <Spin /> 正在读取我的值班…
            </p>
          )}
          {mine.data !== undefined && (
            <>
              <MyShifts mine={mine.data} />
              {!onTop && <SwapList swaps={swaps} />}
            </>
          )}
        </div>
      </div>
      {mine.data !== undefined && <RosterPanel mine={mine.data} roster={search.get('roster')} gaps={gaps.data?.items ?? []} onChoose={choose} />}
    </div>
  );
}
