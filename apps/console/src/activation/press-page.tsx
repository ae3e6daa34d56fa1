import { COMMAND_SEATS } from '@shaodao/domain/activation/rights';
import { Spin } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { useAlert, useDistrict, usePlans, usePress } from './activation-queries.js';
import { AlertNote } from './alert-note.js';
import { FireKey } from './fire-key.js';
import { draftOf, EMPTY_DRAFT, type PressDraft } from './press-draft.js';
import { joinedState } from './joined-press.js';
import { PressForm } from './press-form.js';
import { World } from './world.js';
import './press.css';

/** 一键启动: choose, arm by typing where, hold. */
export function PressPage() {
  const { actor } = useSignedIn();
  const plans = usePlans();
  const district = useDistrict();
  const press = usePress();
  const navigate = useNavigate();
  const [asked] = useSearchParams();
  const alert = useAlert(asked.get('alert'));
  /** Null until somebody changes something: what the alert proposes stands until then. */
  const [chosen, setChosen] = useState<PressDraft | null>(null);
  const proposed = alert.data === undefined || plans.data === undefined ? EMPTY_DRAFT : draftOf(alert.data, plans.data, actor);
  const draft = chosen ?? proposed;
  const change = (to: Partial<PressDraft>): void => setChosen({ ...draft, ...to });
  // An alert that cannot be read keeps nobody from the key.
  const trouble = [plans, district].find(({ isError }) => isError);
  return (
    <World drill={draft.drill}>
      <div className="press">
        <Link className="back" to="/activations">
          ‹ 返回
        </Link>
        <h1>一键启动（平急转换）</h1>
        {!COMMAND_SEATS.includes(actor.seat) ? (
          <p className="empty">您的席位不能启动应急响应。请联系街道值班领导或区指挥中心。</p>
        ) : trouble !== undefined ? (
          <ProblemAlert error={trouble.error} onRetry={() => void trouble.refetch()} />
        ) : plans.data === undefined || district.data === undefined || alert.isLoading ? (
          <p className="loading" role="status">
            <Spin /> 正在读取预案…
          </p>
        ) : plans.data.length === 0 ? (
          <p className="empty">您的辖区内没有可启动的预案，请先在“登记”里录入预案。</p>
        ) : (
          <>
            {alert.isError && (
              <>
                <p className="alert-said">⚠ 预警没有读到，不影响启动：请按下面逐项选择。</p>
                <ProblemAlert error={alert.error} onRetry={isProblem(alert.error) && !alert.error.mayRepeat ? undefined : () => void alert.refetch()} />
              </>
            )}
            {alert.data !== undefined && <AlertNote alert={alert.data} />}
            <PressForm draft={draft} plans={plans.data} district={district.data} onChange={change} />
            <FireKey
              // What was typed arms one choice, not the next.
              key={JSON.stringify([draft.drill, draft.plan?.code, draft.areas, draft.level, draft.breakGlass])}
              draft={draft}
              district={district.data}
              pending={press.isPending}
              onFire={(said) => press.mutate(said, { onSuccess: ({ joined, activation }) => void navigate(`/activations/${activation.id}`, joined ? { state: joinedState(said) } : {}) })}
            />
            {press.isError && <ProblemAlert error={press.error} />}
          </>
        )}
      </div>
    </World>
  );
}
