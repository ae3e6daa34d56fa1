import { expect, test } from '@jest/globals';
import { authorization } from './aliyun.js';
import { verdictOf } from './aliyun-codes.js';
import { readReports, reportTime, smsReport } from './aliyun-reports.js';

test('the signature is the one 阿里云 publishes for its example', () => {
  const headers = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
  };
  const query = 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai';
  const account = { keyId: 'YourAccessKeyId', keySecret: 'YourAccessKeySecret' };
  expect(authorization(account, { method: 'POST', path: '/', query, headers })).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
      'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('only what was turned away at the door is tried again, and a breakdown of theirs is no refusal', () => {
  expect(['OK', 'Throttling.User', 'isp.SYSTEM_ERROR', 'isv.MOBILE_NUMBER_ILLEGAL', 'isv.AMOUNT_NOT_ENOUGH', 'new'].map(verdictOf)).toEqual([
    'accepted', 'busy', 'unclear', 'one', 'refused', 'refused',
  ]);
});

const push = { query: { token: 'sixteen-letters-!' }, body: '[{"phone_number":"13800000000","success":true,"out_id":"b","report_time":"2026-11-26 10:04:05"}]' };

test('reports are read only from whoever knows the token of the address', () => {
  expect(readReports(push, 'sixteen-letters-!', smsReport)).toMatchObject([{ out_id: 'b', success: true }]);
  for (const query of [{}, { token: '' }, { token: 'sixteen-letters-?' }] as Record<string, string>[]) {
    expect(() => readReports({ ...push, query }, 'sixteen-letters-!', smsReport)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  }
  for (const body of ['', '{}', '[1]', '[{"phone_number":1}]']) {
    expect(() => readReports({ ...push, body }, 'sixteen-letters-!', smsReport)).toThrow(expect.objectContaining({ code: 'INVALID' }));
  }
});

test('times of reports are of China, wherever we are', () => {
  expect(reportTime('2026-11-26 10:04:05', 0)).toBe(Date.parse('2026-11-26T10:04:05+08:00'));
  expect([reportTime(null, 7), reportTime('soon', 7)]).toEqual([7, 7]);
});
