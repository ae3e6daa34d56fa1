import { CodedError } from '@shaodao/contracts/errors';

/** A place in a person's list, newest first: the instant and id of the last line seen. */
export interface NoticePlace {
  at: number;
  id: string;
}

const SHAPE = /^(\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export function cursorOf({ at, id }: NoticePlace): string {
  return `${at}.${id}`;
}

/** Refuses INVALID what {@link cursorOf} did not make. */
export function readCursor(cursor: string): NoticePlace {
  const [, at, id] = SHAPE.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new CodedError('INVALID', { field: 'cursor', reason: 'unknown cursor' });
  return { at: Number(at), id };
}
