import type { ResponseLevel } from '@shaodao/domain/activation/level';
import type { Grade } from '@shaodao/domain/policy';
import type { Stage } from '@shaodao/domain/case/stage';
import type { TierLevel } from '@shaodao/domain/tier';
import { GRADE_WORDS, LEVEL_WORDS, RESPONSE_WORDS, STAGE_WORDS } from './case-words.js';

const GRADE_SIGNS: Record<Grade, string> = { routine: '', urgent: '▲ ', emergency: '▲▲ ' };

interface Marked {
  stage: Stage;
  level: TierLevel;
  grade: Grade;
  supervisions: number;
  suspended: unknown;
  /** A line of a list names the level alone. */
  emergencyLevel?: ResponseLevel | null;
  emergency?: { level: ResponseLevel; resting: boolean } | null;
  /** Only the case's own page knows these. */
  reworks?: number;
  returns?: number;
  adjudicated?: boolean;
}

/** 急时, 环节, 层级, 等级, 挂账, 督办 of a case as small labels; what is pressing stands out by a sign as well as by colour. */
export function CaseMarks({ stage, level, grade, supervisions, suspended, emergencyLevel = null, emergency = null, reworks = 0, returns = 0, adjudicated = false }: Marked) {
  const held = suspended !== null && suspended !== false;
  const response = emergency?.level ?? emergencyLevel;
  return (
    <span className="marks">
      {response !== null && (
        <span className={`tag tag-response tag-response-${response}`}>
          急时 {RESPONSE_WORDS[response]}
        </span>
      )}
      {emergency?.resting === true && <span className="tag tag-held">‖ 急时暂停</span>}
      <span className="tag">{STAGE_WORDS[stage]}</span>
      <span className="tag">{LEVEL_WORDS[level]}级</span>
      <span className={grade === 'routine' ? 'tag' : 'tag tag-strong'}>
        {GRADE_SIGNS[grade]}
        {GRADE_WORDS[grade]}
      </span>
      {held && <span className="tag tag-held">‖ 挂账</span>}
      {supervisions > 0 && <span className="tag tag-strong">督办 {supervisions} 次</span>}
      {reworks > 0 && <span className="tag tag-strong">返工 {reworks} 次</span>}
      {returns > 0 && <span className="tag">退单 {returns} 次</span>}
      {adjudicated && <span className="tag">终审指定</span>}
    </span>
  );
}
