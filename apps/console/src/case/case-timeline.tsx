import { Spin } from 'antd';
import type { CaseEvent } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { usePersonNames } from '../person/person-names.js';
import { rulesRefWords } from '../rules/rule-words.js';
import { seatWords } from '../session/seat-words.js';
import { useCaseEvents } from './case-queries.js';
import { CaseLink } from './case-link.js';
import { LEVEL_WORDS, STAGE_WORDS } from './case-words.js';
import { textLines, viaWords } from './event-texts.js';
import type { EventNames } from './event-line.js';
import { eventWords, peopleIn } from './event-words.js';

/** 经过: every event of the case, the newest first, with who, when and the words given. */
export function CaseTimeline({ caseId, departmentName }: { caseId: string; departmentName: (id: string) => string }) {
  const events = useCaseEvents(caseId);
  const ids = (events.data ?? []).flatMap((event) => [
    ...(event.actorId === null ? [] : [event.actorId]),
    ...event.onDuty.flatMap((duty) => duty.personIds),
    ...peopleIn(event),
  ]);
  const person = usePersonNames(ids);
  if (events.isPending) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取经过…
      </p>
    );
  }
  if (events.isError) return <ProblemAlert error={events.error} onRetry={() => void events.refetch()} />;
  // The record follows the case; a new one may not have its first line yet.
  if (events.data.length === 0) return <p className="empty">经过还没有入账，稍后自动出现。</p>;
  return (
    <ol className="timeline" aria-label="案件经过" reversed>
      {[...events.data].reverse().map((event) => (
        <TimelineItem
          key={event.seq}
          event={event}
          // Told where it changes: a case lives under the same rules for most of its life.
          rules={events.data.find(({ seq }) => seq === event.seq - 1)?.rulesRef === event.rulesRef ? null : event.rulesRef}
          names={{ person, department: departmentName }}
        />
      ))}
    </ol>
  );
}

function TimelineItem({ event, rules, names }: { event: CaseEvent; rules: string | null; names: EventNames }) {
  const { title, detail, alarm, caseId } = eventWords(event, names);
  const actor =
    event.actorId === null
      ? '系统计时'
      : names.person(event.actorId) + (event.actorSeat === null ? '' : `（${seatWords(event.actorSeat)}）`);
  return (
    <li className={alarm === true ? 'event event-alarm' : 'event'}>
      <p className="event-head">
        <strong>
          {alarm === true && <span aria-hidden="true">⚠ </span>}
          {title}
        </strong>
        <time dateTime={event.at}>{timeWords(event.at)}</time>
      </p>
      <p className="faint">
        {actor}
        {detail !== undefined && detail !== '' && ` · ${detail}`}
      </p>
      <Moved event={event} />
      {rules !== null && <p className="faint">适用规则：{rulesRefWords(rules)}</p>}
      {caseId !== undefined && <CaseLink id={caseId} />}
      {textLines(event.text).map((line) => (
        <p key={line} className="words">
          {line}
        </p>
      ))}
      {event.onDuty.map((duty) => (
        <p key={`${duty.seat}:${duty.departmentId ?? duty.areaCode ?? ''}`} className="faint">
          当时在岗：{duty.departmentId === null ? '' : names.department(duty.departmentId)}
          {seatWords(duty.seat)} {duty.personIds.map(names.person).join('、')}（{viaWords(duty.via)}）
        </p>
      ))}
    </li>
  );
}

/** From what to what, where the stage or the level changed and the title does not say it. */
function Moved({ event: { type, fromStage, stage, fromLevel, level } }: { event: CaseEvent }) {
  const isTitled = type === 'escalated' || type === 'deescalated';
  const moves = [
    ...(fromStage === null || fromStage === stage ? [] : [`${STAGE_WORDS[fromStage]} → ${STAGE_WORDS[stage]}`]),
    ...(isTitled || fromLevel === null || fromLevel === level ? [] : [`${LEVEL_WORDS[fromLevel]}级 → ${LEVEL_WORDS[level]}级`]),
  ];
  return moves.length === 0 ? null : <p className="faint">{moves.join('，')}</p>;
}
