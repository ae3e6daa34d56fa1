import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commonGround, placeOfAlert, type AlertGround } from './area.js';
import { hazardOf } from './hazard.js';
import { levelOfAlert } from './level.js';
import { referencesOf, type CapInfo, type CapMessage } from './message.js';
import { AHEAD_MS, HOLDS_MS, proposalOf, timeFault } from './proposal.js';

const NOW = 1_795_656_600_000;
const GROUND: AlertGround = { districtCode: '511703', subdistricts: ['511703001', '511703002'], communities: ['511703001001', '511703002001'] };

const areas = (...codes: string[]): CapInfo['areas'] => [{ desc: '某地', polygons: [], circles: [], geocodes: codes.map((value) => ({ name: '行政区划代码', value })) }];
const info = (given: Partial<CapInfo> = {}): CapInfo => ({
  language: 'zh-CN',
  categories: ['Met'],
  event: '暴雨',
  responseTypes: [],
  urgency: 'Expected',
  severity: 'Severe',
  certainty: 'Likely',
  eventCodes: [],
  effectiveAt: null,
  onsetAt: null,
  expiresAt: null,
  senderName: null,
  headline: null,
  description: null,
  instruction: null,
  areas: areas('511703'),
  ...given,
});
const message = (given: Partial<CapMessage> = {}): CapMessage => ({ identifier: '1', sender: 'weather.example', sentAt: NOW, status: 'Actual', msgType: 'Alert', scope: 'Public', restriction: null, references: [], infos: [info()], ...given });

describe('the hazard of an alert', () => {
  test.each<[string, Partial<CapInfo>, string | null]>([
    ['暴雨', { event: '暴雨' }, 'flood'],
    ['山洪灾害', { event: '山洪灾害' }, 'flood'],
    ['台风', { event: '台风' }, 'flood'],
    ['暴雪', { event: '暴雪' }, 'snow'],
    ['道路结冰', { event: '道路结冰' }, 'snow'],
    ['森林火险', { event: '森林火险' }, 'fire'],
    ['燃气泄漏 before 火灾', { event: '燃气泄漏引发火灾' }, 'gas'],
    ['地震', { event: '地震', categories: ['Geo'] }, 'earthquake'],
    ['an event code in words', { event: '其他', eventCodes: [{ name: 'GB', value: '寒潮' }] }, 'snow'],
    ['a headline', { event: '预警', headline: '暴雨红色预警' }, 'flood'],
    ['a category that says enough', { event: 'Somebody is ill', categories: ['Other', 'Health'] }, 'epidemic'],
    ['大风: no plan is for it', { event: '大风' }, null],
    ['Flash Flood', { event: 'Flash Flood Warning' }, 'flood'],
  ])('%s', (_, given, expected) => {
    expect(hazardOf(info(given))).toBe(expected);
  });
});

describe('the level of an alert', () => {
  test.each<[string | null, CapInfo['severity'], string]>([
    [null, 'Extreme', 'I'],
    [null, 'Severe', 'II'],
    [null, 'Moderate', 'III'],
    [null, 'Minor', 'IV'],
    [null, 'Unknown', 'IV'],
    ['发布暴雨红色预警信号', 'Minor', 'I'],
    ['发布暴雨橙色预警', 'Unknown', 'II'],
    ['发布大雾黄色预警', 'Extreme', 'III'],
    ['发布寒潮蓝色预警', 'Extreme', 'IV'],
    ['暴雨预警由橙色降为黄色', 'Moderate', 'III'],
    ['红旗水库泄洪', 'Severe', 'II'],
  ])('%s, %s: %s', (headline, severity, expected) => {
    expect(levelOfAlert({ headline, severity })).toBe(expected);
  });
});

describe('the place of an alert', () => {
  test.each<[string[], string, string[]]>([
    [['511703'], 'ours', ['511703']],
    [['511703000000'], 'ours', ['511703']],
    [['511700'], 'ours', ['511703']],
    [['510000'], 'ours', ['511703']],
    [['511703001'], 'ours', ['511703001']],
    [['511703001000'], 'ours', ['511703001']],
    [['511703001001', '511703002'], 'ours', ['511703001001', '511703002']],
    [['511703001001', '511703001'], 'ours', ['511703001']],
    [['511703009'], 'ours', ['511703']],
    [['511703001009'], 'ours', ['511703001']],
    [['511702'], 'elsewhere', []],
    [['006109'], 'elsewhere', []],
    [['511702', '511703002'], 'ours', ['511703002']],
    [['Sichuan'], 'unsaid', []],
    [[], 'unsaid', []],
  ])('%j: %s', (codes, place, expected) => {
    expect(placeOfAlert(info({ areas: areas(...codes) }), GROUND)).toEqual({ place, codes: expected });
  });

  test('is ground of ours, and none of it inside another', () => {
    const code = fc.oneof(fc.constantFrom('511703', '511703001', '511703001001', '511703002000', '511700', '510000'), fc.stringMatching(/^5117\d{2}(\d{3}){0,2}$/));
    fc.assert(
      fc.property(fc.array(code, { maxLength: 8 }), (codes) => {
        const { codes: found } = placeOfAlert(info({ areas: areas(...codes) }), GROUND);
        for (const one of found) {
          expect([GROUND.districtCode, ...GROUND.subdistricts, ...GROUND.communities]).toContain(one);
          expect(found.filter((other) => one.startsWith(other))).toEqual([one]);
        }
      }),
    );
  });
});

