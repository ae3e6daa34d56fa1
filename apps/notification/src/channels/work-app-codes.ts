/** −1 系统繁忙: 「不超过3次」. */
export const BUSY_PAUSES_MS = [100, 300, 900];

/**
 * 企业微信 全局错误码 (developer.work.weixin.qq.com/document/path/90313) as far as sending meets them. `busy`: nothing was
 * taken, try again; `token`: the access token is stale; `taken`: the very message is there already; `nobody`: not one of
 * those named can be reached. Any other code is a refusal.
 */
export const WORK_APP_CODES: Readonly<Record<number, 'accepted' | 'busy' | 'token' | 'taken' | 'nobody'>> = {
  0: 'accepted',
  // 系统繁忙
  [-1]: 'busy',
  // 接口调用超过限制
  45009: 'busy',
  // 并发调用超过限制
  45033: 'busy',
  // 不合法的 access_token
  40014: 'token',
  // access_token 已过期
  42001: 'token',
  // 任务卡片 task_id 重复
  42014: 'taken',
  // UserID、部门ID、标签ID全部非法或无权限
  81013: 'nobody',
};
