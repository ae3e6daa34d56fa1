import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, jest, test } from '@jest/globals';
import { KnownSenders } from '@shaodao/dispatch/alerts/cap/known-senders';
import { messageOf, readSigned } from '@shaodao/dispatch/alerts/cap/reading';
import { signed } from '@shaodao/dispatch/alerts/cap/sign';
import { RESPONSE_LEVELS } from '@shaodao/domain/activation/level';
import { announcementsOf, type Announced, type AnnouncedLine } from '@shaodao/domain/alert/announcement';
import { CATEGORY_OF, type AlertHazard } from '@shaodao/domain/alert/hazard';
import { capTime, capXml } from '@shaodao/domain/alert/xml';
import fc from 'fast-check';
import { memoryPages, validateXML } from 'xmllint-wasm';

/** Hundreds of messages. */
jest.setTimeout(180_000);

/** Read once for hundreds of messages. */
const SCHEMA = readFileSync(new URL('../../../data/CAP-v1.2.xsd', import.meta.url), 'utf8');
const ANNOUNCER = { sender: 'shaodao.511703', senderName: '达川区' };
const START = Date.parse('2026-11-26T09:30:00+08:00');

const line = (given: Partial<AnnouncedLine> & Pick<AnnouncedLine, 'seq' | 'type'>): AnnouncedLine => ({ at: START + given.seq * 60_000, areas: [], level: null, ...given });

const FLOOD: Announced = {
  number: '511703-20261126-A003',
  planName: '防汛应急预案',
  hazard: 'flood',
  eventName: '防汛',
  drill: false,
  areas: [{ code: '511703001', name: '翠屏街道' }, { code: '511703002', name: '三里坪街道' }],
  history: [
    line({ seq: 1, type: 'pressed', areas: ['511703001', '511703002'], level: 'III' }),
    line({ seq: 2, type: 'confirmed' }),
    line({ seq: 3, type: 'tookEffect' }),
    line({ seq: 4, type: 'frozen' }),
    line({ seq: 5, type: 'upgraded', areas: ['511703001'], level: 'I' }),
    line({ seq: 6, type: 'areasStoodDown', areas: ['511703002'] }),
    line({ seq: 7, type: 'areasStoodDown', areas: ['511703001'] }),
    line({ seq: 8, type: 'stoodDown' }),
    line({ seq: 9, type: 'ended' }),
  ],
};

describe('an activation as CAP', () => {
  const told = announcementsOf(FLOOD, ANNOUNCER);
  const messages = told.map(({ message }) => message);

  test('is an Alert when it takes effect, an Update at each change, a Cancel at the end', () => {
    expect(told.map(({ seq, message }) => [seq, message.msgType, message.identifier])).toEqual([
      [3, 'Alert', '511703-20261126-A003.3'],
      [5, 'Update', '511703-20261126-A003.5'],
      [6, 'Update', '511703-20261126-A003.6'],
      [8, 'Cancel', '511703-20261126-A003.8'],
    ]);
    expect(messages.map(({ references }) => references.map(({ identifier }) => identifier.slice(-1)).join(''))).toEqual(['', '3', '35', '356']);
  });

  test('says what is in force where, a block for each level', () => {
    expect(messages.map(({ infos }) => infos.map(({ severity, urgency, areas }) => [severity, urgency, ...areas.map(({ desc, geocodes }) => `${desc} ${geocodes[0]?.value}`)]))).toEqual([
      [['Moderate', 'Expected', '翠屏街道 511703001', '三里坪街道 511703002']],
      [['Extreme', 'Immediate', '翠屏街道 511703001'], ['Moderate', 'Expected', '三里坪街道 511703002']],
      [['Extreme', 'Immediate', '翠屏街道 511703001']],
      [['Extreme', 'Past', '翠屏街道 511703001']],
    ]);
    expect(messages[0]).toMatchObject({ status: 'Actual', scope: 'Restricted', restriction: '应急指挥体系内部使用', sender: 'shaodao.511703' });
    expect(messages[0]?.infos[0]).toMatchObject({
      language: 'zh-CN',
      categories: ['Met'],
      responseTypes: ['Execute'],
      headline: '启动防汛应急预案Ⅲ级应急响应',
      description: '翠屏街道、三里坪街道：已启动防汛应急预案Ⅲ级应急响应，转入急时状态。',
      onsetAt: START + 180_000,
      expiresAt: null,
    });
    expect(messages.at(-1)?.infos[0]).toMatchObject({ responseTypes: ['AllClear'], headline: '终止防汛应急预案应急响应' });
  });

  test('of a drill is an Exercise, and every word people read says so', () => {
    for (const { message } of announcementsOf({ ...FLOOD, drill: true }, ANNOUNCER)) {
      expect(message.status).toBe('Exercise');
      for (const { headline, description, instruction } of message.infos) {
        for (const words of [headline, description, instruction]) expect(words).toMatch(/^【演练】/);
      }
    }
  });

  test('is nothing while it never took effect', () => {
    for (const type of ['cancelled', 'lapsed']) expect(announcementsOf({ ...FLOOD, history: [...FLOOD.history.slice(0, 2), line({ seq: 3, type })] }, ANNOUNCER)).toEqual([]);
  });

  test('says its time to the second with China’s offset', () => {
    expect(capTime(START + 999)).toBe('2026-11-26T09:30:00+08:00');
    expect(capXml(messages[0] ?? never())).toContain('<sent>2026-11-26T09:33:00+08:00</sent>');
  });
});

