import type { ATTACHMENT_MOST_BYTES } from '@shaodao/contracts/attachments';
import type { AttachmentPurpose, MOST_ATTACHMENTS } from '@shaodao/domain/case/state';
import type { Stage } from '@shaodao/domain/case/stage';

/** The contract's own numbers, so that a change there fails the check here. */
export const mostBytes: typeof ATTACHMENT_MOST_BYTES = 10_485_760;
export const mostAttachments: typeof MOST_ATTACHMENTS = 20;

/** What a picture shows. */
export const PURPOSE_WORDS: Record<AttachmentPurpose, string> = {
  report: '报事现场',
  before: '处置前',
  after: '处置后',
  other: '其他',
};

const WORKED_ON: readonly Stage[] = ['handling', 'verification', 'closure', 'closed'];

/** What a photo taken at this stage most likely shows. */
export function likelyPurpose(stage: Stage): AttachmentPurpose {
  return WORKED_ON.includes(stage) ? 'after' : 'report';
}

/** `340 KB`, `2.4 MB`. */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
