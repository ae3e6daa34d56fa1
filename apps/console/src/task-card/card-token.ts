/**
 * The token of a message, kept on this device after the link was opened once: the code at the meeting point then knows who
 * scans it. It came behind `#`, which no browser sends to a server, and is taken out of the address at once.
 */

const PREFIX = 'shaodao.card.';
/** Longer than any activation that is still answered; after that it opens nothing. */
const KEPT_MS = 30 * 86_400_000;

interface Kept {
  token: string;
  at: number;
}

/** What the fragment of the address says; null without one. */
export function takeToken(activationId: string): string | null {
  const told = /^#([\w.-]{1,64})$/.exec(window.location.hash)?.[1];
  if (told === undefined) return null;
  try {
    dropOld();
    localStorage.setItem(PREFIX + activationId, JSON.stringify({ token: told, at: Date.now() } satisfies Kept));
  } catch {
    // Kept for as long as the page is open then.
  }
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  return told;
}

/** It opens nothing (any more). */
export function forgetToken(activationId: string): void {
  try {
    localStorage.removeItem(PREFIX + activationId);
  } catch {
    // Nothing was kept.
  }
}

/** What was kept of a link opened before: whoever holds the device now need not be the one it was sent to. */
export function keptToken(activationId: string): string | null {
  try {
    return read(localStorage.getItem(PREFIX + activationId))?.token ?? null;
  } catch {
    return null;
  }
}

function dropOld(): void {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = read(localStorage.getItem(name));
    if (kept === null || Date.now() - kept.at > KEPT_MS) localStorage.removeItem(name);
  }
}

function read(text: string | null): Kept | null {
  if (text === null) return null;
  const kept = JSON.parse(text) as Partial<Kept> | null;
  return typeof kept?.token === 'string' && typeof kept.at === 'number' ? { token: kept.token, at: kept.at } : null;
}
