import { DRILL_PREFIX, type Realm } from '@shaodao/domain/activation/realm';

declare const REALM: unique symbol;

/** A text that belongs to one realm: the channels of the other do not take it. Made by {@link callMessage} only. */
export interface CallMessage<R extends Realm> {
  readonly [REALM]: R;
  readonly text: string;
  /** Of the person's answer page, without their token. */
  readonly link: string;
  /** Whether a button is put under it. */
  readonly answerable: boolean;
}

/** Puts 【演练】 before the words of a drill; throws where words of a live message begin with it. */
export function callMessage<R extends Realm>(realm: R, words: { text: string; link: string; answerable: boolean }): CallMessage<R> {
  const text = realm === 'drill' ? `${DRILL_PREFIX}${words.text}` : words.text;
  const message = { ...words, text } as CallMessage<R>;
  assertRealm(realm, message);
  return message;
}

/** The last look before a message leaves: types are gone by then. Throws where text and realm disagree. */
export function assertRealm<R extends Realm>(realm: R, { text }: CallMessage<R>): void {
  if (text.startsWith(DRILL_PREFIX) !== (realm === 'drill')) throw new Error(`a message that is not of the realm ${realm} was stopped`);
}
