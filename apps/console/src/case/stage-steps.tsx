import type { Stage } from '@shaodao/domain/case/stage';
import { STAGE_WORDS } from './case-words.js';

const ROAD: readonly Stage[] = ['intake', 'filing', 'dispatch', 'handling', 'verification', 'closure'];

/** Ends beside the road; a closed case has walked all of it. */
const ENDED_WORDS: Partial<Record<Stage, string>> = {
  rejected: '不予受理，已结束',
  cancelled: '已作废，已结束',
  merged: '已并案，由另一案件继续',
};

/** 受理→立案→派遣→处置→核查→结案, and where the case stands. Signs and words say it, colour repeats it. */
export function StageSteps({ stage }: { stage: Stage }) {
  const ended = ENDED_WORDS[stage];
  if (ended !== undefined) return <p className="tag tag-strong case-ended">{ended}</p>;
  const at = stage === 'closed' ? ROAD.length : ROAD.indexOf(stage);
  return (
    <ol className="steps" aria-label="办理环节">
      {ROAD.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'step step-done' : index === at ? 'step step-now' : 'step'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step-sign" aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {STAGE_WORDS[step]}
          <span className="unseen">{index < at ? '，已完成' : index === at ? '，当前' : '，未到'}</span>
        </li>
      ))}
    </ol>
  );
}
