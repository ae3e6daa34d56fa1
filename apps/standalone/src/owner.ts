import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { inherited } from './config.js';
import { StartError } from './ports.js';

/** PostgreSQL refuses to run as root: then it runs as nobody, who owns its folder and nothing else. */
const NOBODY = 65_534;

/** The user PostgreSQL's files must belong to; null when that is who we are. */
export const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null;

export interface Command {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
}

/**
 * The command as the owner runs it. nobody may not pass through private folders (a clone below /root, a temporary folder
 * of mode 0700): there `setpriv` gives it the one capability that lets it.
 */
export function asOwner(command: string, args: string[], folder: string): Command {
  if (owner === null) return { command, args };
  if (isOpen(command) && isOpen(folder)) return { command, args, ...owner };
  const setpriv = (inherited['PATH'] ?? '')
    .split(delimiter)
    .map((part) => join(part, 'setpriv'))
    .find(isRunnable);
  if (setpriv === undefined) {
    throw new StartError(`PostgreSQL may not run as root, and another user cannot reach ${folder}: start as an ordinary user, or from a folder all may enter`);
  }
  const pass = '-all,+dac_read_search';
  const flags = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', `--inh-caps=${pass}`, `--ambient-caps=${pass}`];
  return { command: setpriv, args: [...flags, command, ...args] };
}

/** May everybody pass through all folders above it? */
function isOpen(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
