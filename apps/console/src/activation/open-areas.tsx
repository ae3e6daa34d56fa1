import type { Activation } from '../api.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';
import './act-form.css';

interface Areas {
  activation: Activation;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Areas where it is in force. */
export function openAreas({ areas }: Activation): Activation['areas'] {
  return areas.filter(({ stoodDownAt }) => stoodDownAt === null);
}

export function OpenAreas({ activation, chosen, onChange }: Areas) {
  return (
    <fieldset className="press-part">
      <legend>区域</legend>
      {openAreas(activation).map(({ code, name, level }) => (
        <label key={code} className="area-box">
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => onChange(chosen.includes(code) ? chosen.filter((area) => area !== code) : [...chosen, code])} />
          {name}（{RESPONSE_LEVEL_WORDS[level]}）
        </label>
      ))}
    </fieldset>
  );
}
