import { expect, test } from '@jest/globals';
import type { RegistryFact } from '@shaodao/contracts/registry-facts';
import { registryText } from './registry-text.js';

const ID = '0190a000-0000-7000-8000-000000000001';
const at = (iso: string): number => Date.parse(`${iso}+08:00`);
const term = { postId: ID, untilAt: at('2027-01-01T00:00'), tell: [ID] };
const swap = { swapCode: 'H-1', tell: [ID] };

test.each<[RegistryFact, string | null]>([
  [{ type: 'appointment.renewalOpened', ...term }, '【聘期】将于2026-12-31届满，请办理续聘'],
  [{ type: 'appointment.expired', ...term }, '【聘期】已于2026-12-31届满，未续聘，自动离任'],
  [
    { type: 'roster.gapAhead', rosterKey: 'communitySecretary~511703001001~', fromAt: at('2026-12-01T18:30'), gaps: 1, tell: [ID] },
    '【值班】511703001001社区书记自2026-12-01 18:30起无人在岗，请补排',
  ],
  [
    { type: 'roster.gapAhead', rosterKey: 'departmentDuty~511703~511703-041', fromAt: at('2026-12-01T00:00'), gaps: 3, tell: [ID] },
    '【值班】511703-041部门值班员自2026-12-01 00:00起无人在岗，共3处空岗，请补排',
  ],
  [{ type: 'swap.asked', ...swap }, '【换班】有人申请与您换班，请答复'],
  [{ type: 'swap.accepted', ...swap }, '【换班】对方已同意换班'],
  [{ type: 'swap.declined', ...swap }, '【换班】对方未同意换班'],
  [{ type: 'swap.withdrawn', ...swap }, '【换班】对方已撤回换班申请'],
  [{ type: 'roster.published', rosterKey: 'gridWorker~511703001001001~' }, null],
])('%j is read as %s', (fact, text) => {
  expect(registryText({ fact })).toBe(text);
});
