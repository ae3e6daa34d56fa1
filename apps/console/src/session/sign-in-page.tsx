import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { ME } from '../http/query-client.js';
import { useMe } from './me.js';
import './sign-in.css';

interface Credentials {
  account: string;
  password: string;
}

/** 登录; `?back=` is where an ended session was, `ended` says that one ended. */
export function SignInPage() {
  const [search] = useSearchParams();
  const client = useQueryClient();
  const me = useMe();
  const [tries, setTries] = useState(0);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => send('POST', '/api/sessions', { body: credentials }),
    onSuccess: async () => {
      // What the person before saw must not be shown to this one.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== ME[0] });
      await client.refetchQueries({ queryKey: ME });
    },
    onError: () => setTries((count) => count + 1),
  });
  if (me.data !== null && me.data !== undefined) return <Navigate to={ownPath(search.get('back'))} replace />;
  return (
    <main className="sign-in">
      <h1>
        哨到<small>社区吹哨，部门报到</small>
      </h1>
      {search.has('ended') && !signIn.isError && (
        <Alert type="info" showIcon title="登录已到期，请重新登录" description="登录后回到刚才的页面。" />
      )}
      {signIn.isError && <SignInTrouble key={tries} error={signIn.error} />}
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
        <Form.Item name="account" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} autoFocus />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          登录
        </Button>
      </Form>
    </main>
  );
}

function SignInTrouble({ error }: { error: unknown }) {
  if (!isProblem(error) || error.code !== 'LOCKED') return <ProblemAlert error={error} />;
  const minutes = Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60));
  return (
    <Alert type="error" showIcon role="alert" title={error.body.title} description={`请约 ${minutes} 分钟后再试。`} />
  );
}

/** Only a path of this site: a link must not lead a person who just signed in elsewhere. */
function ownPath(back: string | null): string {
  return back !== null && /^\/(?![/\\])/.test(back) ? back : '/';
}
