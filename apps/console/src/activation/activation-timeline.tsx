import type { Activation } from '../api.js';
import { clockWords, timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import { CHANNEL_WORDS, RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { factWords, subjectWords } from './fact-words.js';

/** 经过: the newest first. */
export function ActivationTimeline({ activation }: { activation: Activation }) {
  const { timeline, areas, byArea } = activation;
  const name = usePersonNames(timeline.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])));
  const areaName = new Map([...byArea.map((area) => [area.areaCode, area.name] as const), ...areas.map((area) => [area.code, area.name] as const)]);
  return (
    <section aria-labelledby="activation-timeline">
      <h2 id="activation-timeline">经过</h2>
      {timeline.length === 0 && <p className="empty">还没有记录。</p>}
      <ol className="activation-line" reversed>
        {[...timeline].reverse().map((line) => {
          const { title, alarm } = factWords(line);
          const about = subjectWords(line, activation);
          return (
            <li key={line.seq} className={alarm ? 'fact fact-alarm' : 'fact'}>
              <time dateTime={line.at} title={timeWords(line.at)}>
                {clockWords(line.at)}
              </time>
              <div>
                <strong>
                  {alarm && <span aria-hidden="true">⚠ </span>}
                  {title}
                </strong>
                {about !== null && ` ${about}`}
                {line.areas.length > 0 && ` · ${line.areas.map((code) => areaName.get(code) ?? code).join('、')}`}
                {line.teamName !== null && ` · ${line.teamName}`}
                {line.channel !== null && ` · ${CHANNEL_WORDS[line.channel]}`}
                {line.level !== null && ` · ${RESPONSE_LEVEL_WORDS[line.level]}`}
                <span className="faint"> {line.actorId === null ? '系统' : name(line.actorId)}</span>
                {line.words !== null && <p className="words">{line.words}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
