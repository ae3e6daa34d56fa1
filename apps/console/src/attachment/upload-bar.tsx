import type { AttachmentPurpose } from '@shaodao/domain/case/state';
import { Alert, Progress, Segmented } from 'antd';
import { useId, useState } from 'react';
import type { CaseSnapshot } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { likelyPurpose, PURPOSE_WORDS } from './attachment-words.js';
import { FileButton } from './file-button.js';
import { useUploads, type Uploads } from './use-uploads.js';

const TYPES = 'image/jpeg,image/png,image/webp,application/pdf';
const PURPOSES = Object.entries(PURPOSE_WORDS).map(([value, label]) => ({ value: value as AttachmentPurpose, label }));

/** 上传附件: what it shows, a camera where there is one, and files; then how far it is and what was not taken. */
export function UploadBar({ snapshot, room }: { snapshot: Pick<CaseSnapshot, 'id' | 'stage'>; room: number }) {
  const [purpose, setPurpose] = useState(likelyPurpose(snapshot.stage));
  const uploads = useUploads(snapshot.id);
  const label = useId();
  const busy = uploads.current !== null;
  const take = (files: File[]): void => uploads.start(files.map((file) => ({ file, purpose })), room);
  return (
    <div className="upload">
      <p id={label}>照片内容</p>
      <Segmented block options={PURPOSES} value={purpose} onChange={setPurpose} disabled={busy} aria-labelledby={label} />
      <div className="upload-buttons">
        <FileButton className="upload-camera" words="拍照" accept="image/jpeg" camera disabled={busy} onFiles={take} />
        <FileButton words="选择照片或 PDF" accept={TYPES} disabled={busy} onFiles={take} />
      </div>
      <p className="faint">JPEG、PNG、WebP 或 PDF，每个最大 10 MiB，还可上传 {room} 个。照片里的拍摄位置和设备信息会自动去除。</p>
      <UploadState uploads={uploads} />
    </div>
  );
}

function UploadState({ uploads }: { uploads: Uploads }) {
  const { current, refused, stopped, done, goOn } = uploads;
  return (
    <>
      <p role="status" className={current === null && done === 0 ? 'unseen' : ''}>
        {current !== null
          ? `正在上传第 ${current.nth} 个，共 ${current.of} 个：${current.name}${current.share === 1 ? '，正在检查' : ''}`
          : done > 0 && `已上传 ${done} 个`}
      </p>
      {current !== null && <Progress percent={Math.round(current.share * 100)} aria-label="上传进度" />}
      {refused.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title="有文件没有上传"
          description={refused.map(({ name, words }, index) => (
            // Two photos of a phone may have one name.
            <p key={index}>
              {name}：{words}
            </p>
          ))}
        />
      )}
      {stopped !== null && <ProblemAlert error={stopped.error} retried="上传" onRetry={() => goOn(stopped.left)} />}
    </>
  );
}
