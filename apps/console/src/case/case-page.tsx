import { Spin } from 'antd';
import { useEffect, useRef, type ReactNode, type Ref } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { CaseAttachments } from '../attachment/case-attachments.js';
import type { CaseSnapshot } from '../api.js';
import { useDepartmentNames } from '../department/department-queries.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { CaseBanner } from './case-banner.js';
import { CaseClock } from './case-clock.js';
import { CaseDeadlines, NextDeadline } from './case-deadlines.js';
import { CaseMarks } from './case-marks.js';
import { CasePlace } from './case-place.js';
import { useCase } from './case-queries.js';
import { CaseRelations, hasRelations } from './case-relations.js';
import { CaseTasks } from './case-tasks.js';
import { CaseTimeline } from './case-timeline.js';
import { CaseWishes } from './case-wishes.js';
import { CommandBar } from './command-bar.js';
import { useCommandDesk } from './command-desk.js';
import { PhaseList } from './phase-list.js';
import { StageSteps } from './stage-steps.js';
import './case-page.css';

/** 案件: where it stands, what may be done, by when, and all that happened. */
export function CasePage() {
  const { id = '' } = useParams();
  const found = useCase(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, state } = useLocation();
  const back = backOf(state);
  const shown = found.data?.id;
  useEffect(() => {
    // A reader of the screen hears which case was opened.
    if (shown !== undefined) heading.current?.focus({ preventScroll: true });
  }, [shown, key]);

  if (found.isPending) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取案件…
      </p>
    );
  }
  if (found.data === undefined) {
    return (
      <>
        <ProblemAlert
          error={found.error}
          onRetry={isProblem(found.error) && !found.error.mayRepeat ? undefined : () => void found.refetch()}
        />
        <p>
          <Link className="back" to={back}>
            返回
          </Link>
        </p>
      </>
    );
  }
  return <OpenCase key={id} snapshot={found.data} back={back} heading={heading} trouble={found.isError ? found : null} />;
}

interface Open {
  snapshot: CaseSnapshot;
  back: string;
  heading: Ref<HTMLHeadingElement>;
  /** What is shown may be old. */
  trouble: { error: unknown; refetch: () => unknown } | null;
}

function OpenCase({ snapshot, back, heading, trouble }: Open) {
  const departmentName = useDepartmentNames();
  const desk = useCommandDesk(snapshot);
  const given = { snapshot, departmentName };
  return (
    <article className="case">
      <Link className="back" to={back}>
        ‹ 返回
      </Link>
      <header>
        <p className="faint">{snapshot.number}</p>
        <h1 ref={heading} tabIndex={-1}>
          {snapshot.title}
        </h1>
        <CaseMarks {...snapshot} adjudicated={snapshot.tasks.some(({ forced }) => forced)} />
        <NextDeadline {...given} />
        <StageSteps stage={snapshot.stage} />
      </header>
      <CaseBanner snapshot={snapshot} />
      {trouble !== null && <ProblemAlert error={trouble.error} onRetry={() => void trouble.refetch()} />}
      <CommandBar snapshot={snapshot} desk={desk} />
      <CaseWishes {...given} />
      <div className="case-body">
        <div>
          <Part id="place" title="情况">
            <CasePlace snapshot={snapshot} />
          </Part>
          <Part id="attachments" title="附件">
            <CaseAttachments key={snapshot.id} snapshot={snapshot} />
          </Part>
          <Part id="tasks" title="部门任务">
            <CaseTasks {...given} />
          </Part>
          {snapshot.phases.length > 0 && (
            <Part id="phases" title="分段办理">
              <PhaseList snapshot={snapshot} desk={desk} />
            </Part>
          )}
          <Part id="deadlines" title="时限">
            <CaseDeadlines {...given} />
          </Part>
          <Part id="clock" title="用时">
            <CaseClock {...given} />
          </Part>
          {hasRelations(snapshot) && (
            <Part id="relations" title="关联案件">
              <CaseRelations snapshot={snapshot} />
            </Part>
          )}
        </div>
        <Part id="timeline" title="经过">
          <CaseTimeline caseId={snapshot.id} departmentName={departmentName} />
        </Part>
      </div>
    </article>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** The list this case was opened from, with its filters; 待办 for a case opened from a message. */
function backOf(state: unknown): string {
  return typeof state === 'object' && state !== null && 'back' in state && typeof state.back === 'string' ? state.back : '/';
}
