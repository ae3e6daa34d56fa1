import { SWAP_STATES } from '@shaodao/contracts/register/duty-lists';
import { App, Button } from 'antd';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { useAnswerSwap, type MySwap, type SwapAnswer } from './duty-queries.js';
import { nameWords, shiftWords } from './duty-words.js';

/** 换班: what I am asked, what I asked, and what came of it. */
export function SwapList({ swaps }: { swaps: readonly MySwap[] }) {
  const { actor } = useSignedIn();
  const waits = (swap: MySwap): boolean => swap.status === 'asked' && swap.withId === actor.personId;
  const sorted = [...swaps].sort((a, b) => Number(waits(b)) - Number(waits(a)));
  return (
    <section className="duty-panel">
      <h2>换班</h2>
      {swaps.length === 0 && <p className="empty">近一个月没有换班申请。</p>}
      <ul className="duty-lines" aria-label="换班申请">
        {sorted.map((swap) => (
          <SwapLine key={swap.code} swap={swap} asked={swap.withId === actor.personId} />
        ))}
      </ul>
    </section>
  );
}

const DONE: Record<SwapAnswer, string> = { accept: '已同意换班', decline: '已拒绝换班', withdraw: '已撤回申请' };

/** `asked`: by somebody of me; else it is mine. */
function SwapLine({ swap, asked }: { swap: MySwap; asked: boolean }) {
  const { message } = App.useApp();
  const answer = useAnswerSwap(swap.code);
  const give = (action: SwapAnswer): void => answer.mutate(action, { onSuccess: () => void message.success(DONE[action]) });
  const open = swap.status === 'asked';
  return (
    <li>
      <span className="duty-what">
        <strong>{asked ? `${nameWords(swap.askerName)} 请您代值` : `请 ${nameWords(swap.withName)} 代值`}</strong>
        <span>{shiftWords(swap.give)}</span>
        <span>{swap.take === null ? '不换回' : `换回 ${shiftWords(swap.take)}`}</span>
        <span className="faint">{swap.title}</span>
      </span>
      <span className="marks">
        <span className={open && asked ? 'tag tag-strong' : 'tag'}>{open && asked ? '等您答复' : SWAP_STATES[swap.status]}</span>
        {open && asked && (
          <>
            <Button type="primary" loading={answer.isPending && answer.variables === 'accept'} onClick={() => give('accept')}>
              同意
            </Button>
            <Button loading={answer.isPending && answer.variables === 'decline'} onClick={() => give('decline')}>
              拒绝
            </Button>
          </>
        )}
        {open && !asked && (
          <Button loading={answer.isPending} onClick={() => give('withdraw')}>
            撤回
          </Button>
        )}
      </span>
      {answer.isError && <ProblemAlert error={answer.error} />}
    </li>
  );
}
