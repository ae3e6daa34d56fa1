import { expect, test } from '@jest/globals';
import type { Entry } from '@shaodao/contracts/register/lists';
import { masked, unmasked } from './mask.js';

const person = { number: 'P1', name: '张三', phone: '10000000713' } as Entry<'people'>;
const resident = { number: 'R1', idNumber: '51170319900101123X', phone: '12345' } as Entry<'residents'>;

test('a phone shows three and four digits, a short one none; an identity number six and four', () => {
  expect(masked('people', person)).toMatchObject({ name: '张三', phone: '100****0713' });
  expect(masked('residents', resident)).toMatchObject({ idNumber: '511703********123X', phone: '*****' });
});

test('whoever sends back what they were shown changes nothing; anything else is new', () => {
  expect(unmasked('people', { ...masked('people', person) }, person)).toEqual(person);
  expect(unmasked('people', { phone: '10000000999' }, person)).toEqual({ phone: '10000000999' });
  expect(unmasked('people', { phone: null }, person)).toEqual({ phone: null });
});
