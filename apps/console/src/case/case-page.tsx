import { Spin } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { CaseAttachments } from '../attachment/case-attachments.js';
import { useDepartmentNames } from '../department/department-queries.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { CaseDeadlines, NextDeadline } from './case-deadlines.js';
import { CaseMarks } from './case-marks.js';
import { CasePlace } from './case-place.js';
import { useCase } from './case-queries.js';
import { CaseTasks } from './case-tasks.js';
import { CaseTimeline } from './case-timeline.js';
import { CommandBar } from './command-bar.js';
import { StageSteps } from './stage-steps.js';
import './case-page.css';

/** 案件: where it stands, what may be done, by when, and all that happened. */
export function CasePage() {
  const { id = '' } = useParams();
  const found = useCase(id);
  const departmentName = useDepartmentNames();
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
  const snapshot = found.data;
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
        <CaseMarks {...snapshot} />
        <NextDeadline snapshot={snapshot} departmentName={departmentName} />
        <StageSteps stage={snapshot.stage} />
      </header>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      <CommandBar key={snapshot.id} snapshot={snapshot} />
      <div className="case-body">
        <div>
          <section aria-labelledby="place">
            <h2 id="place">情况</h2>
            <CasePlace snapshot={snapshot} />
          </section>
          <section aria-labelledby="attachments">
            <h2 id="attachments">附件</h2>
            <CaseAttachments key={snapshot.id} snapshot={snapshot} />
          </section>
          <section aria-labelledby="tasks">
            <h2 id="tasks">部门任务</h2>
            <CaseTasks snapshot={snapshot} departmentName={departmentName} />
          </section>
          <section aria-labelledby="deadlines">
            <h2 id="deadlines">时限</h2>
            <CaseDeadlines snapshot={snapshot} departmentName={departmentName} />
          </section>
        </div>
        <section aria-labelledby="timeline">
          <h2 id="timeline">经过</h2>
          <CaseTimeline caseId={snapshot.id} departmentName={departmentName} />
        </section>
      </div>
    </article>
  );
}

/** The list this case was opened from, with its filters; 待办 for a case opened from a message. */
function backOf(state: unknown): string {
  return typeof state === 'object' && state !== null && 'back' in state && typeof state.back === 'string' ? state.back : '/';
}
