import { createHash } from 'node:crypto';
import { digestOf, keptText } from '@shaodao/dispatch/requests/text';
import { expect, test } from '@jest/globals';

/** As earlier releases made it: of the words in the order they were written down. */
const asWritten = (salt: string, body: object): string => createHash('sha256').update(salt).update(JSON.stringify(body)).digest('hex');

test.each<[string, object]>([
  ['a report', { title: '路面塌陷', description: '约两平方米', location: { lng: 107.5, lat: 31.2 } }],
  ['a contact', { whom: '物业值班室', measure: '围挡并抢修' }],
  ['a report-in with its place', { location: { lng: 107.1, lat: 31 } }],
  ['a finish', { result: '已回填' }],
  ['a call-back', { remark: '又塌了' }],
])('the digest of %s is that of earlier releases, in whatever order a table gives its words back', (_, body) => {
  const turned = Object.fromEntries(Object.entries(body).reverse());
  expect(digestOf('salt', body as Record<string, unknown>)).toBe(asWritten('salt', body));
  expect(digestOf('salt', turned)).toBe(asWritten('salt', body));
});

test('words nobody knew before have one order too', () => {
  expect(digestOf('salt', { b: 1, a: 2, reason: 'x' })).toBe(digestOf('salt', { a: 2, reason: 'x', b: 1 }));
});

test('the same words have another digest each time: they cannot be guessed by it', () => {
  expect(keptText({ reason: 'x' }).digest).not.toBe(keptText({ reason: 'x' }).digest);
});
