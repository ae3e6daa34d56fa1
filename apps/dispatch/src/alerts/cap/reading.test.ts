import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { CodedError } from '@shaodao/contracts/errors';
import { KnownSenders } from '@shaodao/dispatch/alerts/cap/known-senders';
import { messageOf, readSigned } from '@shaodao/dispatch/alerts/cap/reading';
import { signed } from '@shaodao/dispatch/alerts/cap/sign';
import { ADVISORY, ecPair, EXPIRED_CERTIFICATE, info, message, QUAKE, rsaPair, SEARCH, STORM } from '@shaodao/dispatch/alerts/fixture/messages';
import type { CapMessage } from '@shaodao/domain/alert/message';
import { capXml } from '@shaodao/domain/alert/xml';
import fc from 'fast-check';

/** Hundreds of signatures, and a schema read anew for each message that has a good one. */
jest.setTimeout(120_000);

const NOW = Date.parse('2026-11-26T10:00:00+08:00');
const [rsa, ec, stranger] = [rsaPair(), ecPair(), rsaPair()];
const SENDERS = { 'weather.example': rsa.publicPem, 'advisory@example.org': ec.publicPem, 'storm@example.org': [stranger.publicPem, rsa.publicPem], 'quake@example.org': ec.publicPem, 'search@example.org': rsa.publicPem };
const senders = new KnownSenders(JSON.stringify(SENDERS));

interface ReadAlert {
  message: CapMessage;
  digest: string;
}

async function read(xml: string | Buffer, known = senders): Promise<ReadAlert> {
  const taken = await readSigned(Buffer.from(xml), known, NOW);
  return { message: await messageOf(taken), digest: taken.digest };
}

/** Code, field and words of a refusal; what was read where it was none. */
async function refusal(xml: string | Buffer, known = senders): Promise<unknown> {
  try {
    return await read(xml, known);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const { field, reason, reasonZh } = error.details;
    expect(reasonZh).toMatch(/\p{Script=Han}/u);
    return [error.code, field, reason];
  }
}

const plain = capXml(message({ sentAt: NOW }));
const good = await signed(plain, rsa.privateKey);
const broken = ['FORBIDDEN', 'Signature', 'the signature is broken, or by a key we do not know'];

describe('a message of a known sender', () => {
  test('is read as it was meant, by RSA and by ECDSA, by any of the keys of the sender', async () => {
    expect((await read(good)).message).toEqual(message({ sentAt: NOW }));
    for (const [example, key] of [[ADVISORY, ec], [STORM, rsa], [STORM, stranger], [QUAKE, ec], [SEARCH, rsa]] as const) {
      expect((await read(await signed(example, key.privateKey))).message.scope).toBe('Public');
    }
  });

  test('keeps references, languages, codes, shapes and words', async () => {
    const storm = (await read(await signed(STORM, rsa.privateKey))).message;
    expect(storm.infos[0]).toMatchObject({ language: 'en-US', responseTypes: ['Shelter'], eventCodes: [{ name: 'SAME', value: 'SVR' }], expiresAt: Date.parse('2026-11-27T01:30:00+08:00') });
    expect(storm.infos[0]?.areas[0]).toMatchObject({ polygons: [expect.stringMatching(/^38\.47,-120\.14 /)], geocodes: [{ value: '006109' }, { value: '006009' }] });
    const quake = (await read(await signed(QUAKE, ec.privateKey))).message;
    expect(quake.references).toEqual([{ sender: 'quake@example.org', identifier: 'QU13970876.1', sentAt: Date.parse('2026-11-27T01:30:00+08:00') }]);
    expect((await read(await signed(SEARCH, rsa.privateKey))).message.infos.map(({ language }) => language)).toEqual(['en-US', 'es-US']);
    expect((await read(await signed(ADVISORY, ec.privateKey))).message.infos[0]?.description).toMatch(/^The level of threat was\s+raised to ORANGE & high\.$/);
  });

  test('has one digest however its tags are spelled', async () => {
    const spelled = good.replace('<sender>', '<sender >').replace('<?xml version="1.0" encoding="UTF-8"?>', "<?xml version='1.0'?>");
    expect((await read(spelled)).digest).toBe((await read(good)).digest);
  });
});

test('one as large as may be is read', async () => {
  const many = Array.from({ length: 2_500 }, (_, index) => ({ desc: `第${index}片`, polygons: [], circles: [], geocodes: [{ name: '行政区划代码', value: '511703001' }] }));
  const large = message({ sentAt: NOW, infos: [info({ description: '雨'.repeat(60_000), areas: many })] });
  const xml = await signed(capXml(large), rsa.privateKey);
  expect(Buffer.byteLength(xml)).toBeGreaterThan(480 * 1_024);
  expect((await read(xml)).message).toEqual(large);
});

