import { Spin } from 'antd';
import type { CaseSnapshot } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { AttachmentList } from './attachment-list.js';
import { useAttachments } from './attachment-queries.js';
import { mostAttachments } from './attachment-words.js';
import { UploadBar } from './upload-bar.js';
import './attachment.css';

/** 附件: what was photographed and written about the case, and the way to add to it. */
export function CaseAttachments({ snapshot }: { snapshot: CaseSnapshot }) {
  const found = useAttachments(snapshot.id);
  const mayAdd = snapshot.allowedCommands.includes('attach');
  if (found.isPending) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取附件…
      </p>
    );
  }
  if (found.data === undefined) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  const room = mostAttachments - found.data.length;
  return (
    <>
      {found.data.length === 0 && <p className="empty">还没有附件。</p>}
      <AttachmentList caseId={snapshot.id} attachments={found.data} />
      {mayAdd && room > 0 && <UploadBar snapshot={snapshot} room={room} />}
      {mayAdd && room <= 0 && <p className="faint">附件已满 {mostAttachments} 个。</p>}
    </>
  );
}