test('a plan and an alert have the smaller ground in common', () => {
  expect(commonGround(['511703'], ['511703001', '511703002001'])).toEqual(['511703001', '511703002001']);
  expect(commonGround(['511703001', '511703001001'], ['511703', '511703001'])).toEqual(['511703001']);
  expect(commonGround(['511703001'], ['511703002'])).toEqual([]);
});

describe('what an alert proposes', () => {
  test('is a hazard, a level and areas; an exercise proposes a drill', () => {
    expect(proposalOf(message(), GROUND)).toMatchObject({ keptFor: null, drill: false, hazard: 'flood', level: 'II', areas: ['511703'], place: 'ours', expiresAt: NOW + HOLDS_MS });
    expect(proposalOf(message({ status: 'Exercise', msgType: 'Update' }), GROUND)).toMatchObject({ keptFor: null, drill: true });
  });

  test.each<[string, Partial<CapMessage>]>([
    ['status', { status: 'Test' }],
    ['status', { status: 'System' }],
    ['status', { status: 'Draft' }],
    ['msgType', { msgType: 'Ack' }],
    ['msgType', { msgType: 'Error' }],
    ['msgType', { msgType: 'Cancel' }],
    ['noInfo', { infos: [] }],
    ['allClear', { infos: [info({ responseTypes: ['AllClear'] })] }],
    ['allClear', { infos: [info({ headline: '解除暴雨橙色预警' })] }],
    ['allClear', { infos: [info({ urgency: 'Past' })] }],
    ['unlikely', { infos: [info({ certainty: 'Unlikely' })] }],
    ['elsewhere', { infos: [info({ areas: areas('511702') })] }],
  ])('is nothing: %s', (keptFor, given) => {
    expect(proposalOf(message(given), GROUND).keptFor).toBe(keptFor);
  });

  test('of several blocks the most severe about us counts, with all its areas; languages are not counted twice', () => {
    const infos = [
      info({ severity: 'Extreme', areas: areas('511702') }),
      info({ severity: 'Moderate', areas: areas('511703002') }),
      info({ severity: 'Severe', areas: areas('511703001') }),
      info({ severity: 'Severe', areas: areas('511703002') }),
      info({ language: 'en-US', severity: 'Extreme' }),
    ];
    expect(proposalOf(message({ infos }), GROUND)).toMatchObject({ level: 'II', areas: ['511703001', '511703002'], keptFor: null });
    expect(proposalOf(message({ infos: [info({ language: 'en-US', event: 'flood' })] }), GROUND)).toMatchObject({ hazard: 'flood', keptFor: null });
  });

  test('a polygon alone proposes without areas: a person says where', () => {
    const drawn = [{ desc: '某河沿岸', polygons: ['31,107 31,108 32,108 31,107'], circles: [], geocodes: [] }];
    expect(proposalOf(message({ infos: [info({ areas: drawn })] }), GROUND)).toMatchObject({ keptFor: null, place: 'unsaid', areas: [] });
  });
});

describe('the time of an alert', () => {
  test('is refused ahead of our clock and after its end, but a Cancel is always heard', () => {
    expect(timeFault(message({ sentAt: NOW + AHEAD_MS }), NOW)).toBeNull();
    expect(timeFault(message({ sentAt: NOW + AHEAD_MS + 1 }), NOW)).toBe('ahead');
    expect(timeFault(message({ infos: [info({ expiresAt: NOW })] }), NOW)).toBe('expired');
    expect(timeFault(message({ infos: [info({ expiresAt: NOW }), info({ expiresAt: NOW + 1 })] }), NOW)).toBeNull();
    expect(timeFault(message({ sentAt: NOW - HOLDS_MS }), NOW)).toBe('expired');
    expect(timeFault(message({ msgType: 'Cancel', infos: [info({ expiresAt: 1 })] }), NOW)).toBeNull();
  });
});

test('references are triples with commas', () => {
  const sent = '2026-11-26T09:30:00+08:00';
  expect(referencesOf('')).toEqual([]);
  expect(referencesOf(` a,1,${sent}\n b,2,${sent} `)).toEqual([{ sender: 'a', identifier: '1', sentAt: Date.parse(sent) }, { sender: 'b', identifier: '2', sentAt: Date.parse(sent) }]);
  for (const broken of ['a', 'a,1', `a,1,${sent},x`, ',1,2026', 'a,1,someday']) expect(referencesOf(broken)).toBeNull();
});
