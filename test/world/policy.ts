import type { CasePolicy, WhistleRule } from '@shaodao/domain/policy';
import { completePolicy } from '@shaodao/domain/stored-rules';

/**
 * The policy of the tests: `routine` and `emergency` have limits nobody meets in a test, `urgent` climbs a tier every second or two,
 * and a whistle of kind `enforcement` expects a signature within a second, contact within four and report-in within six.
 */
const SECOND = 1_000;
const HOUR = 3_600_000;
const after = (ms: number) => ({ unit: 'urgentHour' as const, ms });
const calm = (level: WhistleRule['level']): Pick<WhistleRule, 'level' | 'sign' | 'contact' | 'reportIn'> => ({
  level,
  sign: after(HOUR),
  contact: after(24 * HOUR),
  reportIn: { unit: 'workDay', days: 3 },
});

export const testPolicy: CasePolicy = completePolicy({
  id: 'test',
  version: 2,
  enabledKinds: ['grid', 'routine', 'advance', 'breakthrough', 'enforcement', 'emergencyResponse'],
  whistles: {
    grid: calm('grid'),
    routine: {
      ...calm('community'),
      blowers: ['communityOfficer', 'communitySecretary'],
      approval: { seats: ['communitySecretary'], limit: after(HOUR), afterwards: false },
    },
    key: calm('subdistrict'),
    hard: calm('district'),
    advance: calm('subdistrict'),
    breakthrough: { ...calm('district'), coordinator: 'districtLeader' },
    enforcement: { ...calm('subdistrict'), sign: after(SECOND), contact: after(4 * SECOND), reportIn: after(6 * SECOND) },
    emergencyResponse: {
      ...calm(null),
      approval: { seats: ['districtLeader'], limit: after(HOUR), afterwards: true },
    },
  },
  ladders: {
    routine: { grid: after(4 * HOUR), community: after(8 * HOUR), subdistrict: after(24 * HOUR), district: after(40 * HOUR) },
    urgent: { grid: after(2 * SECOND), community: after(SECOND), subdistrict: after(SECOND), district: after(SECOND) },
    emergency: { grid: after(HOUR / 2), community: after(HOUR), subdistrict: after(HOUR), district: after(2 * HOUR) },
  },
  supervisionEvery: { routine: after(16 * HOUR), urgent: after(2 * SECOND) },
  verification: { unit: 'workHour', ms: 1.5 * HOUR },
  closure: { unit: 'workDay', days: 1 },
  reworkShare: 0.5,
  departmentLadders: {
    sign: {
      steps: [
        { after: after(SECOND), tell: 'duty' },
        { after: after(SECOND / 2), tell: 'head' },
        { after: after(SECOND / 2), tell: 'levelAbove' },
      ],
      repeatLast: null,
    },
    contact: { steps: [{ after: after(HOUR), tell: 'head' }, { after: after(4 * HOUR), tell: 'levelAbove' }], repeatLast: null },
    reportIn: { steps: [{ after: after(SECOND), tell: 'supervision' }], repeatLast: { unit: 'workDay', days: 1 } },
    finish: { steps: [{ after: after(HOUR), tell: 'duty' }, { after: { unit: 'workDay', days: 1 }, tell: 'head' }], repeatLast: null },
  },
  urgeAtShare: 0.8,
  supervision: {
    limit: { routine: after(16 * HOUR), urgent: after(HOUR), emergency: after(HOUR) },
    triggers: { reworks: 3, departmentsWithoutLead: 3 },
  },
  afterClose: { callback: after(24 * HOUR), attempts: 3, reopen: { unit: 'urgentDay', days: 14 } },
});
