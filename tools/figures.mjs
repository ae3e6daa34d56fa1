/** Figures of docs/bench.json as programs of `tools` make them. */
import { readFileSync } from 'node:fs';

/** One figure of several rounds: their median, with the lowest and the highest. */
export function figure(rounds, unit, target) {
  const sorted = rounds.toSorted((a, b) => a - b);
  const round = (value) => Math.round(value * 100) / 100;
  return { value: round(sorted[Math.floor(sorted.length / 2)]), unit, target, rounds: rounds.length, spread: [round(sorted[0]), round(sorted.at(-1))] };
}

/** Proportional set size of some processes together. */
export function residentMiB(pids) {
  let kib = 0;
  for (const pid of pids) {
    const [, pss] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    kib += Number(pss ?? 0);
  }
  return kib / 1024;
}

/** The processes of a stack by name, and below each name its own children too. */
export function processesOf(childrenFile) {
  const named = Object.entries(JSON.parse(readFileSync(childrenFile, 'utf8')));
  return new Map(named.map(([name, { pid }]) => [name, [...withChildren(pid)]]));
}

function withChildren(root) {
  const pids = new Set([root]);
  for (const pid of pids) for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)) pids.add(Number(child));
  return pids;
}
