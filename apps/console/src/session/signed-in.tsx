import { Button, Spin } from 'antd';
import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ProblemAlert } from '../http/problem-alert.js';
import { Shell } from './shell.js';
import { useMe } from './me.js';

/** Everything behind the sign-in; an ended session goes there and comes back. */
export function SignedIn() {
  const me = useMe();
  const place = useLocation();
  const [wasIn, setWasIn] = useState(false);
  if (me.data !== null && me.data !== undefined) {
    if (!wasIn) setWasIn(true);
    return <Shell me={me.data} />;
  }
  if (me.data === null) {
    const search = new URLSearchParams({ back: place.pathname + place.search });
    if (wasIn) search.set('ended', '');
    return <Navigate to={`/sign-in?${search.toString()}`} replace />;
  }
  return (
    <main className="page">
      {me.isError ? (
        <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <p className="loading" role="status">
          <Spin /> 正在打开…
        </p>
      )}
      {me.isError && (
        <Button type="link" href="/sign-in">
          去登录
        </Button>
      )}
    </main>
  );
}
