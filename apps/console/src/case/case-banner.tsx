import { Alert } from 'antd';
import type { CaseSnapshot } from '../api.js';
import { useServerSecond } from '../clock/server-clock.js';
import { timeWords } from '../clock/time-words.js';
import { CaseLink } from './case-link.js';
import { RESPONSE_WORDS } from './case-words.js';

/** What changes everything else on the page: 急时, 挂账, or that the case goes on elsewhere. */
export function CaseBanner({ snapshot }: { snapshot: CaseSnapshot }) {
  const { emergency, suspended, mergedIntoId } = snapshot;
  return (
    <>
      {emergency !== null && <Emergency {...emergency} />}
      {suspended !== null && <Suspended {...suspended} />}
      {mergedIntoId !== null && (
        <Alert className="banner" type="info" showIcon title="本案已并案，由下面的案件继续办理" description={<CaseLink id={mergedIntoId} />} />
      )}
    </>
  );
}

function Emergency({ level, sinceAt, resting }: NonNullable<CaseSnapshot['emergency']>) {
  return (
    <Alert
      className="banner"
      type={resting ? 'warning' : 'error'}
      showIcon
      role="status"
      title={`急时：${RESPONSE_WORDS[level]}响应`}
      description={`自 ${timeWords(sinceAt)} 起${resting ? '常规案件暂停办理' : '按急时时限办理'}。转回平时后原有时限接着走，剩余时间不变。`}
    />
  );
}

function Suspended({ at, reviewAt }: { at: string; reviewAt: string }) {
  const due = Date.parse(reviewAt) <= useServerSecond() * 1_000;
  return (
    <Alert
      className="banner"
      type="warning"
      showIcon
      role="status"
      title="挂账中：全部时限暂停"
      description={
        <>
          自 {timeWords(at)} 起，{timeWords(reviewAt)} 复核。恢复后各时限接着走，剩余时间不变。
          {due && <strong className="banner-due">复核时间已到，请决定继续挂账还是恢复办理。</strong>}
        </>
      }
    />
  );
}
