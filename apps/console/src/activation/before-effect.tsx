import { COMMAND_SEATS, commandFault } from '@shaodao/domain/activation/rights';
import { tierOfSeat, type Seat } from '@shaodao/domain/case/actor';
import { Input } from 'antd';
import { useId, useState } from 'react';
import type { Activation } from '../api.js';
import { useServerSecond } from '../clock/server-clock.js';
import { spanWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { seatWords } from '../session/seat-words.js';
import { useAct } from './activation-queries.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { HoldButton } from './hold-button.js';

/** Nothing is sent yet: who must confirm, or how long it may still be taken back. */
export function BeforeEffect({ activation }: { activation: Activation }) {
  const { phase, phaseDueAt, allowedCommands, approval } = activation;
  const isWindow = phase === 'window';
  return (
    <section className="before-effect" aria-label={isWindow ? '撤销窗口' : '等待确认'}>
      <p className="nothing-sent">
        现在还没有呼叫任何人{isWindow ? '，到时才开始' : '，只请有权的领导确认'}。
      </p>
      {phaseDueAt !== null && <Left dueAt={phaseDueAt} words={isWindow ? '后生效并开始呼叫' : '内无人确认即作废'} />}
      {!isWindow && <Asked activation={activation} />}
      {allowedCommands.includes('confirm') && approval !== null && <Confirm activation={activation} approval={approval} />}
      {allowedCommands.includes('cancel') && <Cancel id={activation.id} big={isWindow} />}
    </section>
  );
}

function Left({ dueAt, words }: { dueAt: string; words: string }) {
  const left = Math.max(0, Math.ceil(Date.parse(dueAt) / 1_000) - useServerSecond());
  return (
    <p className="effect-left">
      <time dateTime={dueAt} role="timer">
        {spanWords(left)}
      </time>
      <span>{left === 0 ? '时间到，正在等服务器的消息…' : words}</span>
    </p>
  );
}

/** Seats that may confirm at this level; those of them on duty are paged. */
function Asked({ activation: { areas, level, pressedById, approval } }: { activation: Activation }) {
  const { actor } = useSignedIn();
  const codes = areas.map(({ code }) => code);
  // A subdistrict's seat only where all of it lies in one; then the level decides which remain.
  const [around = ''] = codes;
  const groundOf = (seat: Seat): string => (tierOfSeat(seat) === 'subdistrict' ? around.slice(0, 9).padEnd(9, '-') : around.slice(0, 6));
  const seats = COMMAND_SEATS.filter((seat) => commandFault({ personId: '', seat, areaCode: groundOf(seat) }, codes, level) === null);
  return (
    <p>
      正在请值班的{seats.map(seatWords).join('、')}确认（启动人本人不能确认）。
      {actor.personId === pressedById ? '您是启动人，请等另一位领导确认；也可以电话催一下。' : approval === null ? '' : '您可以确认。'}
    </p>
  );
}

function Confirm({ activation, approval }: { activation: Activation; approval: string }) {
  const act = useAct(activation.id);
  const { drill, planName, level, areas, reason } = activation;
  return (
    <div className="confirm-panel">
      <h2>请核对后确认</h2>
      <dl>
        <div>
          <dt>性质</dt>
          <dd>{drill ? '演练' : '实战：确认后将给真人发短信、打电话'}</dd>
        </div>
        <div>
          <dt>预案</dt>
          <dd>{planName}</dd>
        </div>
        <div>
          <dt>级别</dt>
          <dd>{RESPONSE_LEVEL_WORDS[level]}</dd>
        </div>
        <div>
          <dt>区域</dt>
          <dd>{areas.map(({ name }) => name).join('、')}</dd>
        </div>
        <div>
          <dt>理由</dt>
          <dd className="words">{reason}</dd>
        </div>
      </dl>
      <HoldButton words={drill ? '确认演练' : '确认启动'} tone={drill ? 'drill' : 'live'} pending={act.isPending} onFire={() => act.mutate({ path: 'confirm', body: { approval } })} />
      {act.isError && <ProblemAlert error={act.error} />}
    </div>
  );
}

/** One press: who has pressed by mistake has no time to write. */
function Cancel({ id, big }: { id: string; big: boolean }) {
  const act = useAct(id);
  const [reason, setReason] = useState('误启动');
  const fieldId = useId();
  return (
    <div className="cancel">
      <button type="button" className={big ? 'cancel-button cancel-big' : 'cancel-button'} aria-disabled={act.isPending || reason.trim() === ''} onClick={() => !act.isPending && reason.trim() !== '' && act.mutate({ path: 'cancel', body: { reason: reason.trim() } })}>
        {act.isPending ? '正在取消…' : '取消启动'}
      </button>
      <label htmlFor={fieldId}>取消理由</label>
      <Input id={fieldId} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
      {act.isError && <ProblemAlert error={act.error} />}
    </div>
  );
}
