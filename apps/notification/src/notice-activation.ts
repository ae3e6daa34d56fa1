import type { CallWords } from '@shaodao/contracts/calls';

interface Call {
  activationId: string;
  purpose: CallWords['purpose'];
  attempt: number;
}

const SHAPE = /^call:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\w+):\d+$/;

/** What an in-app message of a call is kept under: the key of the call, without its people. */
export function callFactId({ activationId, purpose, attempt }: Call): string {
  return `call:${activationId}:${purpose}:${attempt}`;
}

/** The activation behind a {@link callFactId}; null for any other message, and for an alert, whose id is no activation's. */
export function activationOf(factId: string): string | null {
  const [, activationId, purpose] = SHAPE.exec(factId) ?? [];
  return activationId === undefined || purpose === ('alert' satisfies Call['purpose']) ? null : activationId;
}
