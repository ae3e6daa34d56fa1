import type { ErrorCode } from '@shaodao/contracts/errors';
import type { HttpProblem } from '@shaodao/contracts/gateway';

/** What is shown or acted on; `field` is the path of what is at fault, e.g. `departments.0.departmentId`. */
type ProblemBody = Pick<HttpProblem, 'title' | 'status' | 'code'> & {
  detail?: string | undefined;
  field?: string | undefined;
};

/** A refusal or fault the gateway told (RFC 9457), or UNAVAILABLE with status 0 when nobody answered. */
export class Problem extends Error {
  constructor(
    readonly body: ProblemBody,
    /** Seconds the server asks to wait; null when it does not say. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(body.title);
    this.name = 'Problem';
  }

  get code(): ErrorCode {
    return this.body.code;
  }

  /** May the very same call succeed later? Then it is repeated under the same key. */
  get mayRepeat(): boolean {
    return this.body.status === 0 || this.body.status === 429 || this.body.status >= 500;
  }
}

/** Nothing came back: no network, or slower than the time limit of the call. */
export function unanswered(): Problem {
  return new Problem({
    status: 0,
    code: 'UNAVAILABLE',
    title: '没有连上服务器',
    detail: '请检查网络后重试；已提交的内容不会重复办理。',
  });
}

/** Reads the problem of a failed answer; a body that is none (a proxy's page) becomes a plain one. */
export async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  try {
    const body = (await response.json()) as Partial<ProblemBody>;
    if (typeof body.code === 'string' && typeof body.title === 'string') {
      return new Problem({ ...body, title: body.title, code: body.code, status: response.status }, retryAfter);
    }
  } catch {
    // Not JSON: said below by its status.
  }
  return new Problem(
    {
      status: response.status,
      code: response.status === 401 ? 'UNAUTHENTICATED' : response.status >= 500 ? 'UNAVAILABLE' : 'INTERNAL',
      title: '服务没有正常应答',
      detail: `状态码 ${response.status}`,
    },
    retryAfter,
  );
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}
