import { Link } from 'react-router';
import type { Alert } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';

/** Why an alert that was opened proposes nothing any more. */
const OVER: Record<Exclude<Alert['state'], 'open'>, string> = {
  activated: '已经有人据此启动',
  replaced: '发布方已用新的预警替代',
  cancelled: '发布方已取消',
  expired: '已经失效',
  kept: '只作存档，不建议启动',
};

/** What the form below was filled in from, in the sender's words; a person still checks all of it. */
export function AlertNote({ alert }: { alert: Alert }) {
  const { headline, event, senderName, sender, level, sentAt, expiresAt, state, activationId, plans } = alert;
  return (
    <section className={state === 'open' ? 'alert-note' : 'alert-note alert-over'} aria-label="据以预填的预警">
      <p>
        <strong>{headline ?? event ?? '预警'}</strong>
      </p>
      <p className="faint">
        {senderName ?? sender} {timeWords(sentAt)} 发布，{timeWords(expiresAt)} 失效，建议 {RESPONSE_LEVEL_WORDS[level]}
      </p>
      {state !== 'open' && <p className="alert-said">⚠ 这条预警{OVER[state]}，请核实后再启动。</p>}
      {activationId !== null && (
        <Link className="back" to={`/activations/${activationId}`}>
          看已启动的响应 ›
        </Link>
      )}
      {state === 'open' && <p>{plans.length > 0 ? '下面已按这条预警填好，请逐项核对，可以修改。' : '没有直接适用的预案，请自行选择预案、区域和级别。'}</p>}
    </section>
  );
}
