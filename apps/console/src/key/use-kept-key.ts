import { useRef } from 'react';
import { newId } from './new-id.js';

/**
 * The idempotency key of a wish: the same body gets the same key until {@link forget} is called, so that a
 * repeat after a lost answer meets the first; a changed body is another wish.
 */
export function useKeptKey(): { keyFor: (body: unknown) => string; forget: () => void } {
  const kept = useRef<{ body: string; key: string } | null>(null);
  return {
    keyFor: (body) => {
      const said = JSON.stringify(body);
      if (kept.current?.body !== said) kept.current = { body: said, key: newId() };
      return kept.current.key;
    },
    forget: () => {
      kept.current = null;
    },
  };
}
