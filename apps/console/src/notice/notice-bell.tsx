import { TO_THE_CALLED } from '@shaodao/domain/activation/call-channel';
import { Badge, Button, Drawer, Spin, Switch } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Notice } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useNotices, useReadNotice, useUnread } from './notice-queries.js';
import './notice.css';

/** 消息: the bell with its unread count, and the drawer behind it. */
export function NoticeBell() {
  const [open, setOpen] = useState(false);
  const unread = useUnread().data ?? 0;
  const label = unread === 0 ? '消息' : `消息，${unread} 条未读`;
  return (
    <>
      <Badge count={unread} overflowCount={99} offset={[-6, 6]}>
        <Button type="text" className="on-dark" aria-label={label} onClick={() => setOpen(true)}>
          消息
        </Button>
      </Badge>
      <span className="unseen" aria-live="polite">
        {unread === 0 ? '' : `${unread} 条未读消息`}
      </span>
      <Drawer title="消息" open={open} onClose={() => setOpen(false)} size="min(440px, 100vw)" destroyOnHidden>
        <NoticeList onLeave={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function NoticeList({ onLeave }: { onLeave: () => void }) {
  const [unreadOnly, setUnreadOnly] = useState(false);
  const notices = useNotices(unreadOnly, true);
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <label className="switch-line">
        <Switch checked={unreadOnly} onChange={setUnreadOnly} /> 只看未读
      </label>
      {notices.isError && <ProblemAlert error={notices.error} onRetry={() => void notices.refetch()} />}
      {notices.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取消息…
        </p>
      )}
      {notices.isSuccess && items.length === 0 && (
        <p className="empty">{unreadOnly ? '没有未读消息。' : '还没有消息。'}</p>
      )}
      <ul className="notices">
        {items.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onLeave={onLeave} />
        ))}
      </ul>
      {notices.hasNextPage && (
        <Button block loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          更多消息
        </Button>
      )}
    </>
  );
}

function NoticeLine({ notice, onLeave }: { notice: Notice; onLeave: () => void }) {
  const navigate = useNavigate();
  const markRead = useReadNotice();
  const isNew = notice.readAt === null;
  const place = placeOf(notice);
  const go = (path: string): void => {
    if (isNew) markRead.mutate(notice.id);
    onLeave();
    void navigate(path);
  };
  return (
    <li className={isNew ? 'notice notice-new' : 'notice'}>
      <p>
        {isNew && <span className="tag tag-strong">未读</span>} {notice.text}
      </p>
      <p className="faint">
        {timeWords(notice.at)}
        {notice.readAt !== null && ` · ${timeWords(notice.readAt)} 已读`}
      </p>
      {markRead.isError && <ProblemAlert error={markRead.error} />}
      <p className="button-line">
        {place !== null && (
          <Button onClick={() => go(place.path)} aria-label={place.label}>
            {place.words}
          </Button>
        )}
        {isNew && (
          <Button type="text" loading={markRead.isPending} onClick={() => markRead.mutate(notice.id)}>
            标为已读
          </Button>
        )}
      </p>
    </li>
  );
}

/** What is told to those who are called, not to those who command: it leads to the page that asks them. */
const OF_THE_CALLED: ReadonlySet<string> = new Set(TO_THE_CALLED.map((purpose) => `activation.${purpose}`));

/** Where a notice leads: its case, its activation, or the page of the register it tells of. */
function placeOf({ caseId, activationId, number, kind }: Notice): { path: string; words: string; label: string } | null {
  if (caseId !== null) return { path: `/cases/${caseId}`, words: '打开案件', label: `打开案件 ${number ?? ''}` };
  if (activationId !== null) {
    if (OF_THE_CALLED.has(kind)) return { path: `/a/${activationId}`, words: '打开任务卡', label: `打开任务卡 ${number ?? ''}` };
    return { path: `/activations/${activationId}`, words: '打开应急响应', label: `打开应急响应 ${number ?? ''}` };
  }
  if (kind === 'activation.alert') return { path: '/activations', words: '打开应急', label: '打开应急' };
  if (kind.startsWith('swap.') || kind === 'roster.gapAhead') return { path: '/duty', words: '打开值班', label: '打开值班' };
  if (kind.startsWith('appointment.')) return { path: '/register/posts', words: '打开任职', label: '打开任职' };
  return null;
}
