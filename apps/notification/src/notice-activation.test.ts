import { expect, test } from '@jest/globals';
import { CALL_PURPOSES } from '@shaodao/contracts/calls';
import { activationOf, callFactId } from './notice-activation.js';

const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b66';

test.each(CALL_PURPOSES)('a message of a call knows its activation, one of an alert has none: %s', (purpose) => {
  expect(activationOf(callFactId({ activationId: ID, purpose, attempt: 1_234_567_890 }))).toBe(purpose === 'alert' ? null : ID);
});

test.each(['', ID, `${ID}:3`, `call:${ID}`, 'call:x:call:0', `xcall:${ID}:call:0`, `call:${ID}:call:`])('a message of anything else has none: %j', (factId) => {
  expect(activationOf(factId)).toBeNull();
});
