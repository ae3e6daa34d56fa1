import { TIER_LEVELS, type TierLevel } from '@shaodao/domain/tier';
import { useState } from 'react';
import { Navigate } from 'react-router';
import { LEVEL_WORDS } from '../case/case-words.js';
import { useSignedIn } from '../session/me.js';
import { seesBoard } from '../session/seat-words.js';
import { LevelColumn } from './level-column.js';
import { countWords, useLevel } from './level-queries.js';
import './board.css';

/** 四级视图: the open cases of each level by time left; columns on a wide screen, tabs on a phone. */
export function BoardPage() {
  const { actor } = useSignedIn();
  const [shown, setShown] = useState<TierLevel>('grid');
  if (!seesBoard(actor.seat)) return <Navigate to="/" replace />;
  return (
    <>
      <h1>四级视图</h1>
      <div className="level-tabs" role="group" aria-label="层级">
        {TIER_LEVELS.map((level) => (
          <LevelTab key={level} level={level} shown={shown === level} onShow={() => setShown(level)} />
        ))}
      </div>
      <div className="board" data-level={shown}>
        {TIER_LEVELS.map((level) => (
          <LevelColumn key={level} level={level} shown={shown === level} />
        ))}
      </div>
    </>
  );
}

interface Tab {
  level: TierLevel;
  shown: boolean;
  onShow: () => void;
}

function LevelTab({ level, shown, onShow }: Tab) {
  const { open, overdue } = useLevel(level);
  return (
    <button type="button" className="level-tab" aria-pressed={shown} onClick={onShow}>
      <strong>{LEVEL_WORDS[level]}</strong>
      <span>{open.data === undefined ? '…' : countWords(open.data)}</span>
      <span className="faint">超时 {overdue.data === undefined ? '…' : countWords(overdue.data)}</span>
    </button>
  );
}
