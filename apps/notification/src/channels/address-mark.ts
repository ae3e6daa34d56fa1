import { createHmac } from 'node:crypto';

/** A phone or account as receipts are matched by it: 22 letters that tell nothing without the channel's secret. */
export function addressMark(secret: string, batchId: string, address: string): string {
  return createHmac('sha256', secret).update(`${batchId}:${address}`).digest('base64url').slice(0, 22);
}
