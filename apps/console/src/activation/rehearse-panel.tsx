import { outermost } from '@shaodao/domain/tier';
import { CALL_CHANNELS } from '@shaodao/domain/activation/call-channel';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Rehearsal } from '../api.js';
import { send } from '../http/call.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { seatWords } from '../session/seat-words.js';
import { useDistrict } from './activation-queries.js';
import { CHANNEL_WORDS } from './activation-words.js';
import { areaNames } from './area-tree.js';
import './press.css';

const GAP_WORDS: Record<Rehearsal['gaps'][number]['kind'], string> = {
  nobodyOnDuty: '无人值班',
  noLeader: '没有队长',
  teamTooSmall: '编队人数不足',
  teamTooLarge: '编队人数过多',
  noPhone: '没有手机号',
  onLeave: '休假在外',
  noTeam: '没有编队',
  stepWithoutOwner: '步骤无人负责',
};

/** 推演: who would be called and what is missing, without calling anybody. */
export function RehearsePanel({ planId, areas }: { planId: string; areas: string[] }) {
  const rehearse = useMutation({
    mutationFn: () => send<Rehearsal>('POST', `/api/plans/${encodeURIComponent(planId)}/rehearse`, { body: { areas: outermost(areas) } }),
  });
  return (
    <div className="rehearse">
      <Button className="rehearse-button" loading={rehearse.isPending} onClick={() => rehearse.mutate()}>
        先推演：会叫到谁，还缺什么（不发任何消息）
      </Button>
      {rehearse.isError && <ProblemAlert error={rehearse.error} />}
      {rehearse.data !== undefined && <Found found={rehearse.data} />}
    </div>
  );
}

function Found({ found: { people, teams, bySubdistrict, rungs, gaps } }: { found: Rehearsal }) {
  const district = useDistrict();
  const names = district.data === undefined ? new Map<string, string>() : areaNames(district.data);
  return (
    <div role="status">
      <p>
        将呼叫 <strong>{people}</strong> 人、<strong>{teams}</strong> 支编队
        {bySubdistrict.length > 1 && `：${bySubdistrict.map(({ name, people: there }) => `${name} ${there} 人`).join('、')}`}
      </p>
      <p className="faint">{rungs.map(({ afterMs, channel, reachable }) => `${afterMs === 0 ? '生效时' : `${Math.round(afterMs / 60_000)} 分钟后`}${channelWords(channel)}可达 ${reachable} 人`).join('；')}</p>
      {gaps.length === 0 ? (
        <p>没有发现缺口。</p>
      ) : (
        <ul className="gaps-found">
          {gaps.map(({ kind, areaCode, subject, count }) => (
            <li key={`${kind}:${areaCode ?? ''}:${subject}`}>
              <span aria-hidden="true">⚠ </span>
              {GAP_WORDS[kind]}：{areaCode === null ? '' : `${names.get(areaCode) ?? areaCode} `}
              {kind === 'nobodyOnDuty' ? seatWords(subject) : subject !== areaCode && subject}
              {count > 1 && `（${count}）`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A channel of a newer release is called by its identifier. */
function channelWords(channel: string): string {
  const known = CALL_CHANNELS.find((one) => one === channel);
  return known === undefined ? channel : CHANNEL_WORDS[known];
}
