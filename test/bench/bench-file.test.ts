import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Figure } from './figures.js';

const NAMES = [
  'commands.ratioToBareUpdate',
  'commands.eventsPerCommand',
  'commands.p99Ms',
  'timer.singleLateMs',
  'timer.herd500P99Ms',
  'list.p99Ms',
  'pointInGrid.p99Ms',
  'import.rowsPerSecond',
  'duty.p99Ms',
  'registry.residentMiB',
  'start.warmSeconds',
  'start.residentMiB',
  'herd2000.ratioToBareTimers',
  'herd2000.fireP90Ms',
  'outage45.p99LateMs',
  'model.runs',
  'activation.handOff15000Ms',
  'activation.handOff5000Ms',
  'activation.handOff1500Ms',
  'activation.firstTaskMs',
  'activation.tallyLagMs',
  'activation.ratioToBareEngine',
  'mode.switch5000Ms',
];

test('docs/bench.json has every figure with its unit, target, rounds and spread', () => {
  const file = new URL('../../../docs/bench.json', import.meta.url);
  const figures = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Figure | undefined>;
  for (const name of NAMES) {
    const figure = figures[name];
    expect({ name, ...figure }).toMatchObject({
      name,
      value: expect.any(Number),
      unit: expect.any(String),
      target: expect.any(String),
      rounds: expect.any(Number),
      spread: [expect.any(Number), expect.any(Number)],
    });
  }
});
