import { expect, test } from '@jest/globals';
import { CALL_PURPOSES, type CallWords } from '@shaodao/contracts/calls';
import { callLink, callText } from './words.js';

const WORDS: CallWords = {
  purpose: 'call',
  number: '511703-20261126-A003',
  planName: '防汛应急预案',
  areaNames: ['某街道', '某社区'],
  level: 'II',
  at: Date.parse('2026-11-26T23:59:30+08:00'),
  answerBy: Date.parse('2026-11-27T00:04:30+08:00'),
};

test('a call says number, plan, places, level, when and what to do', () => {
  expect(callText(WORDS)).toBe('【511703-20261126-A003】防汛应急预案（某街道、某社区）Ⅱ级响应，11月26日23:59启动，请11月27日00:04前应答并到集结点报到');
});

test('every purpose has words of its own, with number and time; those above a missing one read how many', () => {
  const said = CALL_PURPOSES.map((purpose) => callText({ ...WORDS, purpose, count: 12, areaNames: [], answerBy: null }));
  expect(new Set(said).size).toBe(CALL_PURPOSES.length);
  for (const text of said) expect(text).toMatch(/^【511703-20261126-A003】防汛应急预案.*11月26日23:59/);
  expect(said[CALL_PURPOSES.indexOf('missing')]).toContain('仍有12人未应答，请立即催叫');
  expect(said[CALL_PURPOSES.indexOf('tasksOverdue')]).toContain('本编队有12项应急任务到11月26日23:59的时限还没有报告');
  expect(said[CALL_PURPOSES.indexOf('tasksStillOverdue')]).toContain('所辖编队有12项应急任务');
  expect(callText({ ...WORDS, purpose: 'missing', areaNames: ['南城街道'], count: 5, teams: 3, answerBy: null })).toContain('（南城街道）Ⅱ级响应，11月26日23:59启动，仍有3个编队5人未应答');
});

test('a request to confirm says until when, and leads to the activation; a call leads to the card, an alert to those that wait', () => {
  expect(callText({ ...WORDS, purpose: 'confirm' })).toBe('【511703-20261126-A003】防汛应急预案（某街道、某社区）申请启动Ⅱ级响应（11月26日23:59），请11月27日00:04前登录平台复核确认');
  expect((['confirm', 'missing', 'call', 'alert'] as const).map((purpose) => callLink('p', 'x', purpose))).toEqual(['p/activations/x', 'p/activations/x', 'p/a/x', 'p/activations']);
});
