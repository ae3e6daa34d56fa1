import { useSyncExternalStore } from 'react';

/** The server's clock on this screen: deadlines are the server's, and a phone's clock may be wrong by hours. */

/** `Date` has whole seconds and comes late by the way of the answer: only a greater difference is believed. */
const DATE_TOLERANCE_MS = 2_000;

let offsetMs = 0;
let known = false;

/** Epoch ms on the server. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

/** Sets the clock from `serverTime` of /api/me, read at the middle of its way. */
export function setServerTime(serverTime: string, sentAt: number): void {
  const receivedAt = Date.now();
  offsetMs = Date.parse(serverTime) - (sentAt + receivedAt) / 2;
  known = true;
}

/** Corrects the clock from a `Date` header, for a phone that slept or was set anew. */
export function noteServerTime(date: string | null): void {
  if (date === null) return;
  // The middle of the second it names.
  const found = Date.parse(date) + 500 - Date.now();
  if (!Number.isFinite(found)) return;
  if (!known || Math.abs(found - offsetMs) > DATE_TOLERANCE_MS) offsetMs = found;
}

const listeners = new Set<() => void>();
let timer: number | undefined;
let second = Math.floor(serverNow() / 1_000);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // One tick for all countdowns; none while nobody looks, so the first to look reads the clock anew.
  if (timer === undefined) second = Math.floor(serverNow() / 1_000);
  timer ??= window.setInterval(() => {
    const next = Math.floor(serverNow() / 1_000);
    if (next === second) return;
    second = next;
    for (const each of listeners) each();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** Whole seconds since 1970 on the server, renewed every second. */
export function useServerSecond(): number {
  return useSyncExternalStore(subscribe, () => second);
}
