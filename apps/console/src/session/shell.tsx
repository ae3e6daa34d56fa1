import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Outlet, ScrollRestoration, useMatch } from 'react-router';
import type { Me } from '../api.js';
import { CallBanner } from '../activation/my-cards.js';
import { useFeed } from '../feed/use-feed.js';
import { send } from '../http/call.js';
import { NoticeBell } from '../notice/notice-bell.js';
import { clearDraft } from '../report/report-draft.js';
import { MainNav } from './main-nav.js';
import { seatWords } from './seat-words.js';
import './shell.css';

/** The frame of every signed-in page: places to go, messages, who I am. */
export function Shell({ me }: { me: Me }) {
  const live = useFeed();
  // On a phone the case's own buttons take the place of the navigation.
  const onCase = useMatch('/cases/:id') !== null;
  return (
    <div className={onCase ? 'shell shell-case' : 'shell'}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="topbar">
        <span className="brand">哨到</span>
        <MainNav me={me} />
        <span className="who">
          <strong>{me.name}</strong>
          <span>{[seatWords(me.actor.seat), me.departmentName ?? me.areaName].join(' · ')}</span>
        </span>
        <NoticeBell />
        <SignOut personId={me.actor.personId} />
      </header>
      <CallBanner />
      {!live && (
        <p className="offline" role="status">
          实时更新中断，正在重连；倒计时仍按服务器时间走。
        </p>
      )}
      <ScrollRestoration />
      <main className="page" id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function SignOut({ personId }: { personId: string }) {
  const { message } = App.useApp();
  const signOut = useMutation({
    mutationFn: () => send('DELETE', '/api/sessions/current'),
    // A page loaded anew keeps nothing of what this person saw.
    onSuccess: () => {
      clearDraft(personId);
      window.location.assign('/sign-in');
    },
    onError: () => void message.error('没有退出成功，请重试'),
  });
  return (
    <Button type="text" className="on-dark" loading={signOut.isPending} onClick={() => signOut.mutate()}>
      退出
    </Button>
  );
}
