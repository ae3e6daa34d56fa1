import { expect, test } from '@jest/globals';
import { hashPassword, isPassword, NOBODYS_HASH } from './password.js';

const CHEAP = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

test('a password opens only its own hash, which names argon2id with 46 MiB, one pass, one lane', async () => {
  const kept = await hashPassword('哨到 2026');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[^$]{22}\$[^$]{43}$/);
  expect(await isPassword('哨到 2026', kept)).toBe(true);
  expect(await isPassword('哨到 2027', kept)).toBe(false);
});

test('the same password is kept differently each time', async () => {
  expect(await hashPassword('a')).not.toBe(await hashPassword('a'));
});

test('a hash made elsewhere is read (argon2 reference vector with other costs)', async () => {
  expect(await isPassword('password', CHEAP)).toBe(true);
});

test('many at once are judged one after another, and too many are refused instead of kept waiting', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 70 }, () => isPassword('password', CHEAP)));
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(62);
  expect(await isPassword('password', CHEAP)).toBe(true);
});

test('nobody’s hash opens for nothing', async () => {
  expect(await isPassword('', NOBODYS_HASH)).toBe(false);
});