/** A random life of an activation: any areas, any changes in any order, any words. */
const CODES = ['511703', '511703001', '511703002', '511703001001', '511703002001001'];
const history = fc
  .record({
    areas: fc.subarray(CODES, { minLength: 1 }),
    level: fc.constantFrom(...RESPONSE_LEVELS),
    acts: fc.array(
      fc.record({
        type: fc.constantFrom('tookEffect', 'upgraded', 'downgraded', 'areasStoodDown', 'frozen', 'stepOverdue', 'reportFiled'),
        areas: fc.subarray(CODES),
        level: fc.constantFrom(...RESPONSE_LEVELS),
      }),
      { maxLength: 8 },
    ),
    end: fc.constantFrom('stoodDown', 'cancelled', 'none'),
  })
  .map(({ areas, level, acts, end }) => {
    const lines: Omit<AnnouncedLine, 'seq' | 'at'>[] = [{ type: 'pressed', areas, level }, { type: 'tookEffect', areas: [], level: null }, ...acts.filter(({ type }) => type !== 'tookEffect')];
    if (end === 'stoodDown') lines.push({ type: 'areasStoodDown', areas: CODES, level: null });
    if (end !== 'none') lines.push({ type: end, areas: [], level: null });
    return { areas, lines };
  });
const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('<plan> & "more" ]]>', '\u0000\ufffe\ud800', '防汛 '));
const activation: fc.Arbitrary<Announced> = fc.record({ history, planName: words, name: words, hazard: fc.constantFrom(...(Object.keys(CATEGORY_OF) as AlertHazard[])), drill: fc.boolean(), at: fc.integer({ min: 0, max: Date.parse('2100-01-01T00:00:00Z') }) }).map(
  ({ history: { areas, lines }, planName, name, hazard, drill, at }) => ({
    number: '511703-20261126-A003',
    planName,
    hazard,
    eventName: planName,
    drill,
    areas: areas.map((code) => ({ code, name })),
    history: lines.map((one, index) => ({ ...one, seq: index + 1, at: at + index * 1_000 })),
  }),
);

describe('whatever becomes of an activation', () => {
  test('each of its messages is inside the OASIS schema', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(activation, { minLength: 1, maxLength: 60, size: 'max' }), async (many) => {
        const told = many.flatMap((one) => announcementsOf(one, ANNOUNCER).map(({ message }) => capXml(message)));
        checked += told.length;
        const { errors } = await validateXML({ xml: told, schema: SCHEMA, maxMemoryPages: 128 * memoryPages.MiB });
        expect(errors).toEqual([]);
      }),
      { numRuns: 15, interruptAfterTimeLimit: 60_000 },
    );
    expect(checked).toBeGreaterThan(500);
  });

  test('signed, each is taken by our own door as it was meant', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const known = new KnownSenders(JSON.stringify({ [ANNOUNCER.sender]: publicKey.export({ type: 'spki', format: 'pem' }) }));
    await fc.assert(
      fc.asyncProperty(activation, async (one) => {
        const last = announcementsOf(one, ANNOUNCER).at(-1) ?? never();
        const message = await messageOf(await readSigned(Buffer.from(await signed(capXml(last.message), privateKey)), known, START));
        const said = (of: typeof message) => ({ ...of, sentAt: Math.floor(of.sentAt / 1_000), references: of.references.length, infos: of.infos.map(({ severity, urgency, areas }) => [severity, urgency, areas.map(({ geocodes }) => geocodes)]) });
        expect(said(message)).toEqual(said(last.message));
      }),
      { numRuns: 15 },
    );
  });

  test('what was told once is never told otherwise later', () => {
    fc.assert(
      fc.property(activation, fc.nat(10), (one, cut) => {
        const whole = announcementsOf(one, ANNOUNCER);
        const earlier = announcementsOf({ ...one, history: one.history.slice(0, cut) }, ANNOUNCER);
        expect(whole.slice(0, earlier.length)).toEqual(earlier);
        expect(whole.every(({ message }, index) => message.references.length === index && message.infos.length > 0)).toBe(true);
      }),
    );
  });
});

function never(): never {
  throw new Error('nothing was told');
}
