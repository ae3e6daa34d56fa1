import { Link } from 'react-router';
import type { Activation } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import { HAZARD_WORDS, PHASE_WORDS, RESPONSE_LEVEL_WORDS } from './activation-words.js';

/** What it is, where, how severe, by whom and why. */
export function ActivationHead({ activation }: { activation: Activation }) {
  const { number, planName, hazard, phase, level, areas, reason, pressedById, pressedAt, confirmedById, breakGlass, drill } = activation;
  const name = usePersonNames([pressedById, ...(confirmedById === null ? [] : [confirmedById])]);
  return (
    <header className="activation-head">
      <Link className="back" to="/activations">
        ‹ 全部响应
      </Link>
      <h1>
        {drill && '【演练】'}
        {planName}
      </h1>
      <p className="marks">
        <span className={`phase phase-${phase}`}>{PHASE_WORDS[phase]}</span>
        <span className={`response-level response-level-${level}`}>{RESPONSE_LEVEL_WORDS[level]}</span>
        {breakGlass && <span className="tag tag-strong">破窗启动</span>}
        <span className="tag">{HAZARD_WORDS[hazard] ?? hazard}</span>
        <span className="tag">{number}</span>
      </p>
      <ul className="marks" aria-label="区域和级别">
        {areas.map((area) => (
          <li key={area.code} className="tag">
            {area.name} {area.stoodDownAt === null ? RESPONSE_LEVEL_WORDS[area.level] : `已终止 ${timeWords(area.stoodDownAt)}`}
          </li>
        ))}
      </ul>
      <p className="words">{reason}</p>
      <p className="faint">
        {name(pressedById)} {timeWords(pressedAt)} 启动
        {confirmedById !== null && `，${name(confirmedById)} 确认`}
      </p>
    </header>
  );
}
