import { worstFirst } from '@shaodao/domain/activation/standing';
import type { Activation } from '../api.js';
import { useDistrict } from './activation-queries.js';
import { areaNames } from './area-tree.js';
import { TallyBar } from './tally-bar.js';

interface Table {
  rows: Activation['byArea'];
  chosen: string | undefined;
  /** Sums hold the own unit's people alone. */
  isOwnUnit: boolean;
  onChoose: (areaCode: string | undefined) => void;
}

/** 各街道, the worst first; a press narrows teams and people to one. */
export function AreaTable({ rows, chosen, isOwnUnit, onChoose }: Table) {
  const district = useDistrict().data;
  const names = district === undefined ? null : areaNames(district);
  return (
    <section aria-labelledby="by-area">
      <h2 id="by-area">{isOwnUnit ? '本单位人员所在街道' : '各街道（差的在前）'}</h2>
      {rows.length === 0 && <p className="empty">{isOwnUnit ? '没有叫到本单位的人，或名单还没有冻结。' : '名单还没有冻结，稍后自动出现。'}</p>}
      <ul className="tally-list">
        {worstFirst(rows).map(({ areaCode, name, tally }) => (
          <li key={areaCode}>
            <button type="button" className="tally-row" aria-pressed={chosen === areaCode} onClick={() => onChoose(chosen === areaCode ? undefined : areaCode)}>
              <strong>{names?.get(areaCode) ?? name}</strong>
              <TallyBar tally={tally} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