describe('a message nobody vouches for', () => {
  test.each<[string, () => Promise<string>, unknown[]]>([
    ['is not signed', async () => plain, ['FORBIDDEN', 'Signature', 'the message is not signed']],
    ['is signed by a stranger', () => signed(plain, stranger.privateKey), ['FORBIDDEN', 'sender', 'signed by another sender than the one it names']],
    ['is signed by nobody we know', () => signed(plain, rsaPair().privateKey), broken],
    ['names a sender we do not know', () => signed(plain.replace('weather.example', 'else.example'), rsa.privateKey), ['FORBIDDEN', 'sender', 'this sender is not known']],
    ['was changed after it was signed', async () => good.replace('Severe', 'Minor'), broken],
    ['has a broken signature value', async () => good.replace(/<SignatureValue>..../, '<SignatureValue>AAAA'), broken],
    ['has two signatures', async () => signed(good, rsa.privateKey), ['FORBIDDEN', 'Signature', 'more than one signature']],
    ['uses SHA-1', async () => good.replaceAll('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'), ['FORBIDDEN', 'Signature', 'an algorithm that is not taken: RSA or ECDSA with SHA-256']],
    ['uses HMAC with the public key', async () => good.replaceAll('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'), ['FORBIDDEN', 'Signature', 'an algorithm that is not taken: RSA or ECDSA with SHA-256']],
  ])('%s', async (_, make, expected) => {
    expect(await refusal(await make())).toEqual(expected);
  });

  test('is every message where no sender is known', async () => {
    expect(await refusal(good, new KnownSenders(''))).toEqual(['FORBIDDEN', 'sender', 'no sender is known here: ALERT_SENDERS names none']);
  });

  test('wraps a signed one: the signature moved into another message, or made over a part', async () => {
    const signature = /<Signature.*<\/Signature>/s.exec(good)?.[0] ?? '';
    const inner = good.replace(/^<\?xml[^>]*>\s*/, '');
    const other = plain.replace('Severe', 'Minor');
    expect(await refusal(other.replace('</alert>', `${signature}</alert>`))).toEqual(broken);
    expect(await refusal(other.replace('</alert>', `<wrapped>${inner}</wrapped></alert>`))).toEqual(['FORBIDDEN', 'Signature', 'the signature must stand in the message itself']);
    const part = good.replace('URI=""', 'URI="#part"').replace('<info>', '<info Id="part">');
    expect(await refusal(part)).toEqual(['FORBIDDEN', 'Signature', 'the signature does not cover the whole message']);
    const twice = good.replace('</SignedInfo>', `${/<Reference.*<\/Reference>/s.exec(good)?.[0] ?? ''}</SignedInfo>`);
    expect(await refusal(twice)).toEqual(['FORBIDDEN', 'Signature', 'exactly one Reference is expected']);
    const filtered = good.replace('<Transforms>', '<Transforms><Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/>');
    expect((await refusal(filtered) as string[])[1]).toBe('Signature');
  });

  test('brings its own key: it is not asked', async () => {
    const evil = rsaPair();
    const forged = (await signed(plain, evil.privateKey)).replace('</SignatureValue>', `</SignatureValue><KeyInfo><X509Data><X509Certificate>${Buffer.from(evil.publicPem).toString('base64')}</X509Certificate></X509Data></KeyInfo>`);
    expect(await refusal(forged)).toEqual(broken);
  });

  test('with any byte of the signed part flipped is refused, or says the very same', async () => {
    const start = good.indexOf('<alert');
    const bytes = Buffer.from(good.slice(start));
    const end = bytes.indexOf('<Signature');
    const original = (await read(good)).digest;
    await fc.assert(
      fc.asyncProperty(fc.nat(end - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ mask;
        const outcome = await read(flipped).catch((error: unknown) => error);
        if (outcome instanceof CodedError) expect(['INVALID', 'FORBIDDEN']).toContain(outcome.code);
        else expect((outcome as ReadAlert).digest).toBe(original);
      }),
      { numRuns: 250 },
    );
  });
});

