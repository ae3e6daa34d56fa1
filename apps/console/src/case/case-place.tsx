import { Button } from 'antd';
import { useState } from 'react';
import type { CaseSnapshot } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { useGrid } from '../grid-map/grid-queries.js';
import { LazyGridMap } from '../grid-map/lazy-grid-map.js';
import { usePersonNames } from '../person/person-names.js';
import { rulesRefWords } from '../rules/rule-words.js';
import { LEVEL_WORDS, RESIDENT_WORDS } from './case-words.js';

/** 情况: what was reported, by whom, where; the map only when asked for. */
export function CasePlace({ snapshot }: { snapshot: CaseSnapshot }) {
  const grid = useGrid(snapshot.gridId);
  const person = usePersonNames([snapshot.reporterId]);
  const [mapOpen, setMapOpen] = useState(false);
  const place = grid.data;
  return (
    <>
      <p className="words">{snapshot.description}</p>
      <dl className="facts">
        <div>
          <dt>类别</dt>
          <dd>{snapshot.categoryName}</dd>
        </div>
        <div>
          <dt>网格</dt>
          <dd>
            {place === undefined ? '' : `${place.subdistrictName} ${place.communityName} ${place.name} `}
            <span className="faint">{snapshot.gridCode}</span>
          </dd>
        </div>
        {snapshot.location !== null && (
          <div>
            <dt>位置</dt>
            <dd>
              东经 {snapshot.location.lng.toFixed(5)}，北纬 {snapshot.location.lat.toFixed(5)}
            </dd>
          </div>
        )}
        <div>
          <dt>报事</dt>
          <dd>
            {person(snapshot.reporterId)} · {timeWords(snapshot.reportedAt)}
          </dd>
        </div>
        <div>
          <dt>层级</dt>
          <dd>
            {LEVEL_WORDS[snapshot.level]}级，{timeWords(snapshot.levelSince)} 起
          </dd>
        </div>
        {snapshot.closedAt !== null && (
          <div>
            <dt>结束</dt>
            <dd>{timeWords(snapshot.closedAt)}</dd>
          </div>
        )}
        {snapshot.evidence.needed > 0 && (
          <div>
            <dt>凭据</dt>
            <dd>
              结案须有处置后照片 {snapshot.evidence.needed} 张，现有 {snapshot.evidence.shown} 张
            </dd>
          </div>
        )}
        {snapshot.callbacks.map(({ at, solved, word }) => (
          <div key={at}>
            <dt>回访</dt>
            <dd>
              {timeWords(at)} {solved === null ? '未接通' : solved ? '已解决' : '未解决'}
              {word !== null && `，${RESIDENT_WORDS[word]}`}
            </dd>
          </div>
        ))}
        <div>
          <dt>规则</dt>
          <dd className="faint" title={snapshot.rulesRef}>
            {rulesRefWords(snapshot.rulesRef)}
          </dd>
        </div>
      </dl>
      {place !== undefined && (
        <Button onClick={() => setMapOpen((open) => !open)} aria-expanded={mapOpen}>
          {mapOpen ? '收起地图' : '查看地图'}
        </Button>
      )}
      {mapOpen && place !== undefined && <CaseMap snapshot={snapshot} place={place} />}
    </>
  );
}

function CaseMap({ snapshot, place }: { snapshot: CaseSnapshot; place: NonNullable<ReturnType<typeof useGrid>['data']> }) {
  // One array for the life of the map: a new one would make the map anew.
  const [shown] = useState([place]);
  return <LazyGridMap grids={shown} chosenId={place.id} firstView={shown} place={snapshot.location} />;
}
