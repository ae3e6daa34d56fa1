import type { Grade } from '@shaodao/domain/policy';
import type { Stage } from '@shaodao/domain/case/stage';
import type { TierLevel } from '@shaodao/domain/tier';
import { GRADE_WORDS, LEVEL_WORDS, STAGE_WORDS } from './case-words.js';

interface Marked {
  stage: Stage;
  level: TierLevel;
  grade: Grade;
  supervisions: number;
}

/** 环节, 层级, 等级, 督办 of a case as small labels; urgent and supervised stand out by a sign as well as by colour. */
export function CaseMarks({ stage, level, grade, supervisions }: Marked) {
  return (
    <span className="marks">
      <span className="tag">{STAGE_WORDS[stage]}</span>
      <span className="tag">{LEVEL_WORDS[level]}级</span>
      <span className={grade === 'urgent' ? 'tag tag-strong' : 'tag'}>
        {grade === 'urgent' && '▲ '}
        {GRADE_WORDS[grade]}
      </span>
      {supervisions > 0 && <span className="tag tag-strong">督办 {supervisions} 次</span>}
    </span>
  );
}
