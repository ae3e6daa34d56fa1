import { fullPolicy, GRID } from '@shaodao/domain/case/fixture/district';
import { called, of } from '@shaodao/domain/case/fixture/roads';
import { whomToTell } from '@shaodao/domain/case/tell';
import { expect, test } from '@jest/globals';

test('a wish for return is told to the level that has the case and to whoever may decide it', () => {
  const walk = called().give(of('water'), { command: 'requestReturn' });
  const asked = walk.events.at(-1);
  expect(asked?.fact.type).toBe('returnRequested');
  const told = asked === undefined ? [] : whomToTell(asked, walk.state, { ...fullPolicy, authority: { ...fullPolicy.authority, returns: ['shiftLeader'] } });
  expect(told).toEqual([
    { seat: 'subdistrictDuty', areaCode: GRID.slice(0, 9) },
    { seat: 'shiftLeader', areaCode: GRID.slice(0, 6) },
  ]);
});
