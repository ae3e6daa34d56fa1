import type { FileFault } from '@shaodao/contracts/attachments';

/** Why a file is not taken; made into words for people where the case is known. */
export class FileRefused extends Error {
  constructor(readonly fault: FileFault) {
    super(fault);
    this.name = 'FileRefused';
  }
}
