import { maySetRules } from '@shaodao/domain/rule-version';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { NavLink, Outlet, ScrollRestoration, useMatch } from 'react-router';
import type { Me } from '../api.js';
import { useFeed } from '../feed/use-feed.js';
import { send } from '../http/call.js';
import { NoticeBell } from '../notice/notice-bell.js';
import { clearDraft } from '../report/report-draft.js';
import { seatWords, seesAssessment, seesBoard } from './seat-words.js';
import './shell.css';

/** The frame of every signed-in page: places to go, messages, who I am. */
export function Shell({ me }: { me: Me }) {
  const live = useFeed();
  // On a phone the case's own buttons take the place of the navigation.
  const onCase = useMatch('/cases/:id') !== null;
  const { seat } = me.actor;
  return (
    <div className={onCase ? 'shell shell-case' : 'shell'}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="topbar">
        <span className="brand">哨到</span>
        <nav className="nav" aria-label="主导航">
          <NavLink to="/" end>
            待办
          </NavLink>
          <NavLink to="/report">报事</NavLink>
          {seesBoard(seat) && <NavLink to="/board">四级视图</NavLink>}
          {seesAssessment(seat) && <NavLink to="/assessment">考核</NavLink>}
          {maySetRules(me.actor) && <NavLink to="/rules">规则</NavLink>}
        </nav>
        <span className="who">
          <strong>{me.name}</strong>
          <span>{[seatWords(seat), me.departmentName ?? me.areaName].join(' · ')}</span>
        </span>
        <NoticeBell />
        <SignOut personId={me.actor.personId} />
      </header>
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
