import { useSyncExternalStore } from 'react';

const phone = window.matchMedia('(max-width: 640px)');

/** Is the screen as narrow as a phone? */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phone.addEventListener('change', listener);
      return () => phone.removeEventListener('change', listener);
    },
    () => phone.matches,
  );
}
