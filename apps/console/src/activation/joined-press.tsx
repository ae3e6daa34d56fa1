import { outermost } from '@shaodao/domain/tier';
import { Alert } from 'antd';
import { useLocation } from 'react-router';
import type { Activation, ActivationPress } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import { useSignedIn } from '../session/me.js';
import { useDistrict } from './activation-queries.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { areaNames } from './area-tree.js';

type Asked = Pick<ActivationPress, 'areas' | 'responseLevel' | 'breakGlass'>;

/** What a press that joined another takes along to the page of that other. */
export function joinedState({ areas, responseLevel, breakGlass }: ActivationPress): { joined: Asked } {
  return { joined: { areas, responseLevel, breakGlass } };
}

/** Somebody had pressed already: by whom, and what of the own press is not as it was asked for. */
export function JoinedPress({ activation }: { activation: Activation }) {
  const state = useLocation().state as { joined?: Asked } | null;
  return state?.joined === undefined ? null : <Said activation={activation} asked={state.joined} />;
}

function Said({ activation, asked }: { activation: Activation; asked: Asked }) {
  const { pressedById, pressedAt } = activation;
  const { actor } = useSignedIn();
  const name = usePersonNames([pressedById]);
  const district = useDistrict().data;
  const names = district === undefined ? new Map<string, string>() : areaNames(district);
  const differs = differencesOf(activation, asked, (code) => names.get(code) ?? code);
  return (
    <Alert
      type={differs.length > 0 ? 'warning' : 'info'}
      showIcon
      role="alert"
      title={`已由${pressedById === actor.personId ? '您本人' : ` ${name(pressedById)} `}于 ${timeWords(pressedAt)} 启动，您的按键并入这次响应，没有另外启动。`}
      description={
        differs.length === 0 ? (
          '级别和区域与您选的一致。'
        ) : (
          <ul>
            {differs.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

function differencesOf({ level, areas, breakGlass, phase }: Activation, asked: Asked, nameOf: (code: string) => string): string[] {
  const open = areas.filter(({ stoodDownAt }) => stoodDownAt === null);
  const missing = asked.areas.filter((code) => !open.some((area) => code.startsWith(area.code)));
  const more = outermost(open.map(({ code }) => code)).filter((code) => !asked.areas.some((area) => code.startsWith(area)));
  const waits = phase === 'confirming' || phase === 'window';
  return [
    ...(level === asked.responseLevel ? [] : [`级别：您选 ${RESPONSE_LEVEL_WORDS[asked.responseLevel]}，现为 ${RESPONSE_LEVEL_WORDS[level]}。`]),
    ...(missing.length === 0 ? [] : [`区域：您选的${missing.map(nameOf).join('、')}不在其中。`]),
    ...(more.length === 0 ? [] : [`区域：还包括${more.map(nameOf).join('、')}。`]),
    ...(asked.breakGlass && waits ? [`破窗：没有立即生效，${phase === 'confirming' ? '仍在等另一位领导确认' : '仍在撤销窗口内'}。`] : []),
    ...(asked.breakGlass && !waits && breakGlass ? ['破窗：已立即生效。'] : []),
    ...(!asked.breakGlass && breakGlass ? ['这次响应是破窗启动的。'] : []),
  ];
}