describe('what is no plain XML', () => {
  const lol = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  test.each<[string, string | Buffer, string]>([
    ['is not closed', '<alert><sender>', 'line 1: not well-formed XML (unclosed tag: sender)'],
    ['is JSON', '{"alert": 1}', 'line 1: not well-formed XML (text data outside of root node.)'],
    ['is empty', '', 'line 1: not well-formed XML (document must contain a root element.)'],
    ['reads a file (XXE)', `<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>`, 'line 1: a DTD is not allowed'],
    ['asks another host (XXE)', `<!DOCTYPE alert SYSTEM "http://127.0.0.1:1/x.dtd"><alert/>`, 'line 1: a DTD is not allowed'],
    ['asks by a parameter entity', `<!DOCTYPE alert [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x">%x;]><alert/>`, 'line 1: a DTD is not allowed'],
    ['laughs a billion times', `${lol}<alert>&b;</alert>`, 'line 1: a DTD is not allowed'],
    ['uses an entity nobody declared', '<alert>\n&nbsp;</alert>', 'line 2: not well-formed XML (undefined entity.)'],
    ['is XML 1.1', '<?xml version="1.1"?><alert/>', 'line 1: only XML 1.0 is read'],
    ['says it is in another encoding', '<?xml version="1.0" encoding="GBK"?><alert/>', 'line 1: only UTF-8 is read'],
    ['is not UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]), 'not UTF-8'],
    ['is nested without end', '<a>'.repeat(100_000), 'line 1: too many elements, one inside another'],
    ['has no end of elements', `<a>${'<b/>'.repeat(30_000)}</a>`, 'line 1: too many elements, one inside another'],
  ])('%s: it is refused with its line', async (_, xml, reason) => {
    expect(await refusal(xml)).toEqual(['INVALID', 'body', reason]);
  });

  test('is too large', async () => {
    expect(await refusal(Buffer.alloc(512 * 1_024 + 1, 0x20))).toEqual(['TOO_LARGE', 'body', 'at most 512 KiB']);
  });

  test('whatever bytes come, the answer is a refusal and never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.string({ unit: 'binary' }).map((text) => Buffer.from(`<alert>${text}</alert>`))), async (bytes) => {
        expect(await read(bytes).catch((error: unknown) => error)).toBeInstanceOf(CodedError);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a known sender signed, but outside the standard', () => {
  test.each<[string, string, string, RegExp]>([
    ['a word of no enumeration', plain.replace('<status>Actual', '<status>Real'), 'status', /^line 6: .*enumeration/],
    ['an element that is missing', plain.replace(/<urgency>.*<\/urgency>\n/, ''), 'severity', /^line \d+: .*Expected is .*urgency/],
    ['an element nobody knows', plain.replace('<event>', '<evil/><event>'), 'evil', /^line \d+: .*not expected/],
    ['a time with Z', plain.replace(/<sent>.*<\/sent>/, '<sent>2026-11-26T02:00:00Z</sent>'), 'sent', /pattern/],
    ['CAP 1.1', plain.replace('cap:1.2', 'cap:1.1'), 'alert', /No matching global declaration/],
    ['a sender with a space', plain.replace('weather.example', 'weather.example').replace('<identifier>', '<identifier>a b'), 'identifier', /without space/],
    ['an Update about nothing', plain.replace('<msgType>Alert', '<msgType>Update'), 'references', /names the message/],
    ['a Cancel of what another sent', plain.replace('<msgType>Alert', '<msgType>Cancel').replace('<info>', '<references>else.example,1,2026-11-26T09:00:00+08:00</references><info>'), 'references', /its own messages only/],
    ['references that are none', plain.replace('<info>', '<references>one two</references><info>'), 'references', /sender,identifier,sent/],
  ])('%s is refused by its name', async (_, xml, field, reason) => {
    expect(await refusal(await signed(xml, rsa.privateKey))).toEqual(['INVALID', field, expect.stringMatching(reason)]);
  });

  test('two senders, of which one is signed for, cannot be mixed', async () => {
    const mixed = plain.replace('<sender>weather.example</sender>', '<sender>weather.example</sender><sender>storm@example.org</sender>');
    expect((await refusal(await signed(mixed, rsa.privateKey)) as string[])[0]).toBe('INVALID');
  });
});

describe('the book of senders', () => {
  test('refuses keys that are too short, of another kind, or none', () => {
    expect(() => new KnownSenders(JSON.stringify({ a: rsaPair(1_024).publicPem })).count()).toThrow('the key of a must be RSA of at least 2048 bits or ECDSA P-256');
    expect(() => new KnownSenders('{"a": "no key"}').count()).toThrow();
    expect(() => new KnownSenders('{"a": 1}').count()).toThrow();
    expect(new KnownSenders('file:/nowhere/senders.json').count()).toBe(0);
  });

  test('takes a certificate as long as it holds', async () => {
    const old = new KnownSenders(JSON.stringify({ 'weather.example': EXPIRED_CERTIFICATE }));
    expect(await refusal(good, old)).toEqual(['FORBIDDEN', 'Signature', 'every certificate of this sender has expired']);
    expect([old.keysOf('weather.example', Date.parse('2020-06-01T00:00:00Z'))?.length, old.keysOf('weather.example', NOW)?.length]).toEqual([1, 0]);
  });

  test('is read anew when its file changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'senders-'));
    const file = join(folder, 'senders.json');
    const changing = new KnownSenders(`file:${file}`);
    expect((await refusal(good, changing) as string[])[1]).toBe('sender');
    writeFileSync(file, JSON.stringify(SENDERS));
    expect((await read(good, changing)).message.sender).toBe('weather.example');
    rmSync(folder, { recursive: true });
    expect((await refusal(good, changing) as string[])[1]).toBe('sender');
  });
});

test('our own message is taken by the same door', async () => {
  const words = 'A & B < C > D \u0001 "e" \'f\' 𠀀';
  const own = message({ sentAt: NOW, infos: [info({ description: words })] });
  expect((await read(await signed(capXml(own), rsa.privateKey))).message.infos[0]?.description).toBe(words.replace('\u0001', ''));
});
