/**
 * Every refusal and fault a caller can meet: HTTP status, whether the same call may succeed later,
 * and words for people. A code stands here only if a caller would act on it.
 */
export const ERRORS = {
  INVALID: { status: 400, retryable: false, zh: '填写有误', en: 'The input is not valid' },
  BAD_CREDENTIALS: { status: 401, retryable: false, zh: '账号或密码不正确', en: 'Account or password is wrong' },
  UNAUTHENTICATED: { status: 401, retryable: false, zh: '请先登录', en: 'Please sign in' },
  FORBIDDEN: { status: 403, retryable: false, zh: '不在您的席位或辖区权限之内', en: 'Outside your seat or area' },
  NOT_FOUND: { status: 404, retryable: false, zh: '没有找到', en: 'Not found' },
  WRONG_STAGE: { status: 409, retryable: false, zh: '当前环节不能这样办理', en: 'Not possible at this stage' },
  KEY_REUSED: {
    status: 409,
    retryable: false,
    zh: '同一请求编号已用于另一内容',
    en: 'The same key was used for another request',
  },
  TOO_LARGE: { status: 413, retryable: false, zh: '内容过大', en: 'The body is too large' },
  LOCKED: {
    status: 429,
    retryable: true,
    zh: '密码连续错误，账号暂时锁定',
    en: 'Too many wrong passwords, locked for a while',
  },
  TOO_MANY: { status: 429, retryable: true, zh: '请求过于频繁', en: 'Too many requests' },
  INTERNAL: { status: 500, retryable: false, zh: '系统内部错误', en: 'Internal error' },
  UNAVAILABLE: { status: 503, retryable: true, zh: '服务暂不可用，请稍后再试', en: 'Unavailable, please try again' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

export interface RefusalDetails {
  /** Path of the field at fault, e.g. `departments.0.departmentId`. */
  field?: string | undefined;
  /** Words for the person; no personal data. */
  reason?: string | undefined;
  /** The same in Chinese; without it `reason` is shown in both languages. */
  reasonZh?: string | undefined;
  stage?: string | undefined;
  allowedCommands?: string[] | undefined;
  retryAfterSeconds?: number | undefined;
}

/** A refusal or fault with a code of {@link ERRORS}; the four edges translate it, nothing else does. */
export class CodedError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: RefusalDetails = {},
    options?: ErrorOptions,
  ) {
    super(details.reason ?? ERRORS[code].en, options);
    this.name = 'CodedError';
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}
