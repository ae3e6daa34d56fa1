import { Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { serverNow } from '../clock/server-clock.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useDownload } from '../import/import-queries.js';
import { entryPath } from '../register/register-paths.js';
import { useShifts, type Gap, type MyDuty } from './duty-queries.js';
import { spanFrom } from './duty-words.js';
import { FairnessTable } from './fairness-table.js';
import { RosterDays } from './roster-days.js';

interface Panel {
  mine: MyDuty;
  /** The one shown; null: the first of mine. */
  roster: string | null;
  gaps: readonly Gap[];
  onChoose: (roster: string) => void;
}

const DAYS = 14;
const DAY_MS = 86_400_000;

/** 班表: the shifts of a roster day by day, two weeks at a time, and how fairly they fall. */
export function RosterPanel({ mine, roster: wanted, gaps, onChoose }: Panel) {
  const calendar = useDownload();
  const [weeks, setWeeks] = useState(0);
  const roster = wanted ?? mine.rosters[0]?.roster ?? '';
  const span = spanFrom(serverNow() + weeks * 7 * DAY_MS, DAYS);
  const shifts = useShifts({ roster, ...span });
  // One that was come to by a link need not be among one's own.
  const known = mine.rosters.some((one) => one.roster === roster);
  const options = [...mine.rosters, ...(known || roster === '' ? [] : [{ roster, title: shifts.data?.title ?? '所选班表' }])];
  return (
    <section className="duty-panel" id="roster">
      <h2>班表</h2>
      {options.length === 0 && (
        <p className="empty">
          没有与您有关的班表。<Link to="/register/rosters">查看全部值班表</Link>
        </p>
      )}
      {options.length > 0 && (
        <>
          <label className="duty-pick">
            <span>选择班表</span>
            <Select value={roster} options={options.map(({ roster: value, title }) => ({ value, label: title }))} onChange={onChoose} />
          </label>
          <div className="duty-weeks">
            <Button onClick={() => setWeeks(weeks - 2)}>‹ 前两周</Button>
            <Button disabled={weeks === 0} onClick={() => setWeeks(0)}>
              本周起
            </Button>
            <Button onClick={() => setWeeks(weeks + 2)}>后两周 ›</Button>
          </div>
          {shifts.isError && <ProblemAlert error={shifts.error} onRetry={() => void shifts.refetch()} />}
          {shifts.isPending && (
            <p className="loading" role="status">
              <Spin /> 正在读取班表…
            </p>
          )}
          {shifts.data !== undefined && <RosterDays shifts={shifts.data.items} gaps={gaps.filter((gap) => gap.roster === roster)} span={span} />}
          <p className="duty-links">
            <Link className="duty-link" to={entryPath('rosters', roster)}>
              值班表登记
            </Link>
            <Button
              loading={calendar.isPending}
              onClick={() => calendar.mutate({ path: `/api/duty/calendar.ics?${new URLSearchParams({ roster }).toString()}`, name: '值班.ics' })}
            >
              下载这张班表的日历（.ics）
            </Button>
          </p>
          {calendar.isError && <ProblemAlert error={calendar.error} />}
          <FairnessTable key={roster} roster={roster} />
        </>
      )}
    </section>
  );
}
