import { readFileSync, writeFileSync } from 'node:fs';

/** Proportional set size of a process, in MiB. */
export function residentMiB(pid: number): number {
  return kibOf(`/proc/${pid}/smaps_rollup`, 'Pss') / 1_024;
}

/** The most a process has held since {@link forgetPeak}, in MiB: of its resident set, since a kernel keeps no other peak. */
export function peakMiB(pid: number): number {
  return kibOf(`/proc/${pid}/status`, 'VmHWM') / 1_024;
}

export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function kibOf(file: string, name: string): number {
  const [, kib] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
  return Number(kib ?? Number.NaN);
}
