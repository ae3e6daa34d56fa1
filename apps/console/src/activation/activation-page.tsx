import { isOver } from '@shaodao/domain/activation/state';
import { Spin } from 'antd';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import type { Activation } from '../api.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { ActivationHead } from './activation-head.js';
import { useActivation } from './activation-queries.js';
import { ActivationTimeline } from './activation-timeline.js';
import { BeforeEffect } from './before-effect.js';
import { JoinedPress } from './joined-press.js';
import { LivePanel } from './live-panel.js';
import { World } from './world.js';
import './activation.css';

/** One activation: before it takes effect what it waits for, afterwards who has come and what is done. */
export function ActivationPage() {
  const { id = '' } = useParams();
  const found = useActivation(id);
  useEffect(() => {
    const before = document.title;
    if (found.data !== undefined) document.title = `${found.data.drill ? '【演练】' : ''}${found.data.planName} · 哨到`;
    return () => {
      document.title = before;
    };
  }, [found.data]);
  if (found.isPending) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取…
      </p>
    );
  }
  if (found.data === undefined) {
    return (
      <>
        <ProblemAlert error={found.error} onRetry={isProblem(found.error) && !found.error.mayRepeat ? undefined : () => void found.refetch()} />
        <Link className="back" to="/activations">
          返回
        </Link>
      </>
    );
  }
  return (
    <World drill={found.data.drill} {...(isCallingNobody(found.data) ? { said: OVER } : {})}>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      <JoinedPress activation={found.data} />
      <ActivationHead activation={found.data} />
      <Phase activation={found.data} />
    </World>
  );
}

const OVER = { live: '真实响应，已经结束或终止：不再呼叫任何人', drill: '演练，已经结束或终止：不再呼叫任何人' };

/** Nobody is called any more; before it takes effect nobody is called yet, which the page itself says. */
function isCallingNobody({ phase }: Activation): boolean {
  return phase === 'standingDown' || isOver({ phase });
}

function Phase({ activation }: { activation: Activation }) {
  switch (activation.phase) {
    case 'confirming':
    case 'window':
      return (
        <>
          <BeforeEffect activation={activation} />
          <ActivationTimeline activation={activation} />
        </>
      );
    case 'cancelled':
    case 'lapsed':
      return (
        <>
          <p className="empty">{activation.phase === 'cancelled' ? '启动已取消，没有呼叫任何人。' : '时限内没有人确认，本次启动作废，没有呼叫任何人。'}</p>
          <ActivationTimeline activation={activation} />
        </>
      );
    case 'active':
    case 'standingDown':
    case 'ended':
      return <LivePanel activation={activation} />;
  }
}
