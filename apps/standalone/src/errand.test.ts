import { expect, test } from '@jest/globals';
import { endErrands, runErrand } from '@shaodao/standalone/errand';

const node = (code: string) => runErrand({ command: process.execPath, args: ['-e', code], env: {} });

test('an errand answers with what it printed, and its failure tells what it said', async () => {
  expect(await node('console.log("done")')).toBe('done\n');
  await expect(node('console.error("no room"); process.exit(3)')).rejects.toThrow(/code 3\nno room/);
});

test('a start that is broken off ends the errand under way and begins no other', async () => {
  const endless = expect(node('setInterval(() => undefined, 1000)')).rejects.toThrow(/SIGTERM/);
  await endErrands();
  await endless;
  await expect(node('')).rejects.toThrow(/stopped/);
});
