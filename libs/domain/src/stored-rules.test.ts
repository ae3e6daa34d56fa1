import { category, storedPolicy } from '@shaodao/domain/case/fixture/district';
import type { Limit } from '@shaodao/domain/limit';
import { completeCategory, completePolicy } from '@shaodao/domain/stored-rules';
import { describe, expect, test } from '@jest/globals';

const hour: Limit = { unit: 'urgentHour', ms: 3_600_000 };
const policy = completePolicy(storedPolicy);

describe('rules of the first release', () => {
  test('are completed so that nothing they did not know runs', () => {
    expect(policy).toMatchObject({
      urgeAtShare: null,
      afterClose: null,
      nested: {},
      continueAfterEvents: null,
      supervision: { triggers: null },
    });
    expect(policy.departmentLadders.finish).toBeNull();
    for (const rule of Object.values(policy.whistles)) expect(rule).toMatchObject({ approval: null, coordinator: null });
    expect(completeCategory({ code: category.code, name: category.name, closing: category.closing })).toEqual(category);
  });

  test('keep what they say', () => {
    expect(policy).toMatchObject({ ...storedPolicy, ladders: policy.ladders });
    expect(completePolicy(policy)).toEqual(policy);
  });

  test('treat an emergency as urgent, whatever the limit is of', () => {
    expect(policy.ladders.emergency).toEqual(storedPolicy.ladders.urgent);
    expect(policy.supervisionEvery.emergency).toEqual(storedPolicy.supervisionEvery.urgent);
    expect(completeCategory({ ...category, closing: { routine: hour, urgent: hour } }).closing.emergency).toEqual(hour);
    const supervised = { ...storedPolicy, supervision: { limit: { routine: hour, urgent: hour }, triggers: null } };
    expect(completePolicy(supervised).supervision.limit.emergency).toEqual(hour);
  });

  test.each([
    ['网格吹哨', 'grid', ['gridWorker']],
    ['攻坚克难', 'breakthrough', ['subdistrictSecretary']],
    ['工作推进', 'advance', ['subdistrictDuty', 'subdistrictSecretary']],
  ] as const)('let the same seats blow %s', (_, kind, blowers) => {
    expect(policy.whistles[kind].blowers).toEqual(blowers);
  });
});
